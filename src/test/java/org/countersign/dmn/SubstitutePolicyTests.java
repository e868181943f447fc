package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped substitute policy. */
class SubstitutePolicyTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @DisplayName("R08: as shipped no substitute is asked, whoever names them, for however long and for whatever amount")
    @CsvSource(
            nullValues = "-",
            value = {"person, 1, 0, -", "administrator, 365, -3, 0.01", "person, 14, 30, 100000.0", "-, -, -, -"})
    void nobodyIsAsked(String namedBy, Integer days, Integer notice, Double limit) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("namedBy", namedBy);
        facts.put("days", days);
        facts.put("notice", notice);
        facts.put("limit", limit);

        var result = ENGINE.evaluateDecisionTable(ApprovalPolicyTests.table(ENGINE, "substitute-policy"), facts);

        assertThat(result.getSingleResult().<String>getEntry("acceptance")).isEqualTo("not asked");
    }
}
