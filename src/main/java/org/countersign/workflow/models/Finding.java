package org.countersign.workflow.models;

import org.jspecify.annotations.Nullable;

/**
 * Something found in a file that somebody wants to deploy.
 *
 * @param element the id of the element, null where it is the file as a whole
 * @param line where it stands, 0 where unknown
 * @param rule the name of the rule that is broken
 * @param message what is wrong, a sentence without its full stop
 * @param advice what to do about it
 */
public record Finding(
        String file,
        @Nullable String element,
        int line,
        int column,
        Severity severity,
        String rule,
        String message,
        String advice) {

    /** Whether it stands in the way of a deployment. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
