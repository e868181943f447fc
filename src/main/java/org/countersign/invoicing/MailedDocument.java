package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** An attachment of a mail to the mailbox of invoices, or such a mail that has none. */
@Entity
@Table(name = "invoice_mail_documents")
public class MailedDocument {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "mail")
    private String mail;

    @Column(name = "message_id")
    private @Nullable String messageId;

    @Column(name = "sender")
    private @Nullable String sender;

    @Column(name = "sender_name")
    private @Nullable String senderName;

    @Column(name = "subject")
    private @Nullable String subject;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "file_name")
    private @Nullable String fileName;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "bytes")
    private long bytes;

    @Column(name = "body")
    private @Nullable String body;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private MailedState state;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "reason_facts")
    private @Nullable String reasonFacts;

    @Column(name = "brought_by")
    private @Nullable String broughtBy;

    @Column(name = "invoice")
    private @Nullable String invoice;

    @Column(name = "handled_by")
    private @Nullable String handledBy;

    @Column(name = "handled_at")
    private @Nullable Instant handledAt;

    @Column(name = "comment_text")
    private @Nullable String comment;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected MailedDocument() {}

    /**
     * @param id what makes it the same document when it is read twice
     * @param file the attachment; null for a mail that has none
     * @param broughtBy those of our own people who sent it
     */
    MailedDocument(
            String id,
            ReceivedMail mail,
            ReceivedMail.@Nullable Attachment file,
            List<UserId> broughtBy,
            Instant receivedAt) {
        this.id = id;
        this.mail = mail.key();
        this.messageId = plain(mail.messageId(), 998);
        this.sender = mail.senders().isEmpty() ? null : plain(mail.senders().get(0), 320);
        this.senderName = plain(mail.senderName(), 200);
        this.subject = plain(mail.subject(), 500);
        this.sentAt = likely(mail.sentAt(), receivedAt);
        this.receivedAt = receivedAt;
        this.fileName = file == null ? null : plain(file.name(), 255);
        this.mediaType = file == null ? "text/plain" : XmlNode.shortened(file.mediaType(), 100);
        this.bytes = file == null ? 0 : file.bytes();
        this.body = mail.text() == null ? null : XmlNode.shortened(mail.text(), 4000);
        this.broughtBy = broughtBy.isEmpty()
                ? null
                : broughtBy.stream().limit(7).map(UserId::value).collect(Collectors.joining("\n"));
        this.state = MailedState.WAITING;
    }

    /** Strangers write any year, also such as no database keeps. */
    private static @Nullable Instant likely(@Nullable Instant said, Instant receivedAt) {
        return said == null || said.isBefore(Instant.EPOCH) || said.isAfter(receivedAt.plus(Duration.ofDays(366)))
                ? null
                : said;
    }

    private static @Nullable String plain(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        var plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return plain.isEmpty() ? null : XmlNode.shortened(plain, most);
    }

    void captured(InvoiceId as) {
        state = MailedState.CAPTURED;
        invoice = as.value();
    }

    void capturedByHand(InvoiceId as, UserId by, Instant at) {
        captured(as);
        handledBy = by.value();
        handledAt = at;
    }

    void waits(Explanation why) {
        reason = XmlNode.shortened(why.english(), 2000);
        reasonFacts = why.facts();
    }

    void discard(String why, UserId by, Instant at) {
        demandWaiting();
        state = MailedState.DISCARDED;
        comment = why;
        handledBy = by.value();
        handledAt = at;
    }

    void demandWaiting() {
        check(
                state == MailedState.WAITING,
                InvoicingRule.MAIL_SETTLED,
                handledBy == null ? "system" : handledBy,
                invoice == null ? state.name() : invoice);
    }

    /** Its key, for addresses. */
    public String id() {
        return id;
    }

    /** How the audit trail calls it. */
    public DocumentNumber document() {
        return new DocumentNumber("invoice-mail:" + id.substring(0, 32));
    }

    /** What all attachments of one mail have in common. */
    public String mail() {
        return mail;
    }

    /** The mail's Message-ID. */
    public @Nullable String messageId() {
        return messageId;
    }

    /** The address that the mail says it is from. */
    public @Nullable String sender() {
        return sender;
    }

    /** How the sender is called. */
    public @Nullable String senderName() {
        return senderName;
    }

    /** What the mail says it is about. */
    public @Nullable String subject() {
        return subject;
    }

    /** When the mail says that it was sent, UTC. */
    public @Nullable Instant sentAt() {
        return sentAt;
    }

    /** When it was taken out of the mailbox, UTC. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** The attachment's name; null where the mail has none. */
    public @Nullable String fileName() {
        return fileName;
    }

    /** What the sender says that it is. */
    public String mediaType() {
        return mediaType;
    }

    /** How large it is. */
    public long bytes() {
        return bytes;
    }

    /** The beginning of what is written in the mail. */
    public @Nullable String body() {
        return body;
    }

    /** What became of it. */
    public MailedState state() {
        return state;
    }

    /** Why it waits or waited for a person; null where it never did. */
    public @Nullable Explanation reason() {
        return reason == null ? null : Explanation.kept(reason, reasonFacts);
    }

    /** Those of our own people who sent it: they take part in its capture (R21). */
    public List<UserId> broughtBy() {
        return broughtBy == null
                ? List.of()
                : Arrays.stream(broughtBy.split("\n")).map(UserId::new).toList();
    }

    /** The invoice that it became. */
    public @Nullable InvoiceId invoice() {
        return invoice == null ? null : new InvoiceId(invoice);
    }

    /** Who captured it by hand or discarded it. */
    public @Nullable UserId handledBy() {
        return handledBy == null ? null : new UserId(handledBy);
    }

    /** When, UTC. */
    public @Nullable Instant handledAt() {
        return handledAt;
    }

    /** Why it was discarded. */
    public @Nullable String comment() {
        return comment;
    }
}
