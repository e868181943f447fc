package org.countersign.workflow.support;

import java.time.LocalDate;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.UsedRate;
import org.countersign.currency.ExchangeRates;
import org.springframework.stereotype.Component;

/** Tells approval what documents come to in base currency, and at which rate, for that is frozen with the steps (R02). */
@Component
public class BaseAmounts {

    private final ExchangeRates rates;

    BaseAmounts(ExchangeRates rates) {
        this.rates = rates;
    }

    /** A document with its amount in base currency on a day; without one where no rate is known (R03). */
    public ApprovalSubject of(ApprovalSubject subject, LocalDate on) {
        var base = rates.baseCurrency();
        return rates.toBase(subject.total(), on)
                .map(converted -> subject.worth(
                        converted.base().amount(),
                        subject.total().currency().equals(base)
                                ? null
                                : new UsedRate(converted.rate(), converted.rateDate(), base)))
                .orElseGet(() -> subject.worth(null, null));
    }
}
