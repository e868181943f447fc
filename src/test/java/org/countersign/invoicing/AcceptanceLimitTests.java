package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.currency.ExchangeRates;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.support.Companies;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptanceLimitTests {

    private static final String BUYERS = "purchasing-agent";
    private static final Actor BUYER = new Actor(new UserId("buyer"), Set.of());

    private final ExceptionRouting routing = mock();
    private final ExchangeRates rates = mock();
    private final Company company = Companies.in(ZoneId.of("Europe/Berlin"));
    private final List<InvoiceException> found = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "EUR, 1, 49.995, 49.995, false",
        "EUR, 1, 49.995, 49.996, true",
        "USD, 1.0837, 54.18, 54.19, false",
        "USD, 1.0837, 54.185, 54.186, true",
        "JPY, 161.3, 8065, 8065, false",
        "JPY, 161.3, 8065, 8065.001, true",
        "KWD, 0.3333, 16.665, 16.665, false",
        "KWD, 0.3333, 16.665, 16.666, true"
    })
    @DisplayName(
            "R20: two differences together may come to the limit of 99.99, or of 100.00, and not to a thousandth more")
    void theSumCounts(String currency, String rate, String one, String other, boolean beyond) {
        limited(currency.equals("EUR") ? "99.99" : "100.00", rate);
        var now = List.of(
                found(ExceptionType.PRICE_VARIANCE, one, ExceptionState.OPEN, BUYERS, null),
                found(ExceptionType.PRICE_VARIANCE, other, ExceptionState.OPEN, BUYERS, null));
        assertThat(exceeds(currency, now)).isEqualTo(beyond);
    }

    @Test
    @DisplayName("R20: ten differences, each below the limit, do not pass together, nor one after the other")
    void tenSmallOnesDoNotPass() {
        limited("95.00", "1");
        for (int index = 0; index < 10; index++) {
            found(ExceptionType.PRICE_VARIANCE, "9.501", ExceptionState.OPEN, BUYERS, null);
        }
        assertThat(exceeds("EUR", List.copyOf(found))).isTrue();
        found.clear();
        for (int index = 0; index < 9; index++) {
            found(ExceptionType.PRICE_VARIANCE, "9.501", ExceptionState.ACCEPTED, BUYERS, "another-buyer");
        }
        assertThat(exceeds("EUR", List.of(open("9.491")))).isFalse();
        assertThat(exceeds("EUR", List.of(open("9.492")))).isTrue();
    }

    @Test
    @DisplayName("R20: what others accepted, the approvers agreed to, is gone, or costs nothing does not count")
    void othersDoNotCount() {
        limited("50.00", "1");
        found(ExceptionType.TAX_VARIANCE, "49.00", ExceptionState.ACCEPTED, "accounts-payable", "clerk");
        found(ExceptionType.PRICE_VARIANCE, "900.00", ExceptionState.ACCEPTED, ExceptionRouting.APPROVERS, "buyer");
        found(ExceptionType.PRICE_VARIANCE, "900.00", ExceptionState.RESOLVED, BUYERS, "buyer");
        found(ExceptionType.BANK_ACCOUNT_CHANGED, "900.00", ExceptionState.ACCEPTED, BUYERS, "buyer");
        assertThat(exceeds("EUR", List.of(open("50.00")))).isFalse();
        found(ExceptionType.UNIT_MISMATCH, "0.01", ExceptionState.ACCEPTED, "accounts-payable", "buyer");
        assertThat(exceeds("EUR", List.of(open("50.00"))))
                .as("the same person, asked as somebody else")
                .isTrue();
    }

    @Test
    @DisplayName("R03: what no rate is known for is not accepted alone; without a limit nothing is converted")
    void whatCannotBeConvertedIsNotAccepted() {
        when(routing.limitOf(any(), any())).thenReturn(new BigDecimal("50.00"));
        when(rates.toBase(any(), any())).thenReturn(Optional.empty());
        assertThat(exceeds("CHF", List.of(open("0.01")))).isTrue();
        when(routing.limitOf(any(), any())).thenReturn(null);
        assertThat(exceeds("CHF", List.of(open("9000000.00")))).isFalse();
    }

    private void limited(String limit, String rate) {
        when(routing.limitOf(any(), any())).thenReturn(new BigDecimal(limit));
        when(rates.toBase(any(), any())).thenAnswer(asked -> {
            Money money = asked.getArgument(0);
            var base = money.amount().divide(new BigDecimal(rate), MathContext.DECIMAL32);
            return Optional.of(new ExchangeRates.Converted(
                    new Money(base, Currency.getInstance("EUR")), new BigDecimal(rate), LocalDate.of(2026, 1, 2)));
        });
    }

    private boolean exceeds(String currency, List<InvoiceException> now) {
        Invoice invoice = mock();
        when(invoice.currency()).thenReturn(currency);
        when(invoice.exceptions()).thenReturn(List.copyOf(found));
        return new AcceptanceLimit(routing, rates, company, Clock.systemUTC()).isExceeded(now, invoice, BUYER);
    }

    private InvoiceException open(String amount) {
        return found(ExceptionType.PRICE_VARIANCE, amount, ExceptionState.OPEN, BUYERS, null);
    }

    private InvoiceException found(
            ExceptionType type, String amount, ExceptionState state, String handler, String answeredBy) {
        InvoiceException one = mock();
        when(one.type()).thenReturn(type);
        when(one.amount()).thenReturn(new BigDecimal(amount));
        when(one.state()).thenReturn(state);
        when(one.handler()).thenReturn(handler);
        when(one.answeredBy()).thenReturn(answeredBy == null ? null : new UserId(answeredBy));
        found.add(one);
        return one;
    }
}
