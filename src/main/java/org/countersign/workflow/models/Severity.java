package org.countersign.workflow.models;

/** How much a finding in a model matters. */
public enum Severity {
    /** Something would break: it is not deployed. */
    ERROR,
    /** It works, but probably not as it is meant. */
    WARNING,
    /** A habit of the product's own models; others may have theirs, and are told nothing. */
    HOUSE
}
