package org.countersign.files;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.Length;
import org.springframework.data.domain.Persistable;

/** The bytes of a file that is kept in the database. */
@Entity
@Table(name = "file_contents")
class FileContent implements Persistable<String> {

    @Id
    @Column(name = "file")
    private String file;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    @Transient
    private boolean fresh;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected FileContent() {}

    FileContent(String file, byte[] content) {
        this.file = file;
        this.content = content.clone();
        this.fresh = true;
    }

    @Override
    public String getId() {
        return file;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    byte[] content() {
        return content.clone();
    }
}
