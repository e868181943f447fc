package org.countersign.dispatch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Money;

/**
 * The sums of an order as they stand on its documents. Net amounts are rounded line by line, the tax once for each rate.
 *
 * @param net sum of all lines
 * @param taxes the tax of each rate, ascending by rate
 * @param gross net and all taxes
 */
record OrderFigures(Money net, List<Tax> taxes, Money gross) {

    /**
     * The tax of one rate.
     *
     * @param rate percent
     * @param base sum of the lines of this rate
     * @param amount the tax on it
     */
    record Tax(BigDecimal rate, Money base, Money amount) {}

    static OrderFigures of(PurchaseOrder order) {
        var zero = Money.zero(order.currency()).rounded();
        Map<BigDecimal, Money> bases = new TreeMap<>();
        order.lines().stream()
                .filter(line -> !line.isRemoved())
                .forEach(line -> bases.merge(line.taxRate(), line.amount(), Money::plus));
        var taxes = bases.entrySet().stream()
                .map(base -> new Tax(base.getKey(), base.getValue(), taxOf(base.getValue(), base.getKey())))
                .toList();
        var gross = taxes.stream().map(Tax::amount).reduce(order.total(), Money::plus);
        return new OrderFigures(zero.plus(order.total()), taxes, gross);
    }

    static Money taxOf(Money base, BigDecimal rate) {
        var amount = base.amount()
                .multiply(rate)
                .divide(BigDecimal.valueOf(100), Money.digits(base.currency()), RoundingMode.HALF_UP);
        return new Money(amount, base.currency());
    }

    /** All taxes. */
    Money tax() {
        return gross.minus(net);
    }
}
