package org.countersign.workflow.policy;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.countersign.people.Organization;
import org.countersign.policy.HitPolicy;
import org.countersign.policy.PolicyCheck;
import org.countersign.policy.PolicyDocuments;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.UserId;

/** Tables to check, and the engine to see whether it agrees. */
final class CheckedTables {

    static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private CheckedTables() {}

    /** A check for which everybody of the demonstration is there, and no group "nobodies". */
    static PolicyCheck check() {
        var organization = mock(Organization.class);
        when(organization.activeMembersOf(any())).thenReturn(Set.of(new UserId("finance")));
        when(organization.activeMembersOf("nobodies")).thenReturn(Set.of());
        when(organization.isActive(any())).thenReturn(false);
        when(organization.isActive(new UserId("finance"))).thenReturn(true);
        when(organization.costCenter(any())).thenReturn(Optional.empty());
        when(organization.department(any())).thenReturn(Optional.empty());
        var documents = mock(PolicyDocuments.class);
        when(documents.read(any(), any()))
                .thenAnswer(call -> DecisionFile.of(call.getArgument(0), call.getArgument(1))
                        .table());
        return new PolicyCheck(new FeelCells(), documents, organization);
    }

    static PolicyTable shipped(String key) {
        try {
            return DecisionFile.of(Files.readString(Path.of("dmn", key + ".dmn")), key)
                    .table();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PolicyTable table(HitPolicy policy, List<Input> inputs, List<Rule> rules) {
        return new PolicyTable(
                "sample-policy",
                "Sample",
                "",
                policy,
                null,
                inputs,
                List.of(new Output("output_answer", "Answer", "answer", "string", "")),
                rules);
    }

    /** The table as the engine reads it. */
    static DmnDecision parsed(PolicyTable table) {
        var xml = new StringBuilder("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" id=\"d\" name=\"d\" namespace=\"n\">"
                + "<decision id=\"" + table.key() + "\" name=\"t\" camunda:historyTimeToLive=\"P1D\">"
                + "<decisionTable id=\"t\" hitPolicy=\"" + table.hitPolicy().word() + "\">");
        for (var input : table.inputs()) {
            xml.append("<input id=\"" + input.id() + "\"><inputExpression id=\"e_" + input.id() + "\" typeRef=\""
                    + input.typeRef() + "\"><text>" + input.expression() + "</text></inputExpression></input>");
        }
        for (var output : table.outputs()) {
            xml.append("<output id=\"" + output.id() + "\" name=\"" + output.name() + "\" typeRef=\"" + output.typeRef()
                    + "\"/>");
        }
        for (var rule : table.rules()) {
            xml.append("<rule id=\"" + rule.id() + "\">"
                    + cells("inputEntry", rule.id(), rule.inputs())
                    + cells("outputEntry", rule.id(), rule.outputs())
                    + "</rule>");
        }
        xml.append("</decisionTable></decision></definitions>");
        return ENGINE.parseDecision(
                table.key(), new ByteArrayInputStream(xml.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String cells(String element, String rule, List<String> cells) {
        return java.util.stream.IntStream.range(0, cells.size())
                .mapToObj(column -> "<" + element + " id=\"" + rule + element + column + "\"><text><![CDATA["
                        + cells.get(column) + "]]></text></" + element + ">")
                .collect(Collectors.joining());
    }

    /** How many rules the engine applies. @throws RuntimeException of the engine's choice where it refuses to answer */
    static int applied(DmnDecision table, Map<String, Object> facts) {
        return ENGINE.evaluateDecisionTable(table, facts).size();
    }
}
