package org.countersign.approval;

import java.util.stream.Stream;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether somebody may take the task of an approval to themselves. A group's task is offered to the whole group, the
 * requester and whoever has answered among them: they must not keep it from those who may answer (R04, R05).
 */
@Service
@Transactional(readOnly = true)
public class TaskTaking {

    private final ApprovalManagement approvals;
    private final ApprovalCycles cycles;

    TaskTaking(ApprovalManagement approvals, ApprovalCycles cycles) {
        this.approvals = approvals;
        this.cycles = cycles;
    }

    /**
     * Refuses whoever could not answer. Tasks that ask for no approval, and strangers, are left to the engine's rights.
     *
     * @param named for whom it is taken; null where nobody is named
     * @throws org.countersign.shared.RuleViolation where an answer of the actor, or of the person named, would be refused
     */
    public void check(String task, @Nullable UserId named, Actor actor) {
        cycles.stepOfTask(task).ifPresent(stepId -> {
            var cycle = approvals.cycleOf(stepId);
            var step = cycle.step(stepId);
            if (ApprovalDoor.mayKnow(cycle, step, actor)) {
                Stream.concat(Stream.of(actor.user()), Stream.ofNullable(named))
                        .distinct()
                        .forEach(person -> approvals.mayAnswer(cycle, step, person));
            }
        });
    }
}
