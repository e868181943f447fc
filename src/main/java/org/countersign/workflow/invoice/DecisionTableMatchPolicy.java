package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.invoicing.Tolerances;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The match policy as it stands in the decision table {@code match-policy}. */
@Component
class DecisionTableMatchPolicy implements MatchPolicy {

    private static final String TABLE = "match-policy";

    private final DecisionTables tables;

    DecisionTableMatchPolicy(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Tolerances tolerances(@Nullable String category, @Nullable String supplier) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("category", category == null ? null : category.strip());
        facts.put("supplier", supplier);
        var fired = tables.evaluate(TABLE, List.of(facts)).fired().get(0);
        if (fired.isEmpty()) {
            throw new IllegalStateException(
                    "No rule of " + TABLE + " applies to category " + category + " and supplier " + supplier);
        }
        var rule = fired.get(0);
        return new Tolerances(
                mode(rule),
                number(rule, "pricePercent"),
                number(rule, "priceAbsolute"),
                number(rule, "quantityPercent"),
                number(rule, "taxTolerance"),
                number(rule, "totalTolerance"));
    }

    private static MatchMode mode(Fired rule) {
        var mode = rule.text("mode");
        for (var known : MatchMode.values()) {
            if (known.name().equals(mode)) {
                return known;
            }
        }
        throw new IllegalStateException("Rule " + rule.rule() + " of " + TABLE + " names no mode: " + mode);
    }

    private static BigDecimal number(Fired rule, String output) {
        if (rule.outputs().get(output) instanceof Number number && number.doubleValue() >= 0) {
            return new BigDecimal(number.toString());
        }
        throw new IllegalStateException(
                "Rule " + rule.rule() + " of " + TABLE + " gives no number from zero up for " + output);
    }
}
