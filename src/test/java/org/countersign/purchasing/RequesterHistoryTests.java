package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.currency.TwoDollarsAEuro;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What is said to approvers of what the requester has had with a supplier. */
class RequesterHistoryTests {

    private static final Currency EUR = Currency.getInstance("EUR");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    private final List<Object[]> rows = new ArrayList<>();
    private final List<Object> asked = new ArrayList<>();

    @Test
    @DisplayName("Where there was nothing yet it says so, and what was rejected it says as well")
    void nothingYet() {
        assertThat(said("S-1")).containsExactly("Moon: none yet");

        rejected("S-1", 1);
        assertThat(said("S-1")).containsExactly("Moon: none yet, 1 requisition rejected");
    }

    @Test
    @DisplayName("How many orders since when, the last one, the sum of a year and what was rejected, for each supplier"
            + " alone")
    void severalOrders() {
        ordered("S-1", "EUR", 11, "2024-03-05", "2026-01-09", "PO-2026-000003", "12345.5");
        ordered("S-2", "EUR", 1, "2026-02-01", "2026-02-01", "PO-2026-000009", "10");
        rejected("S-1", 2);

        assertThat(said("S-1", "S-2"))
                .containsExactly(
                        "Moon: 11 orders since 5 Mar 2024, the last one PO-2026-000003 of 9 Jan 2026,"
                                + " 12,345.50 EUR in the last 12 months, 2 requisitions rejected",
                        "S-2: 1 order, PO-2026-000009 of 1 Feb 2026, 10.00 EUR in the last 12 months");
        assertThat(german("S-1"))
                .containsExactly("Moon: 11 Bestellungen seit 05.03.2024, die letzte PO-2026-000003 vom 09.01.2026,"
                        + " 12.345,50 EUR in den letzten 12 Monaten, 2 Bestellanforderungen abgelehnt");
    }

    @Test
    @DisplayName("Other currencies are added at the rate of today; without one their sum stands beside it")
    void otherCurrencies() {
        ordered("S-1", "EUR", 1, "2025-06-01", "2025-06-01", "PO-2025-000001", "100");
        ordered("S-1", "USD", 2, "2025-05-01", "2025-07-01", "PO-2025-000004", "50");
        ordered("S-1", "CHF", 1, "2025-05-05", "2025-05-05", "PO-2025-000000", "1000");

        assertThat(said("S-1"))
                .containsExactly("Moon: 4 orders since 1 May 2025, the last one PO-2025-000004 of 1 Jul 2025,"
                        + " 125.00 EUR in the last 12 months, beside that 1,000.00 CHF without an exchange rate");
    }

    @Test
    @DisplayName("Orders of more than a year ago are counted, and nothing stands as their sum")
    void longAgo() {
        ordered("S-1", "EUR", 3, "2019-05-01", "2020-05-01", "PO-2020-000001", "0");

        assertThat(said("S-1"))
                .containsExactly("Moon: 3 orders since 1 May 2019, the last one PO-2020-000001 of 1 May 2020,"
                        + " nothing in the last 12 months");
    }

    @Test
    @DisplayName("It is one question for the first five suppliers, of whole days, and none where no supplier is named")
    void oneQuestion() {
        assertThat(said()).isEmpty();
        assertThat(asked).isEmpty();

        assertThat(said("S-1", "S-2", "S-3", "S-4", "S-5", "S-6")).hasSize(5);
        assertThat(asked)
                .containsExactly(
                        "anna",
                        List.of("S-1", "S-2", "S-3", "S-4", "S-5"),
                        "PO-2026-000007",
                        Instant.parse("2025-03-01T23:00:00Z"));
    }

    private void ordered(
            String supplier, String currency, long count, String first, String last, String number, String sum) {
        rows.add(new Object[] {supplier, currency, count, noon(first), noon(last), number, new BigDecimal(sum)});
    }

    private void rejected(String supplier, long count) {
        rows.add(new Object[] {supplier, "EUR", count, null, null, "", new BigDecimal("9")});
    }

    private static Instant noon(String day) {
        return Instant.parse(day + "T12:00:00Z");
    }

    private List<String> said(String... suppliers) {
        return explained(suppliers).stream().map(Explanation::english).toList();
    }

    private List<String> german(String... suppliers) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("texts/rules");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return explained(suppliers).stream()
                .map(one -> one.in(Locale.GERMANY, texts))
                .toList();
    }

    private List<Explanation> explained(String... suppliers) {
        asked.clear();
        var orders = (PurchaseOrders) Proxy.newProxyInstance(
                PurchaseOrders.class.getClassLoader(), new Class<?>[] {PurchaseOrders.class}, (proxy, method, with) -> {
                    asked.addAll(Arrays.asList(with));
                    return rows;
                });
        return new RequesterHistory(orders, new TwoDollarsAEuro(), company(), CLOCK)
                .of(
                        new UserId("anna"),
                        List.of(suppliers),
                        Map.of("S-1", "Moon"),
                        new PurchaseOrderNumber("PO-2026-000007"));
    }

    private static Company company() {
        return new Company(
                "Example", "Street 1", "20095", "Hamburg", "DE", null, null, null, ZoneId.of("Europe/Berlin"), EUR);
    }
}
