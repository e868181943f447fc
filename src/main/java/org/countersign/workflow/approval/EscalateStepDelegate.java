package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks further people to answer a step that was unanswered for too long. */
@Component
class EscalateStepDelegate implements JavaDelegate {

    private final StepTasks tasks;

    EscalateStepDelegate(StepTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        tasks.escalate(ApprovalVariables.STEP.require(execution));
    }
}
