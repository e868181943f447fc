package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.countersign.files.CheckedFile;
import org.countersign.files.FileSize;
import org.countersign.files.FileType;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A quote, a specification or another file of a requisition, without its bytes. */
@Entity
@Table(name = "requisition_attachments")
public class RequisitionAttachment implements Persistable<String> {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "requisition")
    private String requisition;

    @Column(name = "position")
    private int position;

    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    private FileType type;

    @Column(name = "size")
    private int size;

    @Column(name = "sha256")
    private String sha256;

    @Column(name = "added_at")
    private Instant addedAt;

    @Column(name = "added_by")
    private String addedBy;

    @Column(name = "removed_at")
    private @Nullable Instant removedAt;

    @Transient
    private boolean fresh;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected RequisitionAttachment() {}

    RequisitionAttachment(
            String id, RequisitionNumber requisition, int position, CheckedFile file, Instant at, UserId by) {
        this(id, requisition, position, file.name(), file.type(), file.size(), file.sha256(), at, by);
    }

    private RequisitionAttachment(
            String id,
            RequisitionNumber requisition,
            int position,
            String name,
            FileType type,
            int size,
            String sha256,
            Instant at,
            UserId by) {
        this.id = id;
        this.requisition = requisition.value();
        this.position = position;
        this.name = name;
        this.type = type;
        this.size = size;
        this.sha256 = sha256;
        this.addedAt = at;
        this.addedBy = by.value();
        this.fresh = true;
    }

    /** The same file at another requisition, under an id of its own. */
    RequisitionAttachment copy(String copy, RequisitionNumber to, int position, Instant at, UserId by) {
        return new RequisitionAttachment(copy, to, position, name, type, size, sha256, at, by);
    }

    void remove(Instant at) {
        removedAt = at;
    }

    int position() {
        return position;
    }

    boolean isSameAs(CheckedFile file) {
        return name.equals(file.name()) && sha256.equals(file.sha256());
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** Number of its requisition. */
    public RequisitionNumber requisition() {
        return new RequisitionNumber(requisition);
    }

    /** Its file name, harmless, with an ending that belongs to its type. */
    public String name() {
        return name;
    }

    /** What it is, by its bytes. */
    public FileType type() {
        return type;
    }

    /** Its bytes. */
    public int size() {
        return size;
    }

    /** Its size for people. */
    public String shownSize() {
        return FileSize.text(size);
    }

    /** SHA-256 of its bytes, in hexadecimal digits; the audit trail has it too. */
    public String sha256() {
        return sha256;
    }

    /** When it was added, UTC. */
    public Instant addedAt() {
        return addedAt;
    }

    /** Who added it. */
    public UserId addedBy() {
        return new UserId(addedBy);
    }

    /** When it was taken away, UTC, after somebody was asked about it; null while it belongs to the requisition. */
    public @Nullable Instant removedAt() {
        return removedAt;
    }
}
