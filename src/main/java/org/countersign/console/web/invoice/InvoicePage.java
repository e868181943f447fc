package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.approval.ApprovalEntry;
import org.countersign.console.page.RemarkWords;
import org.countersign.invoicing.ExceptionFix;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceQuestion;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.payment.Payment;
import org.countersign.payment.PaymentHold;
import org.countersign.shared.Units;
import org.jspecify.annotations.Nullable;

/**
 * One invoice as its page shows it.
 *
 * @param invoice itself
 * @param received its figures as received
 * @param supplier name of the supplier, or how the document calls it; null where nobody knows
 * @param next what happens next, and who has to act
 * @param steps the way from capture to payment
 * @param overdue whether it should have been paid by now
 * @param terms the terms of payment that were agreed; null where none are known
 * @param statedDueDate whether the document itself states when it is due
 * @param discount what may be taken off for paying early; null where nothing may
 * @param lines the lines beside order and receipts, those that differ first
 * @param moreLines how many lines are not shown
 * @param differing how many lines differ
 * @param sums the totals beside what they come to
 * @param rates what is taxed at which rate
 * @param differences everything that ever differed
 * @param approvals answers to its payment, and to what goes beyond the order
 * @param remarks what was said beside these answers
 * @param payments what was paid
 * @param rest what is left to be paid
 * @param paying the form for a payment; null where the reader pays nothing here
 * @param mayHold whether the reader may hold it back from payment runs, or let it be paid again
 * @param hold that somebody holds it back; null otherwise
 * @param whyNotPaying why the reader, who may pay others, must not pay this one; null otherwise
 * @param original the document as received
 * @param events what happened, the latest first
 * @param earlierEvents how many events are not shown
 */
record InvoicePage(
        Invoice invoice,
        InvoiceDraft received,
        @Nullable String supplier,
        Next next,
        List<Step> steps,
        boolean overdue,
        @Nullable String terms,
        boolean statedDueDate,
        @Nullable Discount discount,
        List<Line> lines,
        int moreLines,
        long differing,
        List<Sum> sums,
        List<Rate> rates,
        List<Found> differences,
        List<Broken> broken,
        List<ApprovalEntry> approvals,
        List<RemarkWords.Said> remarks,
        List<Booked> payments,
        BigDecimal rest,
        @Nullable PaymentForm paying,
        boolean mayHold,
        @Nullable PaymentHold hold,
        @Nullable String whyNotPaying,
        Original original,
        List<Event> events,
        int earlierEvents) {

    /** Whether the page shows something else in a moment, without anybody doing anything. */
    public boolean goesOnByItself() {
        return invoice.status() == InvoiceStatus.CAPTURED || invoice.status() == InvoiceStatus.MATCHED;
    }

    /** What somebody may do now, in a sentence, with the way there. */
    record Next(
            String tone,
            String icon,
            String title,
            String sentence,
            @Nullable String link,
            @Nullable String action) {}

    /** A payment, and what it came to in base currency in a sentence; null where it was paid in base currency. */
    record Booked(Payment payment, @Nullable String rates) {}

    /** One stage: {@code done}, {@code now}, {@code todo} or {@code stopped}. */
    record Step(String key, String state) {}

    /** What may be taken off, of what ({@code GROSS}, {@code NET}, {@code GOODS}) and until when; and whether it was. */
    record Discount(
            BigDecimal percent, BigDecimal amount, String base, LocalDate until, boolean passed, boolean taken) {}

    /**
     * One line of the invoice beside its order line and what was received.
     *
     * @param tone {@code good}, {@code wait} or {@code idle}
     */
    record Line(
            int position,
            String label,
            @Nullable String order,
            @Nullable Integer orderLine,
            String description,
            @Nullable String item,
            @Nullable String unit,
            @Nullable Ordered ordered,
            @Nullable Received received,
            @Nullable BigDecimal before,
            Claimed claimed,
            String tone,
            String outcome,
            List<Note> notes,
            Units units) {

        /** A quantity of the order's line as people say it: pieces where it is no whole number of boxes. */
        public Units.Stated stated(BigDecimal quantity) {
            return units.stated(quantity);
        }

        public boolean differs() {
            return tone.equals("wait");
        }
    }

    /** What the order says of a line: quantity and price in words, and the amount. */
    record Ordered(String text, BigDecimal amount) {}

    /** What arrived of a line; {@code counts} is false where the match does not look at it. */
    record Received(
            BigDecimal accepted,
            @Nullable BigDecimal received,
            @Nullable BigDecimal rejected,
            @Nullable BigDecimal returned,
            boolean counts) {}

    /** What the supplier claims for a line, as received: quantity and price in words, net amount and tax rate. */
    record Claimed(String text, BigDecimal net, @Nullable BigDecimal taxRate) {}

    /** A sentence about a line. */
    record Note(String tone, String text) {}

    /** One total: as stated, what it comes to, and how far apart. */
    record Sum(
            String key,
            @Nullable BigDecimal stated,
            @Nullable BigDecimal computed,
            @Nullable BigDecimal apart,
            String tone,
            boolean strong) {}

    /** What is taxed at one rate. */
    record Rate(BigDecimal percent, BigDecimal base, BigDecimal tax) {}

    /**
     * A difference with who handles it and what became of it; several that are asked about together, or were answered
     * together, are one.
     *
     * @param line how the line is called; null where it is about the whole, or about several
     * @param number of the first of them
     * @param count how many they are
     * @param parts the first of them, where they are several
     */
    record Found(
            String type,
            @Nullable String line,
            BigDecimal amount,
            String state,
            String handler,
            String sentence,
            @Nullable String recorded,
            @Nullable String advice,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String comment,
            boolean mine,
            int number,
            @Nullable String waits,
            @Nullable InvoiceQuestion question,
            boolean answerable,
            boolean acceptable,
            int count,
            List<Part> parts,
            List<ExceptionFix> fixes) {

        public int more() {
            return parts.isEmpty() ? 0 : count - parts.size();
        }
    }

    /**
     * One of several differences.
     *
     * @param line how the line is called, else the order; with what it is about
     * @param choosable whether the reader may answer it apart from the others
     */
    record Part(
            int number,
            String line,
            @Nullable String description,
            String sentence,
            BigDecimal amount,
            boolean choosable) {}

    /**
     * What a payment is booked with.
     *
     * @param seen how many payments there were when the form was opened
     */
    record PaymentForm(
            @Nullable String amount,
            @Nullable String paidAt,
            @Nullable String reference,
            String seen) {}

    /** The document as received: how it can be shown here. */
    record Original(
            String mediaType,
            String kind,
            long bytes,
            @Nullable String text) {}

    /**
     * A rule that the document itself breaks.
     *
     * @param sentence what it means
     * @param place where in the document, as a path
     * @param times at how many places; the first is shown
     */
    record Broken(String sentence, @Nullable String place, int times) {}

    /** Something that happened. */
    record Event(
            Instant at,
            String by,
            @Nullable String onBehalfOf,
            String text,
            @Nullable String detail) {}
}
