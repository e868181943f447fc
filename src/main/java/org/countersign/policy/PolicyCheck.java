package org.countersign.policy;

import static org.countersign.policy.PolicyFinding.Severity.ERROR;
import static org.countersign.policy.PolicyFinding.Severity.WARNING;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.people.Organization;
import org.countersign.policy.PolicyFinding.Severity;
import org.countersign.shared.Explanation;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Component;

/**
 * Says what is wrong with a decision table before it counts: cells that the engine could not evaluate, answers that the
 * product could not use, people and groups that nobody could ask, facts for which no rule applies or too many do. A table
 * without an error answers all facts that it can be given (R03).
 */
@Component
public class PolicyCheck {

    private static final int FEW_COMBINATIONS = 100_000;
    private static final int MANY_COMBINATIONS = 5_000_000;
    private static final int MOST_REMEMBERED = 32;

    private final CellReader reader;
    private final PolicyDocuments documents;
    private final Organization organization;
    private final Map<PolicyTable, List<PolicyFinding>> found = remembering();

    /** For the product, and for tests. */
    public PolicyCheck(CellReader reader, PolicyDocuments documents, Organization organization) {
        this.reader = reader;
        this.documents = documents;
        this.organization = organization;
    }

    /** What is wrong with a table while somebody writes it; where it has very many combinations, not all are looked at. */
    public PolicyReport whileTyping(PolicyTable table) {
        return report(table, false);
    }

    /**
     * The same of a draft, and which of its rules say something else than before under the same description.
     *
     * @param before the version that it was made from
     */
    public PolicyReport whileTyping(PolicyTable table, PolicyTable before) {
        var findings = new ArrayList<>(whileTyping(table).findings());
        table.rules().stream()
                .filter(rule -> before.rule(rule.id())
                        .filter(was -> !was.saysTheSameAs(rule)
                                && !was.description().isBlank()
                                && was.description().equals(rule.description()))
                        .isPresent())
                .forEach(rule -> findings.add(new PolicyFinding(
                        WARNING,
                        PolicyStatement.DESCRIBED_AS_BEFORE,
                        Explanation.of(
                                PolicyStatement.DESCRIBED_AS_BEFORE,
                                Explanation.number(BigDecimal.valueOf(table.indexOf(rule.id()) + 1L))),
                        rule.id(),
                        null,
                        List.of())));
        return new PolicyReport(findings);
    }

    /** What is wrong with a table that shall be released; one whose combinations are too many is wrong. */
    public PolicyReport check(PolicyTable table) {
        return report(table, true);
    }

    /** What is wrong with a table in a file that shall be released. */
    public PolicyReport check(String key, String xml) {
        PolicyTable table;
        try {
            table = documents.read(xml, key);
        } catch (RuleViolation unreadable) {
            return new PolicyReport(List.of(new PolicyFinding(
                    ERROR,
                    PolicyStatement.UNREADABLE,
                    Explanation.of(unreadable.rule(), unreadable.arguments().toArray()),
                    null,
                    null,
                    List.of())));
        }
        return check(table);
    }

    /**
     * What rules do together depends on nothing but the table, takes long, and is asked at each look at a version. Who may
     * answer changes without it, and is looked up each time.
     */
    private List<PolicyFinding> ofAllRules(PolicyTable table, CellCheck cells) {
        var before = found.get(table);
        if (before != null) {
            return before;
        }
        var findings = List.copyOf(ofRules(table, cells, MANY_COMBINATIONS, ERROR));
        found.put(table, findings);
        return findings;
    }

    private static List<PolicyFinding> ofRules(PolicyTable table, CellCheck cells, int combinations, Severity tooMany) {
        return new RuleCheck(table, cells.conditions(), cells.allowed()).findings(combinations, tooMany);
    }

    private static Map<PolicyTable, List<PolicyFinding>> remembering() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<PolicyTable, List<PolicyFinding>> eldest) {
                return size() > MOST_REMEMBERED;
            }
        });
    }

    private PolicyReport report(PolicyTable table, boolean wholly) {
        if (table.rules().size() > PolicyTable.MOST_RULES) {
            return new PolicyReport(List.of(new PolicyFinding(
                    ERROR,
                    PolicyStatement.NOT_CHECKED_WHOLLY,
                    Explanation.of(PolicyStatement.NOT_CHECKED_WHOLLY),
                    null,
                    null,
                    List.of())));
        }
        var cells = new CellCheck(table, reader, organization);
        var findings = cells.findings();
        if (!cells.cannotBeAnalysed()) {
            findings.addAll(wholly ? ofAllRules(table, cells) : ofRules(table, cells, FEW_COMBINATIONS, WARNING));
        }
        findings.sort(Comparator.comparing(PolicyFinding::severity));
        return new PolicyReport(findings);
    }
}
