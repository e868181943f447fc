package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A supplier's number with the invoice that bore it first; kept for ever (R18). */
@Entity
@Table(name = "invoice_numbers")
class ClaimedNumber {

    @EmbeddedId
    private Key id;

    @Version
    private @Nullable Long version;

    @Column(name = "invoice")
    private String invoice;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ClaimedNumber() {}

    ClaimedNumber(Key id, InvoiceId invoice) {
        this.id = id;
        this.invoice = invoice.value();
    }

    String sender() {
        return id.supplier();
    }

    InvoiceId invoice() {
        return new InvoiceId(invoice);
    }

    /**
     * Whose number.
     *
     * @param supplier number of the supplier, or how the document names an unknown one
     * @param number normalized
     */
    @Embeddable
    record Key(
            @Column(name = "supplier_key") String supplier,
            @Column(name = "number_key") String number) implements Serializable {}
}
