package org.countersign.models;

import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Something to know about a plan.
 *
 * @param refused whether those whom it concerns cannot be moved
 * @param element id of the element of the old version, or of the new one where it is new
 * @param sentence what there is to know
 */
public record MigrationFinding(boolean refused, @Nullable String element, Explanation sentence) {}
