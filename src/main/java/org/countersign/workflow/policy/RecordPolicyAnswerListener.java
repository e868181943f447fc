package org.countersign.workflow.policy;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyTime;
import org.countersign.shared.Company;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Hands the answer whether a change of a decision table is released to the domain, which never takes its author's. */
@Component
class RecordPolicyAnswerListener implements TaskListener {

    static final String EFFECTIVE_AT = "effectiveAt";
    static final String ACCEPTED = "acceptUnanswered";

    private final PolicyChanges changes;
    private final CurrentActor actor;
    private final Company company;

    RecordPolicyAnswerListener(PolicyChanges changes, CurrentActor actor, Company company) {
        this.changes = changes;
        this.actor = actor;
        this.company = company;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, "release", "reject");
        var release = answer.decision().equals("release");
        changes.answered(
                task.getExecution().getProcessBusinessKey(),
                release,
                answer.comment(),
                release ? PolicyTime.of(TaskView.written(task, EFFECTIVE_AT), company.timeZone()) : null,
                release && TaskAnswer.flag(task, ACCEPTED, false),
                actor.get());
    }
}
