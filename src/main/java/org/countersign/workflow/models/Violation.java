package org.countersign.workflow.models;

import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file that breaks a rule.
 *
 * @param element its id, null where it is the file as a whole
 * @param message what is wrong, a sentence without its full stop
 */
public record Violation(@Nullable String element, String message) {

    static Violation of(String message) {
        return new Violation(null, message);
    }

    /** At an element, or the next one around it that has an id. */
    static Violation at(@Nullable ModelElementInstance element, String rest) {
        for (var at = element; at != null; at = at.getParentElement()) {
            var id = at.getAttributeValue("id");
            if (id != null) {
                return new Violation(id, id + rest);
            }
        }
        return new Violation(null, "The file" + rest);
    }

    @Override
    public String toString() {
        return message;
    }
}
