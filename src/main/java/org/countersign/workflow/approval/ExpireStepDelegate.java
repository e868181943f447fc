package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalTimes;
import org.springframework.stereotype.Component;

/** Ends an approval that nobody answered for as long as the reminder policy allows. */
@Component
class ExpireStepDelegate implements JavaDelegate {

    private final ApprovalTimes times;

    ExpireStepDelegate(ApprovalTimes times) {
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        times.expire(ApprovalVariables.STEP.require(execution));
    }
}
