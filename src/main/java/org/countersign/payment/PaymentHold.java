package org.countersign.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.countersign.invoicing.InvoiceId;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** An invoice that is not to be paid for the time being: somebody disputes it, or what was paid came back. */
@Entity
@Table(name = "payment_holds")
public class PaymentHold {

    @Id
    @Column(name = "invoice")
    private String invoice;

    @Version
    private @Nullable Long version;

    @Column(name = "reason")
    private String reason;

    @Column(name = "came_back")
    private boolean cameBack;

    @Column(name = "held_by")
    private String heldBy;

    @Column(name = "held_at")
    private Instant heldAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentHold() {}

    PaymentHold(InvoiceId invoice, String reason, UserId by, Instant at) {
        this.invoice = invoice.value();
        this.reason = reason;
        this.heldBy = by.value();
        this.heldAt = at;
    }

    /** What was paid came back: until somebody has looked at the supplier's account, it would come back again. */
    static PaymentHold ofReturn(InvoiceId invoice, String reason, UserId by, Instant at) {
        var hold = new PaymentHold(invoice, reason, by, at);
        hold.cameBack = true;
        return hold;
    }

    /** Whether it is held because what was paid came back. */
    public boolean isReturn() {
        return cameBack;
    }

    /** The invoice. */
    public InvoiceId invoice() {
        return new InvoiceId(invoice);
    }

    /** Why it is not to be paid. */
    public String reason() {
        return reason;
    }

    /** Who said so. */
    public UserId heldBy() {
        return new UserId(heldBy);
    }

    /** When, UTC. */
    public Instant heldAt() {
        return heldAt;
    }
}
