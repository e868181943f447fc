package org.countersign.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;

/**
 * The exchange rate at which the policy was asked. It is frozen with the steps (R02): a rate that is corrected afterwards
 * changes nothing of a round that has begun.
 *
 * @param rate units of the document's currency per one of the base currency, without zeros that say nothing
 * @param date from when on it was valid, at the latest the day of submission
 * @param base the base currency of that day
 */
@Embeddable
public record UsedRate(
        @Column(name = "exchange_rate", precision = 21, scale = 10)
        BigDecimal rate,

        @Column(name = "rate_date") LocalDate date,
        @Column(name = "base_currency") Currency base) {

    public UsedRate {
        var plain = rate.stripTrailingZeros();
        rate = plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** What a total comes to, and how: {@code 12,345.67 EUR at 1.0843 of 20 Nov 2026}. */
    public Explanation explain(BigDecimal baseAmount) {
        var amount = new Money(baseAmount, base).rounded();
        var said = Explanation.of(
                ApprovalStatement.AT_RATE,
                Explanation.amount(amount.amount(), base.getCurrencyCode()),
                Explanation.number(rate),
                Explanation.day(date));
        // In forms every amount has its thousands apart.
        var figures = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        figures.setMinimumFractionDigits(Money.digits(base));
        return new Explanation(said.english().replaceFirst("^[0-9.-]+", figures.format(amount.amount())), said.said());
    }
}
