package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** The bytes of an invoice, as received. */
@Entity
@Table(name = "invoice_originals")
class InvoiceOriginal {

    @Id
    @Column(name = "invoice")
    private String invoice;

    @Version
    private @Nullable Long version;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceOriginal() {}

    InvoiceOriginal(InvoiceId invoice, String mediaType, byte[] content) {
        this.invoice = invoice.value();
        this.mediaType = mediaType;
        this.content = content.clone();
    }

    String mediaType() {
        return mediaType;
    }

    byte[] content() {
        return content.clone();
    }
}
