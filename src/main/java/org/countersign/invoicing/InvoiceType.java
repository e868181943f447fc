package org.countersign.invoicing;

import java.math.BigDecimal;

/** What the supplier's document is. Figures are positive in both, as in UBL; the type makes a credit note count negative (R16). */
public enum InvoiceType {
    /** The supplier claims money. */
    INVOICE,
    /** The supplier gives money back. */
    CREDIT_NOTE,
    /** The supplier wants money before it delivers; nothing of the order is invoiced by it. */
    PREPAYMENT;

    /** A figure of the document as it counts. */
    BigDecimal signed(BigDecimal figure) {
        return this == CREDIT_NOTE ? figure.negate() : figure;
    }
}
