package org.countersign.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import org.countersign.invoicing.InvoiceId;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What was set off with an invoice by hand: a part of what was prepaid, or of a credit note. It can be undone, never changed. */
@Entity
@Table(name = "payment_allocations")
public class PaymentAllocation {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "invoice")
    private String invoice;

    @Column(name = "number")
    private int number;

    @Column(name = "source")
    private String source;

    @Column(name = "amount")
    private BigDecimal amount;

    @Column(name = "covered")
    private BigDecimal covered;

    @Column(name = "currency")
    private String currency;

    @Column(name = "allocated_by")
    private String allocatedBy;

    @Column(name = "allocated_at")
    private Instant allocatedAt;

    @Column(name = "undone_by")
    private @Nullable String undoneBy;

    @Column(name = "undone_at")
    private @Nullable Instant undoneAt;

    @Column(name = "undone_reason")
    private @Nullable String undoneReason;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentAllocation() {}

    PaymentAllocation(
            InvoiceId invoice,
            int number,
            InvoiceId source,
            BigDecimal amount,
            BigDecimal covered,
            String currency,
            UserId by,
            Instant at) {
        this.id = invoice + "/A" + number;
        this.invoice = invoice.value();
        this.number = number;
        this.source = source.value();
        this.amount = amount;
        this.covered = covered;
        this.currency = currency;
        this.allocatedBy = by.value();
        this.allocatedAt = at;
    }

    void undo(String reason, UserId by, Instant at) {
        this.undoneReason = reason;
        this.undoneBy = by.value();
        this.undoneAt = at;
    }

    /** Its id: that of the invoice, and a number. */
    String id() {
        return id;
    }

    /** Its number among what was set off with the invoice, from 1. */
    public int number() {
        return number;
    }

    /** The invoice that is settled by it. */
    public InvoiceId invoice() {
        return new InvoiceId(invoice);
    }

    /** The prepayment or credit note that it is taken from. */
    public InvoiceId source() {
        return new InvoiceId(source);
    }

    /** How much. */
    public BigDecimal amount() {
        return amount;
    }

    /** How much of it is what the invoice itself counts as prepaid, and asks for no more. */
    public BigDecimal covered() {
        return covered;
    }

    /** How much of it settles what the invoice asks for. */
    public BigDecimal settled() {
        return amount.subtract(covered);
    }

    /** ISO 4217 code. */
    public String currency() {
        return currency;
    }

    /** Who did it. */
    public UserId allocatedBy() {
        return new UserId(allocatedBy);
    }

    /** When, UTC. */
    public Instant allocatedAt() {
        return allocatedAt;
    }

    /** Whether it was undone, and counts nothing. */
    public boolean isUndone() {
        return undoneAt != null;
    }

    /** Who undid it; null where nobody did. */
    public @Nullable UserId undoneBy() {
        return undoneBy == null ? null : new UserId(undoneBy);
    }

    /** When, UTC. */
    public @Nullable Instant undoneAt() {
        return undoneAt;
    }

    /** Why. */
    public @Nullable String undoneReason() {
        return undoneReason;
    }
}
