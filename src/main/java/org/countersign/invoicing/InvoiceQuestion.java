package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What a supplier was asked about differences of its invoice, and what it answered: once. */
@Entity
@Table(name = "invoice_questions")
public class InvoiceQuestion {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "invoice")
    private String invoice;

    @Column(name = "asked_by")
    private String askedBy;

    @Column(name = "asked_at")
    private Instant askedAt;

    @Column(name = "question_text")
    private @Nullable String text;

    @Column(name = "recipient")
    private String recipient;

    @Enumerated(EnumType.STRING)
    @Column(name = "answer")
    private @Nullable SupplierSays answer;

    @Column(name = "answer_text")
    private @Nullable String answerText;

    @Column(name = "answered_at")
    private @Nullable Instant answeredAt;

    @Column(name = "link_renewed_at")
    private @Nullable Instant linkRenewedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceQuestion() {}

    InvoiceQuestion(String id, InvoiceId invoice, @Nullable String text, String recipient, UserId by, Instant at) {
        this.id = id;
        this.invoice = invoice.value();
        this.text = text;
        this.recipient = recipient;
        this.askedBy = by.value();
        this.askedAt = at;
    }

    void answered(SupplierSays says, @Nullable String said, Instant at) {
        answer = says;
        answerText = said;
        answeredAt = at;
    }

    /** A new link went out. */
    void linkRenewed(Instant at) {
        linkRenewedAt = at;
    }

    /** When a new link was asked for last; null where none was. */
    @Nullable
    Instant linkRenewedAt() {
        return linkRenewedAt;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The invoice that it is about. */
    public InvoiceId invoice() {
        return new InvoiceId(invoice);
    }

    /** Who asked. */
    public UserId askedBy() {
        return new UserId(askedBy);
    }

    /** When, UTC. */
    public Instant askedAt() {
        return askedAt;
    }

    /** What was asked beside the differences themselves; null where nothing was. */
    public @Nullable String text() {
        return text;
    }

    /** The address that the question went to. */
    public String recipient() {
        return recipient;
    }

    /** What the supplier answered; null while it has not. */
    public @Nullable SupplierSays answer() {
        return answer;
    }

    /** What the supplier wrote with it. */
    public @Nullable String answerText() {
        return answerText;
    }

    /** When it answered, UTC; null while it has not. */
    public @Nullable Instant answeredAt() {
        return answeredAt;
    }
}
