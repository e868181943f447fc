package org.countersign.workflow.approval;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.approval.ReminderPlan;
import org.countersign.approval.ReminderPlan.Expiry;
import org.countersign.approval.ReminderPolicy;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The reminder policy as it stands in the decision table {@code reminder-policy}. */
@Component
class DecisionTableReminders implements ReminderPolicy {

    private final DecisionTables tables;

    DecisionTableReminders(DecisionTables tables) {
        this.tables = tables;
    }

    /** Outside the caller's transaction: a table that cannot be evaluated must not undo the caller's work. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public ReminderPlan planFor(String kind, @Nullable BigDecimal baseAmount, String urgency) {
        var evaluation = tables.evaluate("reminder-policy", List.of(inputs(kind, baseAmount, urgency)));
        return plan(evaluation.fired().get(0), evaluation.version());
    }

    /** @throws RuntimeException where the rules give no plan */
    static ReminderPlan plan(List<Fired> fired, int version) {
        if (fired.isEmpty()) {
            throw new IllegalStateException("No rule of the reminder policy applies");
        }
        var rule = fired.get(0);
        return new ReminderPlan(
                days(rule, "first"),
                days(rule, "repeat"),
                days(rule, "escalation"),
                // Tables of administrators may be older than escalation and expiry.
                Objects.requireNonNullElse(rule.text("escalateTo"), ReminderPlan.MANAGER),
                rule.number("again"),
                rule.number("expiry"),
                expiry(rule),
                Objects.equals(rule.text("calendar"), "business"),
                !Objects.equals(rule.text("question"), "run"),
                rule.rule(),
                version);
    }

    static Map<String, @Nullable Object> inputs(String kind, @Nullable BigDecimal baseAmount, String urgency) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("kind", kind);
        inputs.put("amount", baseAmount == null ? null : baseAmount.doubleValue());
        inputs.put("urgency", urgency);
        return inputs;
    }

    private static Expiry expiry(Fired rule) {
        var word = Objects.requireNonNullElse(rule.text("expiryAction"), Expiry.SEND_BACK.word());
        return Expiry.of(word)
                .orElseThrow(() -> new IllegalStateException(
                        "Rule " + rule.rule() + " of the reminder policy does not know what to do: " + word));
    }

    private static int days(Fired rule, String output) {
        var days = rule.number(output);
        if (days == null) {
            throw new IllegalStateException("Rule " + rule.rule() + " of the reminder policy has no " + output);
        }
        return days;
    }
}
