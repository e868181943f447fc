package org.countersign.policy;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
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
public class PolicyChange extends PolicyChangeFacts {

    @Column(name = "candidate", length = Length.LONG16)
    private String candidate;

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

    /** Keeps what the last year said about it. */
    void lookedBack(PolicyReach reach) {
        this.pastLooked = reach.looked();
        this.pastWhole = reach.whole();
        this.pastUnanswered = reach.lost();
        this.pastDocuments = reach.lost() == 0 ? null : reach.named();
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

    /** @throws org.countersign.shared.RuleViolation when it was handed in, or has come to its end */
    void mustBeDraft() {
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

    /** The file as it shall be. */
    public String candidate() {
        return candidate;
    }
}
