package org.countersign.policy;

import static org.countersign.shared.RuleViolation.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.policy.PolicyChangeNews.Turn;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes decision tables with four eyes: an administrator drafts and proposes, somebody else releases or rejects, now or
 * for a later time. What is released comes into force in the same transaction as its state and its record.
 */
@Service
@Transactional
public class PolicyChanges {

    /** How many differences are told where a person reads them all. */
    public static final int ALL_DIFFERENCES = 200;

    private static final String PREFIX = "POL-";
    private static final String SHIPPED_REASON =
            "This release of the product ships this version of the table. It was changed here, so nothing was overwritten.";
    private static final int LONGEST_TABLE = 1_000_000;
    private static final int LONGEST_WORDS = 2000;
    private static final int FEW_DIFFERENCES = 12;
    private static final int FEW_ERRORS = 3;
    /** Timers know milliseconds only. */
    private static final Duration TIMER_STEP = Duration.ofMillis(1);

    private final PolicyChangeRows rows;
    private final PolicyDocuments documents;
    private final PolicyDeployments deployments;
    private final PolicyChangeWorkflow workflow;
    private final PolicyComparison comparison;
    private final PolicyCheck checks;
    private final PolicyRights rights;
    private final PolicySettings settings;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PolicyChanges(
            PolicyChangeRows rows,
            PolicyDocuments documents,
            PolicyDeployments deployments,
            PolicyChangeWorkflow workflow,
            PolicyComparison comparison,
            PolicyCheck checks,
            PolicyRights rights,
            PolicySettings settings,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.documents = documents;
        this.deployments = deployments;
        this.workflow = workflow;
        this.comparison = comparison;
        this.checks = checks;
        this.rights = rights;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    // ---- reading

    /** A change. @throws NotFound when there is none of this id */
    @Transactional(readOnly = true)
    public PolicyChange change(String id, Actor actor) {
        rights.demandRead(actor);
        return known(id);
    }

    /** Changes that somebody looks for. */
    @Transactional(readOnly = true)
    public Page<PolicyChange> search(PolicyChangeQuery query, Actor actor, Pageable page) {
        rights.demandRead(actor);
        return rows.findAll(query.toSpecification(), page);
    }

    /** In what a change differs from the version that it was made from, in words. */
    @Transactional(readOnly = true)
    public List<Explanation> differences(PolicyChange change, int most) {
        return documents
                .version(change.key(), change.baseVersion())
                .map(base -> comparison.between(change.key(), base.xml(), change.candidate(), most))
                .orElseGet(List::of);
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

    // ---- drafts

    /**
     * Begins a draft from the table in force.
     *
     * @param reason why, which may be said later
     * @throws NotFound when there is no such table
     */
    public PolicyChange draft(String key, @Nullable String reason, Actor actor) {
        rights.demandEdit(actor);
        var latest = latest(key);
        return drafted(begin(latest, latest.xml(), PolicyOrigin.PAGE, reason, actor), actor);
    }

    /**
     * Begins a draft from an earlier version, to be the next one.
     *
     * @throws NotFound when there is no such version
     */
    public PolicyChange draftFrom(String key, int version, @Nullable String reason, Actor actor) {
        rights.demandEdit(actor);
        var earlier = documents
                .version(key, version)
                .orElseThrow(() -> new NotFound("version of the decision table " + key, version));
        var change = begin(latest(key), earlier.xml(), PolicyOrigin.HISTORY, reason, actor);
        return drafted(change.takenFrom(version, null), actor);
    }

    /**
     * Begins a draft from another change, on the table in force: what that change did, rule by rule, and nothing that
     * happened to other rules meanwhile is lost.
     */
    public PolicyChange draftLike(String id, Actor actor) {
        rights.demandEdit(actor);
        var other = known(id);
        var latest = latest(other.key());
        return drafted(begin(latest, rebased(other, latest), PolicyOrigin.PAGE, other.reason(), actor), actor);
    }

    private String rebased(PolicyChange other, PolicyDocuments.Document latest) {
        if (other.baseVersion() == latest.deployed().version() || other.origin() != PolicyOrigin.PAGE) {
            return other.candidate();
        }
        var key = other.key();
        var base = documents.version(key, other.baseVersion());
        return base.map(before -> documents.write(
                        latest.xml(),
                        PolicyRebase.of(
                                documents.read(before.xml(), key),
                                documents.read(other.candidate(), key),
                                documents.read(latest.xml(), key))))
                .orElse(other.candidate());
    }

    private PolicyChange begin(
            PolicyDocuments.Document base, String xml, PolicyOrigin origin, @Nullable String reason, Actor actor) {
        return new PolicyChange(nextId(), base.deployed(), xml, origin, words(reason), actor.user(), clock.instant());
    }

    private String nextId() {
        var last = rows.lastId().orElse(PREFIX + "0");
        return String.format(Locale.ROOT, PREFIX + "%06d", Long.parseLong(last.substring(PREFIX.length())) + 1);
    }

    private PolicyChange drafted(PolicyChange change, Actor actor) {
        audit.record(event("policy-change.drafted", change, actor).with("takenFrom", change.takenFrom()));
        return rows.saveAndFlush(change);
    }

    /**
     * Saves a draft of one's own.
     *
     * @param xml the file as it shall be
     * @param expected how often it was saved when the author read it, see {@link PolicyChange#savedVersion}; null where that
     *     does not matter
     */
    public PolicyChange save(String id, String xml, @Nullable String reason, Actor actor, @Nullable Long expected) {
        var change = mine(id, actor);
        check(expected == null || expected == change.savedVersion(), PolicyChangeRule.SAVED_MEANWHILE);
        check(xml.length() <= LONGEST_TABLE, PolicyChangeRule.TOO_LARGE, LONGEST_TABLE);
        documents.read(xml, change.key());
        change.save(xml, words(reason), clock.instant());
        audit.record(event("policy-change.saved", change, actor));
        return rows.saveAndFlush(change);
    }

    /** Asks somebody else to release a draft of one's own. */
    public PolicyChange propose(String id, Actor actor) {
        var change = mine(id, actor);
        check(change.reason() != null, PolicyChangeRule.REASON_NEEDED);
        demandReleasable(change);
        check(!rights.releasersOf(change).isEmpty(), PolicyChangeRule.NOBODY_ELSE_RELEASES, settings.releasers());
        change.propose(clock.instant());
        return proposed(change, actor);
    }

    private PolicyChange proposed(PolicyChange change, Actor actor) {
        var kept = rows.saveAndFlush(change);
        audit.record(event("policy-change.proposed", kept, actor).with("differences", told(kept)));
        workflow.proposed(kept);
        tell(kept, Turn.PROPOSED, actor.user());
        return kept;
    }

    // ---- deciding

    /**
     * Releases what somebody else has proposed.
     *
     * @param effectiveAt when it shall come into force; null for now
     */
    public PolicyChange release(String id, @Nullable String comment, @Nullable Instant effectiveAt, Actor actor) {
        return answer(id, true, comment, effectiveAt, actor);
    }

    /** Rejects what somebody else has proposed, with a reason. */
    public PolicyChange reject(String id, @Nullable String comment, Actor actor) {
        return answer(id, false, comment, null, actor);
    }

    private PolicyChange answer(
            String id, boolean release, @Nullable String comment, @Nullable Instant effectiveAt, Actor actor) {
        rights.demandRead(actor);
        var change = known(id);
        demandAnswer(change, release, words(comment), effectiveAt, actor);
        workflow.answer(change, release, words(comment), effectiveAt, actor.user());
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
     * @throws RuleViolation when the person may not answer, its author above all
     */
    public void answered(
            String id, boolean release, @Nullable String comment, @Nullable Instant effectiveAt, Actor actor) {
        var change = known(id);
        var said = words(comment);
        demandAnswer(change, release, said, effectiveAt, actor);
        var now = clock.instant();
        if (!release) {
            change.reject(actor.user(), said, now);
            audit.record(event("policy-change.rejected", change, actor).with("comment", said));
            tell(change, Turn.REJECTED, actor.user());
        } else if (effectiveAt != null) {
            change.schedule(actor.user(), said, effectiveAt, now);
            audit.record(event("policy-change.scheduled", change, actor)
                    .with("comment", said)
                    .with("effectiveAt", effectiveAt.toString()));
            tell(change, Turn.SCHEDULED, actor.user());
        } else {
            change.agreed(actor.user(), said, false, now);
            deploy(change, Turn.RELEASED, actor);
        }
        rows.saveAndFlush(change);
    }

    /** Lets a change that waited for its time come into force. @throws RuleViolation when it cannot any more */
    public void releaseDue(String id) {
        var change = known(id);
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

    /** Lets a change of one's own come into force alone, in an emergency, where that is allowed; all administrators are told. */
    public PolicyChange releaseAlone(String id, @Nullable String comment, Actor actor) {
        rights.demandEdit(actor);
        check(settings.releaseAlone(), PolicyChangeRule.ALONE_NOT_ALLOWED, settings.releasers());
        var change = known(id);
        check(actor.user().equals(change.author()), PolicyChangeRule.ALONE_ONLY_BY_AUTHOR);
        change.mustBeOpen();
        check(change.state() != PolicyChangeState.SCHEDULED, PolicyChangeRule.DECIDED_ALREADY, change.decider());
        check(change.reason() != null, PolicyChangeRule.REASON_NEEDED);
        demandReleasable(change);
        var asked = change.state() == PolicyChangeState.PROPOSED;
        change.agreed(actor.user(), words(comment), true, clock.instant());
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
        var change = known(id);
        change.mustBeOpen();
        var underWay = change.state().isUnderWay();
        check(
                underWay || actor.user().equals(change.author()),
                PolicyChangeRule.ONLY_THE_AUTHOR_EDITS,
                change.author());
        var said = words(comment);
        change.withdraw(actor.user(), said, clock.instant());
        audit.record(event("policy-change.withdrawn", change, actor).with("comment", said));
        rows.saveAndFlush(change);
        if (underWay) {
            workflow.settled(change);
            tell(change, Turn.WITHDRAWN, actor.user());
        }
        return change;
    }

    // ---- what the product ships

    /**
     * Proposes what the product ships for a table that was changed here, once: the file of this release is not deployed over
     * it. Nobody but the product is its author.
     */
    public void shipped(String key, String xml) {
        var digest = digest(xml);
        var latest = documents.latest(key);
        if (latest.isEmpty()
                || rows.existsByKeyAndShippedDigest(key, digest)
                || latest.get().xml().equals(xml)) {
            return;
        }
        var change = begin(latest.get(), xml, PolicyOrigin.SHIPPED, SHIPPED_REASON, Actor.SYSTEM)
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

    private void deploy(PolicyChange change, Turn turn, Actor actor) {
        var differences = told(change);
        var version = deployments.deploy(change);
        // Deployments stand in line: one can have come between the check and this, on another server too.
        check(
                version == change.baseVersion() + 1,
                PolicyChangeRule.TABLE_CHANGED_MEANWHILE,
                change.name(),
                change.baseVersion(),
                version - 1);
        change.released(version, clock.instant());
        audit.record(event(
                        turn == Turn.RELEASED_ALONE ? "policy-change.released-alone" : "policy-change.released",
                        change,
                        actor)
                .with(
                        "releasedBy",
                        change.decidedBy() == null ? null : change.decidedBy().value())
                .with("comment", change.comment())
                .with("version", version)
                .with("differences", differences));
        tell(change, turn, actor.user());
    }

    private List<String> told(PolicyChange change) {
        return differences(change, ALL_DIFFERENCES).stream()
                .map(Explanation::english)
                .toList();
    }

    private void tell(PolicyChange change, Turn turn, UserId by) {
        events.publishEvent(new PolicyChangeNews(
                change.id(),
                turn,
                change.document(),
                change.name(),
                change.author(),
                change.reason(),
                by,
                change.comment(),
                change.effectiveAt(),
                change.releasedVersion(),
                rights.releasersOf(change),
                differences(change, FEW_DIFFERENCES)));
    }

    private PolicyChange mine(String id, Actor actor) {
        rights.demandEdit(actor);
        var change = known(id);
        check(actor.user().equals(change.author()), PolicyChangeRule.ONLY_THE_AUTHOR_EDITS, change.author());
        return change;
    }

    private PolicyChange known(String id) {
        return rows.findById(id).orElseThrow(() -> new NotFound("change of a decision table", id));
    }

    private PolicyDocuments.Document latest(String key) {
        return documents.latest(key).orElseThrow(() -> new NotFound("decision table", key));
    }

    private static AuditEvent event(String event, PolicyChange change, Actor actor) {
        return AuditEvent.of(change.document(), event, actor)
                .with("change", change.id())
                .with("table", change.key())
                .with("baseVersion", change.baseVersion())
                .with("origin", change.origin().name())
                .with("reason", change.reason())
                .with("author", change.author().value())
                .with("digest", digest(change.candidate()));
    }

    private static @Nullable String words(@Nullable String text) {
        var trimmed = Formats.trimmed(text);
        return trimmed == null || trimmed.length() <= LONGEST_WORDS ? trimmed : trimmed.substring(0, LONGEST_WORDS);
    }

    private static String digest(String xml) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
