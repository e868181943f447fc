package org.countersign.workflow.invoice;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.Approvals;
import org.countersign.invoicing.InvoiceId;
import org.countersign.payment.PaymentAnswers;
import org.countersign.payment.PaymentManagement;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads who approved a payment from the recorded approvals. */
@Component
class RecordedPaymentAnswers implements PaymentAnswers {

    private final Approvals approvals;

    RecordedPaymentAnswers(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public Set<UserId> approversOf(InvoiceId invoice, @Nullable Instant since) {
        return approvers(lastCycle(approvals, invoice.document()), since);
    }

    @Override
    public Map<InvoiceId, Set<UserId>> approversOf(Collection<InvoiceId> invoices, Map<InvoiceId, Instant> since) {
        var approved = approvals.approvedOf(
                invoices.stream().map(InvoiceId::document).toList(), PaymentManagement.APPROVAL_KIND);
        var found = new HashMap<InvoiceId, Set<UserId>>();
        for (var invoice : invoices) {
            var entries = approved.get(invoice.document());
            if (entries != null) {
                found.put(invoice, approvers(entries, since.get(invoice)));
            }
        }
        return found;
    }

    private static Set<UserId> approvers(List<ApprovalEntry> entries, @Nullable Instant since) {
        return entries.stream()
                .filter(entry ->
                        since == null || (entry.at() != null && !entry.at().isBefore(since)))
                .map(ApprovalEntry::by)
                .filter(by -> by != null && !by.equals(UserId.SYSTEM))
                .collect(Collectors.toSet());
    }

    /** The steps of a document's last cycle. */
    static List<ApprovalEntry> lastCycle(Approvals approvals, DocumentNumber document) {
        var all = approvals.of(document);
        int last = all.stream().mapToInt(ApprovalEntry::cycle).max().orElse(0);
        return all.stream().filter(entry -> entry.cycle() == last).toList();
    }
}
