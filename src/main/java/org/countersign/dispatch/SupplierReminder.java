package org.countersign.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.countersign.purchasing.PurchaseOrderNumber;

/** That a supplier was reminded of an order. */
@Entity
@Table(name = "supplier_reminders")
class SupplierReminder {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "purchase_order")
    private String order;

    @Column(name = "reminder_number")
    private int number;

    @Column(name = "reminded_at")
    private Instant at;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected SupplierReminder() {}

    SupplierReminder(PurchaseOrderNumber order, int number, Instant at) {
        this.id = order + "/" + number;
        this.order = order.value();
        this.number = number;
        this.at = at;
    }

    int number() {
        return number;
    }

    Instant at() {
        return at;
    }
}
