package org.countersign.workflow.config;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Indexes of the engine's tables that it does not ship: what is looked for along them would be gone through whole.
 *
 * <p>The engine makes its tables itself, before or after our migrations run; so these are made once both are there. Their names
 * begin with ours, so that no later version of the engine meets them.
 */
@Component
class EngineIndexes {

    private static final List<String> INDEXES = List.of(
            // The jobs that go first: with ten thousand timers due at once, each look for the next three would sort
            // them all.
            "ix_act_ru_job_priority on ACT_RU_JOB (PRIORITY_ desc)",
            // How many stand where, and who stands at a step.
            "ix_act_ru_execution_place on ACT_RU_EXECUTION (PROC_DEF_ID_, ACT_ID_, IS_ACTIVE_)",
            // Whether a document has its process, and a process its document, for each of them.
            "ix_act_ru_execution_document on ACT_RU_EXECUTION (BUSINESS_KEY_, PROC_DEF_ID_, PARENT_ID_, SUPER_EXEC_)",
            // What runs on which version, and a page of it by document.
            "ix_act_ru_execution_version on ACT_RU_EXECUTION"
                    + " (PROC_DEF_ID_, PARENT_ID_, BUSINESS_KEY_, SUPER_EXEC_, SUSPENSION_STATE_)");

    private final JdbcClient database;

    EngineIndexes(JdbcClient database) {
        this.database = database;
    }

    void ensure() {
        INDEXES.forEach(
                index -> database.sql("create index if not exists " + index).update());
    }
}
