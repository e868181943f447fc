package org.countersign.models;

import java.util.List;

/**
 * What a plan would do, as the processes stand now.
 *
 * @param possible whether the plan itself is in order; those who stand where they cannot be moved stay
 * @param instances how many run on the old version
 * @param movable how many of these would lose nothing
 * @param elements of both versions at which processes can stand
 * @param findings the refusals first
 */
public record MigrationReport(
        boolean possible,
        long instances,
        long movable,
        List<MigrationElement> elements,
        List<MigrationFinding> findings) {

    public MigrationReport {
        elements = List.copyOf(elements);
        findings = List.copyOf(findings);
    }

    /** Whether everybody can be moved. */
    public boolean isClean() {
        return possible && findings.stream().noneMatch(MigrationFinding::refused);
    }
}
