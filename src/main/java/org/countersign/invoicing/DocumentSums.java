package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/** Compares the totals and the tax that a document states with what its own lines come to (R19). */
final class DocumentSums {

    private final InvoiceDraft invoice;
    private final Tolerances tolerances;
    private final Map<Integer, BigDecimal> orderTaxRates;
    private final InvoiceCurrency currency;
    private final int digits;
    private final List<Difference> differences = new ArrayList<>();

    /** @param orderTaxRates percent by position of the line, for documents that name no rates */
    DocumentSums(InvoiceDraft invoice, Tolerances tolerances, Map<Integer, BigDecimal> orderTaxRates) {
        this.invoice = invoice;
        this.tolerances = tolerances;
        this.orderTaxRates = orderTaxRates;
        this.currency = InvoiceCurrency.of(invoice);
        this.digits = currency.digits();
    }

    /** What does not add up. */
    List<Difference> differences() {
        checkTax();
        checkTotals();
        return differences;
    }

    private void checkTax() {
        var stated = taxTotal();
        if (stated == null) {
            return;
        }
        var own = InvoiceSums.basesOfLines(invoice, orderTaxRates, digits);
        var bases = InvoiceSums.withAdjustments(invoice, own, digits);
        var expected = InvoiceSums.tax(bases, digits);
        var off = stated.subtract(expected);
        if (off.abs().compareTo(tolerances.tax()) > 0) {
            var bill = bases.entrySet().stream()
                    .filter(base -> base.getKey().signum() != 0)
                    .map(base -> Explanation.of(
                            InvoicingStatement.TAX_OF, Explanation.number(base.getKey()), amount(base.getValue())))
                    .toList();
            var allowances = orZero(invoice.allowances());
            var forgotten = allowances.signum() != 0
                    && stated.subtract(InvoiceSums.tax(own, digits)).abs().compareTo(tolerances.tax()) <= 0;
            var sum = taxSum(stated, expected, off, bill);
            differs(
                    ExceptionType.TAX_VARIANCE,
                    null,
                    off.abs(),
                    forgotten
                            ? Explanation.joined(List.of(
                                    sum, Explanation.of(InvoicingStatement.ALLOWANCE_FORGOTTEN, amount(allowances))))
                            : sum);
        }
    }

    private Explanation taxSum(BigDecimal stated, BigDecimal expected, BigDecimal off, List<Explanation> bill) {
        var tooHigh = off.signum() > 0;
        return bill.isEmpty()
                ? Explanation.of(
                        tooHigh ? InvoicingStatement.TAX_TOO_HIGH : InvoicingStatement.TAX_TOO_LOW,
                        amount(stated),
                        amount(expected),
                        amount(off.abs()))
                : Explanation.of(
                        tooHigh ? InvoicingStatement.TAX_TOO_HIGH_WITH_BILL : InvoicingStatement.TAX_TOO_LOW_WITH_BILL,
                        amount(stated),
                        amount(expected),
                        Explanation.words(bill),
                        amount(off.abs()));
    }

