package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.Limit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MatchRunTests {

    private static MatchRun run(int number, String accepted, ExceptionState state) {
        var explanation = Explanation.of(
                InvoicingStatement.NOTHING_ARRIVED,
                Explanation.of(InvoicingStatement.INVOICED, Explanation.quantity(new BigDecimal("4"), "EA")),
                Explanation.quantity(new BigDecimal("4"), "EA"),
                Explanation.amount(new BigDecimal("200.00"), "EUR"));
        return new MatchRun(
                number,
                Instant.parse("2026-03-01T10:15:30.123456Z"),
                MatchMode.THREE_WAY,
                MatchResult.AWAITING_RECEIPT,
                new BigDecimal("0.05"),
                new BigDecimal("0.05"),
                List.of(new MatchRun.Line(
                        1,
                        "PO-2026-000001",
                        1,
                        LineOutcome.AWAITING_RECEIPT,
                        MatchMode.THREE_WAY,
                        "EA",
                        new BigDecimal("50"),
                        new BigDecimal("4"),
                        new BigDecimal(accepted),
                        new BigDecimal("0"),
                        new BigDecimal("4"),
                        new BigDecimal("200"),
                        null,
                        new BigDecimal("0.000001"),
                        Limit.ofBoth(new BigDecimal("2"), new BigDecimal("50")),
                        Limit.NONE,
                        Limit.ofPercent(new BigDecimal("0")))),
                List.of(new MatchRun.Found(
                        ExceptionType.MISSING_RECEIPT,
                        1,
                        null,
                        new BigDecimal("200"),
                        explanation.english(),
                        explanation.facts(),
                        state,
                        "clerk",
                        "Für Ü")));
    }

    @Test
    @DisplayName("What is kept of a match reads as it was, to the last digit and in both languages")
    void readsAsItWas() {
        var run = run(3, "0", ExceptionState.OPEN);
        var read = new KeptMatchRun(new InvoiceId("INV-2026-000001"), run).read();
        assertThat(read).isEqualTo(run);
        assertThat(read.differences().get(0).said().said()).isNotEmpty();
    }

    @Test
    @DisplayName("A match that finds the same, with the same answers, is no further one, whenever it was made")
    void theSameIsNoFurtherOne() {
        var run = run(1, "0", ExceptionState.OPEN);
        assertThat(run.saysAsMuchAs(run(2, "0", ExceptionState.OPEN))).isTrue();
        assertThat(run.saysAsMuchAs(run(2, "1", ExceptionState.OPEN))).isFalse();
        assertThat(run.saysAsMuchAs(run(2, "0", ExceptionState.ACCEPTED))).isFalse();
    }
}
