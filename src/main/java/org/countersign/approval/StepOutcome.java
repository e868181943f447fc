package org.countersign.approval;

/** How one step was answered. */
enum StepOutcome {
    APPROVED,
    REJECTED,
    RETURNED,
    AUTOMATIC;

    /** Whether the step stands in nobody's way any more. */
    boolean agrees() {
        return this == APPROVED || this == AUTOMATIC;
    }
}
