package org.countersign.policy;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.countersign.policy.PolicyChangeNews.Turn;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes decision tables with four eyes: an administrator proposes a draft, somebody else releases or rejects it, now or
 * for a later time. What is released comes into force in the same transaction as its state and its record.
 */
@Service
@Transactional
public class PolicyChanges {

    /** How many differences are told where a person reads them all. */
    public static final int ALL_DIFFERENCES = 200;

    private static final String SHIPPED_REASON =
            "This release of the product ships this version of the table. It was changed here, so nothing was overwritten.";
    private static final int FEW_ERRORS = 3;
    /** Timers know milliseconds only. */
    private static final Duration TIMER_STEP = Duration.ofMillis(1);

    private final PolicyChangeRows rows;
    private final ListedPolicyChangeRows listed;
    private final PolicyDocuments documents;
    private final PolicyDeployments deployments;
    private final PolicyChangeWorkflow workflow;
    private final PolicyComparison comparison;
    private final PolicyCheck checks;
    private final PolicyRights rights;
    private final PolicySettings settings;
    private final PolicyDrafts drafts;
    private final PolicyChangeRecord record;
    private final LastYear lastYear;
    private final Clock clock;

    PolicyChanges(
            PolicyChangeRows rows,
            ListedPolicyChangeRows listed,
            PolicyDocuments documents,
            PolicyDeployments deployments,
            PolicyChangeWorkflow workflow,
            PolicyComparison comparison,
            PolicyCheck checks,
            PolicyRights rights,
            PolicySettings settings,
            PolicyDrafts drafts,
            PolicyChangeRecord record,
            LastYear lastYear,
            Clock clock) {
        this.rows = rows;
        this.listed = listed;
        this.documents = documents;
        this.deployments = deployments;
        this.workflow = workflow;
        this.comparison = comparison;
        this.checks = checks;
        this.rights = rights;
        this.settings = settings;
        this.drafts = drafts;
        this.record = record;
        this.lastYear = lastYear;
        this.clock = clock;
    }

    // ---- reading

    /** A change. @throws NotFound when there is none of this id */
    @Transactional(readOnly = true)
    public PolicyChange change(String id, Actor actor) {
        rights.demandRead(actor);
        return known(id);
    }

    /** Changes that somebody looks for, without their files. */
    @Transactional(readOnly = true)
    public Page<ListedPolicyChange> search(PolicyChangeQuery query, Actor actor, Pageable page) {
        rights.demandRead(actor);
        return listed.findAll(query.toSpecification(), page);
    }

    /** The latest changes of a table that may still come into force, without their files; few, and no more than ten. */
    @Transactional(readOnly = true)
    public List<ListedPolicyChange> openOf(String key, Actor actor) {
        rights.demandRead(actor);
        return listed.findFirst10ByKeyAndStateInOrderBySavedAtDesc(
                key,
                Arrays.stream(PolicyChangeState.values())
                        .filter(PolicyChangeState::isOpen)
                        .toList());
    }

    /** In what a change differs from the version that it was made from, in words. */
    @Transactional(readOnly = true)
    public List<Explanation> differences(PolicyChange change, int most) {
        return record.differences(change, most);
    }

    /**
     * The same, of tables that are called otherwise.
     *
     * @param called the table with its columns and rules as the reader calls them
     */
    @Transactional(readOnly = true)
    public List<Explanation> differences(PolicyChange change, int most, UnaryOperator<PolicyTable> called) {
        return record.differences(change, most, called);
    }

    /** What stands in the way of a change, in words; empty where nothing is wrong with its table. */
    @Transactional(readOnly = true)
    public List<Explanation> errors(PolicyChange change) {
        return checks.check(change.key(), change.candidate()).errors().stream()
                .map(PolicyFinding::sentence)
                .toList();
    }

    /** The version that is in force; 0 where the table is there no more. */
    @Transactional(readOnly = true)
    public int versionInForce(String key) {
        return documents.latest(key).map(latest -> latest.deployed().version()).orElse(0);
    }

    /** Who may release a change: everybody of the group but its author. */
    @Transactional(readOnly = true)
    public List<UserId> releasersOf(PolicyChange change) {
        return rights.releasersOf(change);
    }

