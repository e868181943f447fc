package org.countersign.workflow.blocks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Component;

/** Writes a sentence of the model's author into the audit trail of the document (R25). */
@Component
class WriteAuditDelegate implements JavaDelegate {

    private static final int LONGEST = 500;

    private final StepDocuments documents;
    private final AuditTrail audit;

    WriteAuditDelegate(StepDocuments documents, AuditTrail audit) {
        this.documents = documents;
        this.audit = audit;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var text = Inputs.required(execution, "auditText");
        audit.record(AuditEvent.of(documents.of(execution).number(), "step.noted", Actor.SYSTEM)
                .with("step", execution.getCurrentActivityId())
                .with("note", text.length() <= LONGEST ? text : text.substring(0, LONGEST)));
    }
}
