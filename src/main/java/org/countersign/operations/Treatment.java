package org.countersign.operations;

import java.time.Instant;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have done about something stuck.
 *
 * @param remedy what
 * @param reason why, for the audit trail
 * @param dueAt the new time, where it is about one
 * @param to the person or group that is asked from now on, where it is about one; what a watch is handed says which of the two it
 *     is, as {@link Asked} reads it
 * @param by who wants it
 */
public record Treatment(
        Remedy remedy,
        String reason,
        @Nullable Instant dueAt,
        @Nullable String to,
        Actor by) {}
