package org.countersign.invoicing.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.invoicing.InvoiceCapture;
import org.countersign.invoicing.ReceivedMail;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart: strangers wrote it, so that no part of it is believed to be well-formed or small. */
final class MailTaking {

    /** Heads of mails may be written in all letters, though few mail programs dare to. */
    private static final Session LETTERS = Session.getInstance(allLetters());

    private static final int DEEPEST = 8;
    private static final int MOST_TEXT = 4000;
    private static final int LONGEST_HEAD = 64 * 1024;

    /** What mail programs add beside what people attach. */
    private static final Set<String> NO_ATTACHMENTS = Set.of(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
            "text/calendar",
            "message/delivery-status",
            "message/disposition-notification",
            "text/rfc822-headers");

    private final List<ReceivedMail.Attachment> attachments = new ArrayList<>();
    private @Nullable String plain;
    private @Nullable String html;
    private @Nullable Explanation trouble;

    private MailTaking() {}

    /**
     * Fetches a mail as a whole and takes it apart here: what goes wrong on the way is never taken for a broken mail.
     *
     * @throws MessagingException when the mailbox does not give it out, and it is to be tried again
     */
    static ReceivedMail take(MimeMessage mail) throws MessagingException {
        var taking = new MailTaking();
        var fetched = mail.getSize() > ReceivedMail.MOST_BYTES ? null : fetched(mail);
        if (fetched == null) {
            taking.trouble = ReceivedMail.tooLarge();
            return taking.asMail(mail);
        }
        if (MailBomb.isOne(fetched)) {
            taking.trouble = ReceivedMail.tooManyParts();
            return taking.asMail(beginning(fetched));
        }
        MimeMessage kept;
        try {
            kept = new MimeMessage(LETTERS, new SharedByteArrayInputStream(fetched));
        } catch (MessagingException | RuntimeException broken) {
            taking.trouble = ReceivedMail.broken(broken.getMessage());
            return taking.asMail(mail);
        }
        taking.part(kept, 0);
        return taking.asMail(kept);
    }

    /** What the server says of a mail that it does not give out. */
    static ReceivedMail headOf(MimeMessage mail) throws MessagingException {
        return new MailTaking().asMail(mail);
    }

