package org.countersign.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.OldRows;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Forgets what was put right together long ago: what became of each stands in its document's audit trail. */
@Component
class OldBatches implements NightlyWork {

    /** How long operations can look up what became of a batch. */
    static final Duration KEPT = Duration.ofDays(90);

    /** A batch has up to a thousand rows. */
    private static final int AT_ONCE = 5;

    private final NamedParameterJdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final Clock clock;

    OldBatches(NamedParameterJdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "old-batches";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(3, 40);
    }

    @Override
    public void work() {
        OldRows.delete(transactions, () -> {
            var old = old();
            if (!old.isEmpty()) {
                jdbc.update("delete from stuck_batch_items where batch in (:old)", Map.of("old", old));
                jdbc.update("delete from stuck_batches where id in (:old)", Map.of("old", old));
            }
            return old.size();
        });
    }

    private List<String> old() {
        return jdbc.queryForList(
                "select id from stuck_batches where finished_at < :before order by finished_at limit " + AT_ONCE,
                Map.of("before", LocalDateTime.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC)),
                String.class);
    }
}
