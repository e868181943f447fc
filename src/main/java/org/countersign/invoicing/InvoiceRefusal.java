package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Refuses invoices as a whole; what their orders counted for them is taken back (R16, R21). */
@Service
@Transactional
public class InvoiceRefusal {

    private final Invoices invoices;
    private final PurchaseOrderManagement orders;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;

    InvoiceRefusal(Invoices invoices, PurchaseOrderManagement orders, InvoiceWorkflow workflow, AuditTrail audit) {
        this.invoices = invoices;
        this.orders = orders;
        this.workflow = workflow;
        this.audit = audit;
    }

    /** The invoice is refused as a whole. Called by the process after the approvers rejected. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(InvoiceId id, Actor by, @Nullable String comment) {
        reject(find(id), comment == null || comment.isBlank() ? "Rejected" : comment, by);
        invoices.flush();
    }

    void reject(Invoice invoice, String why, Actor by) {
        var before = invoice.status();
        if (before == InvoiceStatus.REJECTED) {
            return;
        }
        demandNothingPaid(invoice);
        invoice.reject(why);
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.rejected", by)
                .changed("status", before.name(), invoice.status().name())
                .with("reason", why));
        if (before.counts()) {
            invoices.flush();
            takeBack(invoice);
        } else {
            for (var number : invoice.orders()) {
                var twoWay = InvoicedLines.twoWay(invoice, number.value());
                if (!twoWay.isEmpty()) {
                    orders.endReceiptByInvoice(number, invoice.id().value(), twoWay);
                }
            }
        }
    }

    /**
     * Demands that an invoice can still be refused, before anybody's answer says so. Nothing is demanded of what is no invoice.
     *
     * @throws org.countersign.shared.RuleViolation where a part of it is paid (409)
     */
    @Transactional(readOnly = true)
    public void demandRejectable(InvoiceId id) {
        invoices.findById(id.value()).ifPresent(InvoiceRefusal::demandNothingPaid);
    }

    private static void demandNothingPaid(Invoice invoice) {
        check(
                invoice.paid().signum() == 0,
                InvoicingRule.PARTLY_PAID,
                invoice.paid().toPlainString() + " " + invoice.currency(),
                invoice.id());
    }

    private void takeBack(Invoice invoice) {
        for (var number : invoice.orders()) {
            orders.invoiceRejected(
                    number,
                    invoice.id().value(),
                    InvoicedLines.quantities(invoice, number.value()),
                    InvoicedLines.twoWay(invoice, number.value()));
            var credited = creditedLinesOf(invoice, number.value());
            if (credited.isEmpty()) {
                workflow.takenBack(number);
            } else {
                orders.lockIfKnown(number).ifPresent(order -> workflow.creditTakenBack(order, credited));
            }
        }
    }

    private static Set<Integer> creditedLinesOf(Invoice invoice, String order) {
        return InvoicedLines.quantities(invoice, order).entrySet().stream()
                .filter(line -> line.getValue().signum() < 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Invoice find(InvoiceId id) {
        return invoices.findById(id.value()).orElseThrow(() -> new NotFound("invoice", id));
    }
}
