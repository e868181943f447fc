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

/** Money that went to a supplier for an invoice, or came back for a credit note. Never changed. */
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

    /** Its id: that of the invoice and a number. */
    public String id() {
        return id;
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
}
