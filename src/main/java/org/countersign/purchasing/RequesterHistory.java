package org.countersign.purchasing;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.currency.ExchangeRates;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a requester has had with a supplier, in words for whoever is asked to approve more of it. Orders that the supplier
 * declined, or that were cancelled, do not count. Orders in other currencies are shown at the rate of today: this is to give
 * an idea, and decides nothing.
 */
@Component
@Transactional(readOnly = true)
public class RequesterHistory {

    /** Of more suppliers nobody reads it. */
    static final int MOST_SUPPLIERS = 5;

    private final PurchaseOrders orders;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;

    RequesterHistory(PurchaseOrders orders, ExchangeRates rates, Company company, Clock clock) {
        this.orders = orders;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * One sentence for each supplier, in their order; of the first five.
     *
     * @param names names of the suppliers, by their numbers
     * @param except number of the order that is looked at, which is not an earlier one; null where it is none
     */
    public List<Explanation> of(
            UserId requester,
            Collection<String> suppliers,
            Map<String, String> names,
            @Nullable PurchaseOrderNumber except) {
        var shown = suppliers.stream().distinct().limit(MOST_SUPPLIERS).toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        var today = LocalDate.ofInstant(clock.instant(), company.timeZone());
        var found = orders
                .historyOf(
                        requester.value(),
                        shown,
                        except == null ? "" : except.value(),
                        today.minusMonths(12).atStartOfDay(company.timeZone()).toInstant())
                .stream()
                .map(Part::of)
                .collect(groupingBy(Part::supplier));
        return shown.stream()
                .map(supplier -> Explanation.of(
                        HistoryStatement.WITH_SUPPLIER,
                        names.getOrDefault(supplier, supplier),
                        Explanation.words(words(found.getOrDefault(supplier, List.of()), today))))
                .toList();
    }

    private List<Explanation> words(List<Part> parts, LocalDate today) {
        var ordered = parts.stream().filter(Part::isOrdered).toList();
        var rejected = parts.stream()
                .filter(part -> !part.isOrdered())
                .mapToLong(Part::count)
                .sum();
        var words = new ArrayList<Explanation>();
        if (ordered.isEmpty()) {
            words.add(Explanation.of(HistoryStatement.NONE_YET));
        } else {
            ordered(ordered, today, words);
        }
        if (rejected == 1) {
            words.add(Explanation.of(HistoryStatement.ONE_REJECTED));
        } else if (rejected > 1) {
            words.add(Explanation.of(HistoryStatement.REJECTED, Explanation.number(BigDecimal.valueOf(rejected))));
        }
        return words;
    }

    private void ordered(List<Part> ordered, LocalDate today, List<Explanation> words) {
        var count = ordered.stream().mapToLong(Part::count).sum();
        var last = ordered.stream().max(Comparator.comparing(Part::last)).orElseThrow();
        if (count == 1) {
            words.add(Explanation.of(HistoryStatement.ONE_ORDER, last.number(), day(last.last())));
        } else {
            var first = ordered.stream()
                    .map(Part::first)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            words.add(Explanation.of(
                    HistoryStatement.ORDERS_SINCE, Explanation.number(BigDecimal.valueOf(count)), day(first)));
            words.add(Explanation.of(HistoryStatement.LAST_ORDER, last.number(), day(last.last())));
        }
        inAYear(ordered, today, words);
    }

    private void inAYear(List<Part> ordered, LocalDate today, List<Explanation> words) {
        var sum = Money.zero(rates.baseCurrency()).amount();
        var withoutRate = new ArrayList<Explanation>();
        for (var part : ordered) {
            if (part.inAYear().signum() != 0) {
                var amount = new Money(part.inAYear(), Currency.getInstance(part.currency()));
                var converted = rates.toBase(amount, today);
                if (converted.isPresent()) {
                    sum = sum.add(converted.get().base().amount());
                } else {
                    withoutRate.add(Explanation.ofAmount(HistoryStatement.WITHOUT_RATE, amount.rounded()));
                }
            }
        }
        if (sum.signum() != 0) {
            words.add(Explanation.ofAmount(HistoryStatement.IN_A_YEAR, new Money(sum, rates.baseCurrency()).rounded()));
        } else if (withoutRate.isEmpty()) {
            words.add(Explanation.of(HistoryStatement.NOTHING_IN_A_YEAR));
        }
        words.addAll(withoutRate);
    }

    private Explanation.Value day(Instant moment) {
        return Explanation.day(LocalDate.ofInstant(moment, company.timeZone()));
    }

    /** Orders with one supplier in one currency; or, with neither number nor moments, rejected requisitions. */
    private record Part(
            String supplier,
            String currency,
            long count,
            Instant first,
            Instant last,
            String number,
            BigDecimal inAYear) {

        static Part of(Object[] row) {
            return new Part(
                    (String) row[0],
                    (String) row[1],
                    ((Number) row[2]).longValue(),
                    Objects.requireNonNullElse((Instant) row[3], Instant.EPOCH),
                    Objects.requireNonNullElse((Instant) row[4], Instant.EPOCH),
                    (String) row[5],
                    Objects.requireNonNullElse((BigDecimal) row[6], BigDecimal.ZERO));
        }

        boolean isOrdered() {
            return !number.isEmpty();
        }
    }
}
