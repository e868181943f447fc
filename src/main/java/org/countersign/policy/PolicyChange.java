package org.countersign.policy;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.hibernate.Length;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * One change of a decision table on its way into force: a draft with a reason, proposed by its author, released or rejected
 * by somebody else. What was proposed is not edited any more, so that what is released is what was read.
 */
@Entity
@DynamicUpdate
@Table(name = "policy_changes")
public class PolicyChange {

    private static final int LONGEST_KEY = 57;

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "table_key")
    private String key;

    @Column(name = "table_name")
    private String name;

    @Column(name = "base_version")
    private int baseVersion;

    @Column(name = "candidate", length = Length.LONG16)
    private String candidate;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "author")
    private String author;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private PolicyChangeState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "origin")
    private PolicyOrigin origin;

    @Column(name = "taken_from")
    private @Nullable Integer takenFrom;

    @Column(name = "shipped_digest")
    private @Nullable String shippedDigest;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "saved_at")
    private Instant savedAt;

    @Column(name = "proposed_at")
    private @Nullable Instant proposedAt;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Column(name = "comment_text")
    private @Nullable String comment;

    @Column(name = "released_alone")
    private boolean releasedAlone;

    @Column(name = "effective_at")
    private @Nullable Instant effectiveAt;

    @Column(name = "released_at")
    private @Nullable Instant releasedAt;

    @Column(name = "released_version")
    private @Nullable Integer releasedVersion;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PolicyChange() {}

    /**
     * @param base the version that it changes
     * @param candidate the file as it shall be
     */
    PolicyChange(
            String id,
            PolicyDocuments.Deployed base,
            String candidate,
            PolicyOrigin origin,
            @Nullable String reason,
            UserId author,
            Instant at) {
        this.id = id;
        this.key = base.key();
        this.name = base.name();
        this.baseVersion = base.version();
        this.candidate = candidate;
        this.origin = origin;
        this.reason = reason;
        this.author = author.value();
        this.state = PolicyChangeState.DRAFT;
        this.createdAt = at;
        this.savedAt = at;
    }

    /** Says which version, or which shipped file, it was taken from. */
    PolicyChange takenFrom(@Nullable Integer version, @Nullable String digest) {
        this.takenFrom = version;
        this.shippedDigest = digest;
        return this;
    }

    void save(String xml, @Nullable String why, Instant at) {
        mustBeDraft();
        this.candidate = xml;
        this.reason = why;
        this.savedAt = at;
    }

    void propose(Instant at) {
        mustBeDraft();
        this.state = PolicyChangeState.PROPOSED;
        this.proposedAt = at;
    }

    /** @throws org.countersign.shared.RuleViolation unless somebody is asked about it now */
    void mustBeProposed() {
        check(state != PolicyChangeState.DRAFT, PolicyChangeRule.STILL_A_DRAFT);
        mustBeOpen();
        check(state == PolicyChangeState.PROPOSED, PolicyChangeRule.DECIDED_ALREADY, decider());
    }

    /** @throws org.countersign.shared.RuleViolation when it has come to its end */
    void mustBeOpen() {
        check(state != PolicyChangeState.WITHDRAWN, PolicyChangeRule.WITHDRAWN_ALREADY, decider());
        check(state.isOpen(), PolicyChangeRule.DECIDED_ALREADY, decider());
    }

    private void mustBeDraft() {
        mustBeOpen();
        check(state == PolicyChangeState.DRAFT, PolicyChangeRule.NO_DRAFT);
    }

    void schedule(UserId by, @Nullable String said, Instant effective, Instant at) {
        decided(PolicyChangeState.SCHEDULED, by, said, at);
        this.effectiveAt = effective;
    }

    void reject(UserId by, @Nullable String said, Instant at) {
        decided(PolicyChangeState.REJECTED, by, said, at);
    }

    void withdraw(UserId by, @Nullable String said, Instant at) {
        decided(PolicyChangeState.WITHDRAWN, by, said, at);
    }

    void agreed(UserId by, @Nullable String said, boolean alone, Instant at) {
        decided(state, by, said, at);
        this.releasedAlone = alone;
    }

    void released(int asVersion, Instant at) {
        this.state = PolicyChangeState.RELEASED;
        this.releasedVersion = asVersion;
        this.releasedAt = at;
    }

    private void decided(PolicyChangeState then, UserId by, @Nullable String said, Instant at) {
        this.state = then;
        this.decidedBy = by.value();
        this.decidedAt = at;
        this.comment = said;
    }

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

    /** The file as it shall be. */
    public String candidate() {
        return candidate;
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

    /** The version that it became. */
    public @Nullable Integer releasedVersion() {
        return releasedVersion;
    }
}
