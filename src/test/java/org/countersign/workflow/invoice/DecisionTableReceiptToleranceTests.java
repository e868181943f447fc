package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecisionTableReceiptToleranceTests {

    @Test
    @DisplayName("R13, R14: a table without the new columns goes on as before: nothing less completes, more is refused")
    void aTableOfBeforeGoesOn() {
        var policy = DecisionTableReceiptTolerance.read(fired(Map.of("quantityPercent", 5.0)));

        assertThat(policy.over().percent()).isEqualByComparingTo("5");
        assertThat(policy.under().percent()).isZero();
        assertThat(policy.surplusAsked()).isFalse();
    }

    @Test
    @DisplayName("R13: the columns say what less completes a line, and whether a person is asked about more")
    void theColumnsAreRead() {
        var policy = DecisionTableReceiptTolerance.read(
                fired(Map.of("quantityPercent", 0.1, "quantityUnderPercent", 2.5, "overReceipt", "ASK")));

        assertThat(policy.over().percent()).isEqualByComparingTo("0.1");
        assertThat(policy.under().percent()).isEqualByComparingTo("2.5");
        assertThat(policy.surplusAsked()).isTrue();
        assertThat(DecisionTableReceiptTolerance.read(fired(Map.of("quantityPercent", 0, "overReceipt", "REFUSE")))
                        .surplusAsked())
                .isFalse();
    }

    @Test
    @DisplayName("R03: a cell that means nothing is no permission")
    void aFaultyCellIsRefused() {
        for (var faulty : List.<Map<String, Object>>of(
                Map.<String, Object>of(),
                Map.of("quantityPercent", "five"),
                Map.of("quantityPercent", -1),
                Map.of("quantityPercent", 0, "quantityUnderPercent", 100),
                Map.of("quantityPercent", 0, "overReceipt", "PERHAPS"))) {
            assertThatThrownBy(() -> DecisionTableReceiptTolerance.read(fired(faulty)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static Fired fired(Map<String, Object> outputs) {
        return new Fired("rule_one", outputs);
    }
}
