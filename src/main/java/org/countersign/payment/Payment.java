package org.countersign.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import org.countersign.invoicing.InvoiceId;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Money that went to a supplier for an invoice, or came back for a credit note; or what was set off instead. It is never
 * changed, but it can be reversed, and counts nothing then.
 */
@Entity
@Table(name = "payments")
public class Payment {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "invoice")
    private String invoice;

    @Column(name = "amount")
    private BigDecimal amount;

    @Column(name = "paid_at")
    private Instant paidAt;

    @Column(name = "reference")
    private @Nullable String reference;

    @Column(name = "discount")
    private BigDecimal discount = BigDecimal.ZERO;

    @Embedded
    private @Nullable PaymentRates rates;

    @Column(name = "booked_by")
    private String bookedBy;

    @Column(name = "booked_at")
    private Instant bookedAt;

    @Column(name = "run_item")
    private @Nullable String runItem;

    @Column(name = "allocation")
    private @Nullable String allocation;

    @Column(name = "reversed_by")
    private @Nullable String reversedBy;

    @Column(name = "reversed_at")
    private @Nullable Instant reversedAt;

    @Column(name = "reversal_reason")
    private @Nullable String reversalReason;

    @Column(name = "discount_lost")
    private @Nullable BigDecimal discountLost;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Payment() {}

    Payment(
            InvoiceId invoice,
            int number,
            BigDecimal amount,
            BigDecimal discount,
            @Nullable PaymentRates rates,
            Instant paidAt,
            @Nullable String reference,
            UserId by,
            Instant at) {
        this.id = invoice + "/" + number;
        this.invoice = invoice.value();
        this.amount = amount;
        this.discount = discount;
        this.rates = rates;
        this.paidAt = paidAt;
        this.reference = reference;
        this.bookedBy = by.value();
        this.bookedAt = at;
    }

    /** The same payment, made by a transfer of a payment run. */
    Payment ofRun(@Nullable String item) {
        this.runItem = item;
        return this;
    }

    /** The same payment, where nothing was paid but something set off. */
    Payment ofAllocation(@Nullable String id) {
        this.allocation = id;
        return this;
    }

    void reverse(String reason, UserId by, Instant at) {
        this.reversalReason = reason;
        this.reversedBy = by.value();
        this.reversedAt = at;
    }

    /**
     * Not all of the invoice is paid in time any more, so nothing was taken off.
     *
     * @return what was
     */
    BigDecimal loseDiscount() {
        var lost = discount;
        discountLost = lost;
        discount = BigDecimal.ZERO;
        return lost;
    }

    /** What was taken off until another part of what was paid was taken back; null where nothing was, or it still is. */
    public @Nullable BigDecimal discountLost() {
        return discountLost;
    }

    /** Its id: that of the invoice and a number. */
    public String id() {
        return id;
    }

    /** Its number among the payments of the invoice, from 1. */
    public int number() {
        return Integer.parseInt(id.substring(id.lastIndexOf('/') + 1));
    }

    /** The invoice that was paid. */
    public InvoiceId invoice() {
        return new InvoiceId(invoice);
    }

    /** How much, counted like the invoice's payable amount. */
    public BigDecimal amount() {
        return amount;
    }

    /** What was taken off beside it for paying early; zero where nothing was. */
    public BigDecimal discount() {
        return discount;
    }

    /** What it came to in base currency; null where it was paid in base currency, or no rate was known. */
    public @Nullable PaymentRates rates() {
        return rates;
    }

    /** When it was paid, UTC. */
    public Instant paidAt() {
        return paidAt;
    }

    /** The bank's or our own reference. */
    public @Nullable String reference() {
        return reference;
    }

    /** Who booked it. */
    public UserId bookedBy() {
        return new UserId(bookedBy);
    }

    /** When it was booked, UTC. */
    public Instant bookedAt() {
        return bookedAt;
    }

    /** The part of a payment run that made it; null where it was booked by hand. */
    @Nullable
    String runItem() {
        return runItem;
    }

    /** Whether a payment run made it. */
    public boolean isOfRun() {
        return runItem != null;
    }

    /** What was set off; null where money moved. */
    @Nullable
    String allocation() {
        return allocation;
    }

    /** Whether nothing was paid, but something set off by hand. */
    public boolean isSetOff() {
        return allocation != null;
    }

    /** Whether it was taken back, and counts nothing. */
    public boolean isReversed() {
        return reversedAt != null;
    }

    /** Who took it back; null where nobody did. */
    public @Nullable UserId reversedBy() {
        return reversedBy == null ? null : new UserId(reversedBy);
    }

    /** When, UTC. */
    public @Nullable Instant reversedAt() {
        return reversedAt;
    }

    /** Why. */
    public @Nullable String reversalReason() {
        return reversalReason;
    }
}
