package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.countersign.console.DocumentAccess;
import org.countersign.console.ExpectedCredits;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.console.web.invoice.InvoicePage.PaymentForm;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.MatchHistory;
import org.countersign.payment.PaymentAllocations;
import org.countersign.payment.PaymentReversals;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One invoice beside its order and receipts, the document as received, and its payment. */
@Controller
class InvoicePageController {

    private static final String PAGE = "console/invoice/one";

    private final DocumentAccess access;
    private final InvoiceManagement invoices;
    private final PaymentDesk desk;
    private final PaymentReversals reversals;
    private final PaymentAllocations allocations;
    private final SetOffs setOffs;
    private final InvoicePages pages;
    private final PairingPages pairings;
    private final MatchHistory history;
    private final PageModel model;

    private final ExpectedCredits credits;

    InvoicePageController(
            DocumentAccess access,
            InvoiceManagement invoices,
            PaymentDesk desk,
            PaymentReversals reversals,
            PaymentAllocations allocations,
            SetOffs setOffs,
            InvoicePages pages,
            PairingPages pairings,
            MatchHistory history,
            PageModel model,
            ExpectedCredits credits) {
        this.credits = credits;
        this.access = access;
        this.invoices = invoices;
        this.desk = desk;
        this.reversals = reversals;
        this.allocations = allocations;
        this.setOffs = setOffs;
        this.pages = pages;
        this.pairings = pairings;
        this.history = history;
        this.model = model;
    }

    @GetMapping("/invoices/{id}")
    ModelAndView one(@PathVariable String id, Actor actor) {
        return page(access.invoice(id, actor), actor, null, FormProblems.NONE, HttpStatus.OK);
    }

