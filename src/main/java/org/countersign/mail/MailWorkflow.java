package org.countersign.mail;

import org.countersign.shared.DocumentNumber;

/** Port to the process that sends a mail with retries, so that a failure is an incident in Cockpit. */
public interface MailWorkflow {

    /** A mail was written and is to be sent once this transaction has committed. */
    void queued(MailId mail, DocumentNumber document);
}
