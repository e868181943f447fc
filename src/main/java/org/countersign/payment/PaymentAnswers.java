package org.countersign.payment;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.countersign.invoicing.InvoiceId;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to the recorded approvals of payments. */
public interface PaymentAnswers {

    /**
     * Who approved the payment of an invoice, in its last cycle; empty where nobody did, or a rule.
     *
     * @param since answers from before do not count: what they approved was compared again; null counts all
     */
    Set<UserId> approversOf(InvoiceId invoice, @Nullable Instant since);

    /**
     * The same of several invoices, and only of those whose recorded approvals are complete.
     *
     * @param since by invoice: answers from before do not count; without one all do
     */
    Map<InvoiceId, Set<UserId>> approversOf(Collection<InvoiceId> invoices, Map<InvoiceId, Instant> since);
}
