package org.countersign.policy;

import static org.countersign.policy.PolicyFinding.Severity.ERROR;
import static org.countersign.policy.PolicyFinding.Severity.WARNING;

import java.util.Comparator;
import java.util.List;
import org.countersign.people.Organization;
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

    private final CellReader reader;
    private final PolicyDocuments documents;
    private final Organization organization;

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
            findings.addAll(new RuleCheck(table, cells.conditions(), cells.allowed())
                    .findings(wholly ? MANY_COMBINATIONS : FEW_COMBINATIONS, wholly ? ERROR : WARNING));
        }
        findings.sort(Comparator.comparing(PolicyFinding::severity));
        return new PolicyReport(findings);
    }
}
