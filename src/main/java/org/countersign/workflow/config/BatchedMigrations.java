package org.countersign.workflow.config;

import org.camunda.bpm.engine.migration.MigrationPlan;

/** Who looks at each process before a batch moves it, whoever began the batch, and hears what came of it. */
public interface BatchedMigrations {

    /** Whether a process may be moved, in the transaction that would move it. Says itself why not. */
    boolean mayMove(String batch, MigrationPlan plan, String instance);

    /** A process was moved; in the same transaction. */
    void moved(String batch, String instance);

    /** The engine refuses to move a process as it stands; in the transaction that would have moved it. */
    void refused(String batch, String instance, String why);
}
