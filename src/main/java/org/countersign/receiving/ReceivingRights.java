package org.countersign.receiving;

import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Component;

/** Who may book what as arrived, and for which orders: receivers everything, and the requester services. */
@Component
class ReceivingRights {

    private final PurchaseOrderManagement orders;

    ReceivingRights(PurchaseOrderManagement orders) {
        this.orders = orders;
    }

    /**
     * Whether this person may book this line.
     *
     * @throws org.countersign.shared.RuleViolation when the policy that says so cannot be applied (409)
     */
    boolean mayReceive(PurchaseOrder order, int line, Actor by) {
        return by.isSystem()
                || by.isIn(Group.RECEIVER)
                || by.user().equals(order.requester()) && orders.receivedByInvoice(order, line);
    }

    /** Whether a line is a service by the policy; not where that cannot be applied. */
    boolean isService(PurchaseOrder order, int line) {
        try {
            return orders.receivedByInvoice(order, line);
        } catch (RuleViolation faulty) {
            return false;
        }
    }

    /** @throws NotAllowed unless this person may book some line */
    void mustReceiveSomethingOf(PurchaseOrder order, Actor by) {
        if (order.lines().stream().noneMatch(line -> mayReceive(order, line.line(), by))) {
            throw refused();
        }
    }

    /** Whether goods of it are taken: as received, or as late once it is closed. */
    static boolean takesGoods(PurchaseOrder order) {
        return order.status().takesReceipts() || isClosed(order);
    }

    /** Whether what arrives is late. */
    static boolean isClosed(PurchaseOrder order) {
        return order.status() == OrderStatus.CLOSED || order.status() == OrderStatus.CLOSED_SHORT;
    }

    static NotAllowed refused() {
        return new NotAllowed("Goods are booked by Receivers; services also by the person who asked for them.");
    }
}