    @PostMapping("/invoices/{id}/payment")
    ModelAndView pay(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String amount,
            @RequestParam(required = false) @Nullable String paidAt,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam String seen,
            RedirectAttributes redirect,
            Actor actor) {
        var invoice = access.invoice(id, actor);
        var say = model.words();
        var given = new PaymentForm(amount, paidAt, reference, seen);
        var wrong = new ArrayList<String>();
        var value = amount(amount, say, wrong);
        var day = day(paidAt, say, wrong);
        if (!wrong.isEmpty()) {
            var field = wrong.get(0);
            return page(
                    invoice,
                    actor,
                    given,
                    FormProblems.of(field, say.text("invoice.problem." + field), say.text("invoice.pay.problem")),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            var paid = desk.pay(
                    invoice.id(),
                    day == null ? null : atNoonAtTheLatestNow(day, say),
                    reference == null || reference.isBlank() ? null : reference.strip(),
                    value,
                    seen,
                    actor);
            redirect.addFlashAttribute(
                    "done",
                    paid.rest().signum() == 0
                            ? say.text("invoice.pay.done", paid.number())
                            : say.text("invoice.pay.donePart", say.amount(paid.rest(), paid.currency())));
            return new ModelAndView("redirect:/invoices/" + id);
        } catch (RuleViolation violation) {
            return page(access.invoice(id, actor), actor, given, FormProblems.of(violation, say), status(violation));
        }
    }

    @PostMapping("/invoices/{id}/payments/{number}/reversal")
    ModelAndView takeBack(
            @PathVariable String id,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String hold,
            RedirectAttributes redirect,
            Actor actor) {
        return changed(
                id,
                "payments.takeBack.done",
                redirect,
                actor,
                one -> reversals.reverse(one, number, reason, hold != null, actor));
    }

    @PostMapping("/invoices/{id}/set-offs")
    ModelAndView setOff(
            @PathVariable String id,
            @RequestParam String source,
            @RequestParam(required = false) @Nullable String amount,
            @RequestParam String seen,
            RedirectAttributes redirect,
            Actor actor) {
        var say = model.words();
        var wrong = new ArrayList<String>();
        var value = amount(amount, say, wrong);
        if (!wrong.isEmpty()) {
            return page(
                    access.invoice(id, actor),
                    actor,
                    null,
                    FormProblems.of("amount", say.text("invoice.problem.amount"), say.text("payments.setOff.problem")),
                    HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return changed(
                id,
                "payments.setOff.done",
                redirect,
                actor,
                one -> allocations.allocate(one, new InvoiceId(source), value, seen, actor));
    }

    @PostMapping("/invoices/{id}/set-offs/{number}/reversal")
    ModelAndView undo(
            @PathVariable String id,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect,
            Actor actor) {
        return changed(
                id, "payments.setOff.undone", redirect, actor, one -> allocations.undo(one, number, reason, actor));
    }

    private ModelAndView changed(
            String id, String done, RedirectAttributes redirect, Actor actor, Consumer<InvoiceId> change) {
        var invoice = access.invoice(id, actor);
        try {
            change.accept(invoice.id());
        } catch (RuleViolation violation) {
            return page(
                    access.invoice(id, actor),
                    actor,
                    null,
                    FormProblems.of(violation, model.words()),
                    status(violation));
        }
        redirect.addFlashAttribute("done", model.words().text(done));
        return new ModelAndView("redirect:/invoices/" + id);
    }

    @GetMapping("/invoices/{id}/document")
    ResponseEntity<byte[]> document(
            @PathVariable String id, @RequestParam(required = false) @Nullable String download, Actor actor) {
        var original = invoices.original(access.invoice(id, actor).id());
        var scan = ScanType.of(original.mediaType());
        var ending = scan.map(ScanType::ending).orElse(ending(original.mediaType()));
        // What a browser might run is never opened in our own pages.
        var inside = scan.isPresent() && download == null;
        var disposition = inside ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(original.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition.filename(id + "." + ending).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(original.content());
    }

    private static String ending(String mediaType) {
        if (mediaType.startsWith("application/octet-stream")) {
            return "bin";
        }
        return mediaType.contains("json") ? "json" : mediaType.startsWith("text/plain") ? "txt" : "xml";
    }

    /** The page of an invoice whose lines were not paired as somebody wanted. */
    ModelAndView refusedPairing(
            Invoice invoice, Actor actor, Map<Integer, String> typed, FormProblems problems, HttpStatus status) {
        var view = page(invoice, actor, null, FormProblems.NONE, status);
        view.addObject("pairing", pairings.of(invoice, actor, model.words(), typed));
        view.addObject("pairingProblems", problems);
        return view;
    }

    /** The page of an invoice, also for what was refused on another of its forms. */
    ModelAndView page(
            Invoice invoice, Actor actor, @Nullable PaymentForm given, FormProblems problems, HttpStatus status) {
        var view = new ModelAndView(PAGE, status);
        var shown = pages.of(invoice, actor, model.words(), given);
        view.addObject("page", shown);
        view.addObject("setOff", setOffs.of(invoice, actor, shown.whyNotPaying(), model.words()));
        view.addObject("pays", actor.isIn(Group.FINANCE_OFFICER) && shown.whyNotPaying() == null);
        view.addObject("invoice", invoice);
        view.addObject("creditsOwed", credits.of(invoice));
        view.addObject("problems", problems);
        view.addObject("matches", history.of(invoice));
        view.addObject("pairing", pairings.of(invoice, actor, model.words(), Map.of()));
        view.addObject("pairingProblems", FormProblems.NONE);
        return view;
    }

    private static @Nullable BigDecimal amount(@Nullable String typed, Words say, ArrayList<String> wrong) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var value = DecimalText.parse(typed, say.language());
        if (value.isEmpty()) {
            wrong.add("amount");
        }
        return value.orElse(null);
    }

    private static @Nullable LocalDate day(@Nullable String typed, Words say, ArrayList<String> wrong) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException e) {
            wrong.add("paidAt");
            return null;
        }
    }

    /** A day without a time: noon, or just now where that is earlier. */
    private static @Nullable Instant atNoonAtTheLatestNow(LocalDate day, Words say) {
        return day.equals(say.today()) ? null : noon(day, say.zone());
    }

    private static Instant noon(LocalDate day, ZoneId zone) {
        return day.atTime(12, 0).atZone(zone).toInstant();
    }

    /** What is wrong with the fields is 422; who may not is told so by the error page. */
    private static HttpStatus status(RuleViolation violation) {
        return switch (violation.rule().refusal()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> throw violation;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
