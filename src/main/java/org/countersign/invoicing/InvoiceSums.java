package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of a document come to when they are computed from its own lines: exact, rounded once a line and once a
 * tax rate, half up (R12). What the supplier states stays beside it, as stated (R19).
 *
 * @param lines net amount of each line: its own, else quantity times price
 * @param lineTotal of all lines
 * @param net of lines and charges, less allowances
 * @param rates what is taxed at which rate, ascending
 * @param tax of all rates
 * @param gross of net and tax
 * @param payable of gross and rounding, less what was paid before
 */
public record InvoiceSums(
        List<BigDecimal> lines,
        BigDecimal lineTotal,
        BigDecimal net,
        List<Rate> rates,
        BigDecimal tax,
        BigDecimal gross,
        BigDecimal payable) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public InvoiceSums {
        lines = List.copyOf(lines);
        rates = List.copyOf(rates);
    }

    /**
     * What is taxed at one rate.
     *
     * @param percent the rate
     * @param base what is taxed
     * @param tax of it
     */
    public record Rate(BigDecimal percent, BigDecimal base, BigDecimal tax) {}

    /** Computes a document. Its net is what its lines come to, and its tax what that is taxed, whatever it states. */
    public static InvoiceSums of(InvoiceDraft draft) {
        return of(draft, Map.of());
    }

    /**
     * Computes a document.
     *
     * @param orderTaxRates percent by position of the line, from 1, for documents that name no rates
     */
    public static InvoiceSums of(InvoiceDraft draft, Map<Integer, BigDecimal> orderTaxRates) {
        int digits = InvoiceCurrency.of(draft).digits();
        var nets = draft.lines().stream().map(line -> net(line, digits)).toList();
        var lineTotal = nets.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var net = lineTotal.add(orZero(draft.charges())).subtract(orZero(draft.allowances()));
        var rates = withAdjustments(draft, basesOfLines(draft, orderTaxRates, digits), digits).entrySet().stream()
                .map(base -> new Rate(base.getKey(), base.getValue(), taxOf(base.getKey(), base.getValue(), digits)))
                .toList();
        var tax = rates.stream().map(Rate::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
        var gross = net.add(tax);
        return new InvoiceSums(
                nets,
                lineTotal,
                net,
                rates,
                tax,
                gross,
                gross.subtract(orZero(draft.prepaid())).add(orZero(draft.rounding())));
    }

    /** What the lines of each rate come to. Where no line names a rate, those of the order count. */
    static SortedMap<BigDecimal, BigDecimal> basesOfLines(
            InvoiceDraft draft, Map<Integer, BigDecimal> orderTaxRates, int digits) {
        var bases = new TreeMap<BigDecimal, BigDecimal>();
        boolean anyRate = draft.lines().stream().anyMatch(line -> line.taxRate() != null);
        for (int index = 0; index < draft.lines().size(); index++) {
            var line = draft.lines().get(index);
            var rate = line.taxRate() == null
                    ? anyRate ? BigDecimal.ZERO : orderTaxRates.getOrDefault(index + 1, BigDecimal.ZERO)
                    : line.taxRate();
            bases.merge(rate.stripTrailingZeros(), net(line, digits), BigDecimal::add);
        }
        return bases;
    }

    /** Puts allowances and charges of the whole document on the rates that they belong to. */
    static SortedMap<BigDecimal, BigDecimal> withAdjustments(
            InvoiceDraft draft, SortedMap<BigDecimal, BigDecimal> lines, int digits) {
        var known = new TreeMap<BigDecimal, BigDecimal>();
        var rest = orZero(draft.charges()).subtract(orZero(draft.allowances()));
        for (var adjustment : draft.adjustments()) {
            if (adjustment.taxRate() != null) {
                var signed = adjustment.charge()
                        ? adjustment.amount()
                        : adjustment.amount().negate();
                known.merge(adjustment.taxRate().stripTrailingZeros(), signed, BigDecimal::add);
                rest = rest.subtract(signed);
            }
        }
        if (rest.signum() != 0) {
            // The document does not say which rate: in proportion to the lines, the last rate takes what rounding
            // leaves.
            var sum = lines.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            var left = rest;
            int index = 0;
            for (var base : lines.entrySet()) {
                index++;
                var share = index == lines.size() || sum.signum() == 0
                        ? left
                        : rest.multiply(base.getValue()).divide(sum, digits, RoundingMode.HALF_UP);
                left = left.subtract(share);
                known.merge(base.getKey(), share, BigDecimal::add);
            }
        }
        var bases = new TreeMap<>(lines);
        known.forEach((rate, share) -> bases.merge(rate, share, BigDecimal::add));
        return bases;
    }

    /** The tax of all rates. */
    static BigDecimal tax(Map<BigDecimal, BigDecimal> bases, int digits) {
        return bases.entrySet().stream()
                .map(base -> taxOf(base.getKey(), base.getValue(), digits))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal taxOf(BigDecimal percent, BigDecimal base, int digits) {
        return base.multiply(percent).divide(HUNDRED).setScale(digits, RoundingMode.HALF_UP);
    }

    /** The line's own net amount; where it states none, quantity times price. */
    public static BigDecimal net(InvoiceDraft.Line line, int digits) {
        return line.netAmount() == null ? computedNet(line, digits) : line.netAmount();
    }

    /** Quantity times price, less the line's own allowance. */
    static BigDecimal computedNet(InvoiceDraft.Line line, int digits) {
        var given = line.priceBaseQuantity();
        var base = given == null || given.signum() == 0 ? BigDecimal.ONE : given;
        return orZero(line.quantity())
                .multiply(orZero(line.unitPrice()))
                .subtract(orZero(line.lineAllowance()).multiply(base))
                .divide(base, digits, RoundingMode.HALF_UP);
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
