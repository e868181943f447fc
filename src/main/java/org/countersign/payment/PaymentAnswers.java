package org.countersign.payment;

import java.util.Set;
import org.countersign.invoicing.InvoiceId;
import org.countersign.shared.UserId;

/** Port to the recorded approvals of payments. */
public interface PaymentAnswers {

    /** Who approved the payment of an invoice, in its last cycle; empty where nobody did, or a rule. */
    Set<UserId> approversOf(InvoiceId invoice);
}
