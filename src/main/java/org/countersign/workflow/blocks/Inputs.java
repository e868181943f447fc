package org.countersign.workflow.blocks;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.countersign.workflow.support.ProcessVariable;
import org.jspecify.annotations.Nullable;

/** The inputs of a building block, as its element template writes them. */
final class Inputs {

    private Inputs() {}

    /** An input that may be empty. */
    static @Nullable String text(VariableScope scope, String name) {
        var value = ProcessVariable.text(name).getLocal(scope);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** @throws IllegalStateException when it is missing */
    static String required(VariableScope scope, String name) {
        var value = text(scope, name);
        if (value == null) {
            throw new IllegalStateException("The input " + name + " of this step is missing");
        }
        return value;
    }
}