    /** Whether somebody is active, and in the group that releases changes. */
    public boolean isReleaser(UserId user) {
        return rights.isReleaser(user);
    }

    /** What somebody may do with a change now. */
    @Transactional(readOnly = true)
    public Possible possible(PolicyChange change, Actor actor) {
        var author = actor.user().equals(change.author());
        var edits = actor.isIn(Group.ADMINISTRATOR);
        var asked = change.state() == PolicyChangeState.PROPOSED;
        return new Possible(
                change.state() == PolicyChangeState.DRAFT && author && edits,
                asked && !author && rights.isReleaser(actor),
                (change.state() == PolicyChangeState.DRAFT || asked) && author && edits && settings.releaseAlone(),
                change.state().isOpen() && edits && (author || change.state() != PolicyChangeState.DRAFT),
                edits);
    }

    /**
     * What somebody may do with a change.
     *
     * @param edit and propose it
     * @param decide release or reject it
     * @param releaseAlone let it come into force without anybody else
     * @param withdraw take it back
     * @param copy make a draft of one's own from it
     */
    public record Possible(boolean edit, boolean decide, boolean releaseAlone, boolean withdraw, boolean copy) {}

    /** Changes that wait for their release, the oldest first. */
    @Transactional(readOnly = true)
    public List<ListedPolicyChange> waiting() {
        return listed.findFirst200ByStateOrderBySavedAt(PolicyChangeState.PROPOSED);
    }

    /** What those who may release a change are told again; empty where it waits no more. */
    @Transactional(readOnly = true)
    public Optional<PolicyChangeNews> reminder(String id) {
        return rows.findById(id)
                .filter(change -> change.state() == PolicyChangeState.PROPOSED)
                .map(change -> record.news(change, Turn.REMINDED, change.author()));
    }

    /** Working days that a release may take before somebody is reminded; 0 where nobody is. */
    public int remindAfterDays() {
        return settings.remindAfterDays();
    }

    // ---- proposing

    /**
     * Asks somebody else to release a draft of one's own.
     *
     * @param accepted whether its author accepts that documents of the last year would get no answer (R03)
     */
    public PolicyChange propose(String id, boolean accepted, Actor actor) {
        var change = drafts.mine(id, actor);
        change.mustBeDraft();
        check(change.reason() != null, PolicyChangeRule.REASON_NEEDED);
        demandReleasable(change);
        check(!rights.releasersOf(change).isEmpty(), PolicyChangeRule.NOBODY_ELSE_RELEASES, settings.releasers());
        demandAnswers(change, accepted);
        change.propose(clock.instant());
        return proposed(change, actor);
    }

    private PolicyChange proposed(PolicyChange change, Actor actor) {
        var kept = rows.saveAndFlush(change);
        record.audit(PolicyChangeRecord.lookedBack("policy-change.proposed", kept, actor)
                .with("differences", record.told(kept)));
        workflow.proposed(kept);
        record.tell(kept, Turn.PROPOSED, actor.user());
        return kept;
    }

    // ---- deciding

    /**
     * Releases what somebody else has proposed.
     *
     * @param effectiveAt when it shall come into force; null for now
     * @param accepted whether it is accepted that documents of the last year would get no answer (R03)
     */
    public PolicyChange release(
            String id, @Nullable String comment, @Nullable Instant effectiveAt, boolean accepted, Actor actor) {
        return answer(id, true, comment, effectiveAt, accepted, actor);
    }

    /** Rejects what somebody else has proposed, with a reason. */
    public PolicyChange reject(String id, @Nullable String comment, Actor actor) {
        return answer(id, false, comment, null, false, actor);
    }

    private PolicyChange answer(
            String id,
            boolean release,
            @Nullable String comment,
            @Nullable Instant effectiveAt,
            boolean accepted,
            Actor actor) {
        rights.demandRead(actor);
        var change = locked(id);
        demandAnswer(change, release, PolicyDrafts.words(comment), effectiveAt, actor);
        workflow.answer(change, release, PolicyDrafts.words(comment), effectiveAt, accepted, actor.user());
        return change;
    }

