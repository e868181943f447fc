package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.Tolerances;
import org.countersign.shared.Limit;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecisionTableMatchPolicyTests {

    private static final Map<String, Object> BEFORE = Map.of(
            "mode",
            "THREE_WAY",
            "pricePercent",
            2.0,
            "priceAbsolute",
            50.0,
            "quantityPercent",
            0.0,
            "taxTolerance",
            0.05,
            "totalTolerance",
            0.1);

    private static Tolerances read(Map<String, Object> added) {
        var outputs = new HashMap<>(BEFORE);
        outputs.putAll(added);
        return DecisionTableMatchPolicy.read(new Fired("rule_goods", outputs));
    }

    @Test
    @DisplayName("A table of before, without the columns for less, for amounts and for freight, goes on as it did")
    void aTableOfBeforeGoesOn() {
        assertThat(read(Map.of()))
                .isEqualTo(new Tolerances(
                        MatchMode.THREE_WAY,
                        new BigDecimal("2.0"),
                        new BigDecimal("50.0"),
                        new BigDecimal("0.0"),
                        new BigDecimal("0.05"),
                        new BigDecimal("0.1")));
        assertThat(read(Map.of()).unplanned()).isNull();
    }

    @Test
    @DisplayName("Each added column is read, absolute and in percent, with AND or OR")
    void addedColumnsAreRead() {
        var read = read(Map.ofEntries(
                Map.entry("priceLimits", "OR"),
                Map.entry("priceUnderPercent", 10),
                Map.entry("priceUnderAbsolute", 100),
                Map.entry("quantityAbsolute", 3),
                Map.entry("quantityLimits", "OR"),
                Map.entry("lineTotalTolerance", 0.01),
                Map.entry("roundingTolerance", 0.02),
                Map.entry("unplannedAbsolute", 40)));
        assertThat(read.price()).isEqualTo(new Limit(new BigDecimal("2.0"), new BigDecimal("50.0"), true));
        assertThat(read.priceUnder()).isEqualTo(new Limit(new BigDecimal("10"), new BigDecimal("100"), true));
        assertThat(read.quantity()).isEqualTo(new Limit(new BigDecimal("0.0"), new BigDecimal("3"), true));
        assertThat(read.lineTotal()).isEqualByComparingTo("0.01");
        assertThat(read.total()).isEqualByComparingTo("0.1");
        assertThat(read.rounding()).isEqualByComparingTo("0.02");
        assertThat(read.unplanned()).isEqualTo(new Limit(null, new BigDecimal("40"), false));
    }

    @Test
    @DisplayName("R03: what is neither AND nor OR, and a limit below zero, is no answer")
    void whatIsNoAnswer() {
        assertThatThrownBy(() -> read(Map.of("priceLimits", "XOR"))).hasMessageContaining("neither AND nor OR");
        assertThatThrownBy(() -> read(Map.of("priceUnderPercent", -1))).hasMessageContaining("priceUnderPercent");
        assertThatThrownBy(() -> read(Map.of("unplannedPercent", "much"))).hasMessageContaining("unplannedPercent");
    }
}
