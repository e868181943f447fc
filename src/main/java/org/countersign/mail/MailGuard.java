package org.countersign.mail;

import java.util.Optional;

/**
 * Port to the question whether a mail may still go out: the outbox does not know what its mails are about. It is asked when
 * a person has a mail sent again, and once more before each attempt.
 */
public interface MailGuard {

    /** Why a mail must not go out any more, as a sentence for people; empty where nothing speaks against it. */
    Optional<String> objection(OutgoingMail mail);
}
