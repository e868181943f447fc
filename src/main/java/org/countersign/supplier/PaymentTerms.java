package org.countersign.supplier;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a supplier is to be paid, and what may be taken off for paying early.
 *
 * @param instalments the parts, in the order of their writing; their percents come to exactly 100
 * @param discount null where nothing is taken off
 */
public record PaymentTerms(
        List<Instalment> instalments, @Nullable Discount discount) {

    /** The longest that is kept. */
    public static final int LONGEST = 64;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_INSTALMENTS = 12;
    private static final String PERCENT = "(\\d{1,3}(?:\\.\\d{1,4})?)";
    private static final Pattern NET = Pattern.compile("NET ?(\\d{1,3})");
    private static final Pattern AFTER_MONTH = Pattern.compile("EOM(?: ?\\+ ?(\\d{1,3}))?");
    private static final Pattern MONTH_AFTER = Pattern.compile("(\\d{1,3}) ?DAYS? EOM");
    private static final Pattern DISCOUNT = Pattern.compile(PERCENT + "/(\\d{1,3}) +(.+?)(?: +ON +(GROSS|NET|GOODS))?");
    private static final Pattern PART = Pattern.compile(PERCENT + " ?% +(.+)");

    public PaymentTerms {
        instalments = List.copyOf(instalments);
    }

    /**
     * Reads terms, in upper or lower case: {@code NET30}, {@code EOM}, {@code EOM+15}, {@code 30 DAYS EOM}, before each a
     * discount ({@code 2/10 NET30}) and behind it what it is taken of ({@code 2/10 NET30 ON NET}), or instalments
     * ({@code 50% NET0, 50% NET30}).
     *
     * @return empty for anything else
     */
    public static Optional<PaymentTerms> parse(String text) {
        var normal = text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (normal.contains("%")) {
            return instalments(normal);
        }
        var due = Due.parse(normal);
        if (due.isPresent()) {
            return due.map(one -> new PaymentTerms(List.of(new Instalment(HUNDRED, one)), null));
        }
        var match = DISCOUNT.matcher(normal);
        if (!match.matches()) {
            return Optional.empty();
        }
        var percent = new BigDecimal(match.group(1));
        var days = Integer.parseInt(match.group(2));
        var base = match.group(4) == null ? DiscountBase.GROSS : DiscountBase.valueOf(match.group(4));
        return percent.signum() == 0 || percent.compareTo(HUNDRED) >= 0
                ? Optional.empty()
                : Due.parse(match.group(3))
                        .filter(one -> one.kind() != DueKind.AFTER_INVOICE || days <= one.days())
                        .map(one -> new PaymentTerms(
                                List.of(new Instalment(HUNDRED, one)), new Discount(percent, days, base)));
    }

    private static Optional<PaymentTerms> instalments(String normal) {
        var parts = new ArrayList<Instalment>();
        for (var written : normal.split(",", -1)) {
            var match = PART.matcher(written.strip());
            var due = match.matches() ? Due.parse(match.group(2)) : Optional.<Due>empty();
            if (due.isEmpty()) {
                return Optional.empty();
            }
            parts.add(new Instalment(new BigDecimal(match.group(1)), due.get()));
        }
        var sum = parts.stream().map(Instalment::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.compareTo(HUNDRED) != 0
                        || parts.size() > MOST_INSTALMENTS
                        || parts.stream().anyMatch(part -> part.percent().signum() == 0)
                ? Optional.empty()
                : Optional.of(new PaymentTerms(parts, null));
    }

    /** Whether it is paid in parts. */
    public boolean isInParts() {
        return instalments.size() > 1;
    }

    /** When an invoice of this date is due in full. */
    public LocalDate dueDate(LocalDate invoiced) {
        return instalments.stream()
                .map(part -> part.due().of(invoiced))
                .max(LocalDate::compareTo)
                .orElseThrow();
    }

    /**
     * What of an amount is due when, the earliest first. The parts come to exactly the amount: each is rounded once, half up,
     * and the last takes what is left (R12).
     *
     * @param digits those of the currency
     */
    public List<Part> partsOf(BigDecimal amount, LocalDate invoiced, int digits) {
        var parts = new ArrayList<Part>();
        var left = amount;
        for (int index = 0; index < instalments.size(); index++) {
            var one = instalments.get(index);
            var share = index == instalments.size() - 1
                    ? left
                    : amount.multiply(one.percent())
                            .divide(HUNDRED)
                            .setScale(digits, RoundingMode.HALF_UP)
                            .min(left);
            left = left.subtract(share);
            parts.add(new Part(one.due().of(invoiced), share));
        }
        parts.sort((one, other) -> one.due().compareTo(other.due()));
        return List.copyOf(parts);
    }

    /** Until when something is taken off an invoice of this date; empty where nothing is. */
    public Optional<LocalDate> discountDate(LocalDate invoiced) {
        return discount == null ? Optional.empty() : Optional.of(invoiced.plusDays(discount.days()));
    }

    /** As it is written: {@code NET30}, {@code EOM+15}, {@code 2/10 NET30 ON NET}, {@code 50% NET0, 50% NET30}. */
    @Override
    public String toString() {
        if (isInParts()) {
            return instalments.stream()
                    .map(part -> part.percent().toPlainString() + "% " + part.due())
                    .collect(Collectors.joining(", "));
        }
        var due = instalments.get(0).due().toString();
        return discount == null
                ? due
                : discount.percent().toPlainString() + "/" + discount.days() + " " + due
                        + (discount.base() == DiscountBase.GROSS ? "" : " ON " + discount.base());
    }

    /**
     * A part that is due on a day of its own.
     *
     * @param percent of what is to be paid
     * @param due when
     */
    public record Instalment(BigDecimal percent, Due due) {}

    /** An amount with the day on which it is due. */
    public record Part(LocalDate due, BigDecimal amount) {}

    /**
     * What is taken off for paying early.
     *
     * @param percent of the base
     * @param days after the invoice's date within which it is taken off
     * @param base what it is a percentage of
     */
    public record Discount(BigDecimal percent, int days, DiscountBase base) {

        /** What it comes to, rounded once, half up. */
        public BigDecimal of(BigDecimal base, int digits) {
            return base.multiply(percent).divide(HUNDRED).setScale(digits, RoundingMode.HALF_UP);
        }
    }

    /** What a discount is a percentage of. */
    public enum DiscountBase {
        /** Of all that is to be paid. */
        GROSS,
        /** Of that without the tax. */
        NET,
        /** Of that without the tax and without freight and other charges. */
        GOODS
    }

    /** How a day is counted. */
    public enum DueKind {
        /** Days after the invoice's date. */
        AFTER_INVOICE,
        /** Days after the end of the invoice's month. */
        AFTER_END_OF_MONTH,
        /** The end of the month in which so many days after the invoice's date lie. */
        END_OF_MONTH_AFTER
    }

    /**
     * A day that follows from an invoice's date.
     *
     * @param kind how it is counted
     * @param days how many
     */
    public record Due(DueKind kind, int days) {

        static Optional<Due> parse(String written) {
            var net = NET.matcher(written);
            if (net.matches()) {
                return Optional.of(new Due(DueKind.AFTER_INVOICE, Integer.parseInt(net.group(1))));
            }
            var after = AFTER_MONTH.matcher(written);
            if (after.matches()) {
                return Optional.of(new Due(
                        DueKind.AFTER_END_OF_MONTH, after.group(1) == null ? 0 : Integer.parseInt(after.group(1))));
            }
            var end = MONTH_AFTER.matcher(written);
            return end.matches()
                    ? Optional.of(new Due(DueKind.END_OF_MONTH_AFTER, Integer.parseInt(end.group(1))))
                    : Optional.empty();
        }

        /** The day for an invoice of this date. */
        public LocalDate of(LocalDate invoiced) {
            return switch (kind) {
                case AFTER_INVOICE -> invoiced.plusDays(days);
                case AFTER_END_OF_MONTH ->
                    invoiced.with(TemporalAdjusters.lastDayOfMonth()).plusDays(days);
                case END_OF_MONTH_AFTER -> invoiced.plusDays(days).with(TemporalAdjusters.lastDayOfMonth());
            };
        }

        /** As it is written: {@code NET30}, {@code EOM}, {@code EOM+15}, {@code 30 DAYS EOM}. */
        @Override
        public String toString() {
            return switch (kind) {
                case AFTER_INVOICE -> "NET" + days;
                case AFTER_END_OF_MONTH -> days == 0 ? "EOM" : "EOM+" + days;
                case END_OF_MONTH_AFTER -> days + " DAYS EOM";
            };
        }
    }
}
