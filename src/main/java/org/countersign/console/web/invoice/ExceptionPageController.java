package org.countersign.console.web.invoice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.ExceptionWaits;
import org.countersign.invoicing.MatchHistory;
import org.countersign.shared.Actor;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Answers a difference on the page of its invoice, as in its task, and takes one up again that waits for the supplier. */
@Controller
class ExceptionPageController {

    private final DocumentAccess access;
    private final ExceptionWaits waits;
    private final InvoicePages pages;
    private final MatchHistory history;
    private final PageModel model;

    ExceptionPageController(
            DocumentAccess access, ExceptionWaits waits, InvoicePages pages, MatchHistory history, PageModel model) {
        this.access = access;
        this.waits = waits;
        this.pages = pages;
        this.history = history;
        this.model = model;
    }

    /**
     * An answer that was refused, as it was given.
     *
     * @param number of the difference
     * @param problem why it was refused
     */
    record Refused(int number, String decision, String comment, String expectedCredit, String problem) {}

    @PostMapping("/invoices/{id}/exceptions/{number}/answer")
    ModelAndView answer(
            @PathVariable String id,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String expectedCredit,
            @RequestParam(defaultValue = "false") boolean tellSupplier,
            RedirectAttributes redirect,
            Actor actor) {
        var invoice = access.invoice(id, actor);
        var say = model.words();
        var expected = expectedCredit.isBlank()
                ? null
                : DecimalText.parse(expectedCredit, say.language()).orElse(null);
        if (expected == null && !expectedCredit.isBlank()) {
            return again(
                    id,
                    actor,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    new Refused(number, decision, comment, expectedCredit, say.text("invoice.problem.expectedCredit")));
        }
        var sent = new LinkedHashMap<String, Object>();
        sent.put("decision", decision);
        sent.put("comment", comment);
        sent.put("expectedCredit", expected == null ? "" : expected.toPlainString());
        sent.put("tellSupplier", tellSupplier);
        try {
            waits.answer(invoice.id(), number, sent, actor);
        } catch (RuleViolation violation) {
            if (violation.rule().refusal() == Refusal.FORBIDDEN) {
                throw violation;
            }
            return again(
                    id,
                    actor,
                    violation.rule().refusal() == Refusal.CONFLICT
                            ? HttpStatus.CONFLICT
                            : HttpStatus.UNPROCESSABLE_ENTITY,
                    new Refused(number, decision, comment, expectedCredit, say.sentence(violation)));
        }
        redirect.addFlashAttribute("done", say.text("invoice.answerHere.done"));
        return new ModelAndView("redirect:/invoices/" + id);
    }

    @PostMapping("/invoices/{id}/exceptions/{number}/resumption")
    ModelAndView resume(@PathVariable String id, @PathVariable int number, RedirectAttributes redirect, Actor actor) {
        waits.takeUp(access.invoice(id, actor).id(), number, actor);
        redirect.addFlashAttribute("done", model.words().text("invoice.waits.takenUp"));
        return new ModelAndView("redirect:/invoices/" + id);
    }

    private ModelAndView again(String id, Actor actor, HttpStatus status, Refused refused) {
        var invoice = access.invoice(id, actor);
        var view = new ModelAndView("console/invoice/one", status);
        view.addAllObjects(Map.of(
                "page",
                pages.of(invoice, actor, model.words(), null),
                "invoice",
                invoice,
                "matches",
                history.of(invoice),
                "problems",
                FormProblems.NONE,
                "refusedAnswer",
                refused));
        return view;
    }
}
