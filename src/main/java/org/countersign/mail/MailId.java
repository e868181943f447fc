package org.countersign.mail;

/**
 * Identifies one mail of the outbox.
 *
 * @param value a UUID in text form
 */
public record MailId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
