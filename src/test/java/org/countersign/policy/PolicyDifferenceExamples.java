package org.countersign.policy;

import java.util.List;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.Explanation;

/** What is told of changed decision tables. */
public final class PolicyDifferenceExamples {

    private static final PolicyTable BEFORE = table("< 100", ">= 100");

    private PolicyDifferenceExamples() {}

    /** The amount below which nobody is asked went down. */
    public static List<Explanation> aThreshold() {
        return PolicyDifferences.between(BEFORE, table("< 90", ">= 90"));
    }

    private static PolicyTable table(String nobody, String manager) {
        return new PolicyTable(
                "approval-policy",
                "Approval policy",
                "",
                HitPolicy.COLLECT,
                null,
                List.of(new Input("input_amount", "Total in base currency", "amount", "double", "")),
                List.of(new Output("output_level", "Level", "level", "integer", "")),
                List.of(
                        new Rule(
                                "rule_automaticBelow100",
                                "Below 100.00 nobody is asked",
                                List.of(nobody),
                                List.of("0")),
                        new Rule(
                                "rule_lineManagerFrom100",
                                "From 100.00 the line manager",
                                List.of(manager),
                                List.of("1"))));
    }
}
