package org.countersign.workflow.support;

import org.camunda.bpm.engine.delegate.BpmnError;

/** The errors that models branch on; a model's error code is the constant's name. */
public enum ProcessError {
    /** The supplier has no channel over which the order could be sent. */
    SUPPLIER_UNREACHABLE,
    /** The order's terms are being changed, or were since its mail was written: it is prepared anew once that is decided. */
    TERMS_CHANGING;

    /**
     * The error to throw from a delegate.
     *
     * @param reason for the record, in words for people
     */
    public BpmnError because(String reason) {
        return new BpmnError(name(), reason);
    }
}
