package org.countersign.console.web.payment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.invoicing.InvoiceId;
import org.countersign.payment.PaymentHolding;
import org.countersign.payment.PaymentProposal;
import org.countersign.payment.PaymentProposals;
import org.countersign.payment.PaymentRun;
import org.countersign.payment.PaymentRunItem;
import org.countersign.payment.PaymentRunManagement;
import org.countersign.payment.PaymentRunNumber;
import org.countersign.payment.PaymentRunStatus;
import org.countersign.payment.PaymentSettings;
import org.countersign.payment.Transfer;
import org.countersign.payment.TransferOutcomes;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
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

/** What is to be paid, and payment runs: finance puts them together, releases them, and books what the bank says. */
@Controller
class PaymentRunPageController {

    private static final int ROWS = 50;

    private final PaymentProposals proposals;
    private final PaymentRunManagement runs;
    private final TransferOutcomes outcomes;
    private final PaymentHolding holding;
    private final PaymentSettings settings;
    private final PageModel pages;

    PaymentRunPageController(
            PaymentProposals proposals,
            PaymentRunManagement runs,
            TransferOutcomes outcomes,
            PaymentHolding holding,
            PaymentSettings settings,
            PageModel pages) {
        this.proposals = proposals;
        this.runs = runs;
        this.outcomes = outcomes;
        this.holding = holding;
        this.settings = settings;
        this.pages = pages;
    }

    /** What is due until when, and on which day it would be paid, as the address says it. */
    record Asked(@Nullable LocalDate until, LocalDate on) {}

    /** An invoice that may be paid, with sentences about its discount and about why it is held; null where there is none. */
    record Row(
            PaymentProposal proposal,
            @Nullable String discount,
            @Nullable String held) {

        /** Whether it is to be paid that day: it is due by then or by the day asked for, or loses a discount worth taking. */
        public boolean isPickedAtFirst(Asked asked) {
            var until = asked.until();
            return held == null && (proposal.isDue(until == null ? asked.on() : until) || proposal.takesDiscount());
        }
    }

    /** A run of the list, with its sums by currency. */
    record Listed(PaymentRun run, int transfers, List<String> sums) {}

    // ---- what is to be paid

    @GetMapping("/payments")
    ModelAndView proposals(
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String on,
            @Sortable("due") PageQuery page,
            HttpServletRequest request,
            Actor actor) {
        return proposals(asked(until, on), page, FormProblems.NONE, HttpStatus.OK, request, actor);
    }

    private ModelAndView proposals(
            Asked asked,
            PageQuery page,
            FormProblems problems,
            HttpStatus status,
            HttpServletRequest request,
            Actor actor) {
        var say = pages.words();
        var found = proposals.list(
                asked.until(), asked.on(), PageRequest.of(page.toPageable().getPageNumber(), ROWS), actor);
        var view = new ModelAndView("console/payment/proposals", status);
        view.addObject("listing", Listing.of(found.map(one -> row(one, say)), request));
        view.addObject("asked", asked);
        view.addObject("pays", actor.isIn(Group.FINANCE_OFFICER));
        view.addObject("cost", settings.costOfCapital());
        view.addObject("problems", problems);
        return view;
    }

    private Asked asked(@Nullable String until, @Nullable String on) {
        var today = proposals.today();
        var day = day(on);
        return new Asked(day(until), day == null || day.isBefore(today) ? today : day);
    }

    private static Row row(PaymentProposal one, Words say) {
        return new Row(one, discount(one, say), held(one, say));
    }

    private static @Nullable String discount(PaymentProposal one, Words say) {
        var offer = one.discount();
        if (offer == null) {
            return null;
        }
        return say.text(
                offer.isWorthTaking() ? "payments.discount.taken" : "payments.discount.left",
                say.amount(offer.amount(), one.invoice().currency()),
                say.date(one.invoice().discountUntil()),
                say.number(offer.days()),
                say.percent(offer.yearly()),
                say.percent(offer.costOfCapital()));
    }

    private static @Nullable String held(PaymentProposal one, Words say) {
        var held = one.held();
        return held == null
                ? null
                : say.text("payments.held." + held.why(), held.detail() == null ? "" : held.detail());
    }

    @GetMapping("/payments.csv")
    void csv(
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String on,
            HttpServletResponse response,
            Actor actor) {
        var say = pages.words();
        var asked = asked(until, on);
        CsvFile.<PaymentProposal>write(
                response,
                say.language(),
                say.text("payments.file"),
                List.of(
                        say.text("invoice.id"),
                        say.text("invoice.number"),
                        say.text("invoice.supplier"),
                        say.text("invoice.payBy"),
                        say.text("invoice.discountUntil"),
                        say.text("invoice.currency"),
                        say.text("payments.open"),
                        say.text("payments.amount"),
                        say.text("payments.discount"),
                        say.text("payments.held")),
                Sort.unsorted(),
                part -> proposals.list(asked.until(), asked.on(), part, actor),
                one -> Arrays.<@Nullable Object>asList(
                        one.invoice().id().value(),
                        one.invoice().number(),
                        one.supplierName(),
                        one.invoice().payBy(),
                        one.invoice().discountUntil(),
                        one.invoice().currency(),
                        one.invoice().rest(),
                        one.amount(),
                        one.discountTaken(),
                        held(one, say)));
    }

