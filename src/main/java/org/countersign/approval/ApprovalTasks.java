package org.countersign.approval;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to the tasks in which steps are answered. Called in the transaction that changes the steps. */
public interface ApprovalTasks {

    /** Who has the task to themselves; empty where it is offered to several. */
    Optional<UserId> takenBy(String task);

    /**
     * The task goes to somebody else, and to nobody but them and those whom an escalation asked.
     *
     * @param escalatedTo whom an escalation asked; where there are any, the task is offered to all of them
     * @param onBehalfOf for whom they decide; null where they decide for themselves
     * @return whether there is such a task
     */
    boolean handOver(String task, UserId to, @Nullable UserId onBehalfOf, Set<UserId> escalatedTo);

    /** What an escalation asked of one, somebody else may answer instead; nothing else about the task changes. */
    void passOn(String task, UserId from, UserId to);

    /**
     * The task is with this person for a while, who says something to it and gives it back.
     *
     * @return whether there is such a task
     */
    boolean lend(String task, UserId to);

    /**
     * The task is back from whom it was lent to.
     *
     * @param to whose it is again; null where it is offered to several
     * @param stays whether it is offered to whoever had it too, because they are asked by now
     */
    void giveBack(String task, @Nullable UserId to, UserId from, boolean stays);

    /**
     * Something is to be done about the task at another time than before.
     *
     * @param step whose task it is
     * @param next when something is done about the unanswered step
     * @param reminder when somebody is reminded
     * @param decideBy until when an answer is wanted
     */
    void reschedule(String task, String step, Instant next, Instant reminder, Instant decideBy);

    /** Whether the tasks of the document's open level can be taken back. */
    boolean canAskAnew(DocumentNumber document);

    /**
     * Takes back the tasks of the document's open level, which was closed before, and has it opened anew: it finds out
     * once more who may answer, or that nobody may (R03).
     */
    void askAnew(DocumentNumber document);
}
