package org.countersign.workflow.approval;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.approval.ApprovalPolicy;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The approval policy as it stands in the decision table {@code approval-policy}. */
@Component
class DecisionTablePolicy implements ApprovalPolicy {

    private static final String ACCUMULATION = "accumulation-policy";

    private final DecisionTables tables;

    DecisionTablePolicy(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Verdict evaluate(List<Facts> facts) {
        var evaluation = tables.evaluate(
                "approval-policy",
                facts.stream().map(DecisionTablePolicy::inputs).toList());
        return verdict(evaluation.version(), evaluation.fired());
    }

    /** What the rules of the table say that fired. */
    static Verdict verdict(int version, List<List<Fired>> all) {
        return new Verdict(
                version,
                all.stream()
                        .map(fired -> fired.stream()
                                .map(rule -> FiredRule.builder(rule.rule())
                                        .level(rule.number("level"))
                                        .role(rule.text("role"))
                                        .reason(rule.text("reason"))
                                        .answers(rule.text("answers"))
                                        .earlierAnswer(rule.text("earlierAnswer"))
                                        .lines(rule.text("lines"))
                                        .comment(rule.text("comment"))
                                        .build())
                                .toList())
                        .toList());
    }

    @Override
    public int accumulationDays(String kind, BigDecimal amount) {
        return days(
                tables.evaluate(ACCUMULATION, List.of(accumulated(kind, amount)))
                        .fired()
                        .get(0),
                kind);
    }

    static Map<String, Object> accumulated(String kind, BigDecimal amount) {
        return Map.of("kind", kind, "amount", amount.doubleValue());
    }

    static int days(List<Fired> fired, String kind) {
        var days = fired.isEmpty() ? null : fired.get(0).number("days");
        if (days == null || days < 0) {
            throw new IllegalStateException("the table " + ACCUMULATION + " says for how many days " + kind
                    + " counts together in none of its rules");
        }
        return days;
    }

    static Map<String, @Nullable Object> inputs(Facts facts) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("kind", facts.kind());
        inputs.put("amount", facts.amount().doubleValue());
        inputs.put("accumulatedAmount", facts.accumulatedAmount().doubleValue());
        inputs.put("category", facts.category());
        inputs.put("supplierStatus", facts.supplierStatus());
        inputs.put("partnerApprovers", facts.partnerApprovers());
        inputs.put("department", facts.department());
        inputs.put("costCenter", facts.costCenter());
        inputs.put("budgetState", facts.budgetState());
        inputs.put("urgency", facts.urgency());
        inputs.put("contract", facts.contract());
        return inputs;
    }
}