    private void demandAnswer(
            PolicyChange change,
            boolean release,
            @Nullable String comment,
            @Nullable Instant effectiveAt,
            Actor actor) {
        rights.demandRelease(change, actor);
        change.mustBeProposed();
        if (release) {
            if (effectiveAt != null) {
                check(effectiveAt.isAfter(clock.instant()), PolicyChangeRule.TIME_HAS_PASSED, effectiveAt);
            }
            demandReleasable(change);
        } else {
            check(comment != null, PolicyChangeRule.REJECTION_NEEDS_REASON);
        }
    }

    /**
     * The answer to the question that the process asks, whichever door it came through.
     *
     * @param effectiveAt when it shall come into force; null for now
     * @param accepted whether it is accepted that documents of the last year would get no answer (R03)
     * @throws RuleViolation when the person may not answer, its author above all
     */
    public void answered(
            String id,
            boolean release,
            @Nullable String comment,
            @Nullable Instant effectiveAt,
            boolean accepted,
            Actor actor) {
        var change = locked(id);
        var said = PolicyDrafts.words(comment);
        demandAnswer(change, release, said, effectiveAt, actor);
        if (release) {
            demandAnswers(change, accepted);
        }
        var now = clock.instant();
        if (!release) {
            change.reject(actor.user(), said, now);
            record.audit(PolicyChangeRecord.event("policy-change.rejected", change, actor)
                    .with("comment", said));
            record.tell(change, Turn.REJECTED, actor.user());
        } else if (effectiveAt != null) {
            change.schedule(actor.user(), said, effectiveAt, now);
            record.audit(PolicyChangeRecord.lookedBack("policy-change.scheduled", change, actor)
                    .with("comment", said)
                    .with("effectiveAt", effectiveAt.toString()));
            record.tell(change, Turn.SCHEDULED, actor.user());
        } else {
            change.agreed(actor.user(), said, false, now);
            deploy(change, Turn.RELEASED, actor);
        }
        rows.saveAndFlush(change);
    }

    /** Lets a change that waited for its time come into force. @throws RuleViolation when it cannot any more */
    public void releaseDue(String id) {
        var change = locked(id);
        if (change.state() != PolicyChangeState.SCHEDULED) {
            return;
        }
        var from = change.effectiveAt();
        // Whoever may move the timers of a process may not move what somebody else has agreed to.
        if (from != null) {
            check(!clock.instant().plus(TIMER_STEP).isBefore(from), PolicyChangeRule.NOT_BEFORE_ITS_TIME, from);
        }
        demandReleasable(change);
        deploy(change, Turn.RELEASED, Actor.SYSTEM);
        rows.saveAndFlush(change);
    }

    /**
     * Lets a change of one's own come into force alone, in an emergency, where that is allowed; all administrators are told.
     *
     * @param accepted whether it is accepted that documents of the last year would get no answer (R03)
     */
    public PolicyChange releaseAlone(String id, @Nullable String comment, boolean accepted, Actor actor) {
        rights.demandEdit(actor);
        check(settings.releaseAlone(), PolicyChangeRule.ALONE_NOT_ALLOWED, settings.releasers());
        var change = locked(id);
        check(actor.user().equals(change.author()), PolicyChangeRule.ALONE_ONLY_BY_AUTHOR);
        change.mustBeOpen();
        check(change.state() != PolicyChangeState.SCHEDULED, PolicyChangeRule.DECIDED_ALREADY, change.decider());
        check(change.reason() != null, PolicyChangeRule.REASON_NEEDED);
        demandReleasable(change);
        demandAnswers(change, accepted);
        var asked = change.state() == PolicyChangeState.PROPOSED;
        change.agreed(actor.user(), PolicyDrafts.words(comment), true, clock.instant());
        deploy(change, Turn.RELEASED_ALONE, actor);
        rows.saveAndFlush(change);
        if (asked) {
            workflow.settled(change);
        }
        return change;
    }

    /** Takes a change back: its author does, and any administrator once it was proposed. */
    public PolicyChange withdraw(String id, @Nullable String comment, Actor actor) {
        rights.demandEdit(actor);
        var change = locked(id);
        change.mustBeOpen();
        var underWay = change.state().isUnderWay();
        check(
                underWay || actor.user().equals(change.author()),
                PolicyChangeRule.ONLY_THE_AUTHOR_EDITS,
                change.author());
        var said = PolicyDrafts.words(comment);
        change.withdraw(actor.user(), said, clock.instant());
        record.audit(PolicyChangeRecord.event("policy-change.withdrawn", change, actor)
                .with("comment", said));
        rows.saveAndFlush(change);
        if (underWay) {
            workflow.settled(change);
            record.tell(change, Turn.WITHDRAWN, actor.user());
        }
        return change;
    }

