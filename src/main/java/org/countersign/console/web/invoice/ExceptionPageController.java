package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Set;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.ExceptionWaits;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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
    private final InvoicePageController invoices;
    private final DifferencePages differences;
    private final PageModel model;

    ExceptionPageController(
            DocumentAccess access,
            ExceptionWaits waits,
            InvoicePageController invoices,
            DifferencePages differences,
            PageModel model) {
        this.access = access;
        this.waits = waits;
        this.invoices = invoices;
        this.differences = differences;
        this.model = model;
    }

    /**
     * An answer that was refused, as it was given.
     *
     * @param number of the difference
     * @param chosen numbers of those that it was meant for; none for all that are asked about together
     * @param problem why it was refused
     */
    record Refused(
            int number, String decision, String comment, String expectedCredit, Set<Integer> chosen, String problem) {

        Refused because(String why) {
            return new Refused(number, decision, comment, expectedCredit, chosen, why);
        }
    }

    /** All that are asked about together, page by page, so that some of them can be answered apart from the others. */
    @GetMapping("/invoices/{id}/exceptions/{number}")
    ModelAndView together(
            @PathVariable String id,
            @PathVariable int number,
            @RequestParam(defaultValue = "0") int page,
            Actor actor) {
        return together(id, number, page, actor, HttpStatus.OK, null);
    }

    private ModelAndView together(
            String id, int number, int page, Actor actor, HttpStatus status, @Nullable Refused refused) {
        var invoice = access.invoice(id, actor);
        var shown = differences
                .with(number, page, invoice, actor, model.words())
                .orElseThrow(() -> new NotFound("exception of " + id, number));
        var view = new ModelAndView("console/invoice/differences", status);
        view.addObject("invoice", invoice);
        view.addObject("shown", shown);
        view.addObject("refusedAnswer", refused);
        return view;
    }

    @PostMapping("/invoices/{id}/exceptions/{number}/answer")
    ModelAndView answer(
            @PathVariable String id,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String expectedCredit,
            @RequestParam(defaultValue = "false") boolean tellSupplier,
            @RequestParam(defaultValue = "") Set<Integer> lines,
            @RequestParam(defaultValue = "all") String of,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(required = false) @Nullable BigDecimal seen,
            RedirectAttributes redirect,
            Actor actor) {
        var invoice = access.invoice(id, actor);
        var say = model.words();
        var some = of.equals("some");
        var given = new Refused(number, decision, comment, expectedCredit, lines, "");
        var expected = expectedCredit.isBlank()
                ? null
                : DecimalText.parse(expectedCredit, say.language()).orElse(null);
        if (expected == null && !expectedCredit.isBlank()) {
            return again(id, page, some, actor, HttpStatus.UNPROCESSABLE_ENTITY, given, "expectedCredit");
        }
        if (some && lines.isEmpty()) {
            return again(id, page, true, actor, HttpStatus.UNPROCESSABLE_ENTITY, given, "noneChosen");
        }
        var sent = new LinkedHashMap<String, Object>();
        sent.put("decision", decision);
        sent.put("comment", comment);
        sent.put("expectedCredit", expected == null ? "" : expected.toPlainString());
        sent.put("tellSupplier", tellSupplier);
        try {
            waits.answer(invoice.id(), some ? lines.iterator().next() : number, some ? lines : null, seen, sent, actor);
        } catch (RuleViolation violation) {
            if (violation.rule().refusal() == Refusal.FORBIDDEN) {
                throw violation;
            }
            return again(
                    id,
                    page,
                    some,
                    actor,
                    violation.rule().refusal() == Refusal.CONFLICT
                            ? HttpStatus.CONFLICT
                            : HttpStatus.UNPROCESSABLE_ENTITY,
                    given.because(say.sentence(violation)));
        }
        redirect.addFlashAttribute("done", say.text("invoice.answerHere.done"));
        var next = some ? openWith(access.invoice(id, actor), number) : null;
        return new ModelAndView("redirect:/invoices/" + id + (next == null ? "" : "/exceptions/" + next.sequence()));
    }

    /** Another difference that is still to be answered of those that this one was asked about with; null where none is. */
    private static @Nullable InvoiceException openWith(Invoice invoice, int number) {
        var leading = invoice.exceptions().stream()
                .filter(one -> one.sequence() == number)
                .findFirst()
                .orElseThrow();
        return invoice.openExceptions().stream()
                .filter(one -> one.isHandlersTurn() && one.isAskedAboutAs(leading))
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/invoices/{id}/exceptions/{number}/resumption")
    ModelAndView resume(@PathVariable String id, @PathVariable int number, RedirectAttributes redirect, Actor actor) {
        waits.takeUp(access.invoice(id, actor).id(), number, actor);
        redirect.addFlashAttribute("done", model.words().text("invoice.waits.takenUp"));
        return new ModelAndView("redirect:/invoices/" + id);
    }

    private ModelAndView again(
            String id, int page, boolean some, Actor actor, HttpStatus status, Refused given, String problem) {
        return again(id, page, some, actor, status, given.because(model.words().text("invoice.problem." + problem)));
    }

    private ModelAndView again(String id, int page, boolean some, Actor actor, HttpStatus status, Refused refused) {
        if (some) {
            return together(id, refused.number(), page, actor, status, refused);
        }
        return invoices.page(access.invoice(id, actor), actor, null, FormProblems.NONE, status)
                .addObject("refusedAnswer", refused);
    }
}
