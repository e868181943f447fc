package org.countersign.invoicing;

/** What became of something that came to the mailbox of invoices. */
public enum MailedState {
    /** It could not be captured as it is: a person looks at it. */
    WAITING,
    /** It is an invoice now. */
    CAPTURED,
    /** Somebody said that it is none. */
    DISCARDED
}
