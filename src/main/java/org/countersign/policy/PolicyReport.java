package org.countersign.policy;

import java.util.List;

/** What was found in a table, errors first. */
public record PolicyReport(List<PolicyFinding> findings) {

    /** Keeps a copy. */
    public PolicyReport {
        findings = List.copyOf(findings);
    }

    /** Whether the table cannot be released as it is. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == PolicyFinding.Severity.ERROR);
    }

    /** What stands in the way of a release. */
    public List<PolicyFinding> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == PolicyFinding.Severity.ERROR)
                .toList();
    }
}
