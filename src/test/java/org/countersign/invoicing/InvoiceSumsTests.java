package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InvoiceSumsTests {

    @Test
    @DisplayName("R12: what a document comes to is rounded once a line and once a rate, half up")
    void sumsAreRoundedOncePerLineAndRate() {
        var sums = InvoiceSums.of(draft("EUR", "10", "5", line("3", "0.335", "19"), line("1", "100", "7")));
        assertThat(sums.lines()).containsExactly(new BigDecimal("1.01"), new BigDecimal("100.00"));
        assertThat(sums.lineTotal()).isEqualByComparingTo("101.01");
        assertThat(sums.net()).isEqualByComparingTo("96.01");
        assertThat(sums.rates())
                .extracting(InvoiceSums.Rate::percent)
                .containsExactly(new BigDecimal("7"), new BigDecimal("19"));
        assertThat(sums.tax())
                .isEqualByComparingTo(
                        sums.rates().get(0).tax().add(sums.rates().get(1).tax()));
        assertThat(sums.gross()).isEqualByComparingTo(sums.net().add(sums.tax()));
    }

    @Test
    void theRatesOfTheOrderCountWhereTheDocumentNamesNone() {
        var draft = draft("EUR", null, null, line("1", "100", null));
        assertThat(InvoiceSums.of(draft, Map.of(1, new BigDecimal("19"))).tax()).isEqualByComparingTo("19");
        assertThat(InvoiceSums.of(draft).tax()).isEqualByComparingTo("0");
    }

    @Test
    void aCurrencyHasItsOwnDigits() {
        assertThat(InvoiceSums.of(draft("JPY", null, null, line("3", "33.5", "10")))
                        .gross())
                .isEqualByComparingTo("111");
        assertThat(InvoiceSums.of(draft("nonsense", null, null, line("3", "0.335", null)))
                        .net())
                .isEqualByComparingTo("1.01");
    }

    private static InvoiceDraft.Line line(String quantity, String price, @Nullable String rate) {
        return InvoiceDraft.Line.builder()
                .quantity(number(quantity))
                .unitPrice(number(price))
                .taxRate(number(rate))
                .build();
    }

    private static InvoiceDraft draft(
            String currency, @Nullable String allowances, @Nullable String charges, InvoiceDraft.Line... lines) {
        return InvoiceDraft.builder()
                .currency(currency)
                .lines(List.of(lines))
                .allowances(number(allowances))
                .charges(number(charges))
                .build();
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
