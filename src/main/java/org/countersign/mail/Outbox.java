package org.countersign.mail;

import org.countersign.shared.DocumentNumber;

/**
 * The outgoing mails (R26). A mail is written with the change that caused it, and sent by a job of its own or by the
 * process step that it belongs to.
 */
public interface Outbox {

    /**
     * Writes a mail and has it sent after this transaction commits. A message of the same key is written once only.
     *
     * @return the mail's id, that of the earlier mail for a key that is known
     */
    MailId queue(Message message);

    /**
     * Writes a mail that the caller delivers itself, in a later step of its own process.
     *
     * @return the mail's id, that of the earlier mail for a key that is known
     */
    MailId store(Message message);

    /**
     * Sends a stored mail, unless it was sent. {@code SENDING} is committed before, {@code SENT} after, each in a
     * transaction of its own. Call it from a job only.
     *
     * @throws MailNotSent when the server refused or could not be reached, or when an earlier try has no known outcome
     *     and a person has to decide
     */
    void deliver(MailId mail);

    /**
     * Keeps a mail from going out, for good. Whoever is about to send it at the same moment loses, or this call does.
     *
     * @param reason why, as a sentence for people
     * @return whether it certainly did not go out; false where it did, or may have
     */
    boolean withhold(MailId mail, String reason);

    /**
     * Something happened to a document: what failed of its mails and must not go out any more troubles nobody from now on.
     * What waits is asked when its turn comes, and what is uncertain is for a person.
     */
    void reconsider(DocumentNumber document);

    /** Whether a mail of this key was written. */
    boolean isKnown(String key);

    /** The mail as it stands, for the module that had it written. */
    OutgoingMail find(MailId mail);
}
