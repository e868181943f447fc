package org.countersign.models;

import java.util.List;
import java.util.Optional;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;

/** Port to the processes that run, and to what moves them to another version. Checks no right: {@link ModelMigrations} does. */
public interface ProcessMigrations {

    /**
     * How a batch stands.
     *
     * @param remaining how many are still to be moved, the failed ones among them
     * @param failed how many failed as often as they are tried
     */
    record BatchProgress(boolean suspended, long remaining, long failed) {}

    /** A process that a batch could not move, and what the engine said. */
    record Failure(RunningInstance instance, String message) {}

    /** The versions of a process on which something runs, and the newest, the newest first. */
    List<RunningVersion> running(String key);

    /** Whether there is such a version of a process. */
    boolean exists(String key, int version);

    /** Processes that run on a version. */
    List<RunningInstance> instances(String key, int version, long from, int most);

    /** How many processes run on a version. */
    long count(String key, int version);

    /** The process of that id, or else the first of that document, that runs on a version. */
    Optional<RunningInstance> instance(String key, int version, String idOrDocument);

    /** Where processes can stand in a version. */
    List<MigrationElement> places(String key, int version);

    /** What a plan would do. Changes nothing. */
    MigrationReport report(MigrationPlan plan);

    /** Why a process cannot be moved, found by moving it and taking that back; empty where it can. */
    List<Explanation> rehearse(MigrationPlan plan, String instance);

    /**
     * Moves one process, in the caller's transaction.
     *
     * @return why it cannot be moved; then nothing is moved. Empty where it was
     */
    List<Explanation> migrate(MigrationPlan plan, String instance, UserId by);

    /** The processes that lose nothing. */
    List<String> movable(MigrationPlan plan);

    /**
     * Has processes moved one by one in the background, once the caller's transaction is committed.
     *
     * @return id of the batch
     */
    String begin(MigrationPlan plan, List<String> instances, UserId by);

    /** How a batch stands; empty once it is through. */
    Optional<BatchProgress> progress(String batch);

    /** What a batch could not move. @param most how many at the most */
    List<Failure> failures(String batch, int most);

    /** Halts a batch, or has it go on. @return whether it was still there */
    boolean suspend(String batch, boolean suspended);

    /** Has a batch try again what failed. @return whether it was still there */
    boolean retry(String batch);

    /** Ends a batch; what it has not moved stays where it is. */
    void stop(String batch);
}
