package org.countersign.policy;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What is known of a change of a decision table without its file, which may be large. */
@MappedSuperclass
@SuppressWarnings("NullAway.Init")
public abstract class PolicyChangeFacts {

    static final int LONGEST_KEY = 57;

    @Id
    @Column(name = "id")
    String id;

    @Version
    @Nullable
    Long version;

    @Column(name = "table_key")
    String key;

    @Column(name = "table_name")
    String name;

    @Column(name = "base_version")
    int baseVersion;

    @Column(name = "reason")
    @Nullable
    String reason;

    @Column(name = "author")
    String author;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    PolicyChangeState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "origin")
    PolicyOrigin origin;

    @Column(name = "taken_from")
    @Nullable
    Integer takenFrom;

    @Column(name = "shipped_digest")
    @Nullable
    String shippedDigest;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "saved_at")
    Instant savedAt;

    @Column(name = "proposed_at")
    @Nullable
    Instant proposedAt;

    @Column(name = "decided_by")
    @Nullable
    String decidedBy;

    @Column(name = "decided_at")
    @Nullable
    Instant decidedAt;

    @Column(name = "comment_text")
    @Nullable
    String comment;

    @Column(name = "released_alone")
    boolean releasedAlone;

    @Column(name = "effective_at")
    @Nullable
    Instant effectiveAt;

    @Column(name = "released_at")
    @Nullable
    Instant releasedAt;

    @Column(name = "released_version")
    @Nullable
    Integer releasedVersion;

    @Column(name = "past_looked")
    @Nullable
    Long pastLooked;

    @Column(name = "past_whole")
    @Nullable
    Boolean pastWhole;

    @Column(name = "past_unanswered")
    @Nullable
    Long pastUnanswered;

    @Column(name = "past_documents")
    @Nullable
    String pastDocuments;

    PolicyChangeFacts() {}

    boolean isReleasedAs(String table, int number) {
        return key.equals(table) && releasedVersion != null && releasedVersion == number;
    }

    String decider() {
        return Objects.requireNonNullElse(decidedBy, author);
    }

    /** Under which it is known: {@code POL-000001}. */
    public String id() {
        return id;
    }

    /** How often it was saved. */
    public long savedVersion() {
        return version == null ? 0 : version;
    }

    /** The audit trail's name of the table. */
    public DocumentNumber document() {
        return documentOf(key);
    }

    /** The audit trail's name of a table. */
    static DocumentNumber documentOf(String key) {
        return new DocumentNumber("policy:" + key.substring(0, Math.min(LONGEST_KEY, key.length())));
    }

    /** Key of the table. */
    public String key() {
        return key;
    }

    /** What the table is called. */
    public String name() {
        return name;
    }

    /** The version of the table that it was made from. */
    public int baseVersion() {
        return baseVersion;
    }

    /** Why, in its author's words; null as long as nobody said it. */
    public @Nullable String reason() {
        return reason;
    }

    /** Who made it; the product itself for what it ships. */
    public UserId author() {
        return new UserId(author);
    }

    /** What became of it. */
    public PolicyChangeState state() {
        return state;
    }

    /** Where it comes from. */
    public PolicyOrigin origin() {
        return origin;
    }

    /** The version that was taken up again; null where it was none. */
    public @Nullable Integer takenFrom() {
        return takenFrom;
    }

    /** When it was begun. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When its author saved it last. */
    public Instant savedAt() {
        return savedAt;
    }

    /** When its author asked others to release it. */
    public @Nullable Instant proposedAt() {
        return proposedAt;
    }

    /** Who released, rejected or withdrew it. */
    public @Nullable UserId decidedBy() {
        return decidedBy == null ? null : new UserId(decidedBy);
    }

    /** When somebody decided. */
    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    /** What was said to the decision. */
    public @Nullable String comment() {
        return comment;
    }

    /** Whether its author let it come into force alone, in an emergency. */
    public boolean releasedAlone() {
        return releasedAlone;
    }

    /** When it comes into force, where it waits for that. */
    public @Nullable Instant effectiveAt() {
        return effectiveAt;
    }

    /** When it came into force. */
    public @Nullable Instant releasedAt() {
        return releasedAt;
    }

    /** How many cases of the last year were looked at when it was handed in or released; null where nobody could look. */
    public @Nullable Long pastLooked() {
        return pastLooked;
    }

    /** Whether these were all cases of that year. */
    public boolean pastWhole() {
        return Boolean.TRUE.equals(pastWhole);
    }

    /** How many of them lose their answer by it (R03), which somebody has accepted. */
    public long pastUnanswered() {
        return pastUnanswered == null ? 0 : pastUnanswered;
    }

    /** Numbers of a few of those; null where there are none. */
    public @Nullable String pastDocuments() {
        return pastDocuments;
    }

    /** The version that it became. */
    public @Nullable Integer releasedVersion() {
        return releasedVersion;
    }
}
