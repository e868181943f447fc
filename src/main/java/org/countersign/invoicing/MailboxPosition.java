package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a mailbox was read, and whether it answers; the same for all servers. */
@Entity
@Table(name = "invoice_mailboxes")
class MailboxPosition {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "address")
    private String address;

    @Column(name = "uid_validity")
    private @Nullable Long uidValidity;

    @Column(name = "last_uid")
    private @Nullable Long lastUid;

    @Column(name = "reached_at")
    private @Nullable Instant reachedAt;

    @Column(name = "failing_since")
    private @Nullable Instant failingSince;

    @Column(name = "last_error")
    private @Nullable String lastError;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected MailboxPosition() {}

    MailboxPosition(String id, String address) {
        this.id = id;
        this.address = XmlNode.shortened(address, 500);
    }

    /** @return the number of the last mail that was read; null where this mailbox was never read under these numbers */
    @Nullable
    Long lastOf(long validity) {
        return uidValidity == null || uidValidity != validity ? null : lastUid;
    }

    void read(long validity, long uid) {
        var known = lastOf(validity);
        uidValidity = validity;
        lastUid = known == null ? uid : Math.max(known, uid);
    }

    void reached(Instant at) {
        reachedAt = at;
        failingSince = null;
        lastError = null;
    }

    void failed(String why, Instant at) {
        failingSince = failingSince == null ? at : failingSince;
        lastError = XmlNode.shortened(why, 1000);
    }

    MailboxStanding standing() {
        return new MailboxStanding(address, reachedAt, failingSince, lastError);
    }
}
