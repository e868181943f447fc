package org.countersign.workflow.blocks;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.notification.StepMails;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.ProcessVariable;
import org.springframework.stereotype.Component;

/** Reminds whoever has an open task of the same process, and offers it to a further group where the model says so. */
@Component
class RemindPeopleDelegate implements JavaDelegate {

    private static final ProcessVariable<String> ESCALATE_TO = ProcessVariable.text("escalateTo");

    private final TaskService tasks;
    private final Organization organization;
    private final StepDocuments documents;
    private final StepMails mails;
    private final AuditTrail audit;

    RemindPeopleDelegate(
            TaskService tasks, Organization organization, StepDocuments documents, StepMails mails, AuditTrail audit) {
        this.tasks = tasks;
        this.organization = organization;
        this.documents = documents;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var document = documents.of(execution);
        var escalateTo = ESCALATE_TO.get(execution);
        var open = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(Inputs.required(execution, "remindTask"))
                .active()
                .list();
        for (var task : open) {
            if (escalateTo != null && !escalateTo.isBlank() && !isOfferedTo(escalateTo.strip(), task)) {
                tasks.addCandidateGroup(task.getId(), escalateTo.strip());
                audit.record(AuditEvent.of(document.number(), "step.escalated", Actor.SYSTEM)
                        .with("step", task.getTaskDefinitionKey())
                        .with("to", escalateTo.strip()));
            }
            mails.remind(
                    document.number(),
                    document.title(),
                    document.total(),
                    task.getId(),
                    // Modeler lets people leave a task without a label.
                    Objects.requireNonNullElse(task.getName(), task.getTaskDefinitionKey()),
                    people(task));
        }
    }

    /** Each further reminder would offer it anew, and say so in the audit trail. */
    private boolean isOfferedTo(String group, Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .anyMatch(link -> group.equals(link.getGroupId()) && IdentityLinkType.CANDIDATE.equals(link.getType()));
    }

    private Set<UserId> people(Task task) {
        if (task.getAssignee() != null) {
            return Set.of(new UserId(task.getAssignee()));
        }
        var people = new LinkedHashSet<UserId>();
        for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
            if (link.getUserId() != null) {
                people.add(new UserId(link.getUserId()));
            } else if (link.getGroupId() != null) {
                people.addAll(organization.activeMembersOf(link.getGroupId()));
            }
        }
        return people;
    }
}
