package org.countersign.mail;

import org.countersign.shared.DocumentNumber;

/** Port to the process that sends a mail with retries, so that a failure is an incident in Cockpit. */
public interface MailWorkflow {

    /** A mail was written and is to be sent once this transaction has committed. */
    void queued(MailId mail, DocumentNumber document);

    /**
     * A person has decided that a mail is to be sent (again): the step that waits for it goes on, or a new one is started
     * where none does.
     */
    void released(MailId mail, DocumentNumber document);

    /** A person knows that a mail did arrive: the step that waits for it goes on. */
    void confirmed(MailId mail, DocumentNumber document);

    /** A mail is not needed any more: its own process, if one waits for it, comes to its end. */
    void settled(MailId mail, DocumentNumber document);
}
