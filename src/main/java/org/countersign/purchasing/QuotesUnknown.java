package org.countersign.purchasing;

import org.countersign.shared.RuleViolation;

/** The table of quotes gives no answer for a requisition, so that it cannot be submitted. */
public class QuotesUnknown extends RuleViolation {

    private static final long serialVersionUID = 1L;

    /** @param requisition that was to be submitted */
    public QuotesUnknown(RequisitionNumber requisition) {
        super(PurchasingRule.QUOTES_UNKNOWN, requisition);
    }
}
