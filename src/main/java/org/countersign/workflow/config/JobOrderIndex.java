package org.countersign.workflow.config;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The index along which the engine finds the jobs that go first. As shipped it has none: with ten thousand timers due at
 * once, each look for the next three would sort them all.
 *
 * <p>The engine makes its tables itself, before or after our migrations run; so this is made once both are there.
 */
@Component
class JobOrderIndex {

    private final JdbcClient database;

    JobOrderIndex(JdbcClient database) {
        this.database = database;
    }

    void ensure() {
        database.sql("create index if not exists ix_act_ru_job_priority on ACT_RU_JOB (PRIORITY_ desc)")
                .update();
    }
}
