package org.countersign.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the whole trail is what was recorded.
 *
 * @param verified whether nothing was changed, removed, added or moved
 * @param findings what does not verify, in words for an auditor; the first hundred
 * @param documents how many documents were looked at
 * @param entries how many entries were looked at
 * @param sealed how many entries are in the global chain
 * @param waiting how many entries wait to be taken into the global chain
 * @param anchored up to which place the global chain is anchored outside the database; null where that is only logged
 * @param at when it was verified
 */
public record AuditVerification(
        boolean verified,
        List<String> findings,
        long documents,
        long entries,
        long sealed,
        long waiting,
        @Nullable Long anchored,
        Instant at) {}
