package org.countersign.models;

import java.util.Locale;

/** What a model is. */
public enum ModelKind {
    /** A process, drawn in BPMN. */
    PROCESS("bpmn"),
    /** A decision: a table, or an expression, in DMN. */
    DECISION("dmn"),
    /** A form for a task. */
    FORM("form");

    private final String suffix;

    ModelKind(String suffix) {
        this.suffix = suffix;
    }

    /** How its files end, without the dot. */
    public String suffix() {
        return suffix;
    }

    /** In an address: {@code process}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
