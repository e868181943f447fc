package org.countersign.mail;

import java.util.List;
import org.countersign.shared.DocumentNumber;

/**
 * A mail to be sent, with its texts ready.
 *
 * @param key what makes it the same mail when written twice, for example {@code approval-asked/<step>/<user>}; up to 190
 *     characters
 * @param document the document that it is about
 * @param to addresses, one at least
 * @param subject one line
 * @param text the mail as plain text
 * @param html the mail as HTML
 * @param attachments may be empty
 */
public record Message(
        String key,
        DocumentNumber document,
        List<String> to,
        String subject,
        String text,
        String html,
        List<Attachment> attachments) {

    public Message {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }

    /**
     * A file of a mail.
     *
     * @param name its file name
     * @param mediaType for example {@code application/pdf}
     * @param content its bytes
     */
    public record Attachment(String name, String mediaType, byte[] content) {}
}
