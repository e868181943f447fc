package org.countersign.workflow.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.countersign.operations.HistoryCleanup;
import org.countersign.workflow.support.EngineGateway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cleanup of the engine: a job of its own, that plans itself anew. Only what an index finds is counted. */
@Component
class EngineHistoryCleanup implements HistoryCleanup {

    private static final int MOST = 10_000;

    private final HistoryService history;
    private final EngineGateway engine;
    private final JdbcClient database;
    private final Clock clock;

    EngineHistoryCleanup(HistoryService history, EngineGateway engine, JdbcClient database, Clock clock) {
        this.history = history;
        this.engine = engine;
        this.database = database;
        this.clock = clock;
    }

    private record Removable(long count, Optional<Instant> oldest) {}

    @Override
    public Standing standing() {
        var removable = removable();
        return database.sql("select DUEDATE_, RETRIES_ from ACT_RU_JOB where HANDLER_TYPE_ = 'history-cleanup'"
                        + " order by case when DUEDATE_ is null then 1 else 0 end, DUEDATE_ limit 1")
                .query((row, number) -> new Standing(
                        removable.count(),
                        removable.oldest().orElse(null),
                        row.getTimestamp("DUEDATE_") == null
                                ? null
                                : row.getTimestamp("DUEDATE_").toInstant(),
                        row.getInt("RETRIES_")))
                .optional()
                .orElseGet(
                        () -> new Standing(removable.count(), removable.oldest().orElse(null), null, 0));
    }

    private Removable removable() {
        return database.sql("""
            select count(*) as removable, min(longest.REMOVAL_TIME_) as oldest from (
                select h.REMOVAL_TIME_ from ACT_HI_PROCINST h where h.REMOVAL_TIME_ <= :now
                order by h.REMOVAL_TIME_ limit :most) longest
            """)
                .param("now", Timestamp.from(clock.instant()))
                .param("most", MOST)
                .query((row, number) -> new Removable(
                        row.getLong("removable"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant)))
                .single();
    }

    @Override
    public void beginNow() {
        engine.asProduct(() -> history.cleanUpHistoryAsync(true));
    }
}
