package org.countersign.workflow.operations;

import static org.countersign.workflow.operations.StuckRows.because;
import static org.countersign.workflow.operations.StuckRows.ofOperations;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.countersign.operations.Condition;
import org.countersign.operations.OperationsSettings;
import org.countersign.operations.Remedy;
import org.countersign.operations.StuckStatement;
import org.countersign.operations.StuckWatch;
import org.countersign.workflow.operations.DatabaseWatch.Question;
import org.countersign.workflow.operations.DatabaseWatch.Times;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stuck because a job failed, is late, or was suspended. */
@Configuration(proxyBeanMethods = false)
class JobWatches {

    /** A failed mail has an incident too; it is shown as a mail, which can be sent again, and not twice. */
    private static final String INCIDENTS = """
        select i.ID_ as subject,
            coalesce(p.BUSINESS_KEY_, concat('process:', i.PROC_INST_ID_), concat('model:', d.KEY_), 'engine:jobs')
                as document,
            i.INCIDENT_TIMESTAMP_ as since, d.KEY_ as model, i.ACTIVITY_ID_ as step, i.PROC_INST_ID_ as instance,
            i.INCIDENT_MSG_ as detail, null as owner, i.INCIDENT_TYPE_ as extra
        from ACT_RU_INCIDENT i
        left join ACT_RU_EXECUTION p on p.ID_ = i.PROC_INST_ID_
        left join ACT_RE_PROCDEF d on d.ID_ = i.PROC_DEF_ID_
        where i.CAUSE_INCIDENT_ID_ = i.ID_
        and (coalesce(d.KEY_, '') <> 'mail-delivery' or not exists (select 1 from mails m
            where m.document = p.BUSINESS_KEY_ and m.status in ('FAILED', 'SENDING')))
        """;

    private static final String JOB = """
        select j.ID_ as subject,
            coalesce(p.BUSINESS_KEY_, concat('process:', j.PROCESS_INSTANCE_ID_),
                concat('model:', j.PROCESS_DEF_KEY_), 'engine:jobs') as document,
            coalesce(j.DUEDATE_, j.CREATE_TIME_) as since, j.PROCESS_DEF_KEY_ as model, f.ACT_ID_ as step,
            j.PROCESS_INSTANCE_ID_ as instance, j.EXCEPTION_MSG_ as detail, null as owner, j.LOCK_OWNER_ as extra
        """;

    private static final String BESIDE = """
        left join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_
        left join ACT_RU_JOBDEF f on f.ID_ = j.JOB_DEF_ID_
        """;

    private static final Question WITHOUT_ATTEMPTS = jobs("""
        j.RETRIES_ <= 0 and not exists (select 1 from ACT_RU_INCIDENT i where i.CONFIGURATION_ = j.ID_)
        """);

    /** The nightly clearing of history has a job that is due all day and begins in its window. */
    private static final Question OVERDUE = jobs("""
        j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1 and (j.DUEDATE_ is null or j.DUEDATE_ <= :late)
        and (j.DUEDATE_ is not null or j.CREATE_TIME_ <= :late)
        and (j.LOCK_EXP_TIME_ is null or j.LOCK_EXP_TIME_ < :now) and j.HANDLER_TYPE_ <> 'history-cleanup'
        """);

    private static Question jobs(String which) {
        return Question.of(
                JOB,
                "ACT_RU_JOB j",
                "j.ID_",
                "coalesce(j.DUEDATE_, j.CREATE_TIME_)",
                "j.PROCESS_INSTANCE_ID_",
                BESIDE,
                which);
    }

    private static final String SUSPENDED_PROCESSES = """
        select concat('instance:', e.ID_) as subject,
            coalesce(e.BUSINESS_KEY_, concat('process:', e.ID_)) as document,
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.PROC_INST_ID_ = e.ID_
                and o.OPERATION_TYPE_ = 'Suspend') as since,
            d.KEY_ as model, e.ACT_ID_ as step, e.ID_ as instance, e.ID_ as detail, d.KEY_ as owner, d.KEY_ as extra
        from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
        where e.PARENT_ID_ is null and e.SUSPENSION_STATE_ = 2
        """;

