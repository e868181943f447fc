package org.countersign.approval;

/** How one step was answered. */
enum StepOutcome {
    APPROVED,
    REJECTED,
    RETURNED,
    /** Some or all of the lines asked about were rejected; those that are left go on. */
    LINES_REJECTED,
    AUTOMATIC;

    /** Whether the step stands in nobody's way any more. */
    boolean agrees() {
        return this == APPROVED || this == AUTOMATIC || this == LINES_REJECTED;
    }
}
