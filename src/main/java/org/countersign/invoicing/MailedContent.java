package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** The bytes of something that came by mail and could not be captured. */
@Entity
@Table(name = "invoice_mail_contents")
class MailedContent {

    @Id
    @Column(name = "document")
    private String document;

    @Version
    private @Nullable Long version;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected MailedContent() {}

    MailedContent(String document, byte[] content) {
        this.document = document;
        this.content = content.clone();
    }

    byte[] content() {
        return content.clone();
    }
}
