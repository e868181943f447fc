package org.countersign.workflow.requisition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.EarlierRequests;
import org.countersign.approval.FrozenRates;
import org.countersign.approval.UsedRate;
import org.countersign.currency.ExchangeRates;
import org.countersign.purchasing.EarlierRequisitions;
import org.countersign.purchasing.EarlierRequisitions.Asked;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a requester asked of the same suppliers before (R10), in base currency: each requisition at the rate that was frozen
 * with its steps (R02), or that of the day on which it was submitted where none was kept. Days begin at midnight of the
 * organisation, and the first of them counts as a whole.
 */
@Component
class RequisitionsCountedTogether implements EarlierRequests {

    /** No policy looks further back. */
    private static final int LONGEST_DAYS = 3660;

    private static final int BASE_DIGITS = 10;

    private final EarlierRequisitions requisitions;
    private final ExchangeRates rates;
    private final FrozenRates frozen;
    private final Company company;
    private final Clock clock;

    RequisitionsCountedTogether(
            EarlierRequisitions requisitions, ExchangeRates rates, FrozenRates frozen, Company company, Clock clock) {
        this.requisitions = requisitions;
        this.rates = rates;
        this.frozen = frozen;
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
                        subject.countedUntil());
    }

    @Override
    public Map<String, Earlier> of(ApprovalSubject subject, int days) {
        if (!subject.kind().equals(ApprovalKind.REQUISITION)) {
            return Map.of();
        }
        var sums = new HashMap<String, Sum>();
        var all = requisitions.asked(
                subject.requester(),
                subject.suppliers(),
                subject.document().value(),
                daysBefore(subject, Math.min(days, LONGEST_DAYS)),
                subject.countedUntil());
        all.forEach(asked ->
                sums.computeIfAbsent(asked.supplier(), supplier -> new Sum()).add(asked));
        var kept = frozen.of(all.stream()
                .filter(asked -> !asked.amount().currency().equals(rates.baseCurrency()))
                .map(asked -> asked.requisition().value())
                .collect(Collectors.toSet()));
        var earlier = new HashMap<String, Earlier>();
        sums.forEach((supplier, sum) -> earlier.put(supplier, sum.asEarlier(kept)));
        return earlier;
    }

    private Optional<BigDecimal> inBase(Asked asked, Money amount, @Nullable UsedRate rate) {
        return rate != null && rate.base().equals(rates.baseCurrency())
                ? Optional.of(amount.amount().divide(rate.rate(), BASE_DIGITS, RoundingMode.HALF_UP))
                : rates.toBase(amount, dayOf(asked.submittedAt()))
                        .map(converted -> converted.base().amount());
    }

    /** From the submission, whenever its supplier was named: it is counted together with what it would have been counted with then. */
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

        Earlier asEarlier(Map<String, UsedRate> kept) {
            var amount = BigDecimal.ZERO;
            var withoutRate = new ArrayList<String>();
            for (var document : documents.entrySet()) {
                var asked = document.getKey();
                var converted = inBase(
                        asked, document.getValue(), kept.get(asked.requisition().value()));
                if (converted.isPresent()) {
                    amount = amount.add(converted.get());
                } else {
                    withoutRate.add(document.getValue().currency() + " (" + asked.requisition() + ")");
                }
            }
            return new Earlier(documents.size(), amount, withoutRate);
        }
    }
}
