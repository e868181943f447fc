package org.countersign.workflow.approval;

import org.countersign.workflow.support.ProcessVariable;

/** The variables of {@code document-approval}; what tasks show starts with {@code view}. */
final class ApprovalVariables {

    /** Id of the step that an instance of the multi-instance asks. */
    static final ProcessVariable<String> STEP = ProcessVariable.text("step");

    static final ProcessVariable<String> VIEW_DOCUMENT = ProcessVariable.text("viewDocument");
    static final ProcessVariable<String> VIEW_KIND = ProcessVariable.text("viewKind");
    static final ProcessVariable<String> VIEW_TITLE = ProcessVariable.text("viewTitle");
    static final ProcessVariable<String> VIEW_REQUESTER = ProcessVariable.text("viewRequester");
    static final ProcessVariable<String> VIEW_TOTAL = ProcessVariable.text("viewTotal");
    /** The total in base currency; empty where that is the document's own. */
    static final ProcessVariable<String> VIEW_BASE_TOTAL = ProcessVariable.text("viewBaseTotal");

    static final ProcessVariable<String> VIEW_REASON = ProcessVariable.text("viewReason");
    static final ProcessVariable<String> VIEW_RULE = ProcessVariable.text("viewRule");
    /** Tables, as JSON: a list of objects, one a row. */
    static final String VIEW_FACTS = "viewFacts";

    static final String VIEW_LINES = "viewLines";
    static final String VIEW_ANSWERS = "viewAnswers";

    private ApprovalVariables() {}
}
