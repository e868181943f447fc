package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.purchasing.ReceiptPolicy;
import org.countersign.purchasing.ReceiptTolerance;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What may be kept beyond the order is what may be invoiced beyond it: one table says both. Columns that a table of before does
 * not have are as they were then: nothing less completes a line, and more is refused.
 */
@Component
class DecisionTableReceiptTolerance implements ReceiptTolerance {

    private static final String TABLE = "match-policy";
    private static final BigDecimal ALL = new BigDecimal("100");

    private final MatchPolicy policy;
    private final DecisionTables tables;

    DecisionTableReceiptTolerance(MatchPolicy policy, DecisionTables tables) {
        this.policy = policy;
        this.tables = tables;
    }

    @Override
    public ReceiptPolicy policy(@Nullable String category, String supplier) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("category", category == null ? null : category.strip());
        facts.put("supplier", supplier);
        var fired = tables.evaluate(TABLE, List.of(facts)).fired().get(0);
        if (fired.isEmpty()) {
            throw new IllegalStateException(
                    "No rule of " + TABLE + " applies to category " + category + " and supplier " + supplier);
        }
        return read(fired.get(0));
    }

    static ReceiptPolicy read(Fired rule) {
        var over = number(rule, "quantityPercent");
        var under = number(rule, "quantityUnderPercent");
        if (over == null) {
            throw faulty(rule, "quantityPercent");
        }
        if (under != null && under.compareTo(ALL) >= 0) {
            throw faulty(rule, "quantityUnderPercent");
        }
        var surplus = rule.text("overReceipt");
        return new ReceiptPolicy(over, under == null ? BigDecimal.ZERO : under, switch (surplus == null ? "" : surplus) {
            case "ASK" -> true;
            case "", "REFUSE" -> false;
            default -> throw faulty(rule, "overReceipt");
        });
    }

    private static @Nullable BigDecimal number(Fired rule, String output) {
        var value = rule.outputs().get(output);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() >= 0) {
            return new BigDecimal(number.toString());
        }
        throw faulty(rule, output);
    }

    private static IllegalStateException faulty(Fired rule, String output) {
        return new IllegalStateException("Rule " + rule.rule() + " of " + TABLE + " gives no usable " + output);
    }

    @Override
    public boolean receivedByInvoice(@Nullable String category, String supplier) {
        return policy.tolerances(category, supplier).mode() == MatchMode.TWO_WAY;
    }
}
