package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped match policy. */
class MatchPolicyTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest(name = "{0} of {1}: {2}, {3} % more")
    @DisplayName(
            "R13, R14: services two-way, inspected goods four-way, bulk goods up to 5 % over, everything else exactly")
    @CsvSource(
            nullValues = "-",
            value = {
                "services, S-1, TWO_WAY, 0",
                "inspected, -, FOUR_WAY, 0",
                "bulk, S-1, THREE_WAY, 5",
                "office, S-1, THREE_WAY, 0",
                "-, S-1, THREE_WAY, 0",
                "-, -, THREE_WAY, 0",
                "Services, S-1, THREE_WAY, 0"
            })
    void shippedDefaults(String category, String supplier, String mode, double quantityPercent) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("category", category);
        facts.put("supplier", supplier);

        var result = ENGINE.evaluateDecisionTable(ApprovalPolicyTests.table(ENGINE, "match-policy"), facts);

        assertThat(result.getSingleResult().getEntryMap())
                .containsAllEntriesOf(Map.of(
                        "mode",
                        mode,
                        "pricePercent",
                        2.0,
                        "priceAbsolute",
                        50.0,
                        "quantityPercent",
                        quantityPercent,
                        "quantityUnderPercent",
                        0.0,
                        "overReceipt",
                        "REFUSE",
                        "taxTolerance",
                        0.05,
                        "totalTolerance",
                        0.05));
    }
}
