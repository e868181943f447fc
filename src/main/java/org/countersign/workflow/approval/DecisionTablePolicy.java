package org.countersign.workflow.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.approval.ApprovalPolicy;
import org.countersign.workflow.support.DecisionTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The approval policy as it stands in the decision table {@code approval-policy}. */
@Component
class DecisionTablePolicy implements ApprovalPolicy {

    private final DecisionTables tables;

    DecisionTablePolicy(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Verdict evaluate(List<Facts> facts) {
        var evaluation = tables.evaluate(
                "approval-policy",
                facts.stream().map(DecisionTablePolicy::inputs).toList());
        return new Verdict(
                evaluation.version(),
                evaluation.fired().stream()
                        .map(fired -> fired.stream()
                                .map(rule -> new FiredRule(
                                        rule.rule(), rule.number("level"), rule.text("role"), rule.text("reason")))
                                .toList())
                        .toList());
    }

    private static Map<String, @Nullable Object> inputs(Facts facts) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("kind", facts.kind());
        inputs.put("amount", facts.amount().doubleValue());
        inputs.put("category", facts.category());
        inputs.put("supplierStatus", facts.supplierStatus());
        inputs.put("department", facts.department());
        inputs.put("costCenter", facts.costCenter());
        inputs.put("budgetState", facts.budgetState());
        inputs.put("urgency", facts.urgency());
        return inputs;
    }
}
