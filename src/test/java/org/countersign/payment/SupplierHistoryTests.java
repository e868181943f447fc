package org.countersign.payment;

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
import org.countersign.currency.TwoDollarsAEuro;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.support.Companies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.data.domain.Limit;

/** What is said to a finance officer of what a supplier has invoiced and was paid. */
class SupplierHistoryTests {

    private static final Currency EUR = Currency.getInstance("EUR");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    private final List<Object[]> rows = new ArrayList<>();
    private final List<Object> asked = new ArrayList<>();

    @Test
    @DisplayName("Where there was nothing yet it says so; of an unknown supplier nothing is asked, and nothing said")
    void nothingYet() {
        assertThat(said("S-1")).isEqualTo("none yet");
        assertThat(asked).containsExactly("S-1", "INV-2026-000007", Limit.of(100));
        asked.clear();

        assertThat(history().of(null, new InvoiceId("INV-2026-000007"))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("What it came to in a year, when it was paid last, and how many had exceptions or were rejected")
    void severalInvoices() {
        invoice("2026-02-20", "EUR", "10000", null, 2);
        rejected("2026-02-01", "999");
        credit("2026-01-20", "654.5");
        invoice("2026-01-10", "EUR", "3000", "2026-02-09", 0);
        invoice("2025-12-10", "USD", "200", "2026-01-05", 1);
        invoice("2025-03-01", "EUR", "88888", "2025-04-01", 1);

        assertThat(said("S-1"))
                .isEqualTo("5 invoices in the last 12 months, 12,445.50 EUR in all, last paid on 9 Feb 2026,"
                        + " 3 with exceptions, 1 rejected");
        assertThat(german("S-1"))
                .isEqualTo("5 Rechnungen in den letzten 12 Monaten, zusammen 12.445,50 EUR, zuletzt bezahlt am"
                        + " 09.02.2026, 3 mit Abweichungen, 1 abgelehnt");
    }

    @Test
    @DisplayName("One invoice that was not paid yet, and one in a currency without a rate")
    void oneInvoice() {
        invoice("2026-02-20", "EUR", "100", null, 0);
        assertThat(said("S-1")).isEqualTo("1 invoice in the last 12 months, 100.00 EUR in all, nothing paid yet");

        rows.clear();
        invoice("2026-02-20", "CHF", "1000", null, 1);
        assertThat(said("S-1"))
                .isEqualTo("1 invoice in the last 12 months, 1,000.00 CHF without an exchange rate,"
                        + " nothing paid yet, 1 with exceptions");
    }

    @Test
    @DisplayName("Invoices of more than a year ago count nothing, but tell when the supplier was paid last")
    void longAgo() {
        invoice("2024-05-20", "EUR", "100", "2024-06-19", 3);

        assertThat(said("S-1")).isEqualTo("none in the last 12 months, last paid on 19 Jun 2024");
    }

    @Test
    @DisplayName(
            "Of more invoices than are read it says since when those are that it counts, and nothing of older ones")
    void manyInvoices() {
        for (int count = 0; count < SupplierHistory.MOST_INVOICES; count++) {
            invoice("2026-01-1" + (9 - count / 20), "EUR", "1", null, 0);
        }

        assertThat(said("S-1"))
                .isEqualTo("the last 100 invoices, since 15 Jan 2026, 100.00 EUR in all, none of the last invoices paid"
                        + " yet");
    }

    private void invoice(String captured, String currency, String payable, @Nullable String paid, long exceptions) {
        row(InvoiceType.INVOICE, InvoiceStatus.APPROVED, currency, payable, captured, paid, exceptions);
    }

    private void rejected(String captured, String payable) {
        row(InvoiceType.INVOICE, InvoiceStatus.REJECTED, "EUR", payable, captured, null, 1);
    }

    private void credit(String captured, String payable) {
        row(InvoiceType.CREDIT_NOTE, InvoiceStatus.PAID, "EUR", payable, captured, null, 0);
    }

    private void row(
            InvoiceType type,
            InvoiceStatus status,
            String currency,
            String payable,
            String captured,
            @Nullable String paid,
            long exceptions) {
        rows.add(new Object[] {
            type,
            status,
            currency,
            new BigDecimal(payable),
            noon(captured),
            paid == null ? null : noon(paid),
            exceptions
        });
    }

    private static Instant noon(String day) {
        return Instant.parse(day + "T12:00:00Z");
    }

    private String said(String supplier) {
        return explained(supplier).english();
    }

    private String german(String supplier) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("texts/rules");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return explained(supplier).in(Locale.GERMANY, texts);
    }

    private Explanation explained(String supplier) {
        return history().of(supplier, new InvoiceId("INV-2026-000007")).orElseThrow();
    }

    private SupplierHistory history() {
        var payments = (Payments) Proxy.newProxyInstance(
                Payments.class.getClassLoader(), new Class<?>[] {Payments.class}, (proxy, method, with) -> {
                    asked.addAll(Arrays.asList(with));
                    return rows;
                });
        return new SupplierHistory(payments, new TwoDollarsAEuro(), company(), CLOCK);
    }

    private static Company company() {
        return Companies.in(ZoneId.of("Europe/Berlin"));
    }
}
