package org.countersign.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.countersign.invoicing.Invoice;

/**
 * Whether a discount is worth taking: what paying early earns in a year, compared with what money costs in a year. Paying
 * 980.00 today instead of 1,000.00 in 20 days earns 20.00 on 980.00 in 20 days, which is 37.24 % a year.
 */
public final class DiscountRule {

    private static final BigDecimal HUNDRED_YEARS_OF_DAYS = BigDecimal.valueOf(36_500);
    private static final BigDecimal BEYOND_COMPARE = new BigDecimal("999999.99");

    private DiscountRule() {}

    /**
     * What paying early earns in percent a year, to two digits: discount / what is paid instead × 365 / days earlier × 100.
     *
     * @param open what is to be paid without the discount
     * @param off what is taken off
     * @param early when it is paid with the discount
     * @param due when it is paid without
     */
    static BigDecimal yearly(BigDecimal open, BigDecimal off, LocalDate early, LocalDate due) {
        var days = ChronoUnit.DAYS.between(early, due);
        if (days <= 0 || open.compareTo(off) <= 0) {
            return BEYOND_COMPARE;
        }
        return off.multiply(HUNDRED_YEARS_OF_DAYS)
                .divide(open.subtract(off).multiply(BigDecimal.valueOf(days)), 2, RoundingMode.HALF_UP)
                .min(BEYOND_COMPARE);
    }

    /** What the discount of an invoice earns if it is paid on a day; empty where nothing is taken off on that day. */
    static Optional<Offer> offer(Invoice invoice, LocalDate day, BigDecimal costOfCapital) {
        var off = invoice.discountOn(day);
        var due = invoice.payBy();
        if (off.signum() <= 0 || due == null) {
            return Optional.empty();
        }
        var yearly = yearly(invoice.rest(), off, day, due);
        return Optional.of(new Offer(
                off, yearly, costOfCapital, ChronoUnit.DAYS.between(day, due), yearly.compareTo(costOfCapital) >= 0));
    }

    /**
     * A discount that may be taken, with the figures that decide.
     *
     * @param amount what is taken off
     * @param yearly what that earns in percent a year
     * @param costOfCapital what money costs in percent a year
     * @param days how many days earlier the money goes
     * @param isWorthTaking whether it earns at least what money costs
     */
    public record Offer(
            BigDecimal amount, BigDecimal yearly, BigDecimal costOfCapital, long days, boolean isWorthTaking) {}
}
