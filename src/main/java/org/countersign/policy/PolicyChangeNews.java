package org.countersign.policy;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a change of a decision table. Published in the same transaction.
 *
 * @param change its id
 * @param turn what happened
 * @param document the audit trail's name of the table
 * @param key of the table
 * @param table what the table is called
 * @param author who made it; the product itself for what it ships
 * @param reason why, in the author's words
 * @param by who did what happened
 * @param comment what was said to it
 * @param effectiveAt when it comes into force, where that is later
 * @param version that it became, where it came into force
 * @param releasers who may release it, without its author
 * @param differences to the table in force, in words
 */
public record PolicyChangeNews(
        String change,
        Turn turn,
        DocumentNumber document,
        String key,
        String table,
        UserId author,
        @Nullable String reason,
        UserId by,
        @Nullable String comment,
        @Nullable Instant effectiveAt,
        @Nullable Integer version,
        List<UserId> releasers,
        List<Explanation> differences) {

    public PolicyChangeNews {
        releasers = List.copyOf(releasers);
        differences = List.copyOf(differences);
    }

    /** What happened to a change. */
    public enum Turn {
        /** Somebody is asked to release it. */
        PROPOSED,
        /** It still waits, and those who may release it are asked again. */
        REMINDED,
        /** It comes into force at a later time. */
        SCHEDULED,
        /** It is in force. */
        RELEASED,
        /** It was released by its author alone. */
        RELEASED_ALONE,
        /** It was refused. */
        REJECTED,
        /** It was taken back after it was proposed. */
        WITHDRAWN
    }
}