    // ---- what the product ships

    /**
     * Proposes what the product ships for a table that was changed here, once: the file of this release is not deployed over
     * it. Nobody but the product is its author.
     */
    public void shipped(String key, String xml) {
        var digest = PolicyChangeRecord.digest(xml);
        var latest = documents.latest(key);
        if (latest.isEmpty()
                || rows.existsByKeyAndShippedDigest(key, digest)
                || latest.get().xml().equals(xml)) {
            return;
        }
        var change = drafts.begin(latest.get(), xml, PolicyOrigin.SHIPPED, SHIPPED_REASON, Actor.SYSTEM)
                .takenFrom(null, digest);
        change.propose(clock.instant());
        proposed(change, Actor.SYSTEM);
    }

    // ---- what every way has to keep

    /** What is wrong is said before somebody is asked, and again before it comes into force. */
    private void demandReleasable(PolicyChange change) {
        var latest = latest(change.key());
        check(
                latest.deployed().version() == change.baseVersion(),
                PolicyChangeRule.TABLE_CHANGED_MEANWHILE,
                change.name(),
                change.baseVersion(),
                latest.deployed().version());
        check(
                !comparison.isSame(change.key(), latest.xml(), change.candidate()),
                PolicyChangeRule.CHANGES_NOTHING,
                latest.deployed().version(),
                change.name());
        var errors = checks.check(change.key(), change.candidate()).errors();
        check(
                errors.isEmpty(),
                PolicyChangeRule.HAS_ERRORS,
                change.name(),
                errors.stream()
                        .limit(FEW_ERRORS)
                        .map(error -> error.sentence().english())
                        .collect(Collectors.joining(" ")));
        var refusals = deployments.refusals(change.key(), change.candidate(), latest.xml());
        check(refusals.isEmpty(), PolicyChangeRule.REFUSED_BY_ENGINE, change.name(), String.join("; ", refusals));
    }

    /**
     * No document of the last year loses its answer (R03), unless whoever lets it accepts that. What could not be looked at in
     * time, now or when it was handed in, stands in nobody's way; how much was looked at is kept.
     */
    private void demandAnswers(PolicyChange change, boolean accepted) {
        lastYear.of(change, latest(change.key()))
                .map(reach -> reach.beside(change))
                .ifPresent(reach -> {
                    check(
                            accepted || reach.lost() == 0,
                            PolicyChangeRule.LEAVES_UNANSWERED,
                            change.name(),
                            reach.lost(),
                            reach.looked(),
                            reach.named());
                    change.lookedBack(reach);
                });
    }

    private void deploy(PolicyChange change, Turn turn, Actor actor) {
        var differences = record.told(change);
        var version = deployments.deploy(change);
        // Deployments stand in line: one can have come between the check and this, on another server too.
        check(
                version == change.baseVersion() + 1,
                PolicyChangeRule.TABLE_CHANGED_MEANWHILE,
                change.name(),
                change.baseVersion(),
                version - 1);
        change.released(version, clock.instant());
        record.audit(PolicyChangeRecord.lookedBack(
                        turn == Turn.RELEASED_ALONE ? "policy-change.released-alone" : "policy-change.released",
                        change,
                        actor)
                .with(
                        "releasedBy",
                        change.decidedBy() == null ? null : change.decidedBy().value())
                .with("comment", change.comment())
                .with("version", version)
                .with("differences", differences));
        record.tell(change, turn, actor.user());
    }

    private PolicyChange locked(String id) {
        return rows.lock(id).orElseThrow(() -> new NotFound("change of a decision table", id));
    }

    private PolicyChange known(String id) {
        return rows.findById(id).orElseThrow(() -> new NotFound("change of a decision table", id));
    }

    private PolicyDocuments.Document latest(String key) {
        return documents.latest(key).orElseThrow(() -> new NotFound("decision table", key));
    }
}
