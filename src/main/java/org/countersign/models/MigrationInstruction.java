package org.countersign.models;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of whoever stands at an element.
 *
 * @param from id of the element in the old version
 * @param to id of the element in the new one; null where it becomes nothing
 */
public record MigrationInstruction(String from, @Nullable String to) {}
