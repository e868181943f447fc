package org.countersign.purchasing;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What payments that were taken back, and payments before delivery, do to an order. */
@Service
public class OrderPayments {

    private final PurchaseOrders orders;
    private final PurchaseOrderWorkflow workflow;
    private final AuditTrail audit;

    OrderPayments(PurchaseOrders orders, PurchaseOrderWorkflow workflow, AuditTrail audit) {
        this.orders = orders;
        this.workflow = workflow;
        this.audit = audit;
    }

    /**
     * A payment of an invoice was taken back. An order that had come to its end is open again, and its process waits until
     * it is settled once more.
     *
     * @param paidInAll what is still paid of the invoice
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takenBack(PurchaseOrderNumber number, String invoice, BigDecimal paidInAll, Actor by) {
        var order = locked(number);
        order.paid(invoice, paidInAll);
        changed(order, "purchase-order.payment-taken-back", invoice, paidInAll, by);
    }

    /**
     * Something was prepaid for an order, was set off with an invoice, or came back.
     *
     * @param open what of the prepayment no invoice has used yet
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepaid(PurchaseOrderNumber number, String prepayment, BigDecimal open, Actor by) {
        var order = locked(number);
        order.prepaid(prepayment, open);
        changed(order, "purchase-order.prepaid", prepayment, open, by);
        if (order.isSettled()) {
            workflow.settled(order);
        }
    }

    /** Locks those of these orders that there are, ascending; nothing of them is read in the transaction before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Collection<PurchaseOrderNumber> numbers) {
        var sorted = numbers.stream()
                .map(PurchaseOrderNumber::value)
                .distinct()
                .sorted()
                .toList();
        if (!sorted.isEmpty()) {
            orders.lockAll(sorted);
        }
    }

    /** Who asked for what is on these orders (R21). */
    @Transactional(readOnly = true)
    public Map<PurchaseOrderNumber, UserId> requestersOf(Collection<PurchaseOrderNumber> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : orders
                        .requestersOf(
                                numbers.stream().map(PurchaseOrderNumber::value).toList())
                        .stream()
                        .collect(Collectors.toMap(
                                row -> new PurchaseOrderNumber((String) row[0]), row -> new UserId((String) row[1])));
    }

    private void changed(PurchaseOrder order, String event, String invoice, BigDecimal paid, Actor by) {
        var before = order.status();
        var reopened = order.reopenUnsettled();
        audit.record(AuditEvent.of(order.number().document(), event, by)
                .changed("status", before.name(), order.status().name())
                .with("invoice", invoice)
                .with("paid", paid.toPlainString()));
        orders.flush();
        if (reopened) {
            workflow.unsettled(order);
        }
    }

    private PurchaseOrder locked(PurchaseOrderNumber number) {
        return orders.lock(number.value()).orElseThrow(() -> new NotFound("purchase order", number));
    }
}
