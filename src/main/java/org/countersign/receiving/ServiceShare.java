package org.countersign.receiving;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * Turns percent or an amount of a service into a quantity of its order line, in which all else is counted and compared. What
 * was accepted so before is taken together with it and rounded once, so that parts that do not come out exactly (a third, or
 * 1,234.56 of 7,000.00) never add up to more or less than the whole (R12): all of it is exactly what was ordered, one part
 * in a million less is not all, and a cent more is too much (R13, R14).
 *
 * @param ordered quantity of the line
 * @param worth net amount of the line
 * @param digits of amounts in the order's currency
 * @param missing what is still to come of the line
 * @param earlier what was accepted so before of the same line and still counts
 */
record ServiceShare(
        BigDecimal ordered, BigDecimal worth, int digits, BigDecimal missing, List<GoodsReceipt.Line> earlier) {

    private static final int QUANTITY_DIGITS = 6;

    /** The same of a line of an order, with all receipts of the order. */
    static ServiceShare of(PurchaseOrderLine line, List<GoodsReceipt> receipts) {
        var worth = line.amount();
        return new ServiceShare(
                line.ordered(),
                worth.amount(),
                Money.digits(worth.currency()),
                line.open(),
                receipts.stream()
                        .filter(GoodsReceipt::isCounted)
                        .flatMap(receipt -> receipt.lines().stream())
                        .filter(one -> one.line() == line.line() && isOf(one, line.ordered(), worth.amount()))
                        .toList());
    }

    private static boolean isOf(GoodsReceipt.Line line, BigDecimal ordered, BigDecimal worth) {
        var acceptance = line.acceptance();
        return acceptance != null && acceptance.isOf(ordered, worth);
    }

    /**
     * What is accepted now.
     *
     * @param percent of the line; null where an amount is said
     * @param amount net; null where percent are said
     * @return none where it is too little to be counted
     */
    Optional<Accepted> accept(@Nullable BigDecimal percent, @Nullable BigDecimal amount) {
        var percents = percent == null ? BigDecimal.ZERO : percent;
        var amounts = amount == null ? BigDecimal.ZERO : amount;
        var counted = BigDecimal.ZERO;
        var money = BigDecimal.ZERO;
        for (var line : earlier) {
            var said = Optional.ofNullable(line.acceptance()).orElseThrow();
            if (said.percent() == null) {
                amounts = amounts.add(said.amount());
            } else {
                percents = percents.add(said.percent());
                money = money.add(said.amount());
            }
            counted = counted.add(line.quantity());
        }
        var now = quantity(percents, amounts, counted.add(missing)).subtract(counted);
        var value = amount == null
                ? worth.multiply(percents)
                        .movePointLeft(2)
                        .setScale(digits, RoundingMode.HALF_UP)
                        .subtract(money)
                : amount;
        return now.signum() <= 0
                ? Optional.empty()
                : Optional.of(new Accepted(plain(now), new Acceptance(percent, value, ordered, worth)));
    }

    /** Rounded half up, but never to all of it, nor from more than all of it. */
    private BigDecimal quantity(BigDecimal percents, BigDecimal amounts, BigDecimal all) {
        var share = percents.multiply(worth).add(amounts.movePointRight(2)).multiply(ordered);
        var whole = worth.movePointRight(2);
        if (worth.signum() == 0) {
            share = percents.multiply(ordered);
            whole = BigDecimal.valueOf(100);
        }
        var rounded = share.divide(whole, QUANTITY_DIGITS, RoundingMode.HALF_UP);
        var beside = share.compareTo(all.multiply(whole));
        if (beside < 0 && rounded.compareTo(all) >= 0) {
            return share.divide(whole, QUANTITY_DIGITS, RoundingMode.DOWN);
        }
        return beside > 0 && rounded.compareTo(all) <= 0
                ? share.divide(whole, QUANTITY_DIGITS, RoundingMode.UP)
                : rounded;
    }

    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    /**
     * What is accepted.
     *
     * @param quantity as it is counted on the line
     * @param said what was said, and what it is worth
     */
    record Accepted(BigDecimal quantity, Acceptance said) {}
}
