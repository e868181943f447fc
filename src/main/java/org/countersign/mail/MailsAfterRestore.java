package org.countersign.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.countersign.audit.AuditLog;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Restore;
import org.countersign.shared.Restores;
import org.countersign.shared.UserId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Recognises mails that go out for the second time once a restored server goes on: it does again what it did in the time that
 * the backup does not know, and nobody but people knows that. What a person has brought about since is new.
 */
@Component
class MailsAfterRestore {

    private static final int LOOKED_AT = 50;

    private final Restores restores;
    private final AuditLog audit;
    private final Duration repeating;
    private final Clock clock;
    private volatile boolean over;

    MailsAfterRestore(
            Restores restores,
            AuditLog audit,
            @Value("${countersign.restore.repeating:1h}") Duration repeating,
            Clock clock) {
        this.restores = restores;
        this.audit = audit;
        this.repeating = repeating;
        this.clock = clock;
    }

    /** Why nobody knows whether a mail about this document, written now, went out before; empty where it certainly is new. */
    Optional<String> doubt(DocumentNumber document) {
        if (over) {
            return Optional.empty();
        }
        var restore = restores.last().filter(this::isRepeating);
        if (restore.isEmpty()) {
            // A server is stopped for a restore: there will be none until the next start.
            over = true;
            return Optional.empty();
        }
        var since =
                Objects.requireNonNullElse(restore.get().seenAt(), restore.get().restoredAt());
        var touched = audit.latestEntriesOf(LOOKED_AT, document).stream()
                .anyMatch(entry -> entry.at().isAfter(since) && !entry.by().equals(UserId.SYSTEM));
        return touched ? Optional.empty() : Optional.of(RestoredMails.why(restore.get()));
    }

    private boolean isRepeating(Restore restore) {
        var released = restore.releasedAt();
        return released == null || clock.instant().isBefore(released.plus(repeating));
    }
}
