package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.countersign.shared.UserId;

/** That a person said which line of an order a line of an invoice belongs to. */
@Embeddable
public class LinePaired {

    @Column(name = "purchase_order")
    private String purchaseOrder;

    @Column(name = "order_line")
    private int orderLine;

    @Column(name = "paired_by")
    private String by;

    @Column(name = "paired_at")
    private Instant at;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected LinePaired() {}

    LinePaired(String purchaseOrder, int orderLine, UserId by, Instant at) {
        this.purchaseOrder = purchaseOrder;
        this.orderLine = orderLine;
        this.by = by.value();
        this.at = at;
    }

    /** Number of the order. */
    public String purchaseOrder() {
        return purchaseOrder;
    }

    /** Its line. */
    public int orderLine() {
        return orderLine;
    }

    /** Who said so. */
    public UserId by() {
        return new UserId(by);
    }

    /** When, UTC. */
    public Instant at() {
        return at;
    }
}
