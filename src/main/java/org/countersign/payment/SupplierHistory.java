package org.countersign.payment;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.currency.ExchangeRates;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a supplier has invoiced and was paid, in words for whoever is asked to approve the next payment: what it came to within
 * a year, when it was paid last, and how many invoices had exceptions or were rejected. Duplicates do not count. Invoices in
 * other currencies are added at the rate of today: this is to give an idea, and decides nothing.
 */
@Component
@Transactional(readOnly = true)
public class SupplierHistory {

    /** More are not read for one form; of a supplier who sends more it is said since when they are. */
    static final int MOST_INVOICES = 100;

    private final Payments payments;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;

    SupplierHistory(Payments payments, ExchangeRates rates, Company company, Clock clock) {
        this.payments = payments;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * One sentence about the supplier's invoices.
     *
     * @param supplier number of the supplier; null where it is unknown
     * @param except the invoice that is looked at
     * @return empty where the supplier is unknown
     */
    public Optional<Explanation> of(@Nullable String supplier, InvoiceId except) {
        if (supplier == null) {
            return Optional.empty();
        }
        var claims = payments.historyOf(supplier, except.value(), Limit.of(MOST_INVOICES)).stream()
                .map(Claim::of)
                .toList();
        return Optional.of(Explanation.of(
                PaymentStatement.INVOICED_BEFORE, Explanation.words(words(claims, day(clock.instant())))));
    }

    private List<Explanation> words(List<Claim> all, LocalDate today) {
        if (all.isEmpty()) {
            return List.of(Explanation.of(PaymentStatement.NONE_YET));
        }
        var words = new ArrayList<Explanation>();
        var yearAgo = today.minusMonths(12);
        var claims = all.stream()
                .filter(claim -> !day(claim.capturedAt()).isBefore(yearAgo))
                .toList();
        if (claims.size() == MOST_INVOICES) {
            words.add(Explanation.of(
                    PaymentStatement.LAST_INVOICES,
                    number(claims.size()),
                    Explanation.day(day(claims.get(claims.size() - 1).capturedAt()))));
        } else if (claims.isEmpty()) {
            words.add(Explanation.of(PaymentStatement.NONE_IN_A_YEAR));
        } else {
            words.add(counted(claims.size(), PaymentStatement.ONE_INVOICE, PaymentStatement.INVOICES));
        }
        sums(claims, today, words);
        words.add(lastPaid(all));
        count(
                claims.stream().filter(claim -> claim.exceptions() > 0).count(),
                PaymentStatement.ONE_WITH_EXCEPTIONS,
                PaymentStatement.WITH_EXCEPTIONS,
                words);
        count(
                claims.stream().filter(Claim::isRejected).count(),
                PaymentStatement.ONE_REJECTED,
                PaymentStatement.REJECTED,
                words);
        return words;
    }

    /** Where not all are read, others may be paid. */
    private Explanation lastPaid(List<Claim> all) {
        return all.stream()
                .map(Claim::paidAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(at -> Explanation.of(PaymentStatement.LAST_PAID, Explanation.day(day(at))))
                .orElseGet(() -> Explanation.of(
                        all.size() == MOST_INVOICES
                                ? PaymentStatement.NONE_OF_THESE_PAID
                                : PaymentStatement.NOTHING_PAID));
    }

    /** What was rejected is nothing that the supplier gets. */
    private void sums(List<Claim> claims, LocalDate today, List<Explanation> words) {
        var sums = new TreeMap<String, BigDecimal>();
        claims.stream()
                .filter(claim -> !claim.isRejected())
                .forEach(claim -> sums.merge(claim.currency(), claim.amount(), BigDecimal::add));
        if (sums.isEmpty()) {
            return;
        }
        var sum = BigDecimal.ZERO;
        var isConverted = false;
        var withoutRate = new ArrayList<Explanation>();
        for (var one : sums.entrySet()) {
            var amount = new Money(one.getValue(), Currency.getInstance(one.getKey()));
            var converted = rates.toBase(amount, today);
            if (converted.isPresent()) {
                sum = sum.add(converted.get().base().amount());
                isConverted = true;
            } else {
                withoutRate.add(Explanation.ofAmount(PaymentStatement.WITHOUT_RATE, amount.rounded()));
            }
        }
        if (isConverted) {
            words.add(Explanation.ofAmount(PaymentStatement.IN_ALL, new Money(sum, rates.baseCurrency()).rounded()));
        }
        words.addAll(withoutRate);
    }

    private static void count(long count, PaymentStatement one, PaymentStatement more, List<Explanation> words) {
        if (count > 0) {
            words.add(counted(count, one, more));
        }
    }

    private static Explanation counted(long count, PaymentStatement one, PaymentStatement more) {
        return count == 1 ? Explanation.of(one) : Explanation.of(more, number(count));
    }

    private static Explanation.Value number(long count) {
        return Explanation.number(BigDecimal.valueOf(count));
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, company.timeZone());
    }

    /** One of the supplier's invoices. */
    private record Claim(
            InvoiceType type,
            InvoiceStatus status,
            String currency,
            BigDecimal payable,
            Instant capturedAt,
            @Nullable Instant paidAt,
            long exceptions) {

        static Claim of(Object[] row) {
            return new Claim(
                    (InvoiceType) row[0],
                    (InvoiceStatus) row[1],
                    (String) row[2],
                    (BigDecimal) row[3],
                    (Instant) row[4],
                    (Instant) row[5],
                    ((Number) row[6]).longValue());
        }

        boolean isRejected() {
            return status == InvoiceStatus.REJECTED;
        }

        BigDecimal amount() {
            return type == InvoiceType.CREDIT_NOTE ? payable.negate() : payable;
        }
    }
}
