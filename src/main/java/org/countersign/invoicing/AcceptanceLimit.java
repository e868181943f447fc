package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.countersign.currency.ExchangeRates;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.springframework.stereotype.Component;

/**
 * Up to which sum a handler accepts differences of an invoice alone (R20). What is accepted now counts together with what
 * the same handler accepted on the same invoice before, so that many small differences do not pass where their sum would not.
 */
@Component
class AcceptanceLimit {

    private final ExceptionRouting routing;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;

    AcceptanceLimit(ExceptionRouting routing, ExchangeRates rates, Company company, Clock clock) {
        this.routing = routing;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Whether somebody else has to agree.
     *
     * @param now what is accepted now, all of one type and one handler
     */
    boolean isExceeded(Collection<InvoiceException> now, Invoice invoice, Actor by) {
        var first = now.iterator().next();
        var limit = first.type().isLimited() ? routing.limitOf(first.type(), by.user()) : null;
        if (limit == null) {
            return false;
        }
        var before = invoice.exceptions().stream()
                .filter(one -> one.state() == ExceptionState.ACCEPTED
                        && one.type().isLimited()
                        && !ExceptionRouting.APPROVERS.equals(one.handler())
                        && (Objects.equals(one.handler(), first.handler())
                                || by.user().equals(one.answeredBy())))
                .map(InvoiceException::amount);
        var sum = Stream.concat(before, now.stream().map(InvoiceException::amount))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        // What nobody can convert is compared with no limit, and so is not accepted alone (R03).
        return rates.toBase(
                        Money.of(sum.toPlainString(), invoice.currency()),
                        LocalDate.ofInstant(clock.instant(), company.timeZone()))
                // Times the rate, not divided by it: a quotient would be rounded.
                .map(worth -> sum.compareTo(limit.multiply(worth.rate())) > 0)
                .orElse(true);
    }
}
