package org.countersign.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.countersign.purchasing.PurchaseOrderNumber;

/** What a supplier wrote to us about an order, without deciding anything. Kept as it was written. */
@Entity
@Table(name = "supplier_messages")
public class SupplierMessage {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "purchase_order")
    private String order;

    @Column(name = "message_text")
    private String text;

    @Column(name = "written_at")
    private Instant at;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected SupplierMessage() {}

    SupplierMessage(String id, PurchaseOrderNumber order, String text, Instant at) {
        this.id = id;
        this.order = order.value();
        this.text = text;
        this.at = at;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The order that it is about. */
    public PurchaseOrderNumber order() {
        return new PurchaseOrderNumber(order);
    }

    /** What was written. */
    public String text() {
        return text;
    }

    /** When it was written, UTC. */
    public Instant at() {
        return at;
    }
}
