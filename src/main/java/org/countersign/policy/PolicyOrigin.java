package org.countersign.policy;

/** Where a change, or a version, of a decision table comes from. */
public enum PolicyOrigin {
    /** Edited on the pages of the product. */
    PAGE,
    /** What the product ships. */
    SHIPPED,
    /** An earlier version, or an earlier change, taken up again. */
    HISTORY,
    /** Deployed past the pages: from Camunda Modeler, or by REST. */
    DEPLOYED
}
