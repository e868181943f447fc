package org.countersign.console.web.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.console.OrderTimeline;
import org.countersign.console.page.Words;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineWordsTests {

    private final Words say = mock(Words.class);
    private final TimelineWords words = new TimelineWords(say, Map.of("INV-2026-000001", "GBP"), "EUR", List.of());

    @ParameterizedTest
    @CsvSource({
        "PO-2026-000001, total, 1234.5 EUR, 1234.5, EUR",
        "PO-2026-000001, paid, 90.0000, 90.0000, EUR",
        "INV-2026-000001, payable, 90.0000, 90.0000, GBP",
        "INV-2026-000001, payable, 90.00 USD, 90.00, USD"
    })
    @DisplayName("Every amount of the timeline is said as the pages say amounts, in the currency of its document")
    void amountsAreSaidOneWay(String document, String field, String kept, BigDecimal amount, String currency) {
        when(say.textOr(any(), any())).thenReturn("Something happened");
        when(say.text("orders.detail." + field)).thenReturn("Amount");
        when(say.amount(amount, currency)).thenReturn("said");

        var told = words.told(new OrderTimeline.Event(
                Instant.EPOCH,
                document,
                "something.happened",
                "something",
                new UserId("anna"),
                null,
                null,
                Map.of(field, kept)));

        assertThat(told.details()).containsExactly(Map.entry("Amount", "said"));
    }
}