    private static final String SUSPENDED = SUSPENDED_PROCESSES + """
        union all
        select concat('model:', d.ID_), concat('model:', d.KEY_),
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.PROC_DEF_ID_ = d.ID_
                and o.OPERATION_TYPE_ = 'SuspendProcessDefinition'),
            d.KEY_, null, null, cast(d.VERSION_ as char(12)), d.KEY_, d.KEY_
        from ACT_RE_PROCDEF d where d.SUSPENSION_STATE_ = 2
        union all
        select concat('jobs:', f.ID_), concat('model:', f.PROC_DEF_KEY_),
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.JOB_DEF_ID_ = f.ID_),
            f.PROC_DEF_KEY_, f.ACT_ID_, null, f.ID_, f.PROC_DEF_KEY_, f.PROC_DEF_KEY_
        from ACT_RU_JOBDEF f where f.SUSPENSION_STATE_ = 2
        """;

    @Bean
    StuckWatch incidents(JdbcClient database, JobRemedies remedies) {
        return new DatabaseWatch(
                Condition.INCIDENT,
                database,
                Times.OF_THE_ENGINE,
                INCIDENTS,
                Map::of,
                row -> ofOperations(
                        Condition.INCIDENT,
                        row,
                        row.detail() == null
                                ? because(StuckStatement.INCIDENT_WITHOUT_MESSAGE)
                                : because(StuckStatement.INCIDENT, StuckRows.brief(row.detail())),
                        "failedJob".equals(row.extra()) ? Set.of(Remedy.RETRY, Remedy.DUE_TIME) : Set.of()),
                remedies::retryIncident);
    }

    @Bean
    StuckWatch jobsWithoutAttempts(JdbcClient database, JobRemedies remedies) {
        return new DatabaseWatch(
                Condition.JOB_WITHOUT_ATTEMPTS,
                database,
                Times.OF_THE_ENGINE,
                WITHOUT_ATTEMPTS,
                Map::of,
                row -> ofOperations(
                        Condition.JOB_WITHOUT_ATTEMPTS,
                        row,
                        because(StuckStatement.JOB_WITHOUT_ATTEMPTS, StuckRows.brief(row.detailOr("–"))),
                        Set.of(Remedy.RETRY, Remedy.DUE_TIME)),
                remedies::retryJob);
    }

    @Bean
    StuckWatch overdueJobs(JdbcClient database, JobRemedies remedies, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.JOB_OVERDUE,
                database,
                Times.OF_THE_ENGINE,
                OVERDUE,
                () -> Map.of(
                        "late", Timestamp.from(clock.instant().minus(settings.jobLate())),
                        "now", Timestamp.from(clock.instant())),
                row -> ofOperations(
                        Condition.JOB_OVERDUE,
                        row,
                        row.extra() == null
                                ? because(StuckStatement.JOB_NOT_BEGUN)
                                : because(StuckStatement.JOB_NEVER_ENDED, row.extra()),
                        Set.of(Remedy.RETRY, Remedy.DUE_TIME)),
                remedies::retryJob);
    }

    @Bean
    StuckWatch suspended(JdbcClient database, JobRemedies remedies) {
        return new DatabaseWatch(
                Condition.SUSPENDED,
                database,
                Times.OF_THE_ENGINE,
                Question.of(SUSPENDED).along(SUSPENDED_PROCESSES + " and e.BUSINESS_KEY_ = :document"),
                Map::of,
                row -> ofOperations(
                        Condition.SUSPENDED,
                        row,
                        row.subject().startsWith(JobRemedies.MODEL)
                                ? because(
                                        StuckStatement.MODEL_SUSPENDED,
                                        row.detailOr("?").strip())
                                : because(
                                        row.subject().startsWith(JobRemedies.JOBS)
                                                ? StuckStatement.JOBS_SUSPENDED
                                                : StuckStatement.PROCESS_SUSPENDED),
                        Set.of(Remedy.RETRY)),
                remedies::resume);
    }
}
