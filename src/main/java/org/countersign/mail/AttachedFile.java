package org.countersign.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.countersign.mail.Message.Attachment;
import org.hibernate.Length;

/** A file of a mail as it is kept. */
@Embeddable
class AttachedFile {

    @Column(name = "name")
    private String name;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected AttachedFile() {}

    AttachedFile(Attachment file) {
        this.name = file.name();
        this.mediaType = file.mediaType();
        this.content = file.content().clone();
    }

    String name() {
        return name;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] content() {
        return content.clone();
    }
}
