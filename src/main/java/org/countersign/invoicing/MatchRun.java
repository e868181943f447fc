package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.countersign.shared.Explanation;
import org.countersign.shared.Limit;
import org.jspecify.annotations.Nullable;

/**
 * What one match of an invoice found, and what was answered to that before the next, as it was then: later receipts, orders
 * and policies change nothing of it.
 *
 * @param run its number, from 1
 * @param at when it was made, UTC
 * @param mode what was compared
 * @param result what it came to
 * @param toleratedTax how far the tax could be off
 * @param toleratedTotal how far the totals could be off
 * @param lines one for each line of the invoice
 * @param differences everything that had differed by then
 */
public record MatchRun(
        int run,
        Instant at,
        @Nullable MatchMode mode,
        @Nullable MatchResult result,
        @Nullable BigDecimal toleratedTax,
        @Nullable BigDecimal toleratedTotal,
        List<Line> lines,
        List<Found> differences) {

    public MatchRun {
        lines = List.copyOf(lines);
        differences = List.copyOf(differences);
    }

    /**
     * A line beside its order line, by what the order and its receipts were then.
     *
     * @param unit in which it was ordered; null where it is beside no line
     * @param price how much dearer it could be; null where that was not kept
     */
    public record Line(
            int position,
            @Nullable String purchaseOrder,
            @Nullable Integer orderLine,
            LineOutcome outcome,
            MatchMode mode,
            @Nullable String unit,
            @Nullable BigDecimal orderPrice,
            @Nullable BigDecimal ordered,
            @Nullable BigDecimal accepted,
            @Nullable BigDecimal invoicedBefore,
            BigDecimal invoiced,
            BigDecimal net,
            @Nullable BigDecimal priceVariance,
            @Nullable BigDecimal quantityVariance,
            @Nullable Limit price,
            Limit priceUnder,
            @Nullable Limit quantity) {

        private static Line of(MatchLine line) {
            return new Line(
                    line.position(),
                    line.purchaseOrder(),
                    line.orderLine(),
                    line.outcome(),
                    line.mode(),
                    line.orderUnit(),
                    plain(line.orderPrice()),
                    plain(line.ordered()),
                    plain(line.accepted()),
                    plain(line.invoicedBefore()),
                    bare(line.invoiced()),
                    bare(line.net()),
                    plain(line.priceVariance()),
                    plain(line.quantityVariance()),
                    plain(line.price()),
                    new Limit(
                            plain(line.priceUnder().percent()),
                            plain(line.priceUnder().absolute()),
                            line.priceUnder().either()),
                    plain(line.quantity()));
        }
    }

    /**
     * A difference, with what became of it.
     *
     * @param explanation in English
     * @param facts what it was made of, see {@link Explanation#facts()}
     */
    public record Found(
            ExceptionType type,
            @Nullable Integer position,
            @Nullable String purchaseOrder,
            BigDecimal amount,
            String explanation,
            @Nullable String facts,
            ExceptionState state,
            @Nullable String answeredBy,
            @Nullable String comment) {

        /** In words that a clerk understands. */
        public Explanation said() {
            return Explanation.kept(explanation, facts);
        }

        private static Found of(InvoiceException exception) {
            var by = exception.answeredBy();
            return new Found(
                    exception.type(),
                    exception.position(),
                    exception.purchaseOrder(),
                    bare(exception.amount()),
                    exception.explanation().english(),
                    exception.explanation().facts(),
                    exception.state(),
                    by == null ? null : by.value(),
                    exception.comment());
        }
    }

    /** The last match of an invoice; null before the first. */
    static @Nullable MatchRun of(Invoice invoice) {
        var at = invoice.matchedAt();
        return at == null
                ? null
                : new MatchRun(
                        invoice.matchRun(),
                        at,
                        invoice.matchMode(),
                        invoice.matchResult(),
                        plain(invoice.toleratedTax()),
                        plain(invoice.toleratedTotal()),
                        invoice.matchLines().stream().map(Line::of).toList(),
                        invoice.exceptions().stream().map(Found::of).toList());
    }

    /** Whether another one found the same, and nothing was answered in between. */
    boolean saysAsMuchAs(@Nullable MatchRun other) {
        return other != null
                && mode == other.mode
                && result == other.result
                && lines.equals(other.lines)
                && differences.equals(other.differences)
                && Objects.equals(toleratedTax, other.toleratedTax)
                && Objects.equals(toleratedTotal, other.toleratedTotal);
    }

    /** How many differences were not settled. */
    int openDifferences() {
        return (int) differences.stream()
                .filter(one -> one.state() != ExceptionState.RESOLVED)
                .count();
    }

    private static @Nullable Limit plain(@Nullable Limit limit) {
        return limit == null ? null : new Limit(plain(limit.percent()), plain(limit.absolute()), limit.either());
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null ? null : bare(number);
    }

    /** The same number whether it was just computed or read from the database, which fills up its digits. */
    private static BigDecimal bare(BigDecimal number) {
        var stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
