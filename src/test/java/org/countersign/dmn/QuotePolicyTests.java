package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped quote policy. */
class QuotePolicyTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @DisplayName("As shipped no quotes are demanded, whatever is asked for")
    @CsvSource(
            nullValues = "-",
            value = {"5.0, office, NEW", "24999.99, -, -", "25000.0, it-hardware, PREFERRED", "-, -, -"})
    void noneIsDemanded(Double amount, String category, String supplierStatus) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("amount", amount);
        facts.put("category", category);
        facts.put("supplierStatus", supplierStatus);

        var result = ENGINE.evaluateDecisionTable(ApprovalPolicyTests.table(ENGINE, "quote-policy"), facts);

        assertThat(result.getSingleResult().<Integer>getEntry("quotes")).isZero();
    }
}
