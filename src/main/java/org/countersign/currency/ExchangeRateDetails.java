package org.countersign.currency;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An exchange rate as clients write and read it.
 *
 * @param currency ISO 4217 code
 * @param date from when on it is valid
 * @param rate units of the currency per one of the base currency
 */
public record ExchangeRateDetails(
        @Nullable String currency,
        @Nullable LocalDate date,
        @Nullable BigDecimal rate) {

    /** What is kept of a rate. */
    public static ExchangeRateDetails of(ExchangeRate rate) {
        return new ExchangeRateDetails(rate.currency(), rate.date(), rate.rate());
    }
}
