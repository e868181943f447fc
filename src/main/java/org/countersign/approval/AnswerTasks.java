package org.countersign.approval;

import java.util.List;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to the tasks of approval steps, for answers that come by other doors than the task's own form. */
public interface AnswerTasks {

    /** Ids of the tasks that a person may answer: theirs, or offered to them or a group of theirs and taken by nobody else. */
    List<String> waitingFor(UserId user);

    /**
     * Answers a task as the person would, in the caller's transaction: the task's own checks apply, and those of the step.
     *
     * @param lines numbers of the lines that are rejected, as they were written; null or blank for all that is asked about
     * @return whether there is such a task
     * @throws org.countersign.shared.RuleViolation where the answer is refused; the task stays as it is
     */
    boolean answer(String task, Decision decision, @Nullable String lines, @Nullable String comment, UserId by);
}
