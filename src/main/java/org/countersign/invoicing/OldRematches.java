package org.countersign.invoicing;

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

/** Forgets which invoices were compared again together long ago: what came of it stands with each invoice. */
@Component
class OldRematches implements NightlyWork {

    /** How long it can be looked up what became of them. */
    static final Duration KEPT = Duration.ofDays(90);

    /** One may have thousands of invoices. */
    private static final int AT_ONCE = 1;

    private final NamedParameterJdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final Clock clock;

    OldRematches(NamedParameterJdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "old-rematches";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(3, 45);
    }

    @Override
    public void work() {
        OldRows.delete(transactions, () -> {
            var old = old();
            if (!old.isEmpty()) {
                jdbc.update("delete from invoice_rematch_invoices where rematch in (:old)", Map.of("old", old));
                jdbc.update("delete from invoice_rematches where id in (:old)", Map.of("old", old));
            }
            return old.size();
        });
    }

    private List<String> old() {
        return jdbc.queryForList(
                "select id from invoice_rematches where finished_at < :before order by finished_at limit " + AT_ONCE,
                Map.of("before", LocalDateTime.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC)),
                String.class);
    }
}
