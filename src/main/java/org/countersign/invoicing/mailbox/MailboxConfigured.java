package org.countersign.invoicing.mailbox;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is a mailbox to be read. */
class MailboxConfigured implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var host = context.getEnvironment().getProperty("countersign.invoices.mailbox.host");
        return host != null && !host.isBlank();
    }
}
