package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Payments that go to the bank together, in one file that is made once. */
@Entity
@Table(name = "payment_runs")
public class PaymentRun {

    @Id
    @Column(name = "number")
    private String number;

    @Version
    private @Nullable Long version;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private PaymentRunStatus status;

    @Column(name = "execution_date")
    private LocalDate executionDate;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "released_by")
    private @Nullable String releasedBy;

    @Column(name = "released_at")
    private @Nullable Instant releasedAt;

    @Column(name = "message_id")
    private @Nullable String messageId;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "end_reason")
    private @Nullable String endReason;

    @Column(name = "downloads")
    private int downloads;

    @Column(name = "downloaded_by")
    private @Nullable String downloadedBy;

    @Column(name = "downloaded_at")
    private @Nullable Instant downloadedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentRun() {}

    PaymentRun(PaymentRunNumber number, LocalDate executionDate, UserId by, Instant at) {
        this.number = number.value();
        this.status = PaymentRunStatus.OPEN;
        this.executionDate = executionDate;
        this.createdBy = by.value();
        this.createdAt = at;
    }

    void demandOpen() {
        check(status != PaymentRunStatus.CANCELLED, PaymentRule.RUN_CANCELLED, number);
        check(status == PaymentRunStatus.OPEN, PaymentRule.RUN_RELEASED, number);
    }

    void release(UserId by, Instant at) {
        demandOpen();
        status = PaymentRunStatus.RELEASED;
        releasedBy = by.value();
        releasedAt = at;
        messageId = number;
    }

    void cancel(@Nullable String reason, Instant at) {
        demandOpen();
        status = PaymentRunStatus.CANCELLED;
        endReason = reason;
        endedAt = at;
    }

    void done(Instant at) {
        status = PaymentRunStatus.DONE;
        endedAt = at;
    }

    void downloaded(UserId by, Instant at) {
        downloads++;
        downloadedBy = by.value();
        downloadedAt = at;
    }

    /** Its number. */
    public PaymentRunNumber number() {
        return new PaymentRunNumber(number);
    }

    /** Where it stands. */
    public PaymentRunStatus status() {
        return status;
    }

    /** The day on which the bank is to carry it out. */
    public LocalDate executionDate() {
        return executionDate;
    }

    /** Who put it together. */
    public UserId createdBy() {
        return new UserId(createdBy);
    }

    /** When, UTC. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Who released it; null before. */
    public @Nullable UserId releasedBy() {
        return releasedBy == null ? null : new UserId(releasedBy);
    }

    /** When it was released, UTC. */
    public @Nullable Instant releasedAt() {
        return releasedAt;
    }

    /** The id of its message to the bank; null before it is released. */
    public @Nullable String messageId() {
        return messageId;
    }

    /** When the last payment of it was carried out or failed, or when it was given up, UTC. */
    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** Why it was given up. */
    public @Nullable String endReason() {
        return endReason;
    }

    /** How often its file was handed out. */
    public int downloads() {
        return downloads;
    }

    /** Who took its file last. */
    public @Nullable UserId downloadedBy() {
        return downloadedBy == null ? null : new UserId(downloadedBy);
    }

    /** When its file was taken last, UTC. */
    public @Nullable Instant downloadedAt() {
        return downloadedAt;
    }
}
