package org.countersign.invoicing.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.countersign.invoicing.ExceptionState;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.ExceptionWait;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceFinding;
import org.countersign.invoicing.InvoiceQuestion;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.LineOutcome;
import org.countersign.invoicing.LinePaired;
import org.countersign.invoicing.MatchLine;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.MatchResult;
import org.countersign.invoicing.PairingCandidate;
import org.countersign.invoicing.SupplierSays;
import org.jspecify.annotations.Nullable;

/** An invoice as the REST API shows it: every field as captured, what was paid, and what the last match found. */
record InvoiceView(
        String id,
        InvoiceStatus status,
        @Nullable String supplier,
        @Nullable String number,
        @Nullable InvoiceType type,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable String currency,
        @Nullable String purchaseOrder,
        @Nullable String precedingInvoice,
        @Nullable String iban,
        List<Line> lines,
        List<InvoiceDraft.Adjustment> adjustments,
        @Nullable BigDecimal allowances,
        @Nullable BigDecimal charges,
        @Nullable BigDecimal netTotal,
        @Nullable BigDecimal taxTotal,
        @Nullable BigDecimal grossTotal,
        @Nullable BigDecimal prepaid,
        @Nullable BigDecimal rounding,
        @Nullable BigDecimal payable,
        InvoiceDraft.References references,
        List<InvoiceFinding> findings,
        BigDecimal paid,
        String mediaType,
        String capturedBy,
        Instant capturedAt,
        @Nullable String reason,
        @Nullable Match match) {

    static InvoiceView of(
            Invoice invoice,
            List<InvoiceFinding> findings,
            Map<String, InvoiceQuestion> questions,
            Map<Integer, LinePaired> paired) {
        var received = invoice.asReceived();
        return new InvoiceView(
                invoice.id().value(),
                invoice.status(),
                received.supplier(),
                received.number(),
                received.type(),
                received.issueDate(),
                received.dueDate(),
                received.currency(),
                received.purchaseOrder(),
                received.precedingInvoice(),
                received.iban(),
                received.lines().stream().map(Line::of).toList(),
                received.adjustments(),
                received.allowances(),
                received.charges(),
                received.netTotal(),
                received.taxTotal(),
                received.grossTotal(),
                received.prepaid(),
                received.rounding(),
                received.payable(),
                received.references(),
                findings,
                invoice.paid(),
                invoice.mediaType(),
                invoice.capturedBy().value(),
                invoice.capturedAt(),
                invoice.endReason(),
                invoice.matchResult() == null && invoice.exceptions().isEmpty()
                        ? null
                        : Match.of(invoice, questions, paired));
    }

    /** A number where the supplier used one, else the supplier's own word. */
    private static @Nullable Object label(@Nullable String text) {
        return text != null && text.matches("0|[1-9]\\d{0,8}") ? (Object) Integer.valueOf(text) : text;
    }

    /** A line as captured. */
    record Line(
            @Nullable Object line,
            @Nullable String purchaseOrder,
            @Nullable Object orderLine,
            @Nullable String item,
            @Nullable String sellerItem,
            @Nullable String standardItem,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal priceBaseQuantity,
            @Nullable BigDecimal netAmount,
            @Nullable BigDecimal taxRate,
            @Nullable String taxCategory) {

        static Line of(InvoiceDraft.Line line) {
            return new Line(
                    label(line.line()),
                    line.purchaseOrder(),
                    label(line.orderLine()),
                    line.item(),
                    line.sellerItem(),
                    line.standardItem(),
                    line.description(),
                    line.quantity(),
                    line.unit(),
                    line.unitPrice(),
                    line.priceBaseQuantity(),
                    line.netAmount(),
                    line.taxRate(),
                    line.taxCategory());
        }
    }

    /** What the last match found. */
    record Match(
            @Nullable MatchMode mode,
            @Nullable MatchResult result,
            @Nullable Instant at,
            List<Compared> lines,
            List<Found> exceptions) {

        static Match of(Invoice invoice, Map<String, InvoiceQuestion> questions, Map<Integer, LinePaired> paired) {
            return new Match(
                    invoice.matchMode(),
                    invoice.matchResult(),
                    invoice.matchedAt(),
                    invoice.matchLines().stream()
                            .map(line -> Compared.of(line, invoice, paired.get(line.position())))
                            .toList(),
                    invoice.exceptions().stream()
                            .map(exception -> Found.of(exception, invoice, questions))
                            .toList());
        }
    }

    /** A line beside its order line, or beside those that it may mean; its position is what pairing it names. */
    record Compared(
            int position,
            @Nullable Object line,
            @Nullable String purchaseOrder,
            @Nullable Integer orderLine,
            LineOutcome outcome,
            @Nullable BigDecimal ordered,
            @Nullable BigDecimal accepted,
            @Nullable BigDecimal invoicedBefore,
            BigDecimal invoiced,
            @Nullable BigDecimal priceVariance,
            @Nullable BigDecimal quantityVariance,
            List<PairingCandidate> candidates,
            @Nullable String pairedBy,
            @Nullable Instant pairedAt) {

        static Compared of(MatchLine line, Invoice invoice, @Nullable LinePaired paired) {
            return new Compared(
                    line.position(),
                    label(invoice.labelOf(line.position())),
                    line.purchaseOrder(),
                    line.orderLine(),
                    line.outcome(),
                    line.ordered(),
                    line.accepted(),
                    line.invoicedBefore(),
                    line.invoiced(),
                    line.priceVariance(),
                    line.quantityVariance(),
                    line.candidates(),
                    paired == null ? null : paired.by().value(),
                    paired == null ? null : paired.at());
        }
    }

    /**
     * A difference.
     *
     * @param askedWith number of the first of those that are asked about together with it, or its own
     */
    record Found(
            ExceptionType type,
            @Nullable Object line,
            @Nullable String purchaseOrder,
            BigDecimal amount,
            @Nullable String handler,
            String explanation,
            ExceptionState state,
            int number,
            int askedWith,
            @Nullable ExceptionWait waitsFor,
            @Nullable Instant waitingSince,
            @Nullable BigDecimal expectedCredit,
            @Nullable Asked question,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            @Nullable String comment) {

        static Found of(InvoiceException exception, Invoice invoice, Map<String, InvoiceQuestion> questions) {
            var position = exception.position();
            var by = exception.answeredBy();
            return new Found(
                    exception.type(),
                    position == null ? null : label(invoice.labelOf(position)),
                    exception.purchaseOrder(),
                    exception.amount(),
                    exception.handler(),
                    exception.explanation().english(),
                    exception.state(),
                    exception.sequence(),
                    exception.askedWithNumber(),
                    exception.waitsFor(),
                    exception.waitingSince(),
                    exception.expectedCredit(),
                    exception.question() == null ? null : Asked.of(questions.get(exception.question())),
                    by == null ? null : by.value(),
                    exception.answeredAt(),
                    exception.comment());
        }
    }

    /** What the supplier was asked about a difference last, and what it answered. */
    record Asked(
            String askedBy,
            Instant askedAt,
            @Nullable String text,
            String recipient,
            @Nullable SupplierSays answer,
            @Nullable String answerText,
            @Nullable Instant answeredAt) {

        static @Nullable Asked of(@Nullable InvoiceQuestion question) {
            return question == null
                    ? null
                    : new Asked(
                            question.askedBy().value(),
                            question.askedAt(),
                            question.text(),
                            question.recipient(),
                            question.answer(),
                            question.answerText(),
                            question.answeredAt());
        }
    }
}
