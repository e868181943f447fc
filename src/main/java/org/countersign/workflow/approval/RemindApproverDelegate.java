package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalTimes;
import org.springframework.stereotype.Component;

/** Reminds those who have not answered a step. */
@Component
class RemindApproverDelegate implements JavaDelegate {

    private final ApprovalTimes times;
    private final StepTasks tasks;

    RemindApproverDelegate(ApprovalTimes times, StepTasks tasks) {
        this.times = times;
        this.tasks = tasks;
    }

    /** Instances of earlier versions of the model come here with everything that is due. */
    @Override
    public void execute(DelegateExecution execution) {
        var step = ApprovalVariables.STEP.require(execution);
        if (times.isEscalationDue(step)) {
            tasks.escalate(step);
        } else {
            tasks.remind(step);
        }
    }
}
