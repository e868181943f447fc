package org.countersign.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.invoicing.InvoiceId;
import org.countersign.payment.PaymentHolding;
import org.countersign.payment.PaymentProposal;
import org.countersign.payment.PaymentProposals;
import org.countersign.payment.PaymentRun;
import org.countersign.payment.PaymentRunItem;
import org.countersign.payment.PaymentRunManagement;
import org.countersign.payment.PaymentRunNumber;
import org.countersign.payment.PaymentRunStatus;
import org.countersign.payment.PaymentState;
import org.countersign.payment.Transfer;
import org.countersign.payment.TransferOutcomes;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.UserId;
import org.countersign.shared.web.InstantOrDate;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is to be paid, and payment runs, over REST. */
@RestController
@Tag(name = "Payment runs")
@RequestMapping("/api/v1")
class PaymentRunController {

    private final PaymentProposals proposals;
    private final PaymentRunManagement runs;
    private final TransferOutcomes outcomes;
    private final PaymentHolding holding;

    PaymentRunController(
            PaymentProposals proposals, PaymentRunManagement runs, TransferOutcomes outcomes, PaymentHolding holding) {
        this.proposals = proposals;
        this.runs = runs;
        this.outcomes = outcomes;
        this.holding = holding;
    }

    @Operation(summary = "What is to be paid, the earliest due first, with the discounts that are worth taking")
    @GetMapping("/payment-proposals")
    PageAnswer<Proposal> proposals(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate on,
            @Sortable("due") PageQuery page,
            Actor actor) {
        var day = on == null ? proposals.today() : on;
        return PageAnswer.of(proposals.list(until, day, page.toPageable(), actor), Proposal::of);
    }

