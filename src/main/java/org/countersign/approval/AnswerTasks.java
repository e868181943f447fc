package org.countersign.approval;

import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

/** Port to the tasks of approval steps, for answers that come by other doors than the task's own form. */
public interface AnswerTasks {

    /**
     * Ids of the open steps that a person may answer, a page of them: whose tasks are theirs, or offered to them or a group of
     * theirs and taken by nobody else. Not those that their answer would be refused to: the task of a group is offered to its
     * member too who asked for the document or has answered in the round (R04, R05), and a task is lent to whose advice is
     * asked.
     *
     * @param page in the words of {@link WaitingSteps}
     */
    Page<String> stepsFor(WaitingSearch search, Pageable page);

    /**
     * Answers a task as the person would, in the caller's transaction: the task's own checks apply, and those of the step.
     *
     * @param lines numbers of the lines that are rejected, as they were written; null or blank for all that is asked about
     * @return whether there is such a task
     * @throws org.countersign.shared.RuleViolation where the answer is refused; the task stays as it is
     */
    boolean answer(String task, Decision decision, @Nullable String lines, @Nullable String comment, UserId by);
}