    @PostMapping("/payment-runs")
    ModelAndView create(
            @RequestParam(required = false) @Nullable List<String> invoice,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String on,
            @RequestParam String scope,
            HttpServletRequest request,
            RedirectAttributes redirect,
            Actor actor) {
        var asked = asked(until, on);
        var say = pages.words();
        var all = scope.equals("all");
        var none = new PageQuery(0, ROWS, Sort.unsorted());
        if (!all && (invoice == null || invoice.isEmpty())) {
            return proposals(
                    asked,
                    none,
                    FormProblems.of("invoice", say.text("payments.choose"), say.text("payments.choose")),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    request,
                    actor);
        }
        try {
            var chosen = all || invoice == null
                    ? null
                    : invoice.stream().map(InvoiceId::new).toList();
            var run = runs.create(asked.on(), asked.until(), chosen, actor);
            redirect.addFlashAttribute("done", say.text("payments.created", run.number()));
            return new ModelAndView("redirect:/payment-runs/" + run.number());
        } catch (RuleViolation violation) {
            return proposals(asked, none, FormProblems.of(violation, say), status(violation), request, actor);
        }
    }

    @PostMapping("/invoices/{id}/payment-hold")
    String hold(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect,
            Actor actor) {
        holding.hold(new InvoiceId(id), reason, actor);
        redirect.addFlashAttribute("done", pages.words().text("payments.hold.done"));
        return "redirect:/invoices/" + id;
    }

    @PostMapping("/invoices/{id}/payment-hold/removal")
    String free(@PathVariable String id, RedirectAttributes redirect, Actor actor) {
        holding.free(new InvoiceId(id), actor);
        redirect.addFlashAttribute("done", pages.words().text("payments.free.done"));
        return "redirect:/invoices/" + id;
    }

    // ---- runs

    @GetMapping("/payment-runs")
    String list(
            @RequestParam(required = false) @Nullable String status,
            @Sortable(
                            value = {"number", "status", "executionDate", "createdAt"},
                            byDefault = "number,desc")
                    PageQuery page,
            HttpServletRequest request,
            Actor actor,
            org.springframework.ui.Model model) {
        var found = runs.list(status(status), page.toPageable(), actor);
        var sums = runs.sumsOf(found.stream().map(PaymentRun::number).toList());
        var say = pages.words();
        model.addAttribute(
                "listing",
                Listing.of(found.map(run -> listed(run, sums.getOrDefault(run.number(), List.of()), say)), request));
        model.addAttribute("statuses", PaymentRunStatus.values());
        return "console/payment/runs";
    }

    private static Listed listed(PaymentRun run, List<PaymentRunManagement.Sum> sums, Words say) {
        return new Listed(
                run,
                sums.stream().mapToInt(PaymentRunManagement.Sum::transfers).sum(),
                sums.stream()
                        .map(sum -> say.amount(sum.amount(), sum.currency()))
                        .toList());
    }

