package org.countersign.policy.web;

import java.time.Instant;
import java.util.List;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyChangeFacts;
import org.countersign.policy.PolicyChangeState;
import org.countersign.policy.PolicyOrigin;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * A change of a decision table as clients read it.
 *
 * @param table key of the table
 * @param baseVersion the version that it was made from
 * @param takenFrom the earlier version that was taken up again; null where it was none
 * @param decidedBy who released, rejected or withdrew it
 * @param releasedAlone whether its author released it, in an emergency
 * @param effectiveAt when it comes into force, where it waits for that
 * @param releasedVersion the version that it became
 * @param lastYearLookedAt how many cases of the last year were looked at before it was handed in or released
 * @param lastYearWhole whether these were all of that year
 * @param acceptedUnanswered how many of them lose their answer (R03), which was accepted
 * @param acceptedUnansweredOf numbers of a few of those
 * @param differences to the version that it was made from, in words; null in lists
 * @param candidate the DMN file as it shall be; null in lists
 */
record PolicyChangeView(
        String id,
        String table,
        String name,
        PolicyChangeState state,
        PolicyOrigin origin,
        int baseVersion,
        @Nullable Integer takenFrom,
        @Nullable String reason,
        String author,
        Instant createdAt,
        Instant savedAt,
        @Nullable Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String comment,
        boolean releasedAlone,
        @Nullable Instant effectiveAt,
        @Nullable Instant releasedAt,
        @Nullable Integer releasedVersion,
        @Nullable Long lastYearLookedAt,
        boolean lastYearWhole,
        long acceptedUnanswered,
        @Nullable String acceptedUnansweredOf,
        @Nullable List<String> differences,
        @Nullable String candidate) {

    static PolicyChangeView of(PolicyChangeFacts change) {
        return of(change, null, null);
    }

    static PolicyChangeView of(PolicyChange change, List<Explanation> differences) {
        return of(change, differences.stream().map(Explanation::english).toList(), change.candidate());
    }

    private static PolicyChangeView of(
            PolicyChangeFacts change, @Nullable List<String> differences, @Nullable String candidate) {
        var by = change.decidedBy();
        return new PolicyChangeView(
                change.id(),
                change.key(),
                change.name(),
                change.state(),
                change.origin(),
                change.baseVersion(),
                change.takenFrom(),
                change.reason(),
                change.author().value(),
                change.createdAt(),
                change.savedAt(),
                change.proposedAt(),
                by == null ? null : by.value(),
                change.decidedAt(),
                change.comment(),
                change.releasedAlone(),
                change.effectiveAt(),
                change.releasedAt(),
                change.releasedVersion(),
                change.pastLooked(),
                change.pastWhole(),
                change.pastUnanswered(),
                change.pastDocuments(),
                differences,
                candidate);
    }
}
