package org.countersign.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.countersign.shared.UserId;

/** A reminder that waits for the one mail of the day. */
@Entity
@Table(name = "digest_entries")
class DigestEntry {

    @EmbeddedId
    private Key key;

    @Column(name = "noted_at")
    private Instant notedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected DigestEntry() {}

    DigestEntry(UserId person, String step, Instant at) {
        this.key = new Key(person.value(), step);
        this.notedAt = at;
    }

    String step() {
        return key.step();
    }

    /** Since when it waits for the next mail: the first morning after that. */
    Instant notedAt() {
        return notedAt;
    }

    /** It waits on, for the mail of another day. */
    void waitOn(Instant now) {
        notedAt = now;
    }

    /** Whom and about what: once a mail. */
    @Embeddable
    record Key(
            @Column(name = "person") String person,
            @Column(name = "step") String step) implements Serializable {}
}
