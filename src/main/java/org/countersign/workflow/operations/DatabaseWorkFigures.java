package org.countersign.workflow.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.operations.WorkFigures;
import org.countersign.workflow.support.JobExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts in the engine's tables and ours: five statements, each over what is open alone. */
@Component
class DatabaseWorkFigures implements WorkFigures {

    private static final int MOST_STEPS = 50;

    private final JdbcClient database;
    private final JobExecution execution;
    private final Clock clock;

    DatabaseWorkFigures(JdbcClient database, JobExecution execution, Clock clock) {
        this.database = database;
        this.execution = execution;
        this.clock = clock;
    }

    private record Due(long count, Optional<Instant> oldest) {}

    @Override
    public Figures figures() {
        var due = due();
        return new Figures(
                execution.isActive(), due.count(), due.oldest().orElse(null), failed(), incidents(), mails(), steps());
    }

    private Due due() {
        return database.sql("""
            select count(*) as due, min(coalesce(j.DUEDATE_, j.CREATE_TIME_)) as oldest from ACT_RU_JOB j
            where j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1 and (j.DUEDATE_ is null or j.DUEDATE_ <= :now)
            and (j.LOCK_EXP_TIME_ is null or j.LOCK_EXP_TIME_ < :now) and j.HANDLER_TYPE_ <> 'history-cleanup'
            """)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Due(
                        row.getLong("due"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant)))
                .single();
    }

    private long failed() {
        return database.sql("select count(*) from ACT_RU_JOB j where j.RETRIES_ <= 0")
                .query(Long.class)
                .single();
    }

    private List<StepCount> incidents() {
        return database.sql("""
            select coalesce(d.KEY_, 'none') as process, coalesce(i.ACTIVITY_ID_, 'none') as step,
                count(*) as incidents
            from ACT_RU_INCIDENT i left join ACT_RE_PROCDEF d on d.ID_ = i.PROC_DEF_ID_
            where i.CAUSE_INCIDENT_ID_ = i.ID_
            group by coalesce(d.KEY_, 'none'), coalesce(i.ACTIVITY_ID_, 'none')
            order by count(*) desc limit :most
            """)
                .param("most", MOST_STEPS)
                .query((row, number) ->
                        new StepCount(row.getString("process"), row.getString("step"), row.getLong("incidents")))
                .list();
    }

    private Map<String, Long> mails() {
        var counted = new HashMap<String, Long>();
        database.sql("select status, count(*) as mails from mails where status in ('PENDING', 'SENDING', 'FAILED')"
                        + " group by status")
                .query(row -> {
                    counted.put(row.getString("status"), row.getLong("mails"));
                });
        return counted;
    }

    private Map<Age, Long> steps() {
        var counted = new EnumMap<Age, Long>(Age.class);
        database.sql("""
            select aged.age as age, count(*) as steps from (
                select case when step.opened_at > :day then 'DAY' when step.opened_at > :three then 'THREE_DAYS'
                    when step.opened_at > :week then 'WEEK' when step.opened_at > :weeks then 'TWO_WEEKS'
                    else 'LONGER' end as age
                from approval_cycles asked join approval_steps step on step.cycle_id = asked.id
                where asked.outcome = 'PENDING' and asked.superseded = false and step.opened_at is not null
                and step.outcome is null and step.not_needed = false) aged
            group by aged.age
            """)
                .param("day", daysAgo(1))
                .param("three", daysAgo(3))
                .param("week", daysAgo(7))
                .param("weeks", daysAgo(14))
                .query(row -> {
                    counted.put(Age.valueOf(row.getString("age")), row.getLong("steps"));
                });
        return counted;
    }

    private LocalDateTime daysAgo(int days) {
        return LocalDateTime.ofInstant(clock.instant().minus(Duration.ofDays(days)), ZoneOffset.UTC);
    }
}
