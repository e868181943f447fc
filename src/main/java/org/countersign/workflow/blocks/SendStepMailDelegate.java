package org.countersign.workflow.blocks;

import java.util.LinkedHashSet;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.notification.StepMails;
import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Tells people about the document of a process, by the product's own letter and its outbox (R26). It goes to groups, people,
 * whoever asked for the document and its supplier, to no address of the model's own.
 */
@Component
class SendStepMailDelegate implements JavaDelegate {

    private final StepDocuments documents;
    private final Organization organization;
    private final StepMails mails;

    SendStepMailDelegate(StepDocuments documents, Organization organization, StepMails mails) {
        this.documents = documents;
        this.organization = organization;
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var document = documents.of(execution);
        var template = StepMails.Template.of(Inputs.required(execution, "mailTemplate"));
        var text = Inputs.required(execution, "mailText");
        var key = execution.getProcessInstanceId() + "/" + execution.getActivityInstanceId();
        var people = new LinkedHashSet<UserId>();
        for (var to : Inputs.required(execution, "mailTo").split("\\s*,\\s*")) {
            if (to.equals("supplier")) {
                if (document.supplier() == null) {
                    throw new IllegalStateException("The document " + document.number() + " has no supplier");
                }
                mails.tellSupplier(template, key, document.number(), document.title(), document.supplier(), text);
            } else if (to.equals("requester")) {
                people.add(document.requester());
            } else if (to.startsWith("group:")) {
                people.addAll(organization.activeMembersOf(to.substring("group:".length())));
            } else if (to.startsWith("person:")) {
                people.add(new UserId(to.substring("person:".length())));
            } else {
                throw new IllegalStateException(
                        "A mail goes to group:<id>, person:<user>, requester or supplier, not to \"" + to + "\"");
            }
        }
        mails.tell(template, key, document.number(), document.title(), document.total(), people, text);
    }
}
