package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped approval policy, cell by cell. */
class ApprovalPolicyTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest(name = "{0} of {1} from a supplier {2}: {3}")
    @DisplayName("R02: the shipped steps, bounds inclusive")
    @CsvSource(
            nullValues = "-",
            value = {
                "0, -, -, 0 automatic",
                "0.01, office, APPROVED, 0 automatic",
                "99.99, office, PREFERRED, 0 automatic",
                "99.995, office, APPROVED, 0 automatic",
                "99.9999999999, office, APPROVED, 0 automatic",
                "100, office, APPROVED, 1 line-manager",
                "100.00, -, -, 1 line-manager",
                "999.99, it-hardware, APPROVED, 1 line-manager",
                "1000, office, APPROVED, 1 line-manager|2 cost-center-owner",
                "1000, it-hardware, APPROVED, 1 line-manager|2 cost-center-owner|2 group:it-approver",
                "1000, it-software, BLOCKED, 1 line-manager|2 cost-center-owner|2 group:it-approver",
                "1000, it, APPROVED, 1 line-manager|2 cost-center-owner",
                "9999.99, office, APPROVED, 1 line-manager|2 cost-center-owner",
                "10000, office, APPROVED, 1 line-manager|2 cost-center-owner|3 group:finance-officer",
                "99999.99, office, APPROVED, 1 line-manager|2 cost-center-owner|3 group:finance-officer",
                "100000, office, APPROVED, 1 line-manager|2 cost-center-owner|3 group:finance-officer|4 group:cfo",
                "99.99, office, NEW, 0 automatic|2 group:purchasing-agent",
                "100, office, NEW, 1 line-manager|2 group:purchasing-agent",
                "123456.78, it-software, NEW, 1 line-manager|2 cost-center-owner|2 group:purchasing-agent|2 group:it-approver|3 group:finance-officer|4 group:cfo"
            })
    void requisitions(double amount, String category, String supplierStatus, String expected) {
        assertThat(steps("requisition", amount, category, supplierStatus)).containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest(name = "{0}, with earlier ones {1}: {2}")
    @DisplayName("R10: what was asked of the supplier before counts against each threshold")
    @CsvSource({
        "50, 99.99, 0 automatic",
        "50, 100, 1 line-manager",
        "999.99, 1000, 1 line-manager|2 cost-center-owner",
        "0.01, 10000, 1 line-manager|2 cost-center-owner|3 group:finance-officer",
        "0.01, 9999.99, 1 line-manager|2 cost-center-owner",
        "99999.99, 100000, 1 line-manager|2 cost-center-owner|3 group:finance-officer|4 group:cfo"
    })
    void countedTogether(double amount, double accumulated, String expected) {
        assertThat(steps("requisition", amount, "office", "APPROVED", Map.of("accumulatedAmount", accumulated)))
                .containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest(name = "{0} of {1} at a supplier whose cycle names {2}: {3}")
    @DisplayName(
            "R02: the cycle of a supplier takes the place of line manager and cost-centre owner, and of nobody else")
    @CsvSource({
        "5, APPROVED, 1, 1 partner-first",
        "5, APPROVED, 2, 1 partner-first|2 partner-second",
        "5, APPROVED, 0, 0 automatic",
        "5000, NEW, 2, 2 group:purchasing-agent|1 partner-first|2 partner-second",
        "10000, APPROVED, 1, 3 group:finance-officer|1 partner-first",
        "100000, APPROVED, 2, 3 group:finance-officer|4 group:cfo|1 partner-first|2 partner-second"
    })
    void suppliersWithACycle(double amount, String status, int approvers, String expected) {
        assertThat(steps("requisition", amount, "office", status, Map.of("partnerApprovers", approvers)))
                .containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest(name = "{0} to a customer whose cycle names {1}: {2}")
    @DisplayName("R02: a sales order is approved by its customer's cycle, or by rule where there is none")
    @CsvSource({
        "0.01, 0, 0 automatic",
        "250000, 0, 0 automatic",
        "0.01, 1, 1 partner-first",
        "250000, 2, 1 partner-first|2 partner-second"
    })
    void salesOrders(double amount, int approvers, String expected) {
        assertThat(steps("sales-order", amount, null, null, Map.of("partnerApprovers", approvers)))
                .containsExactly(expected.split("\\|"));
        assertThat(steps("sales-order", amount, "it-hardware", "NEW", Map.of("partnerApprovers", approvers)))
                .containsExactly(expected.split("\\|"));
    }

    @Test
    @DisplayName("R21: every payment is released by a finance officer, and by nobody else")
    void payments() {
        assertThat(steps("payment", 5.0, null, "NEW")).containsExactly("1 group:finance-officer");
        assertThat(steps("payment", 500_000.0, "it-hardware", null)).containsExactly("1 group:finance-officer");
    }

    @Test
    @DisplayName("R03: no rule applies to an unknown kind or a missing amount")
    void whatTheTableDoesNotKnowFiresNothing() {
        assertThat(steps("something-else", 500.0, "office", "NEW")).isEmpty();
        assertThat(steps(null, 500.0, "office", "APPROVED")).isEmpty();
        assertThat(steps("requisition", null, "office", "APPROVED")).isEmpty();
    }

    @Test
    @DisplayName("R03: text where a number belongs cannot be evaluated")
    void textWhereANumberBelongs() {
        assertThatThrownBy(() -> steps("requisition", "5,000", "office", "APPROVED"))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> steps("requisition", "much", "office", "APPROVED"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void everyStepSaysWhy() {
        assertThat(evaluate("requisition", 250_000.0, "it-hardware", "NEW").getResultList())
                .hasSize(6)
                .allSatisfy(step -> assertThat((String) step.get("reason")).isNotBlank());
    }

    private static List<String> steps(String kind, Object amount, String category, String supplierStatus) {
        return steps(kind, amount, category, supplierStatus, Map.of());
    }

    private static List<String> steps(
            String kind, Object amount, String category, String supplierStatus, Map<String, Object> more) {
        return evaluate(kind, amount, category, supplierStatus, more).getResultList().stream()
                .map(step -> step.get("level") + " " + step.get("role"))
                .toList();
    }

    private static DmnDecisionTableResult evaluate(String kind, Object amount, String category, String supplierStatus) {
        return evaluate(kind, amount, category, supplierStatus, Map.of());
    }

    private static DmnDecisionTableResult evaluate(
            String kind, Object amount, String category, String supplierStatus, Map<String, Object> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("kind", kind);
        facts.put("amount", amount);
        facts.put("category", category);
        facts.put("supplierStatus", supplierStatus);
        facts.put("department", null);
        facts.put("costCenter", "CC-100");
        facts.put("budgetState", "NOT_KEPT");
        facts.put("urgency", "normal");
        return ENGINE.evaluateDecisionTable(table(ENGINE, "approval-policy"), facts);
    }

    static DmnDecision table(DmnEngine engine, String key) {
        try (var stream = ApprovalPolicyTests.class.getResourceAsStream("/dmn/" + key + ".dmn")) {
            return new ArrayList<>(engine.parseDecisions(stream)).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
