package org.countersign.policy;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A version of a decision table: when it came into force, by whom, and why.
 *
 * @param table key of the table
 * @param version as the engine counts
 * @param inForce whether it is the latest
 * @param at when it came into force
 * @param origin where it comes from
 * @param change id of the change that it was released by; null where it came another way
 * @param author who made the change, or deployed it past the pages; null where nobody knows
 * @param reason why, in the author's words
 * @param releasedBy who released it
 * @param alone whether that was its author, in an emergency
 * @param comment what was said to the release
 * @param deployment name of the deployment
 * @param source of the deployment, as whoever deployed it named that
 * @param differences to the version before, in words
 */
public record PolicyVersion(
        String table,
        int version,
        boolean inForce,
        Instant at,
        PolicyOrigin origin,
        @Nullable String change,
        @Nullable UserId author,
        @Nullable String reason,
        @Nullable UserId releasedBy,
        boolean alone,
        @Nullable String comment,
        @Nullable String deployment,
        @Nullable String source,
        List<Explanation> differences) {

    public PolicyVersion {
        differences = List.copyOf(differences);
    }
}
