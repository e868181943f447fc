package org.countersign.workflow.order;

import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.workflow.support.ModelBean;

/** What the model asks an order before it branches: the aggregate itself, never a variable. */
@ModelBean
public class OrderGate {

    private final PurchaseOrderManagement orders;

    OrderGate(PurchaseOrderManagement orders) {
        this.orders = orders;
    }

    /** Whether it was handed to the supplier. */
    public boolean dispatched(String number) {
        return order(number).dispatchedAt() != null;
    }

    /** Whether a change order of it is not decided yet (R11). */
    public boolean changeOpen(String number) {
        return order(number).openChange() != null;
    }

    /** Whether it was called off. */
    public boolean cancelled(String number) {
        return order(number).status() == OrderStatus.CANCELLED;
    }

    /** Whether the supplier refused and nobody decided about it yet. */
    public boolean declineOpen(String number) {
        return order(number).declinedReason() != null && order(number).status() != OrderStatus.DECLINED;
    }

    /** Whether the supplier proposed other terms and nobody decided about them yet. */
    public boolean proposalOpen(String number) {
        return order(number).proposalPending();
    }

    /** Whether it ended with the supplier's refusal. */
    public boolean declined(String number) {
        return order(number).status() == OrderStatus.DECLINED;
    }

    /** Whether buyer and supplier agree on its terms. */
    public boolean acknowledged(String number) {
        return order(number).acknowledgedAt() != null;
    }

    /** Whether goods are still to be booked; services come with their invoice. */
    public boolean goodsExpected(String number) {
        var order = order(number);
        return order.status().takesReceipts()
                && order.lines().stream()
                        .anyMatch(line -> line.open().signum() > 0 && !orders.receivedByInvoice(order, line.line()));
    }

    /** Whether it is received, invoiced and paid. */
    public boolean settled(String number) {
        return order(number).isSettled();
    }

    private PurchaseOrder order(String number) {
        return orders.order(new PurchaseOrderNumber(number));
    }
}
