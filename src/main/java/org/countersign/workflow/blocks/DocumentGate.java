package org.countersign.workflow.blocks;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.countersign.currency.ExchangeRates;
import org.countersign.shared.Company;
import org.countersign.workflow.support.ModelBean;

/** What models ask any document before they branch. */
@ModelBean
public class DocumentGate {

    private final StepDocuments documents;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;

    DocumentGate(StepDocuments documents, ExchangeRates rates, Company company, Clock clock) {
        this.documents = documents;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Whether it comes to an amount or more, in base currency at today's rate. Where no rate is known it counts as more: a
     * step too many does no harm (R03).
     */
    public boolean amountAtLeast(String number, BigDecimal amount) {
        var today = LocalDate.ofInstant(clock.instant(), company.timeZone());
        return rates.toBase(documents.of(number).total(), today)
                .map(converted -> converted.base().amount().compareTo(amount) >= 0)
                .orElse(true);
    }
}
