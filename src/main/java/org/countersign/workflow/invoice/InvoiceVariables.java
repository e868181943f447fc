package org.countersign.workflow.invoice;

import org.countersign.workflow.support.ProcessVariable;

/** The variables of {@code supplier-invoice}; what tasks show starts with {@code view}. */
final class InvoiceVariables {

    /** Id of the first of the differences that an instance of the multi-instance asks about together. */
    static final ProcessVariable<String> EXCEPTION = ProcessVariable.text("exception");

    private InvoiceVariables() {}
}