    /** A mail of which nothing can be said but where it lies. */
    static ReceivedMail unnamed(String address, long validity, long number) {
        return new ReceivedMail(
                hash(address + "\n" + validity + "\n" + number),
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    private static MimeMessage beginning(byte[] fetched) throws MessagingException {
        return new MimeMessage(LETTERS, new ByteArrayInputStream(fetched, 0, Math.min(fetched.length, LONGEST_HEAD)));
    }

    /** All bytes of a mail; null where they are more than is taken. */
    private static byte @Nullable [] fetched(MimeMessage mail) throws MessagingException {
        try {
            var bytes = new Bounded();
            mail.writeTo(bytes);
            return bytes.full ? null : bytes.toByteArray();
        } catch (IOException away) {
            throw new MessagingException("The mail could not be fetched", away);
        }
    }

    /** Keeps no more than is taken. */
    private static final class Bounded extends ByteArrayOutputStream {

        private boolean full;

        @Override
        public synchronized void write(int one) {
            full |= count >= ReceivedMail.MOST_BYTES;
            if (!full) {
                super.write(one);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            full |= count + (long) length > ReceivedMail.MOST_BYTES;
            if (!full) {
                super.write(bytes, offset, length);
            }
        }
    }

    private static Properties allLetters() {
        var properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return properties;
    }

    private ReceivedMail asMail(MimeMessage mail) throws MessagingException {
        var messageId = mail.getMessageID();
        var sent = mail.getSentDate();
        var senders = Stream.concat(addresses(mail, "From"), addresses(mail, "Sender"))
                .distinct()
                .toList();
        return new ReceivedMail(
                key(mail, messageId),
                messageId,
                senders.stream()
                        .map(InternetAddress::getAddress)
                        .filter(address -> address != null && !address.isBlank())
                        .distinct()
                        .limit(10)
                        .toList(),
                senders.isEmpty() ? null : senders.get(0).getPersonal(),
                decoded(mail.getHeader("Subject", " ")),
                sent == null ? null : sent.toInstant(),
                text(),
                attachments,
                trouble);
    }

    /** Its Message-ID; where a sender gave none, what its header says otherwise. */
    private static String key(MimeMessage mail, @Nullable String messageId) throws MessagingException {
        var named = messageId == null || messageId.isBlank()
                ? String.join(
                        "\n",
                        "none",
                        String.valueOf(mail.getHeader("From", ",")),
                        String.valueOf(mail.getHeader("Date", ",")),
                        String.valueOf(mail.getHeader("Subject", ",")),
                        String.valueOf(mail.getHeader("Received", ",")))
                : messageId.strip();
        return hash(named);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Stream<InternetAddress> addresses(MimeMessage mail, String header) throws MessagingException {
        try {
            var given = mail.getHeader(header, ",");
            return given == null ? Stream.empty() : Arrays.stream(InternetAddress.parseHeader(given, false));
        } catch (MessagingException noAddressAtAll) {
            return Stream.empty();
        }
    }

    private void part(Part part, int depth) {
        if (depth > DEEPEST || attachments.size() >= ReceivedMail.MOST_ATTACHMENTS) {
            trouble = ReceivedMail.tooManyParts();
            return;
        }
        try {
            var type = type(part);
            if (type.startsWith("multipart/") && part.getContent() instanceof Multipart several) {
                for (int index = 0; index < several.getCount() && trouble == null; index++) {
                    BodyPart one = several.getBodyPart(index);
                    part(one, depth + 1);
                }
            } else if (type.equals("message/rfc822") && isBomb(part)) {
                trouble = ReceivedMail.tooManyParts();
            } else if (type.equals("message/rfc822") && part.getContent() instanceof MimeMessage forwarded) {
                part(forwarded, depth + 1);
            } else if (isText(part, type)) {
                text(part, type);
            } else if (!NO_ATTACHMENTS.contains(type) && !isPicture(part, type)) {
                attachments.add(attachment(part, type));
            }
        } catch (MessagingException | IOException | RuntimeException broken) {
            trouble = ReceivedMail.broken(broken.getMessage());
        }
    }

    private static boolean isBomb(Part part) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            return MailBomb.isOne(content);
        }
    }

    private static String type(Part part) throws MessagingException {
        var given = part.getContentType();
        if (given == null) {
            return "text/plain";
        }
        try {
            return new ContentType(given).getBaseType().toLowerCase(Locale.ROOT);
        } catch (MessagingException noType) {
            return "application/octet-stream";
        }
    }

    /** What people read, and nobody attached. */
    private static boolean isText(Part part, String type) throws MessagingException {
        return (type.equals("text/plain") || type.equals("text/html"))
                && part.getFileName() == null
                && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    /** A sign or a photograph within the text; what somebody attached is something else. */
    private static boolean isPicture(Part part, String type) throws MessagingException {
        return type.startsWith("image/")
                && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                && (Part.INLINE.equalsIgnoreCase(part.getDisposition()) || part.getHeader("Content-ID") != null);
    }

    private void text(Part part, String type) throws MessagingException, IOException {
        if (type.equals("text/plain") && plain == null) {
            plain = beginning(part);
        } else if (type.equals("text/html") && html == null) {
            html = beginning(part)
                    .replaceAll("(?is)<(style|script|head)\\b.*?(</\\1>|$)", " ")
                    .replaceAll("<[^>]{0,2000}>", " ")
                    .replace("&nbsp;", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }
    }

    private static String beginning(Part part) throws MessagingException, IOException {
        var charset = StandardCharsets.UTF_8;
        try (InputStream content = part.getInputStream()) {
            var bytes = content.readNBytes(16 * MOST_TEXT);
            var named = new ContentType(part.getContentType()).getParameter("charset");
            return new String(bytes, named == null ? charset : Charset.forName(MimeUtility.javaCharset(named)));
        }
    }

    private @Nullable String text() {
        var said = plain == null || plain.isBlank() ? html : plain;
        if (said == null || said.isBlank()) {
            return null;
        }
        var text = said.replaceAll("[\\p{Cntrl}&&[^\\n]]+", " ")
                .replaceAll("[ \\t]{2,}", " ")
                .replaceAll("\\s*\\n\\s*\\n\\s*", "\n\n")
                .strip();
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…";
    }

    private static ReceivedMail.Attachment attachment(Part part, String type) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            var bytes = content.readNBytes(InvoiceCapture.MOST_BYTES + 1);
            var large = bytes.length > InvoiceCapture.MOST_BYTES;
            return new ReceivedMail.Attachment(
                    decoded(part.getFileName()), type, large ? null : bytes, large ? part.getSize() : bytes.length);
        }
    }

    /** Names and subjects with other letters than English ones come in a coat of them. */
    private static @Nullable String decoded(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(text));
        } catch (UnsupportedEncodingException unknownLetters) {
            return text;
        }
    }
}
