package org.countersign.models;

import org.jspecify.annotations.Nullable;

/**
 * An element of one of the two versions, and what becomes of it.
 *
 * @param id in its own version
 * @param label what it is called
 * @param type of BPMN, such as {@code userTask}
 * @param target id of what it becomes; null where that is nothing
 * @param targetLabel what that is called
 * @param instances how many stand there
 */
public record MigrationElement(
        String id,
        String label,
        String type,
        MigrationFate fate,
        @Nullable String target,
        @Nullable String targetLabel,
        long instances) {}
