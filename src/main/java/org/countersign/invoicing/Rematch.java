package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** That invoices which wait are compared again, after what they are compared by has changed. */
@Entity
@Table(name = "invoice_rematches")
class Rematch {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Enumerated(EnumType.STRING)
    @Column(name = "reason")
    private RematchReason reason;

    @Column(name = "subject")
    private @Nullable String subject;

    @Column(name = "asked_by")
    private String askedBy;

    @Column(name = "asked_at")
    private Instant askedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    /** One that somebody asks for is made one at a time: the second click is the first one's. */
    @Column(name = "open_key")
    private @Nullable String openKey;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Rematch() {}

    Rematch(RematchReason reason, @Nullable String subject, UserId by, Instant at) {
        this.id = UUID.randomUUID().toString();
        this.reason = reason;
        this.subject = subject;
        this.askedBy = by.value();
        this.askedAt = at;
        this.openKey = reason == RematchReason.ASKED ? reason.name() : null;
    }

    void finish(Instant at) {
        finishedAt = at;
        openKey = null;
    }

    String id() {
        return id;
    }

    RematchReason reason() {
        return reason;
    }

    @Nullable
    String subject() {
        return subject;
    }

    UserId askedBy() {
        return new UserId(askedBy);
    }

    Instant askedAt() {
        return askedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }
}
