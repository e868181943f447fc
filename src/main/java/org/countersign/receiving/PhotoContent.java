package org.countersign.receiving;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.Length;
import org.springframework.data.domain.Persistable;

/** The bytes of a photo, apart from what lists ask for. */
@Entity
@Table(name = "goods_receipt_photo_contents")
class PhotoContent implements Persistable<String> {

    @Id
    @Column(name = "photo")
    private String photo;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    @Transient
    private boolean fresh;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PhotoContent() {}

    PhotoContent(String photo, byte[] content) {
        this.photo = photo;
        this.content = content.clone();
        this.fresh = true;
    }

    @Override
    public String getId() {
        return photo;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    byte[] content() {
        return content.clone();
    }
}
