package org.countersign.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.payment.PaymentAllocation;
import org.countersign.payment.PaymentAllocations;
import org.countersign.shared.Actor;
import org.countersign.shared.web.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is set off with an invoice: prepayments and credit notes. */
@RestController
@RequestMapping("/api/v1/invoices/{id}/allocations")
@Tag(name = "Payments")
class AllocationController {

    private final PaymentAllocations allocations;
    private final InvoiceManagement invoices;

    AllocationController(PaymentAllocations allocations, InvoiceManagement invoices) {
        this.allocations = allocations;
        this.invoices = invoices;
    }

    @GetMapping
    @Operation(
            summary =
                    "What was set off with an invoice, a prepayment or a credit note, and what can be set off with it")
    Allocations list(@PathVariable String id, Actor actor) {
        return view(new InvoiceId(id), actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Set off a prepayment or a credit note with an invoice, in full or in part")
    Allocations allocate(@PathVariable String id, @RequestBody NewAllocation body, Actor actor, IfMatch ifMatch) {
        var source = body.source() == null ? "" : body.source();
        return ifMatch.guard(() -> view(new InvoiceId(id), actor), () -> {
            allocations.allocate(new InvoiceId(id), new InvoiceId(source), body.amount(), null, actor);
            return view(new InvoiceId(id), actor);
        });
    }

    @PostMapping("/{number}/reversal")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Undo a set-off: both documents are open again")
    Allocations undo(@PathVariable String id, @PathVariable int number, @RequestBody Reason body, Actor actor) {
        allocations.undo(new InvoiceId(id), number, body.reason(), actor);
        return view(new InvoiceId(id), actor);
    }

    private Allocations view(InvoiceId id, Actor actor) {
        var invoice = invoices.invoice(id, actor);
        return new Allocations(
                id.value(),
                invoice.status(),
                invoice.currency(),
                invoice.rest(),
                invoice.prepaidUncovered(),
                invoice.prepaymentOpen(),
                allocations.of(id).stream().map(Row::of).toList(),
                allocations.proposals(invoice).stream().map(Offer::of).toList());
    }

    /** What to set off: a prepayment or credit note, and how much of it; all that is open where that is left out. */
    record NewAllocation(@Nullable String source, @Nullable BigDecimal amount) {}

    /** Why. */
    record Reason(@Nullable String reason) {}

    /** What was set off, and what can be. */
    record Allocations(
            String id,
            InvoiceStatus status,
            String currency,
            BigDecimal open,
            BigDecimal prepaidUncovered,
            BigDecimal prepaymentOpen,
            List<Row> allocations,
            List<Offer> proposals) {}

    /** One set-off; {@code covered} is what the invoice itself counted as prepaid. */
    record Row(
            int number,
            String invoice,
            String source,
            BigDecimal amount,
            BigDecimal covered,
            String allocatedBy,
            Instant allocatedAt,
            @Nullable String undoneBy,
            @Nullable Instant undoneAt,
            @Nullable String undoneReason) {

        static Row of(PaymentAllocation one) {
            var undoneBy = one.undoneBy();
            return new Row(
                    one.number(),
                    one.invoice().value(),
                    one.source().value(),
                    one.amount(),
                    one.covered(),
                    one.allocatedBy().value(),
                    one.allocatedAt(),
                    undoneBy == null ? null : undoneBy.value(),
                    one.undoneAt(),
                    one.undoneReason());
        }
    }

    /** What can be set off, in the order in which it is proposed. */
    record Offer(
            String source,
            InvoiceType type,
            String number,
            @Nullable LocalDate issueDate,
            BigDecimal open,
            BigDecimal proposed) {

        static Offer of(PaymentAllocations.Proposal one) {
            var source = one.source();
            return new Offer(
                    source.id().value(),
                    source.type(),
                    source.number(),
                    source.issueDate(),
                    one.open(),
                    one.proposed());
        }
    }
}
