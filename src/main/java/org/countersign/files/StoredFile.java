package org.countersign.files;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** Where the bytes of a file are, and what they must be. */
@Entity
@Table(name = "files")
class StoredFile implements Persistable<String> {

    @Id
    @Column(name = "id")
    private String id;

    @Enumerated(EnumType.STRING)
    @Column(name = "store")
    private FileSettings.Store store;

    @Column(name = "size")
    private int size;

    @Column(name = "sha256")
    private String sha256;

    @Column(name = "kept_at")
    private Instant keptAt;

    @Transient
    private boolean fresh;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected StoredFile() {}

    StoredFile(String id, FileSettings.Store store, int size, String sha256, Instant at) {
        this.id = id;
        this.store = store;
        this.size = size;
        this.sha256 = sha256;
        this.keptAt = at;
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

    FileSettings.Store store() {
        return store;
    }

    String sha256() {
        return sha256;
    }
}
