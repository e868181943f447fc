package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What a supplier offers for a requisition as a whole. */
@Entity
@Table(name = "requisition_quotes")
public class RequisitionQuote implements Persistable<String> {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "requisition")
    private String requisition;

    @Column(name = "position")
    private int position;

    @Column(name = "supplier")
    private String supplier;

    @Column(name = "price")
    private BigDecimal price;

    @Column(name = "currency")
    private String currency;

    @Column(name = "attachment")
    private @Nullable String attachment;

    @Column(name = "chosen")
    private boolean chosen;

    @Column(name = "reason")
    private @Nullable String reason;

    @Transient
    private boolean fresh;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected RequisitionQuote() {}

    RequisitionQuote(
            RequisitionNumber requisition,
            int position,
            String supplier,
            Money price,
            @Nullable String attachment,
            boolean chosen,
            @Nullable String reason) {
        this.id = UUID.randomUUID().toString();
        this.requisition = requisition.value();
        this.position = position;
        this.supplier = supplier;
        this.price = price.amount();
        this.currency = price.currency().getCurrencyCode();
        this.attachment = attachment;
        this.chosen = chosen;
        this.reason = reason;
        this.fresh = true;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    /** Number of its requisition. */
    public RequisitionNumber requisition() {
        return new RequisitionNumber(requisition);
    }

    /** Who offers: a supplier's name or number, as the requester gave it. */
    public String supplier() {
        return supplier;
    }

    /** What it costs in all, net of tax. */
    public Money price() {
        return new Money(price, Currency.getInstance(currency)).rounded();
    }

    /** Id of the attachment that is the quote; null while there is none, and then it does not count. */
    public @Nullable String attachment() {
        return attachment;
    }

    /** Whether it is the one that shall be taken. */
    public boolean chosen() {
        return chosen;
    }

    /** Why it is the one; null for the others. */
    public @Nullable String reason() {
        return reason;
    }

    /** The quote in one line, for the audit trail. */
    String inWords() {
        return supplier + ": " + price() + (chosen ? " (chosen)" : "");
    }
}
