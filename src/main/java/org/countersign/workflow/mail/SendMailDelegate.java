package org.countersign.workflow.mail;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.mail.MailId;
import org.countersign.mail.Outbox;
import org.springframework.stereotype.Component;

/** Sends one mail of the outbox. */
@Component
class SendMailDelegate implements JavaDelegate {

    private final Outbox outbox;

    SendMailDelegate(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void execute(DelegateExecution execution) {
        outbox.deliver(new MailId(MailDeliveryProcess.MAIL_ID.require(execution)));
    }
}
