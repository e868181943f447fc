package org.countersign.audit;

import java.time.Instant;
import java.util.Map;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the trail, as it was recorded.
 *
 * @param document the document's number, or {@code <kind>:<key>} of a master record
 * @param sequence place among the document's entries, from 1
 * @param at when it was recorded, UTC
 * @param by who did it
 * @param onBehalfOf for whom, where somebody decided in another's place
 * @param event what happened, dotted
 * @param rule the rule or policy row that applied
 * @param before values before the change, by field
 * @param after values after the change, by field
 */
public record AuditEntry(
        DocumentNumber document,
        long sequence,
        Instant at,
        UserId by,
        @Nullable UserId onBehalfOf,
        String event,
        @Nullable String rule,
        Map<String, Object> before,
        Map<String, Object> after) {}
