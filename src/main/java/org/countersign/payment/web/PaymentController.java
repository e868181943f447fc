package org.countersign.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.Invoice.Instalment;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.payment.Payment;
import org.countersign.payment.PaymentManagement;
import org.countersign.payment.PaymentRates;
import org.countersign.payment.PaymentReversals;
import org.countersign.shared.Actor;
import org.countersign.shared.web.InstantOrDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/invoices/{id}")
@Tag(name = "Payments")
class PaymentController {

    private final PaymentManagement payments;
    private final PaymentReversals reversals;
    private final InvoiceManagement invoices;

    PaymentController(PaymentManagement payments, PaymentReversals reversals, InvoiceManagement invoices) {
        this.payments = payments;
        this.reversals = reversals;
        this.invoices = invoices;
    }

    @PostMapping("/payment")
    @Operation(summary = "Book what was paid, in full or in part, once the invoice is scheduled")
    Paid pay(@PathVariable String id, @RequestBody(required = false) @Nullable PaymentRequest request, Actor actor) {
        var given = request == null ? new PaymentRequest(null, null, null, null) : request;
        var invoice = payments.book(
                new InvoiceId(id), given.paidAt(), given.reference(), given.amount(), given.discount(), actor);
        return Paid.of(invoice, payments.paymentsOf(invoice.id()));
    }

    @GetMapping("/payment")
    @Operation(summary = "What was paid so far")
    Paid paid(@PathVariable String id, Actor actor) {
        var invoice = invoices.invoice(new InvoiceId(id), actor);
        return Paid.of(invoice, payments.paymentsOf(invoice.id()));
    }

    @PostMapping("/payments/{number}/reversal")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Take a payment back that was booked by mistake, or whose money came back")
    Paid reverse(@PathVariable String id, @PathVariable int number, @RequestBody TakenBack body, Actor actor) {
        var invoice =
                reversals.reverse(new InvoiceId(id), number, body.reason(), body.hold() == null || body.hold(), actor);
        return Paid.of(invoice, payments.paymentsOf(invoice.id()));
    }

    /** Why, and whether no run pays it again before somebody lets it; it is held where that is left out. */
    record TakenBack(@Nullable String reason, @Nullable Boolean hold) {}

    /** The body of a payment; everything may be left out. */
    record PaymentRequest(
            @InstantOrDate @Nullable Instant paidAt,
            @Nullable String reference,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal discount) {}

    /** What is to be paid when and for how much less, and what was paid. */
    record Paid(
            String id,
            InvoiceStatus status,
            String currency,
            BigDecimal payable,
            BigDecimal paid,
            BigDecimal open,
            @Nullable String terms,
            @Nullable LocalDate payBy,
            @Nullable BigDecimal discount,
            @Nullable LocalDate discountUntil,
            BigDecimal discountTaken,
            BigDecimal prepaid,
            BigDecimal prepaidCovered,
            BigDecimal prepaymentOpen,
            List<Instalment> instalments,
            List<Row> payments) {

        static Paid of(Invoice invoice, List<Payment> payments) {
            return new Paid(
                    invoice.id().value(),
                    invoice.status(),
                    invoice.currency(),
                    invoice.payable(),
                    invoice.paid(),
                    invoice.rest(),
                    invoice.terms(),
                    invoice.payBy(),
                    invoice.discount(),
                    invoice.discountUntil(),
                    invoice.discountTaken(),
                    invoice.prepaid(),
                    invoice.prepaidCovered(),
                    invoice.prepaymentOpen(),
                    invoice.instalments(),
                    payments.stream().map(Row::of).toList());
        }
    }

    /** One payment; in another currency than the base currency with the rate of its day and that of the invoice. */
    record Row(
            int number,
            Instant paidAt,
            BigDecimal amount,
            BigDecimal discount,
            @Nullable BigDecimal discountLost,
            @Nullable String reference,
            String bookedBy,
            boolean setOff,
            @Nullable Instant reversedAt,
            @Nullable String reversedBy,
            @Nullable String reversalReason,
            @Nullable Rates rates) {

        static Row of(Payment payment) {
            var reversedBy = payment.reversedBy();
            return new Row(
                    payment.number(),
                    payment.paidAt(),
                    payment.amount(),
                    payment.discount(),
                    payment.discountLost(),
                    payment.reference(),
                    payment.bookedBy().value(),
                    payment.isSetOff(),
                    payment.reversedAt(),
                    reversedBy == null ? null : reversedBy.value(),
                    payment.reversalReason(),
                    Rates.of(payment.rates()));
        }
    }

    /** What a payment came to in base currency, and what the invoice promised. */
    record Rates(
            @Nullable BigDecimal rate,
            @Nullable LocalDate rateDate,
            @Nullable BigDecimal baseAmount,
            @Nullable BigDecimal invoiceRate,
            @Nullable LocalDate invoiceRateDate,
            @Nullable BigDecimal difference) {

        static @Nullable Rates of(@Nullable PaymentRates kept) {
            return kept == null
                    ? null
                    : new Rates(
                            kept.rate(),
                            kept.rateDate(),
                            kept.baseAmount(),
                            kept.invoiceRate(),
                            kept.invoiceRateDate(),
                            kept.difference());
        }
    }
}
