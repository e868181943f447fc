package org.countersign.currency;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Converts at the rates that finance officers keep. */
@Component
@Transactional(readOnly = true)
class KeptExchangeRates implements ExchangeRates {

    private static final int DIGITS = 10;

    private final Rates rates;
    private final Company company;

    KeptExchangeRates(Rates rates, Company company) {
        this.rates = rates;
        this.company = company;
    }

    @Override
    public Currency baseCurrency() {
        return company.baseCurrency();
    }

    @Override
    public Optional<Converted> toBase(Money amount, LocalDate on) {
        if (amount.currency().equals(baseCurrency())) {
            return Optional.of(new Converted(amount, BigDecimal.ONE, on));
        }
        return rates.findFirstByKeyCurrencyAndKeyDateLessThanEqualOrderByKeyDateDesc(
                        amount.currency().getCurrencyCode(), on)
                .map(rate -> new Converted(
                        new Money(amount.amount().divide(rate.rate(), DIGITS, RoundingMode.HALF_UP), baseCurrency()),
                        rate.rate(),
                        rate.date()));
    }
}
