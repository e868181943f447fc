package org.countersign.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.countersign.shared.HoldEnded;
import org.countersign.shared.Restore;
import org.countersign.shared.RestoredPart;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The trail of a restored database. The anchor outside of it tells at the start that the database was set back, whoever did
 * that; and once the restore is released, that the chain goes on from where the backup ends.
 */
@Component
class RestoredTrail implements RestoredPart {

    private final AuditAnchor anchor;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    RestoredTrail(AuditAnchor anchor, JdbcTemplate jdbc, Clock clock) {
        this.anchor = anchor;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An empty database was not set back: it is a new one beside an old file. */
    @Override
    public boolean isSetBack() {
        var head = head();
        return head.stream()
                .anyMatch(found -> found.count() > 0
                        && anchor.lastNote()
                                .filter(note -> note.place() > found.count())
                                .isPresent());
    }

    @Override
    public void released(Restore restore) {
        head().forEach(found -> anchor.begin(found, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /** Another server let it go on, and this one has a file of its own. */
    @EventListener
    void on(HoldEnded ended) {
        if (isSetBack()) {
            head().forEach(found -> anchor.begin(found, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
    }

    private List<ChainHead> head() {
        return jdbc.query(
                "select place, last_mac, mac from audit_head where id = 1",
                (row, number) -> new ChainHead(
                        AuditSealer.GLOBAL, row.getLong("place"), row.getString("last_mac"), row.getString("mac")));
    }
}