    private static List<String> sums(List<Transfer> transfers, Words say) {
        var sums = new TreeMap<String, BigDecimal>();
        transfers.forEach(one -> sums.merge(one.currency(), one.amount(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(sum -> say.amount(sum.getValue(), sum.getKey()))
                .toList();
    }

    @GetMapping("/payment-runs/{number}")
    ModelAndView one(@PathVariable String number, Actor actor) {
        return run(new PaymentRunNumber(number), FormProblems.NONE, HttpStatus.OK, actor);
    }

    private ModelAndView run(PaymentRunNumber number, FormProblems problems, HttpStatus status, Actor actor) {
        var run = runs.run(number, actor);
        var say = pages.words();
        var transfers = runs.transfersOf(number);
        var view = new ModelAndView("console/payment/run", status);
        view.addObject("run", run);
        view.addObject("transfers", transfers);
        view.addObject("sums", sums(transfers, say));
        view.addObject("digest", runs.digestOf(number));
        view.addObject("discounts", discounts(transfers, say));
        view.addObject("pays", actor.isIn(Group.FINANCE_OFFICER));
        view.addObject("account", settings.iban());
        view.addObject("problems", problems);
        return view;
    }

    private Map<String, String> discounts(List<Transfer> transfers, Words say) {
        var said = new LinkedHashMap<String, String>();
        for (var transfer : transfers) {
            for (PaymentRunItem item : transfer.items()) {
                if (item.discountRate() != null) {
                    said.put(
                            item.id(),
                            say.text(
                                    "payments.run.discount",
                                    say.amount(item.discount(), item.currency()),
                                    say.percent(item.discountRate())));
                }
            }
        }
        return said;
    }

    @GetMapping("/payment-runs/{number}.csv")
    void csv(@PathVariable String number, HttpServletResponse response, Actor actor) {
        var say = pages.words();
        var run = runs.run(new PaymentRunNumber(number), actor);
        record Line(Transfer transfer, PaymentRunItem item) {}
        var lines = runs.transfersOf(run.number()).stream()
                .flatMap(one -> one.items().stream().map(item -> new Line(one, item)))
                .toList();
        Page<Line> all = new PageImpl<>(lines);
        CsvFile.<Line>write(
                response,
                say.language(),
                number,
                List.of(
                        say.text("payments.transfer"),
                        say.text("payments.endToEnd"),
                        say.text("payments.executionDate"),
                        say.text("payments.creditor"),
                        say.text("invoice.iban"),
                        say.text("payments.bic"),
                        say.text("invoice.id"),
                        say.text("invoice.number"),
                        say.text("invoice.currency"),
                        say.text("payments.amount"),
                        say.text("payments.discount"),
                        say.text("payments.state")),
                Sort.unsorted(),
                part -> all,
                line -> Arrays.<@Nullable Object>asList(
                        line.transfer().number(),
                        line.transfer().endToEndId(),
                        run.executionDate(),
                        line.transfer().creditor(),
                        line.transfer().iban(),
                        line.item().bic(),
                        line.item().invoice().value(),
                        line.item().invoiceNumber(),
                        line.item().currency(),
                        line.item().signedAmount(),
                        line.item().discount(),
                        say.text("paymentState." + line.item().state())));
    }

    @PostMapping("/payment-runs/{number}/release")
    ModelAndView release(@PathVariable String number, RedirectAttributes redirect, Actor actor) {
        return changed(number, "released", redirect, actor, () -> runs.release(new PaymentRunNumber(number), actor));
    }

    @PostMapping("/payment-runs/{number}/cancellation")
    ModelAndView cancel(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect,
            Actor actor) {
        return changed(
                number, "cancelled", redirect, actor, () -> runs.cancel(new PaymentRunNumber(number), reason, actor));
    }

    @PostMapping("/payment-runs/{number}/invoices/{invoice}/removal")
    ModelAndView remove(
            @PathVariable String number, @PathVariable String invoice, RedirectAttributes redirect, Actor actor) {
        return changed(
                number,
                "removed",
                redirect,
                actor,
                () -> runs.remove(new PaymentRunNumber(number), new InvoiceId(invoice), actor));
    }

    /** The file, which each time is on record: not a link, which others than people follow. */
    @PostMapping("/payment-runs/{number}/file")
    ResponseEntity<byte[]> file(@PathVariable String number, Actor actor) {
        var content = runs.download(new PaymentRunNumber(number), actor);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(number + ".xml")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }

    @PostMapping("/payment-runs/{number}/transfers/{transfer}/confirmation")
    ModelAndView confirm(
            @PathVariable String number,
            @PathVariable int transfer,
            @RequestParam(required = false) @Nullable String paidAt,
            @RequestParam(required = false) @Nullable String reference,
            RedirectAttributes redirect,
            Actor actor) {
        return changed(
                number,
                "confirmed",
                redirect,
                actor,
                () -> outcomes.confirm(new PaymentRunNumber(number), transfer, moment(day(paidAt)), reference, actor));
    }

    @PostMapping("/payment-runs/{number}/transfers/{transfer}/failure")
    ModelAndView fail(
            @PathVariable String number,
            @PathVariable int transfer,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect,
            Actor actor) {
        return changed(
                number,
                "failed",
                redirect,
                actor,
                () -> outcomes.fail(new PaymentRunNumber(number), transfer, reason, actor));
    }

    @PostMapping("/payment-runs/{number}/transfers/{transfer}/reversal")
    ModelAndView takeBack(
            @PathVariable String number,
            @PathVariable int transfer,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String hold,
            RedirectAttributes redirect,
            Actor actor) {
        return changed(
                number,
                "takenBack",
                redirect,
                actor,
                () -> outcomes.takeBack(new PaymentRunNumber(number), transfer, reason, hold != null, actor));
    }

    private ModelAndView changed(
            String number, String what, RedirectAttributes redirect, Actor actor, Runnable change) {
        try {
            change.run();
        } catch (RuleViolation violation) {
            return run(
                    new PaymentRunNumber(number), FormProblems.of(violation, pages.words()), status(violation), actor);
        }
        redirect.addFlashAttribute("done", pages.words().text("payments.run.done." + what, number));
        return new ModelAndView("redirect:/payment-runs/" + number);
    }

    private @Nullable Instant moment(@Nullable LocalDate day) {
        var say = pages.words();
        return day == null || day.equals(say.today())
                ? null
                : day.atTime(12, 0).atZone(say.zone()).toInstant();
    }

    private static @Nullable PaymentRunStatus status(@Nullable String given) {
        return Arrays.stream(PaymentRunStatus.values())
                .filter(one -> one.name().equals(given))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LocalDate day(@Nullable String given) {
        try {
            return given == null || given.isBlank() ? null : LocalDate.parse(given.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static HttpStatus status(RuleViolation violation) {
        Rule.Refusal refusal = violation.rule().refusal();
        return switch (refusal) {
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> throw violation;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
