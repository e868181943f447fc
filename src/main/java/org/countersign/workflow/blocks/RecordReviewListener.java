package org.countersign.workflow.blocks;

import static org.countersign.shared.RuleViolation.check;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Writes the answer to a review into the audit trail, where {@link StepGate} finds it. */
@Component
class RecordReviewListener implements TaskListener {

    private final StepDocuments documents;
    private final StepAnswers answers;
    private final CurrentActor actor;

    RecordReviewListener(StepDocuments documents, StepAnswers answers, CurrentActor actor) {
        this.documents = documents;
        this.answers = answers;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var document = documents.of(task.getExecution());
        var answer = TaskAnswer.of(task, "agree", "object");
        var by = actor.get();
        check(!by.user().equals(document.requester()), BlockRule.NOT_THE_OWN_DOCUMENT);
        check(answer.decision().equals("agree") || answer.comment() != null, BlockRule.OBJECTION_NEEDS_A_REASON);
        answers.record(document.number(), stepOf(task), answer.decision(), answer.comment(), by);
    }

    /** The step of the calling process, for the same review may be asked for at several of them. */
    private static String stepOf(DelegateTask task) {
        var caller = task.getExecution().getProcessInstance().getSuperExecution();
        return caller == null
                ? task.getTaskDefinitionKey()
                : Objects.requireNonNullElse(caller.getCurrentActivityId(), task.getTaskDefinitionKey());
    }
}
