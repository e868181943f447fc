package org.countersign.workflow.approval;

import org.countersign.workflow.support.ProcessVariable;

/** The variables of {@code document-approval}. */
final class ApprovalVariables {

    /** Id of the step that an instance of the multi-instance asks. */
    static final ProcessVariable<String> STEP = ProcessVariable.text("step");

    private ApprovalVariables() {}
}
