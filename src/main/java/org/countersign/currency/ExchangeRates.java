package org.countersign.currency;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.countersign.shared.Money;

/** Converts amounts to the base currency. */
public interface ExchangeRates {

    /** The currency in which thresholds are kept; EUR as shipped. */
    Currency baseCurrency();

    /**
     * An amount in base currency, at the latest rate of this date or before it. Rates are units of the foreign currency
     * per one of the base currency, so the amount is divided by the rate, to ten digits, half up.
     *
     * @return empty where no rate of that currency is known on that date (R03: then nothing is approved)
     */
    Optional<Converted> toBase(Money amount, LocalDate on);

    /**
     * An amount in base currency with the rate that was used.
     *
     * @param base in base currency, not rounded to the currency's digits
     * @param rate units of the foreign currency per one of the base currency; one for the base currency itself
     * @param rateDate the date from which the rate is valid
     */
    record Converted(Money base, BigDecimal rate, LocalDate rateDate) {}
}
