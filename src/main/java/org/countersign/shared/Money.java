package org.countersign.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount of one currency (R12). The scale is kept as given; {@link #rounded()} brings it to the currency's own
 * digits, half up, and is called once a line and nowhere else.
 *
 * @param amount exact decimal, may be negative
 * @param currency ISO 4217
 */
public record Money(BigDecimal amount, Currency currency) {

    /** Nothing, in the given currency. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * Reads an amount from plain digits.
     *
     * @throws NumberFormatException when the text is no decimal number
     * @throws IllegalArgumentException when the currency is no ISO 4217 code
     */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /**
     * The net amount of a line: quantity times unit price, rounded once (R12).
     *
     * @param quantity in the line's unit
     * @param unitPrice of one unit, with as many digits as were agreed
     */
    public static Money ofLine(BigDecimal quantity, BigDecimal unitPrice, Currency currency) {
        return new Money(quantity.multiply(unitPrice), currency).rounded();
    }

    /** The sum. @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    /** The difference. @throws IllegalArgumentException when the currencies differ */
    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    /** Half up to the currency's digits; a currency without minor unit (XXX) keeps two. */
    public Money rounded() {
        return new Money(amount.setScale(digits(currency), RoundingMode.HALF_UP), currency);
    }

    /** The digits behind the point of this currency's amounts: 2 for EUR, 0 for JPY, 3 for TND. */
    public static int digits(Currency currency) {
        return currency.getDefaultFractionDigits() < 0 ? 2 : currency.getDefaultFractionDigits();
    }

    /** Compares the amounts exactly. @throws IllegalArgumentException when the currencies differ */
    public boolean isMoreThan(Money other) {
        return amount.compareTo(sameCurrency(other).amount) > 0;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "Amounts of " + currency + " and " + other.currency + " cannot be combined");
        }
        return other;
    }

    /** For example {@code 1234.50 EUR}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
}
