package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.invoicing.Tolerances;
import org.countersign.shared.Limit;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The match policy as it stands in the decision table {@code match-policy}. Columns that a table of before does not have, and
 * cells left empty, are as they were then: both limits of the price hold, cheaper is always right, the quantity has a limit in
 * percent alone, lines add up as totals do, roundings stay below one unit of the currency, and freight is judged by the order.
 */
@Component
class DecisionTableMatchPolicy implements MatchPolicy {

    private static final String TABLE = "match-policy";

    private final DecisionTables tables;

    DecisionTableMatchPolicy(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Tolerances tolerances(@Nullable String category, @Nullable String supplier) {
        var fired = tables.evaluate(TABLE, List.of(facts(category, supplier)))
                .fired()
                .get(0);
        return answered(fired, category, supplier);
    }

    static Map<String, @Nullable Object> facts(@Nullable String category, @Nullable String supplier) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("category", category == null ? null : category.strip());
        facts.put("supplier", supplier);
        return facts;
    }

    static Tolerances answered(List<Fired> fired, @Nullable String category, @Nullable String supplier) {
        if (fired.isEmpty()) {
            throw new IllegalStateException(
                    "No rule of " + TABLE + " applies to category " + category + " and supplier " + supplier);
        }
        return read(fired.get(0));
    }

    static Tolerances read(Fired rule) {
        var price = either(rule, "priceLimits");
        var total = number(rule, "totalTolerance");
        var lineTotal = numberIfAny(rule, "lineTotalTolerance");
        var unplanned = new Limit(
                numberIfAny(rule, "unplannedPercent"),
                numberIfAny(rule, "unplannedAbsolute"),
                either(rule, "unplannedLimits"));
        return new Tolerances(
                mode(rule),
                new Limit(number(rule, "pricePercent"), number(rule, "priceAbsolute"), price),
                new Limit(numberIfAny(rule, "priceUnderPercent"), numberIfAny(rule, "priceUnderAbsolute"), price),
                new Limit(
                        number(rule, "quantityPercent"),
                        numberIfAny(rule, "quantityAbsolute"),
                        either(rule, "quantityLimits")),
                lineTotal == null ? total : lineTotal,
                number(rule, "taxTolerance"),
                total,
                numberIfAny(rule, "roundingTolerance"),
                unplanned.isNone() ? null : unplanned);
    }

    /** Whether it is enough that one of two limits holds. */
    static boolean either(Fired rule, String output) {
        var said = rule.text(output);
        return switch (said == null ? "" : said) {
            case "OR" -> true;
            case "", "AND" -> false;
            default ->
                throw new IllegalStateException("Rule " + rule.rule() + " of " + TABLE + " says neither AND nor OR for "
                        + output + ": " + said);
        };
    }

    static @Nullable BigDecimal numberIfAny(Fired rule, String output) {
        return rule.outputs().get(output) == null ? null : number(rule, output);
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

    @Override
    public @Nullable Instant changedAt() {
        return tables.changedAt(TABLE);
    }
}
