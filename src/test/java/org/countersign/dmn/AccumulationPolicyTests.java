package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped accumulation policy. */
class AccumulationPolicyTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @DisplayName("R10: thirty days, whatever is asked")
    @CsvSource(
            nullValues = "-",
            value = {"requisition, 0.01", "requisition, 1000000.0", "-, -"})
    void thirtyDays(String kind, Double amount) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("kind", kind);
        facts.put("amount", amount);

        var result = ENGINE.evaluateDecisionTable(ApprovalPolicyTests.table(ENGINE, "accumulation-policy"), facts);

        assertThat(result.getSingleResult().getEntryMap()).isEqualTo(Map.of("days", 30));
    }
}
