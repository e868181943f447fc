package org.countersign.mail;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.countersign.shared.Restore;
import org.countersign.shared.RestoredPart;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a backup has as waiting or failed may have gone out after it was taken: it is uncertain, and goes again only by a person
 * (R26).
 */
@Component
class RestoredMails implements RestoredPart {

    static final String WHY = "The database was restored from a backup%s: this mail may have gone out since.";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    RestoredMails(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public long seen(Restore restore) {
        return jdbc.update(
                "update mails set status = 'SENDING', attempted_at = ?, last_error = ?, version = version + 1"
                        + " where status in ('PENDING', 'SENDING', 'FAILED')",
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                why(restore));
    }

    /** Why nobody knows whether a mail went out. */
    static String why(Restore restore) {
        return WHY.formatted(restore.takenAt() == null ? "" : " of " + restore.takenAt());
    }
}
