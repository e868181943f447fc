package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.invoicing.MatchMode;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.people.Organization;
import org.countersign.purchasing.ReceiptPolicy;
import org.countersign.purchasing.ReceiptTolerance;
import org.countersign.shared.Group;
import org.countersign.shared.Limit;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What may be kept beyond the order is what may be invoiced beyond it: one table says both. Columns that a table of before does
 * not have are as they were then: nothing less completes a line, and more is refused. Where nobody is in the group that inspects,
 * the administrators are asked.
 */
@Component
class DecisionTableReceiptTolerance implements ReceiptTolerance {

    private static final String TABLE = "match-policy";
    private static final BigDecimal ALL = new BigDecimal("100");

    private final MatchPolicy policy;
    private final DecisionTables tables;
    private final Organization organization;

    DecisionTableReceiptTolerance(MatchPolicy policy, DecisionTables tables, Organization organization) {
        this.policy = policy;
        this.tables = tables;
        this.organization = organization;
    }

    @Override
    public ReceiptPolicy policy(@Nullable String category, String supplier) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("category", category == null ? null : category.strip());
        facts.put("supplier", supplier);
        var fired = evaluated(facts);
        if (fired.isEmpty()) {
            throw new IllegalStateException(
                    "No rule of " + TABLE + " applies to category " + category + " and supplier " + supplier);
        }
        var read = read(fired.get(0));
        return read.inspector() == null
                        || !organization.activeMembersOf(read.inspector()).isEmpty()
                ? read
                : new ReceiptPolicy(read.over(), read.under(), read.surplusAsked(), Group.ADMINISTRATOR.id());
    }

    private List<Fired> evaluated(Map<String, @Nullable Object> facts) {
        try {
            return tables.evaluate(TABLE, List.of(facts)).fired().get(0);
        } catch (IllegalStateException noTable) {
            throw noTable;
        } catch (RuntimeException whateverACellCanDo) {
            throw new IllegalStateException("A cell of " + TABLE + " cannot be evaluated", whateverACellCanDo);
        }
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
        var asked = switch (surplus == null ? "" : surplus) {
            case "ASK" -> true;
            case "", "REFUSE" -> false;
            default -> throw faulty(rule, "overReceipt");
        };
        var either = DecisionTableMatchPolicy.either(rule, "quantityLimits");
        return new ReceiptPolicy(
                new Limit(over, number(rule, "quantityAbsolute"), either),
                new Limit(under == null ? BigDecimal.ZERO : under, number(rule, "quantityUnderAbsolute"), either),
                asked,
                inspector(rule));
    }

    private static @Nullable String inspector(Fired rule) {
        if (!MatchMode.FOUR_WAY.name().equals(rule.text("mode"))) {
            return null;
        }
        var named = rule.text("inspector");
        return named == null || named.isBlank() ? Group.RECEIVER.id() : named.strip();
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
        try {
            return policy.tolerances(category, supplier).mode() == MatchMode.TWO_WAY;
        } catch (IllegalStateException faulty) {
            throw faulty;
        } catch (RuntimeException whateverACellCanDo) {
            throw new IllegalStateException("A cell of " + TABLE + " cannot be evaluated", whateverACellCanDo);
        }
    }
}
