package org.countersign.dispatch;

import java.util.List;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.purchasing.PurchaseOrderEnded;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a supplier that an order which it has got is called off; who has no mail is told by the purchasing agent. */
@Component
class CancelledOrders {

    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final SupplierLinks links;
    private final SupplierLetters letters;
    private final Outbox outbox;

    CancelledOrders(
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            SupplierLinks links,
            SupplierLetters letters,
            Outbox outbox) {
        this.orders = orders;
        this.suppliers = suppliers;
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
    }

    @EventListener
    void on(PurchaseOrderEnded ended) {
        var order = orders.order(ended.number());
        outbox.reconsider(order.number().document());
        var supplier = suppliers.supplier(order.supplier()).orElse(null);
        var email = supplier == null ? null : supplier.email();
        if (ended.declined() || order.dispatchedAt() == null || supplier == null || email == null || email.isBlank()) {
            return;
        }
        var link = links.draw(order.number());
        var letter = letters.cancelled(order, supplier, link.url(), link.until(), ended.reason());
        outbox.queue(new Message(
                "order-cancelled/" + order.number(),
                order.number().document(),
                List.of(email),
                letter.subject(),
                letter.text(),
                letter.html(),
                List.of()));
    }
}
