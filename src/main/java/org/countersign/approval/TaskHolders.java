package org.countersign.approval;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.countersign.shared.UserId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Who has taken a task that several may answer: the others are not reminded of it, until it is given back (R07). They may
 * answer all the same.
 */
@Component
class TaskHolders {

    private final AdviceReminders advice;
    private final ObjectProvider<ApprovalTasks> tasks;

    TaskHolders(AdviceReminders advice, ObjectProvider<ApprovalTasks> tasks) {
        this.advice = advice;
        this.tasks = tasks;
    }

    /** Of several people whoever has taken the task of the step; all of them where none of them has. */
    Collection<UserId> of(ApprovalCycle cycle, ApprovalStep step, Collection<UserId> people) {
        return people.size() < 2
                ? people
                : holder(cycle, step)
                        .filter(people::contains)
                        .<Collection<UserId>>map(List::of)
                        .orElse(people);
    }

    /** Lent for advice it is still with whoever it comes back to. */
    private Optional<UserId> holder(ApprovalCycle cycle, ApprovalStep step) {
        var awaited = advice.awaited(cycle, step);
        if (awaited.isPresent()) {
            return awaited.map(ApprovalRemark::by)
                    .filter(asker -> step.escalatedTo().isEmpty());
        }
        var task = step.task();
        return task == null
                ? Optional.empty()
                : tasks.stream().flatMap(port -> port.takenBy(task).stream()).findFirst();
    }
}
