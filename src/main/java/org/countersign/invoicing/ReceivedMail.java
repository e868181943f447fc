package org.countersign.invoicing;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * A mail as the mailbox of invoices has it.
 *
 * @param key what makes it the same mail when it is read twice
 * @param messageId as its sender gave it
 * @param senders the addresses that it says it is from
 * @param senderName how its sender is called
 * @param subject what it says it is about
 * @param sentAt when it says that it was sent
 * @param text the beginning of what is written in it
 * @param attachments what is attached, each for itself
 * @param trouble why it could not be taken apart, or not to its end; null where it could
 */
public record ReceivedMail(
        String key,
        @Nullable String messageId,
        List<String> senders,
        @Nullable String senderName,
        @Nullable String subject,
        @Nullable Instant sentAt,
        @Nullable String text,
        List<Attachment> attachments,
        @Nullable Explanation trouble) {

    /** The most that is taken of one mail, in bytes. */
    public static final long MOST_BYTES = 40L * 1024 * 1024;

    /** The most attachments of one mail that are taken. */
    public static final int MOST_ATTACHMENTS = 100;

    public ReceivedMail {
        senders = List.copyOf(senders);
        attachments = List.copyOf(attachments);
    }

    /** It is too large to be taken. */
    public static Explanation tooLarge() {
        return Explanation.of(MailStatement.MAIL_TOO_LARGE, MOST_BYTES / 1024 / 1024);
    }

    /** It has more parts than are taken. */
    public static Explanation tooManyParts() {
        return Explanation.of(MailStatement.TOO_MANY_PARTS, MOST_ATTACHMENTS);
    }

    /** It breaks the rules of mails. @param why as the library says it */
    public static Explanation broken(@Nullable String why) {
        return Explanation.of(MailStatement.BROKEN_MAIL, why == null ? "?" : XmlNode.shortened(why, 200));
    }

    /**
     * A file of a mail.
     *
     * @param name as its sender calls it
     * @param mediaType as its sender says
     * @param content its bytes; null where it is larger than what is taken
     * @param bytes how large it is, as far as that is known
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Attachment(@Nullable String name, String mediaType, byte @Nullable [] content, long bytes) {}
}
