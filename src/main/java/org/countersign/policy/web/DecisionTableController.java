package org.countersign.policy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.countersign.policy.PolicyDocuments.Deployed;
import org.countersign.policy.PolicyFinding;
import org.countersign.policy.PolicyReport;
import org.countersign.policy.PolicyRule;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTables;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageImpl;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decision tables over REST: those in force, and what would be wrong with others. */
@RestController
@Tag(name = "Decision tables")
@RequestMapping("/api/v1/decision-tables")
class DecisionTableController {

    private final PolicyTables tables;

    DecisionTableController(PolicyTables tables) {
        this.tables = tables;
    }

    @Operation(summary = "Lists the decision tables that are policy")
    @GetMapping
    PageAnswer<Entry> list(
            @Sortable(
                            value = {"key"},
                            byDefault = "key")
                    PageQuery page,
            Actor actor) {
        var all = tables.all(actor);
        var part = page.toPageable();
        var from = (int) Math.min(part.getOffset(), all.size());
        var shown = all.subList(from, Math.min(from + part.getPageSize(), all.size()));
        return PageAnswer.of(new PageImpl<>(shown, part, all.size()), Entry::of);
    }

    @Operation(summary = "Shows a decision table in force")
    @GetMapping(value = "/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
    DecisionTableView one(@PathVariable String key, Actor actor) {
        var document = tables.inForce(key, actor);
        return DecisionTableView.of(document.deployed(), tables.table(document));
    }

    @Operation(summary = "Gives the DMN file of a decision table in force")
    @GetMapping(
            value = {"/{key}", "/{key}/file"},
            produces = MediaType.APPLICATION_XML_VALUE)
    String file(@PathVariable String key, Actor actor) {
        return tables.inForce(key, actor).xml();
    }

    @Operation(summary = "Says what would be wrong with other rules in the place of those in force; nothing is changed")
    @PostMapping(value = "/{key}/check", consumes = MediaType.APPLICATION_JSON_VALUE)
    CheckView check(@PathVariable String key, @RequestBody Candidate candidate, Actor actor) {
        var table = tables.table(tables.inForce(key, actor));
        return CheckView.of(tables.check(key, candidate.rules(table), actor));
    }

    @Operation(
            summary = "Says what would be wrong with a DMN file in the place of the one in force; nothing is changed")
    @PostMapping(value = "/{key}/check", consumes = MediaType.APPLICATION_XML_VALUE)
    CheckView checkFile(@PathVariable String key, @RequestBody String xml, Actor actor) {
        return CheckView.of(tables.check(key, xml, actor));
    }

    /** A table in the list. */
    record Entry(String key, String name, int version, Instant deployedAt) {

        static Entry of(Deployed deployed) {
            return new Entry(deployed.key(), deployed.name(), deployed.version(), deployed.deployedAt());
        }
    }

    /** A table as it could be; its columns are those in force. */
    record Candidate(@Nullable List<DecisionTableView.@Nullable Rule> rules) {

        List<PolicyTable.Rule> rules(PolicyTable table) {
            var checked = new ArrayList<PolicyTable.Rule>();
            for (var rule : Objects.requireNonNullElse(rules, List.<DecisionTableView.@Nullable Rule>of())) {
                var number = checked.size() + 1;
                if (rule == null) {
                    throw unreadable(number);
                }
                checked.add(new PolicyTable.Rule(
                        Objects.requireNonNullElse(rule.id(), "rule_" + number),
                        Objects.requireNonNullElse(rule.description(), ""),
                        cells(rule.inputs(), table.inputs().size(), number),
                        cells(rule.outputs(), table.outputs().size(), number)));
            }
            return checked;
        }

        private static List<String> cells(@Nullable List<@Nullable String> cells, int columns, int rule) {
            if (cells == null || cells.size() != columns) {
                throw unreadable(rule);
            }
            return cells.stream()
                    .map(cell -> Objects.requireNonNullElse(cell, ""))
                    .toList();
        }

        private static RuleViolation unreadable(int rule) {
            return new RuleViolation(PolicyRule.CELLS_MISSING, rule);
        }
    }

    /** What was found; the table can be released if there is no error among it. */
    record CheckView(boolean accepted, List<Finding> findings) {

        static CheckView of(PolicyReport report) {
            return new CheckView(
                    !report.hasErrors(),
                    report.findings().stream().map(Finding::of).toList());
        }
    }

    /** Something that was found. */
    record Finding(
            PolicyFinding.Severity severity,
            String code,
            String message,
            @Nullable String rule,
            @Nullable String column,
            List<Fact> example) {

        static Finding of(PolicyFinding finding) {
            return new Finding(
                    finding.severity(),
                    finding.kind().name(),
                    finding.sentence().english(),
                    finding.rule(),
                    finding.column(),
                    finding.example().stream()
                            .map(fact -> new Fact(
                                    fact.column(),
                                    fact.label(),
                                    fact.value() == null ? null : fact.value().toString()))
                            .toList());
        }
    }

    /** A fact of an example. */
    record Fact(String column, String label, @Nullable String value) {}
}
