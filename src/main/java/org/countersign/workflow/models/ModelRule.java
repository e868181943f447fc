package org.countersign.workflow.models;

/** Something that a file of a deployment has to keep. */
public interface ModelRule {

    /** The constant's name, by which the rule is known. */
    String name();

    /** How much it matters. */
    Severity severity();

    /** What to do about a breach, in words for the analyst. */
    String advice();
}