    @Operation(summary = "Hold an invoice back from payment runs, with a reason")
    @PostMapping("/invoices/{id}/payment-hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> hold(@PathVariable String id, @RequestBody Reason body, Actor actor) {
        holding.hold(new InvoiceId(id), body.reason(), actor);
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Let an invoice be paid again")
    @DeleteMapping("/invoices/{id}/payment-hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> free(@PathVariable String id, Actor actor) {
        holding.free(new InvoiceId(id), actor);
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Put a payment run together, of the given invoices or of all that is due until a day")
    @PostMapping("/payment-runs")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Run> create(@RequestBody NewRun body, Actor actor) {
        var invoices = body.invoices();
        var chosen =
                invoices == null ? null : invoices.stream().map(InvoiceId::new).toList();
        var run = runs.create(body.executionDate(), body.until(), chosen, actor);
        return ResponseEntity.created(URI.create("/api/v1/payment-runs/" + run.number()))
                .body(view(run));
    }

    @Operation(summary = "Lists payment runs with what they come to; one run shows its transfers")
    @GetMapping("/payment-runs")
    PageAnswer<ListedRun> list(
            @RequestParam(required = false) @Nullable PaymentRunStatus status,
            @Sortable(
                            value = {"number", "status", "executionDate", "createdAt"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor) {
        var found = runs.list(status, page.toPageable(), actor);
        var numbers = found.stream().map(PaymentRun::number).toList();
        var sums = runs.sumsOf(numbers);
        var digests = runs.digestsOf(numbers);
        return PageAnswer.of(
                found, run -> ListedRun.of(run, sums.getOrDefault(run.number(), List.of()), digests.get(run.number())));
    }

    @Operation(summary = "Shows a payment run")
    @GetMapping("/payment-runs/{number}")
    Run one(@PathVariable String number, Actor actor) {
        return view(runs.run(new PaymentRunNumber(number), actor));
    }

    @Operation(summary = "Takes an invoice out of a run that is not released")
    @DeleteMapping("/payment-runs/{number}/invoices/{invoice}")
    Run remove(@PathVariable String number, @PathVariable String invoice, Actor actor) {
        var run = new PaymentRunNumber(number);
        runs.remove(run, new InvoiceId(invoice), actor);
        return view(runs.run(run, actor));
    }

    @Operation(summary = "Gives a run up that is not released")
    @PostMapping("/payment-runs/{number}/cancellation")
    Run cancel(@PathVariable String number, @RequestBody(required = false) @Nullable Reason body, Actor actor) {
        return view(runs.cancel(new PaymentRunNumber(number), body == null ? null : body.reason(), actor));
    }

    @Operation(summary = "Releases a run: every payment is looked at again (R21), and the file is made, once")
    @PostMapping("/payment-runs/{number}/release")
    Run release(@PathVariable String number, Actor actor) {
        return view(runs.release(new PaymentRunNumber(number), actor));
    }

    @Operation(
            summary = "The file of a released run as ISO 20022 pain.001.001.09: the same bytes each time, each time on"
                    + " record")
    @GetMapping(value = "/payment-runs/{number}/file", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<byte[]> file(@PathVariable String number, Actor actor) {
        var content = runs.download(new PaymentRunNumber(number), actor);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + ".xml\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .contentType(MediaType.APPLICATION_XML)
                .body(content);
    }

    @Operation(summary = "Books a transfer that the bank carried out")
    @PostMapping("/payment-runs/{number}/transfers/{transfer}/confirmation")
    Run confirm(
            @PathVariable String number,
            @PathVariable int transfer,
            @RequestBody(required = false) @Nullable Confirmation body,
            Actor actor) {
        return view(outcomes.confirm(
                new PaymentRunNumber(number),
                transfer,
                body == null ? null : body.paidAt(),
                body == null ? null : body.reference(),
                actor));
    }

    @Operation(summary = "Notes that the bank did not carry out a transfer; its invoices can be paid again")
    @PostMapping("/payment-runs/{number}/transfers/{transfer}/failure")
    Run fail(@PathVariable String number, @PathVariable int transfer, @RequestBody Reason body, Actor actor) {
        return view(outcomes.fail(new PaymentRunNumber(number), transfer, body.reason(), actor));
    }

    @Operation(
            summary =
                    "Takes a transfer back that was booked as paid: the bank returned it, or it was booked by mistake")
    @PostMapping("/payment-runs/{number}/transfers/{transfer}/reversal")
    @ResponseStatus(HttpStatus.CREATED)
    Run takeBack(@PathVariable String number, @PathVariable int transfer, @RequestBody TakenBack body, Actor actor) {
        return view(outcomes.takeBack(new PaymentRunNumber(number), transfer, body.reason(), body.isHeld(), actor));
    }

    private Run view(PaymentRun run) {
        return Run.of(run, runs.transfersOf(run.number()), runs.digestOf(run.number()));
    }

    /** Why. */
    record Reason(@Nullable String reason) {}

    /** Why, and whether no run pays it again before somebody lets it; it is held where that is left out. */
    record TakenBack(@Nullable String reason, @Nullable Boolean hold) {

        boolean isHeld() {
            return hold == null || hold;
        }
    }

    /** What a run is to pay, and when. */
    record NewRun(
            @Nullable LocalDate executionDate,
            @Nullable LocalDate until,
            @Nullable List<String> invoices) {}

    /** What the bank did. */
    record Confirmation(
            @InstantOrDate @Nullable Instant paidAt,
            @Nullable String reference) {}

    /** An invoice to be paid; a discount with what it earns in a year beside what money costs. */
    record Proposal(
            String invoice,
            String number,
            @Nullable String supplier,
            @Nullable String supplierName,
            String currency,
            BigDecimal open,
            @Nullable LocalDate due,
            @Nullable LocalDate discountUntil,
            BigDecimal amount,
            BigDecimal discount,
            @Nullable BigDecimal discountYearly,
            @Nullable BigDecimal costOfCapital,
            boolean discountTaken,
            PaymentProposal.@Nullable Why held,
            @Nullable String heldBecause) {

        static Proposal of(PaymentProposal one) {
            var invoice = one.invoice();
            var offer = one.discount();
            var held = one.held();
            return new Proposal(
                    invoice.id().value(),
                    invoice.number(),
                    invoice.supplier(),
                    one.supplierName(),
                    invoice.currency(),
                    invoice.rest(),
                    invoice.payBy(),
                    invoice.discountUntil(),
                    one.amount(),
                    one.discountTaken(),
                    offer == null ? null : offer.yearly(),
                    offer == null ? null : offer.costOfCapital(),
                    one.takesDiscount(),
                    held == null ? null : held.why(),
                    held == null ? null : held.detail());
        }
    }

    /** A payment run with its transfers. */
    record Run(
            String number,
            PaymentRunStatus status,
            LocalDate executionDate,
            UserId createdBy,
            Instant createdAt,
            @Nullable UserId releasedBy,
            @Nullable Instant releasedAt,
            @Nullable String messageId,
            @Nullable String sha256,
            int downloads,
            List<Sent> transfers) {

        static Run of(PaymentRun run, List<Transfer> transfers, @Nullable String digest) {
            return new Run(
                    run.number().value(),
                    run.status(),
                    run.executionDate(),
                    run.createdBy(),
                    run.createdAt(),
                    run.releasedBy(),
                    run.releasedAt(),
                    run.messageId(),
                    digest,
                    run.downloads(),
                    transfers.stream().map(Sent::of).toList());
        }
    }

    /** A run of the list: what it comes to by currency, added up without reading what is in it. */
    record ListedRun(
            String number,
            PaymentRunStatus status,
            LocalDate executionDate,
            UserId createdBy,
            Instant createdAt,
            @Nullable UserId releasedBy,
            @Nullable Instant releasedAt,
            @Nullable String messageId,
            @Nullable String sha256,
            int downloads,
            List<PaymentRunManagement.Sum> sums) {

        static ListedRun of(PaymentRun run, List<PaymentRunManagement.Sum> sums, @Nullable String digest) {
            return new ListedRun(
                    run.number().value(),
                    run.status(),
                    run.executionDate(),
                    run.createdBy(),
                    run.createdAt(),
                    run.releasedBy(),
                    run.releasedAt(),
                    run.messageId(),
                    digest,
                    run.downloads(),
                    sums);
        }
    }

    /** What goes to one account. */
    record Sent(
            int number,
            String endToEndId,
            String supplier,
            String creditor,
            String iban,
            String currency,
            BigDecimal amount,
            PaymentState state,
            List<Item> items) {

        static Sent of(Transfer one) {
            return new Sent(
                    one.number(),
                    one.endToEndId(),
                    one.supplier(),
                    one.creditor(),
                    one.iban(),
                    one.currency(),
                    one.amount(),
                    one.state(),
                    one.items().stream().map(Item::of).toList());
        }
    }

    /** An invoice that is paid, or a credit note that is set off: then its amount is below zero. */
    record Item(
            String invoice,
            String number,
            BigDecimal amount,
            BigDecimal discount,
            @Nullable BigDecimal discountYearly,
            PaymentState state,
            @Nullable String remark) {

        static Item of(PaymentRunItem item) {
            return new Item(
                    item.invoice().value(),
                    item.invoiceNumber(),
                    item.signedAmount(),
                    item.discount(),
                    item.discountRate(),
                    item.state(),
                    item.remark());
        }
    }
}
