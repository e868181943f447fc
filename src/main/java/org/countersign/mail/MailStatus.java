package org.countersign.mail;

/** Where a mail of the outbox stands (R26). */
public enum MailStatus {
    /** Written with the change that caused it, not yet tried. */
    PENDING,
    /** Committed right before it goes out. What a crash leaves here is uncertain, and only a person sends it again. */
    SENDING,
    /** The mail server took it. */
    SENT,
    /** The mail server refused it or could not be reached: it certainly did not go out. */
    FAILED,
    /** It is not needed any more, and nobody has to look at it: what it is about came to an end meanwhile. */
    WITHHELD
}
