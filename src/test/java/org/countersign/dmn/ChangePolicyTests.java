package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped change policy (R11). */
class ChangePolicyTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @DisplayName("R11: dates, decreases and increases of at most 2 % and 50.00 pass, everything else is approved again")
    @CsvSource(
            nullValues = "-",
            value = {
                "deliveryDate, 0, 0, 0, 0, none",
                "deliveryDate, -, 0, -, 0, none",
                "lineRemoved, -100, -100, -100, -10, none",
                "quantity, -0.01, -1, 5000, 90, none",
                "unitPrice, 0, 0, 0, 0, none",
                "unitPrice, 50, 2, 50, 2, none",
                "unitPrice, 50.01, 1, 50.01, 1, again",
                "unitPrice, 10, 2.0000001, 10, 1, again",
                "quantity, 10, 1, 50.01, 1, again",
                "quantity, 10, 1, 10, 2.01, again",
                "quantity, 0.01, 1000000, 0.01, 0.01, again",
                "unitPrice, 0.004, 4, 0, 0, again",
                "lineAdded, 0, 0, 0, 0, again",
                "lineAdded, 0.01, 0.01, 0.01, 0.01, again",
                "text, 0, 0, 0, 0, again"
            })
    void asShipped(
            String field, Double increase, Double percent, Double totalIncrease, Double totalPercent, String approval) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("field", field);
        facts.put("increase", increase);
        facts.put("increasePercent", percent);
        facts.put("totalIncrease", totalIncrease);
        facts.put("totalIncreasePercent", totalPercent);

        var result = ENGINE.evaluateDecisionTable(ApprovalPolicyTests.table(ENGINE, "change-policy"), facts);

        assertThat(result.getSingleResult().<String>getEntry("approval")).isEqualTo(approval);
    }

    @ParameterizedTest
    @DisplayName("R03: without a rate no rule says anything of prices and quantities")
    @CsvSource({"quantity", "unitPrice"})
    void withoutARateNoRuleApplies(String field) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("field", field);
        facts.put("increase", null);
        facts.put("increasePercent", 1.0);
        facts.put("totalIncrease", null);
        facts.put("totalIncreasePercent", 1.0);

        var result = ENGINE.evaluateDecisionTable(ApprovalPolicyTests.table(ENGINE, "change-policy"), facts);

        assertThat(result).isEmpty();
    }
}