    private void checkTotals() {
        var problems = new ArrayList<Explanation>();
        var worst = BigDecimal.ZERO;
        for (int index = 0; index < invoice.lines().size(); index++) {
            var line = invoice.lines().get(index);
            if (line.netAmount() != null
                    && line.unitPrice() != null
                    && line.quantity() != null
                    && !isPriceAlone(line)) {
                var computed = computedNet(line);
                if (line.netAmount().subtract(computed).abs().compareTo(lineSlack(line)) <= 0) {
                    continue;
                }
                var off = line.netAmount().subtract(computed).abs();
                problems.add(Explanation.of(
                        InvoicingStatement.LINE_TOTAL,
                        label(index + 1),
                        amount(line.netAmount()),
                        Explanation.number(quantity(line)),
                        amount(computed),
                        amount(off)));
                worst = worst.max(off);
            }
        }
        var sum = invoice.lines().stream().map(this::net).reduce(BigDecimal.ZERO, BigDecimal::add);
        var net = sum.add(orZero(invoice.charges())).subtract(orZero(invoice.allowances()));
        if (invoice.netTotal() != null) {
            worst = worst.max(adds(
                    problems,
                    invoice.netTotal(),
                    net,
                    orZero(invoice.charges()).signum() == 0
                                    && orZero(invoice.allowances()).signum() == 0
                            ? InvoicingStatement.NET_TOTAL
                            : InvoicingStatement.NET_TOTAL_ADJUSTED,
                    amount(invoice.netTotal())));
            net = invoice.netTotal();
        }
        var gross = net.add(orZero(taxTotal()));
        if (invoice.grossTotal() != null) {
            worst = worst.max(adds(
                    problems,
                    invoice.grossTotal(),
                    gross,
                    InvoicingStatement.GROSS_TOTAL,
                    amount(invoice.grossTotal())));
            gross = invoice.grossTotal();
        }
        if (invoice.payable() != null) {
            worst = worst.max(adds(
                    problems,
                    invoice.payable(),
                    gross.subtract(orZero(invoice.prepaid())).add(orZero(invoice.rounding())),
                    InvoicingStatement.PAYABLE_TOTAL,
                    amount(invoice.payable())));
        }
        // Roundings bring a sum to the coins that there are.
        var rounding = orZero(invoice.rounding()).abs();
        if (!tolerances.allowsRounding(rounding)) {
            problems.add(Explanation.of(InvoicingStatement.ROUNDED_TOO_FAR, amount(rounding)));
            worst = worst.max(rounding);
        }
        var prepaid = orZero(invoice.prepaid());
        if (prepaid.signum() < 0) {
            problems.add(Explanation.of(InvoicingStatement.PREPAID_BELOW_ZERO, amount(prepaid.abs())));
            worst = worst.max(prepaid.abs());
        }
        if (!problems.isEmpty()) {
            differs(ExceptionType.TOTAL_MISMATCH, null, worst, Explanation.joined(problems));
        }
    }

    /** A credit of no quantity: its unit price times nothing says nothing. */
    private boolean isPriceAlone(InvoiceDraft.Line line) {
        return invoice.type() == InvoiceType.CREDIT_NOTE && quantity(line).signum() == 0;
    }

    /** A unit price is often written with fewer digits than it was computed with: half of its last digit, times the quantity. */
    private BigDecimal lineSlack(InvoiceDraft.Line line) {
        var price = orZero(line.unitPrice());
        var given = line.priceBaseQuantity();
        var base = given == null || given.signum() == 0 ? BigDecimal.ONE : given;
        return BigDecimal.valueOf(5, Math.max(price.stripTrailingZeros().scale(), digits) + 1)
                .multiply(quantity(line).abs())
                .divide(base, digits + 2, RoundingMode.UP)
                .add(tolerances.lineTotal());
    }

    /** @param named what the sentence names before what was computed, and how far that is off */
    private BigDecimal adds(
            List<Explanation> problems,
            BigDecimal stated,
            BigDecimal computed,
            InvoicingStatement sentence,
            Object... named) {
        var off = stated.subtract(computed).abs();
        if (off.compareTo(tolerances.total()) <= 0) {
            return BigDecimal.ZERO;
        }
        var values = new ArrayList<>(Arrays.asList(named));
        values.add(amount(computed));
        values.add(amount(off));
        problems.add(Explanation.of(sentence, values.toArray()));
        return off;
    }

    private @Nullable BigDecimal taxTotal() {
        if (invoice.taxTotal() == null && invoice.grossTotal() != null && invoice.netTotal() != null) {
            return invoice.grossTotal().subtract(invoice.netTotal());
        }
        return invoice.taxTotal();
    }

    private void differs(ExceptionType kind, @Nullable Integer position, BigDecimal amount, Explanation explanation) {
        differences.add(new Difference(kind, position, null, amount, explanation));
    }

    private BigDecimal net(InvoiceDraft.Line line) {
        return InvoiceSums.net(line, digits);
    }

    private BigDecimal computedNet(InvoiceDraft.Line line) {
        return InvoiceSums.computedNet(line, digits);
    }

    private String label(int position) {
        var label = invoice.lines().get(position - 1).line();
        return label == null ? Integer.toString(position) : label;
    }

    private Explanation.Value amount(BigDecimal value) {
        return currency.amount(value);
    }

    private static BigDecimal quantity(InvoiceDraft.Line line) {
        return orZero(line.quantity());
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
