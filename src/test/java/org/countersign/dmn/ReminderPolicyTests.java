package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped reminder policy. */
class ReminderPolicyTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @DisplayName(
            "R07: after three days, every three; to the manager after seven and fourteen; never expired; whatever is asked")
    @CsvSource(
            nullValues = "-",
            value = {"requisition, 5.0, normal", "payment, 1000000.0, high", "over-order, -, low", "-, -, -"})
    void everyThreeDays(String kind, Double amount, String urgency) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("kind", kind);
        facts.put("amount", amount);
        facts.put("urgency", urgency);

        var result = ENGINE.evaluateDecisionTable(ApprovalPolicyTests.table(ENGINE, "reminder-policy"), facts);

        // Cells left empty, for never, give no entry.
        assertThat(result.getSingleResult().getEntryMap())
                .isEqualTo(Map.of(
                        "first",
                        3,
                        "repeat",
                        3,
                        "escalation",
                        7,
                        "escalateTo",
                        "manager",
                        "again",
                        14,
                        "calendar",
                        "calendar",
                        "question",
                        "stop"));
    }
}
