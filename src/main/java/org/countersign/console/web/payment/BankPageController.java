package org.countersign.console.web.payment;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.payment.BankMessages;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the bank says: its files are read here, and what fits nothing waits here for a person. */
@Controller
class BankPageController {

    private static final int ROWS = 50;

    private final BankMessages messages;
    private final PageModel pages;

    BankPageController(BankMessages messages, PageModel pages) {
        this.messages = messages;
        this.pages = pages;
    }

    @GetMapping("/bank-entries")
    ModelAndView list(
            @RequestParam(required = false) @Nullable String show,
            @Sortable("readAt") PageQuery page,
            HttpServletRequest request,
            Actor actor) {
        return list(show, page.toPageable().getPageNumber(), FormProblems.NONE, HttpStatus.OK, request, actor);
    }

    private ModelAndView list(
            @Nullable String show,
            int page,
            FormProblems problems,
            HttpStatus status,
            HttpServletRequest request,
            Actor actor) {
        var found = messages.list(!"all".equals(show), PageRequest.of(page, ROWS), actor);
        var view = new ModelAndView("console/payment/bank", status);
        view.addObject("listing", Listing.of(found, request));
        view.addObject("all", "all".equals(show));
        view.addObject("pays", actor.isIn(Group.FINANCE_OFFICER));
        view.addObject("problems", problems);
        return view;
    }

    @PostMapping("/bank-entries")
    ModelAndView read(
            @RequestParam MultipartFile file, HttpServletRequest request, RedirectAttributes redirect, Actor actor)
            throws IOException {
        var say = pages.words();
        try {
            var reading = messages.read(file.getBytes(), actor);
            var open = reading.read().stream().filter(one -> one.needsPerson()).count();
            redirect.addFlashAttribute(
                    "done",
                    say.text(
                            "payments.bank.read",
                            reading.message(),
                            say.number(reading.read().size()),
                            say.number(reading.known()),
                            say.number(open)));
            return new ModelAndView("redirect:/bank-entries?show=all");
        } catch (RuleViolation violation) {
            if (violation.rule().refusal() == Refusal.FORBIDDEN) {
                throw violation;
            }
            return list(null, 0, FormProblems.of(violation, say), HttpStatus.UNPROCESSABLE_ENTITY, request, actor);
        }
    }

    @PostMapping("/bank-entries/{id}/settlement")
    ModelAndView settle(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String note,
            HttpServletRequest request,
            RedirectAttributes redirect,
            Actor actor) {
        var say = pages.words();
        try {
            messages.settle(id, note, actor);
        } catch (RuleViolation violation) {
            var status = violation.rule().refusal() == Refusal.INVALID
                    ? HttpStatus.UNPROCESSABLE_ENTITY
                    : HttpStatus.CONFLICT;
            return list(null, 0, FormProblems.of(violation, say), status, request, actor);
        }
        redirect.addFlashAttribute("done", say.text("payments.bank.settled"));
        return new ModelAndView("redirect:/bank-entries");
    }
}
