package org.countersign.mail;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;

/** One mail of the outbox with what became of it. */
@Entity
@Table(name = "mails")
public class OutgoingMail {

    /** Longer than any attempt can last: the time limits of the connection to the mail server lie well below. */
    static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

    private static final int LONGEST_ERROR = 1000;
    private static final int LONGEST_SUBJECT = 500;

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "message_key", updatable = false)
    private String key;

    @Column(name = "kind", updatable = false)
    private String kind;

    @Column(name = "document", updatable = false)
    private String document;

    @Column(name = "recipients", updatable = false)
    private String recipients;

    @Column(name = "subject", updatable = false)
    private String subject;

    @Column(name = "body_text", columnDefinition = "longtext", updatable = false)
    private String text;

    @Column(name = "body_html", columnDefinition = "longtext", updatable = false)
    private String html;

    @Column(name = "message_id", updatable = false)
    private String messageId;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private MailStatus status;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "attempted_at")
    private @Nullable Instant attemptedAt;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "mail_attachments", joinColumns = @JoinColumn(name = "mail"))
    @OrderColumn(name = "position")
    private List<AttachedFile> attachments = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected OutgoingMail() {}

    OutgoingMail(MailId id, Message message, String domain, Instant at) {
        if (message.to().isEmpty()) {
            throw new IllegalArgumentException("The mail " + message.key() + " goes to nobody");
        }
        this.id = id.value();
        this.key = message.key();
        this.kind = kindOf(message.key());
        this.document = message.document().value();
        this.recipients = String.join(", ", message.to());
        this.subject = oneLine(message.subject(), LONGEST_SUBJECT);
        this.text = message.text();
        this.html = message.html();
        this.messageId = "<" + id + "@" + domain + ">";
        this.status = MailStatus.PENDING;
        this.createdAt = at;
        message.attachments().forEach(file -> attachments.add(new AttachedFile(file)));
    }

    private static String kindOf(String key) {
        var slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    private static String oneLine(String text, int longest) {
        var line = text.replaceAll("\\s+", " ").trim();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }

    /** An attempt begins. The caller has seen that the mail may go out. */
    void sending(Instant at) {
        status = MailStatus.SENDING;
        attempts++;
        attemptedAt = at;
        lastError = null;
    }

    void sent(Instant at) {
        status = MailStatus.SENT;
        sentAt = at;
        lastError = null;
    }

    /** The attempt failed, and it is known that nothing went out. */
    void failed(String error) {
        status = MailStatus.FAILED;
        lastError = oneLine(error, LONGEST_ERROR);
    }

    /** It may have gone out before the database was restored: from the beginning nobody knows. */
    void doubted(String why, Instant at) {
        status = MailStatus.SENDING;
        attemptedAt = at;
        lastError = oneLine(why, LONGEST_ERROR);
    }

    /** It must not go out any more, and no attempt has begun that may have sent it, or a person knows of that. */
    void withheld(String reason) {
        status = MailStatus.WITHHELD;
        lastError = oneLine(reason, LONGEST_ERROR);
    }

    /** The attempt ended in a way that leaves open whether the mail went out; it stays {@code SENDING}. */
    void uncertain(String error) {
        lastError = oneLine(error, LONGEST_ERROR);
    }

    /** A person decided that it is to go out (again); its Message-ID stays. */
    void release(Instant at) {
        check(status != MailStatus.PENDING, MailRule.WAITS_ALREADY, document);
        check(status != MailStatus.SENDING || isUncertain(at), MailRule.GOING_OUT, document);
        status = MailStatus.PENDING;
    }

    /** Whether an attempt began and nobody knows how it ended. */
    public boolean isUncertain(Instant at) {
        return status == MailStatus.SENDING
                && (lastError != null
                        || attemptedAt == null
                        || attemptedAt.plus(LONGEST_ATTEMPT).isBefore(at));
    }

    /** Its id. */
    public MailId id() {
        return new MailId(id);
    }

    /** What makes it the same mail when written twice. */
    public String key() {
        return key;
    }

    /** What kind of mail it is: the first part of its key. */
    public String kind() {
        return kind;
    }

    /** The document that it is about. */
    public DocumentNumber document() {
        return new DocumentNumber(document);
    }

    /** The addresses it goes to. */
    public List<String> recipients() {
        return List.of(recipients.split(", "));
    }

    /** Its subject. */
    public String subject() {
        return subject;
    }

    /** Its text. */
    String text() {
        return text;
    }

    /** Its text in HTML. */
    String html() {
        return html;
    }

    /** Its Message-ID, fixed when it was written: a mail sent again is recognised as the same. */
    public String messageId() {
        return messageId;
    }

    /** Where it stands. */
    public MailStatus status() {
        return status;
    }

    /** How often it was tried. */
    public int attempts() {
        return attempts;
    }

    /** What the last attempt ended in, if it failed; why the mail is held back, if it is. */
    public @Nullable String lastError() {
        return lastError;
    }

    /** When it was written, UTC. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was last tried, UTC. */
    public @Nullable Instant attemptedAt() {
        return attemptedAt;
    }

    /** When the mail server took it, UTC. */
    public @Nullable Instant sentAt() {
        return sentAt;
    }

    List<AttachedFile> attachments() {
        return List.copyOf(attachments);
    }
}
