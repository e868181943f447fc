package org.countersign.mail;

/** A mail did not go out, or nobody knows whether it did. The message says which, for operations. */
public class MailNotSent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MailNotSent(String message) {
        super(message);
    }

    public MailNotSent(String message, Throwable cause) {
        super(message, cause);
    }
}
