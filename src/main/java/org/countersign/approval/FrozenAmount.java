package org.countersign.approval;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a document came to when a round of its approvals began, as the REST API shows it. Policy and limits are asked about
 * the amount in base currency, and about no other as long as the round lasts (R02).
 *
 * @param total net of tax, in the document's currency
 * @param currency ISO 4217 code of the document's currency
 * @param baseAmount the total in base currency, not rounded; null where no rate was known (R03)
 * @param baseCurrency ISO 4217 code of the base currency; null where nothing was converted
 * @param exchangeRate units of the document's currency per one of the base currency; null where nothing was converted
 * @param rateDate from when on that rate was valid; null where nothing was converted
 */
public record FrozenAmount(
        BigDecimal total,
        String currency,
        @Nullable BigDecimal baseAmount,
        @Nullable String baseCurrency,
        @Nullable BigDecimal exchangeRate,
        @Nullable LocalDate rateDate) {

    static FrozenAmount of(Money total, @Nullable BigDecimal baseAmount, @Nullable UsedRate rate) {
        return new FrozenAmount(
                total.amount(),
                total.currency().getCurrencyCode(),
                baseAmount,
                rate == null ? null : rate.base().getCurrencyCode(),
                rate == null ? null : rate.rate(),
                rate == null ? null : rate.date());
    }

    /** The amount in base currency and the rate, in words; null where nothing was converted. */
    public @Nullable Explanation converted() {
        return baseAmount == null || baseCurrency == null || exchangeRate == null || rateDate == null
                ? null
                : new UsedRate(exchangeRate, rateDate, Currency.getInstance(baseCurrency)).explain(baseAmount);
    }
}
