package org.countersign.mail;

import jakarta.mail.internet.MimeMessage;

/** Takes a mail out of the house. */
interface MailTransport {

    /** The message to fill, as this transport wants it. */
    MimeMessage newMessage();

    /**
     * Hands it over.
     *
     * @throws NotHandedOver when it failed; it says whether the mail may have gone out all the same
     */
    void send(MimeMessage message) throws NotHandedOver;

    /** The mail was not handed over, or not certainly. */
    final class NotHandedOver extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean certain;

        /** @param certain whether it is known that nothing went out */
        NotHandedOver(boolean certain, String message, Throwable cause) {
            super(message, cause);
            this.certain = certain;
        }

        boolean certain() {
            return certain;
        }
    }
}
