package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
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
        assertThat(said(ApprovalPolicyTests.table(ENGINE, "substitute-policy"), namedBy, days, notice, limit))
                .isEqualTo("not asked");
    }

    @ParameterizedTest
    @DisplayName("R08: a row above the last one asks whom it describes, by any column, and nobody else")
    @CsvSource(
            nullValues = "-",
            value = {
                "namedBy, \"administrator\", administrator, 1, 0, -, asked",
                "namedBy, \"administrator\", person, 1, 0, -, not asked",
                "days, > 14, person, 15, 0, -, asked",
                "days, > 14, person, 14, 0, -, not asked",
                "notice, >= 7, person, 1, 7, -, asked",
                "notice, >= 7, person, 1, -2, 10.0, not asked",
                "limit, > 5000, person, 1, 0, 5000.01, asked",
                "limit, > 5000, person, 1, 0, 5000.0, not asked",
                "limit, > 5000, person, 1, 0, -, not asked",
                "limit, null, person, 1, 0, -, asked",
                "limit, null, person, 1, 0, 0.01, not asked",
                "limit, 'null, > 5000', person, 1, 0, -, asked",
                "limit, 'null, > 5000', person, 1, 0, 5000.01, asked",
                "limit, 'null, > 5000', person, 1, 0, 4999.0, not asked"
            })
    void aRowAsks(
            String column, String cell, String namedBy, Integer days, Integer notice, Double limit, String acceptance)
            throws IOException {
        assertThat(said(tableAsking(column, cell), namedBy, days, notice, limit))
                .isEqualTo(acceptance);
    }

    @ParameterizedTest
    @DisplayName("R08: as shipped what is not answered comes back, whoever names the substitute and for however long")
    @CsvSource(
            nullValues = "-",
            value = {"person, 1, 0, -", "administrator, 365, -3, 0.01", "-, -, -, -"})
    void everythingComesBack(String namedBy, Integer days, Integer notice, Double limit) {
        assertThat(said(
                        "comesBack",
                        ApprovalPolicyTests.table(ENGINE, "substitute-policy"),
                        namedBy,
                        days,
                        notice,
                        limit))
                .isEqualTo("comes back");
    }

    private static String said(DmnDecision table, String namedBy, Integer days, Integer notice, Double limit) {
        return said("acceptance", table, namedBy, days, notice, limit);
    }

    private static String said(
            String output, DmnDecision table, String namedBy, Integer days, Integer notice, Double limit) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("namedBy", namedBy);
        facts.put("days", days);
        facts.put("notice", notice);
        facts.put("limit", limit);
        return ENGINE.evaluateDecisionTable(table, facts).getSingleResult().getEntry(output);
    }

    /** The shipped table with a row above the last one, as its description advises. */
    private static DmnDecision tableAsking(String column, String cell) throws IOException {
        try (var stream = SubstitutePolicyTests.class.getResourceAsStream("/dmn/substitute-policy.dmn")) {
            var shipped = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var row = new StringBuilder("<rule id=\"rule_asked\">");
            for (var input : List.of("namedBy", "days", "notice", "limit")) {
                row.append("<inputEntry id=\"rule_asked_")
                        .append(input)
                        .append("\"><text><![CDATA[")
                        .append(input.equals(column) ? cell : "")
                        .append("]]></text></inputEntry>");
            }
            row.append("<outputEntry id=\"rule_asked_acceptance\"><text>\"asked\"</text></outputEntry>"
                    + "<outputEntry id=\"rule_asked_comesBack\"><text>\"stays\"</text></outputEntry></rule>");
            var table = shipped.replace("<rule id=\"rule_notAsked\">", row + "<rule id=\"rule_notAsked\">");
            return ENGINE.parseDecisions(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
        }
    }
}
