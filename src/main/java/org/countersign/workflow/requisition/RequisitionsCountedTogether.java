package org.countersign.workflow.requisition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.EarlierRequests;
import org.countersign.currency.ExchangeRates;
import org.countersign.purchasing.EarlierRequisitions;
import org.countersign.purchasing.EarlierRequisitions.Asked;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.springframework.stereotype.Component;

/**
 * What a requester asked of the same suppliers before (R10), in base currency: each requisition at the rate of the day on
 * which it was submitted. Days begin at midnight of the organisation, and the first of them counts as a whole.
 */
@Component
class RequisitionsCountedTogether implements EarlierRequests {

    /** No policy looks further back. */
    private static final int LONGEST_DAYS = 3660;

    private final EarlierRequisitions requisitions;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;

    RequisitionsCountedTogether(EarlierRequisitions requisitions, ExchangeRates rates, Company company, Clock clock) {
        this.requisitions = requisitions;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public boolean any(ApprovalSubject subject) {
        return subject.kind().equals(ApprovalKind.REQUISITION)
                && requisitions.any(
                        subject.requester(),
                        subject.suppliers(),
                        subject.document().value(),
                        daysBefore(subject, LONGEST_DAYS),
                        subject.submittedAt());
    }

    @Override
    public Map<String, Earlier> of(ApprovalSubject subject, int days) {
        if (!subject.kind().equals(ApprovalKind.REQUISITION)) {
            return Map.of();
        }
        var sums = new HashMap<String, Sum>();
        requisitions
                .asked(
                        subject.requester(),
                        subject.suppliers(),
                        subject.document().value(),
                        daysBefore(subject, Math.min(days, LONGEST_DAYS)),
                        subject.submittedAt())
                .forEach(asked -> sums.computeIfAbsent(asked.supplier(), supplier -> new Sum())
                        .add(asked));
        var earlier = new HashMap<String, Earlier>();
        sums.forEach((supplier, sum) -> earlier.put(supplier, sum.asEarlier()));
        return earlier;
    }

    private Instant daysBefore(ApprovalSubject subject, int days) {
        var submitted = subject.submittedAt() == null ? clock.instant() : subject.submittedAt();
        return dayOf(submitted).minusDays(days).atStartOfDay(company.timeZone()).toInstant();
    }

    private LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, company.timeZone());
    }

    /** What was asked of one supplier. */
    private final class Sum {

        private final Map<Asked, Money> documents = new LinkedHashMap<>();

        void add(Asked asked) {
            var document = new Asked(
                    asked.supplier(),
                    asked.requisition(),
                    asked.submittedAt(),
                    Money.zero(asked.amount().currency()));
            documents.merge(document, asked.amount(), Money::plus);
        }

        Earlier asEarlier() {
            var amount = BigDecimal.ZERO;
            var withoutRate = new ArrayList<String>();
            for (var document : documents.entrySet()) {
                var asked = document.getKey();
                var converted = rates.toBase(document.getValue(), dayOf(asked.submittedAt()));
                if (converted.isPresent()) {
                    amount = amount.add(converted.get().base().amount());
                } else {
                    withoutRate.add(document.getValue().currency() + " (" + asked.requisition() + ")");
                }
            }
            return new Earlier(documents.size(), amount, withoutRate);
        }
    }
}
