package org.countersign.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.HoldEnded;
import org.countersign.shared.Restore;
import org.countersign.shared.RestoredPart;
import org.countersign.shared.UserId;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The trail of a restored database. The anchor outside of it tells at the start that the database was set back, whoever did
 * that; and once the restore is released, that the chain goes on from where the backup ends.
 */
@Component
class RestoredTrail implements RestoredPart {

    private static final Actor VERIFYING = new Actor(UserId.SYSTEM, Set.of(Group.OPERATIONS.id()));

    private final AuditAnchor anchor;
    private final AuditVerifier verifier;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    RestoredTrail(AuditAnchor anchor, AuditVerifier verifier, JdbcTemplate jdbc, Clock clock) {
        this.anchor = anchor;
        this.verifier = verifier;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An empty database was not set back: it is a new one beside an old file. Nor is one that was released by another server, while
     * this one, with a file of its own, was down: the trail proves that.
     */
    @Override
    public boolean isSetBack() {
        var ahead = ahead();
        if (ahead.filter(note -> wasReleasedAfter(note.at())).isPresent()) {
            beginAnew();
            return false;
        }
        return ahead.isPresent();
    }

    private Optional<AuditAnchor.Note> ahead() {
        // The note first: another server that goes on meanwhile moves the head, and then notes it.
        var last = anchor.lastNote();
        return last.flatMap(note -> head().stream()
                .filter(found -> found.count() > 0 && note.place() > found.count())
                .map(found -> note)
                .findFirst());
    }

    private boolean wasReleasedAfter(Instant noted) {
        return jdbc
                .queryForList(
                        "select distinct document from audit_entries where event = ? and recorded_at > ?",
                        String.class,
                        Restore.RELEASED,
                        AuditRecord.stored(noted))
                .stream()
                .anyMatch(document ->
                        verifier.verify(new DocumentNumber(document), VERIFYING).verified());
    }

    @Override
    public void released(Restore restore) {
        beginAnew();
    }

    /** Another server let it go on, and this one has a file of its own. */
    @EventListener
    void on(HoldEnded ended) {
        if (ahead().isPresent()) {
            beginAnew();
        }
    }

    private void beginAnew() {
        head().forEach(found -> anchor.begin(found, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private List<ChainHead> head() {
        return jdbc.query(
                "select place, last_mac, mac from audit_head where id = 1",
                (row, number) -> new ChainHead(
                        AuditSealer.GLOBAL, row.getLong("place"), row.getString("last_mac"), row.getString("mac")));
    }
}
