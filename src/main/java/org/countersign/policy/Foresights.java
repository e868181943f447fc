package org.countersign.policy;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.countersign.policy.ForeseenCases.Comparison;
import org.countersign.policy.ForeseenCases.Range;
import org.countersign.policy.Foresight.Stale;
import org.countersign.policy.Foresight.State;
import org.countersign.policy.ForesightRows.Kept;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.PassingTrouble;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Foresees what a change of a decision table would do: the table in force and the candidate are asked about the same cases, of a
 * time gone by and of those that are open. A thousand are looked at while somebody waits; more in the background, slice by
 * slice, each with its figures in one transaction, so that a crash loses at most one slice and counts none twice.
 */
@Service
public class Foresights implements NightlyWork {

    /** So many are looked at while somebody waits. */
    public static final int AT_ONCE = 1000;

    /** More are too many for one answer that somebody reads. */
    static final int MOST = 500_000;

    /** So many of a change are kept. */
    static final int KEPT = 3;

    static final Duration LONGEST_KEPT = Duration.ofDays(90);
    private static final int SLICE = 200;
    private static final int MOST_DELETED = 500;
    private static final int MOST_ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    /** What was looked at longer ago would be mixed with what is so now. */
    private static final Duration LONGEST_RESUMED = Duration.ofHours(1);

    private static final Duration LOST = Duration.ofMinutes(1);
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(Foresights.class);

    private final PolicyChangeRows changes;
    private final PolicyDocuments documents;
    private final PolicyDeployments deployments;
    private final PolicyRights rights;
    private final ForesightRows rows;
    private final LastYear lastYear;
    private final TransactionTemplate transaction;
    private final Company company;
    private final Clock clock;
    private final String runner = UUID.randomUUID().toString();
    private final AtomicBoolean waiting = new AtomicBoolean(true);

    Foresights(
            PolicyChangeRows changes,
            PolicyDocuments documents,
            PolicyDeployments deployments,
            PolicyRights rights,
            ForesightRows rows,
            LastYear lastYear,
            PlatformTransactionManager transactions,
            Company company,
            Clock clock) {
        this.changes = changes;
        this.documents = documents;
        this.deployments = deployments;
        this.rights = rights;
        this.rows = rows;
        this.lastYear = lastYear;
        this.transaction = new TransactionTemplate(transactions);
        this.company = company;
        this.clock = clock;
    }

    // ---- reading

    /** What is looked at for a table, in words; empty where nothing of its past can be foreseen. */
    public Optional<Explanation> basis(String table) {
        return source(table).map(ForeseenCases::basis);
    }

    /** The last foresight of a change, finished or not. */
    public Optional<Foresight> latest(String change, Actor actor) {
        rights.demandRead(actor);
        return rows.latest(change).map(this::shown);
    }

    /** A foresight of a change. @throws NotFound where there is none of this id */
    public Foresight one(String change, String id, Actor actor) {
        rights.demandRead(actor);
        var kept = known(change, id);
        // Whoever looks at it may be the first to notice that nobody goes on with it.
        var touched = kept.touchedAt();
        if (kept.state() == State.WAITING
                || kept.state() == State.RUNNING
                        && touched != null
                        && touched.isBefore(clock.instant().minus(LOST))) {
            waiting.set(true);
        }
        return shown(kept);
    }

    /** The documents that would be answered otherwise, those of the time first, the oldest first. */
    public Page<ForeseenDocument> documents(
            String change, String id, ForeseenDocument.Query query, Actor actor, Pageable page) {
        rights.demandRead(actor);
        return rows.documents(known(change, id).id(), query, page);
    }

    /** Whether somebody may have a change foreseen, or stop that. */
    public boolean mayStart(Actor actor) {
        return actor.isIn(Group.ADMINISTRATOR) || rights.isReleaser(actor);
    }

    // ---- beginning and stopping

    /**
     * Foresees what a change would do.
     *
     * @param from first day of the time; null for a year before its last
     * @param to last day of the time; null for today
     * @param withOpen whether what is open now is looked at too
     * @return with all figures where there are few cases, else with those so far
     * @throws RuleViolation when the time is none, has too many cases, or the table cannot be asked
     */
    public Foresight start(
            String change, @Nullable LocalDate from, @Nullable LocalDate to, boolean withOpen, Actor actor) {
        demandStart(actor);
        var wanted = changes.findById(change).orElseThrow(() -> new NotFound("change of a decision table", change));
        wanted.mustBeOpen();
        var source = source(wanted.key())
                .orElseThrow(() -> new RuleViolation(PolicyChangeRule.NOTHING_TO_FORESEE, wanted.name()));
        var zone = company.timeZone();
        var now = clock.instant();
        var lastDay = Objects.requireNonNullElse(to, LocalDate.ofInstant(now, zone));
        var firstDay = Objects.requireNonNullElse(from, lastDay.minusYears(1).plusDays(1));
        check(!firstDay.isAfter(lastDay), PolicyChangeRule.NO_TIME_TO_FORESEE, firstDay, lastDay);
        var begins = firstDay.atStartOfDay(zone).toInstant();
        var ends = lastDay.plusDays(1).atStartOfDay(zone).toInstant();
        var digest = PolicyChangeRecord.digest(wanted.candidate());
        var inForce = documents.latest(wanted.key()).orElseThrow(() -> new NotFound("decision table", wanted.key()));
        var version = inForce.deployed().version();
        var before = rows.latest(change);
        if (before.isPresent()
                && before.get().state().isUnfinished()
                && isAlike(before.get(), digest, version, begins, ends, withOpen)) {
            waiting.set(true);
            return shown(before.get());
        }
        if (before.isPresent()
                && stoppedALittleAgo(before.get(), now)
                && isAlike(before.get(), digest, version, begins, ends, withOpen)
                && rows.resume(before.get().id())) {
            waiting.set(true);
            return shown(known(change, before.get().id()));
        }
        var comparison = comparison(source, wanted.key(), wanted.name(), inForce.xml(), wanted.candidate());
        var expected = source.count(new Range(false, begins, ends)) + (withOpen ? source.count(open(now)) : 0);
        check(expected <= MOST, PolicyChangeRule.MUCH_TO_FORESEE, expected, MOST);
        var id = UUID.randomUUID().toString();
        var few = expected <= AT_ONCE;
        // The last one is the one with the latest time, whatever the clock does.
        var at = before.map(one -> one.createdAt().plus(1, ChronoUnit.MICROS))
                .filter(now::isBefore)
                .orElse(now);
        transaction.executeWithoutResult(status -> {
            before.filter(one -> one.state().isUnfinished())
                    .ifPresent(one -> rows.end(one.id(), State.CANCELLED, null, now));
            rows.write(
                    new Kept(
                            id,
                            change,
                            wanted.key(),
                            version,
                            wanted.candidate(),
                            digest,
                            begins,
                            ends,
                            withOpen,
                            few ? State.RUNNING : State.WAITING,
                            false,
                            null,
                            expected,
                            0,
                            0,
                            new ForesightSums(),
                            new ForesightSums(),
                            few ? now : null,
                            actor.user().value(),
                            at,
                            null,
                            null),
                    few ? runner : null);
            rows.idsOf(change).stream().skip(KEPT).forEach(rows::delete);
        });
        if (few) {
            run(id, comparison, LONGEST_WAIT);
        }
        // Where that was too slow, it goes on in the background.
        waiting.set(true);
        return shown(known(change, id));
    }

    private static boolean isAlike(
            Kept one, String digest, int version, Instant begins, Instant ends, boolean withOpen) {
        return one.digest().equals(digest)
                && one.version() == version
                && one.from().equals(begins)
                && one.until().equals(ends)
                && one.withOpen() == withOpen;
    }

    private static boolean stoppedALittleAgo(Kept one, Instant now) {
        var finished = one.finishedAt();
        return one.state() == State.FAILED && finished != null && finished.isAfter(now.minus(LONGEST_RESUMED));
    }

    /** What was open when it began. */
    private static Range open(Instant begun) {
        return new Range(true, Instant.EPOCH, begun.plus(Duration.ofSeconds(1)));
    }

    /** Stops a foresight; what was found so far stays. */
    public Foresight cancel(String change, String id, Actor actor) {
        demandStart(actor);
        var kept = known(change, id);
        rows.end(kept.id(), State.CANCELLED, null, clock.instant());
        return shown(known(change, id));
    }

    // ---- is there anybody whom no rule answers?

    /**
     * Which cases of the last year nobody could go on with under a change as it was saved (R03), as far as there is time.
     *
     * @return empty where nothing of the table's past can be foreseen, or the draft cannot be asked as it is
     */
    public Optional<PolicyReach> reach(String change, Actor actor) {
        return reached(change, null, actor, lastYear::behindPage);
    }

    /**
     * The same while somebody writes, until the same person asks about the same change again.
     *
     * @param candidate the file as it would be saved
     * @return empty also where that person has asked again
     */
    public Optional<PolicyReach> reachWhileTyping(String change, String candidate, Actor actor) {
        return reached(
                        change,
                        candidate,
                        actor,
                        comparison ->
                                lastYear.whileTyping(change + " " + actor.user().value(), comparison))
                .flatMap(Function.identity());
    }

    private <T> Optional<T> reached(
            String change, @Nullable String candidate, Actor actor, Function<Comparison, T> look) {
        rights.demandRead(actor);
        var wanted = changes.findById(change).orElseThrow(() -> new NotFound("change of a decision table", change));
        var source = source(wanted.key());
        var inForce = documents.latest(wanted.key());
        if (source.isEmpty() || inForce.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(look.apply(comparison(
                    source.get(),
                    wanted.key(),
                    wanted.name(),
                    inForce.get().xml(),
                    candidate == null ? wanted.candidate() : candidate)));
        } catch (RuleViolation notAsItIs) {
            return Optional.empty();
        }
    }

    // ---- working

    /** Goes on with what waits, a few slices at a time. */
    @Scheduled(fixedDelay = 1000, initialDelay = 20_000)
    void goOn() {
        if (waiting.getAndSet(false)) {
            workOn();
        }
    }

    /** What another server left is found, too. */
    @Scheduled(fixedDelay = 300_000, initialDelay = 90_000)
    void lookForOthers() {
        waiting.set(true);
    }

    private @Nullable Comparison ready;
    private @Nullable String readyFor;

    /** Works on what waits for a moment, without waiting for its turn. */
    public synchronized void workOn() {
        var now = clock.instant();
        var next = rows.next(now.minus(LOST));
        if (next.isEmpty()) {
            ready = null;
            readyFor = null;
            return;
        }
        var id = next.get();
        var kept = rows.find(id).orElseThrow();
        try {
            if (ready == null || !id.equals(readyFor)) {
                ready = comparison(kept);
                readyFor = id;
            }
            if (rows.take(id, runner, now, now.minus(LOST))) {
                run(id, ready, TURN);
            }
        } catch (RuntimeException e) {
            ready = null;
            readyFor = null;
            failed(id, e);
        }
        waiting.set(true);
    }

    private void failed(String id, RuntimeException e) {
        rows.end(id, State.FAILED, why(id, e), clock.instant());
    }

    private static Explanation why(String id, RuntimeException e) {
        if (e instanceof RuleViolation refusal) {
            return Explanation.of(refusal.rule(), refusal.arguments().toArray());
        }
        if (e instanceof NotFound) {
            return Explanation.asWritten(String.valueOf(e.getMessage()));
        }
        LOG.warn("Foresight {} could not go on", id, e);
        if (PassingTrouble.isBehind(e)) {
            return Explanation.of(ForesightStatement.DATABASE_BUSY);
        }
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return Explanation.of(ForesightStatement.CASE_UNREADABLE, told(cause));
    }

    private static String told(Throwable cause) {
        var said = cause.getMessage();
        return said == null || said.isBlank() ? cause.getClass().getSimpleName() : said.strip();
    }

    /** Works on one that this server has, until it is through or the time is up; then it waits for its next turn. */
    private void run(String id, Comparison comparison, Duration most) {
        var until = System.nanoTime() + most.toNanos();
        try {
            while (sliceOrAgain(id, comparison)) {
                if (System.nanoTime() > until) {
                    rows.release(id, runner);
                    return;
                }
            }
        } catch (RuntimeException e) {
            failed(id, e);
        }
    }

    /** A deadlock, or a database that is away for a moment, costs one slice and not all that was looked at before it. */
    private boolean sliceOrAgain(String id, Comparison comparison) {
        for (var attempt = 1; ; attempt++) {
            try {
                return slice(id, comparison);
            } catch (RuntimeException e) {
                if (attempt == MOST_ATTEMPTS || !PassingTrouble.isBehind(e)) {
                    throw e;
                }
                LOG.info("Foresight {} asks the database again after attempt {}", id, attempt, e);
                pause(attempt, e);
            }
        }
    }

    private static void pause(int attempt, RuntimeException because) {
        try {
            Thread.sleep(FIRST_PAUSE.toMillis() << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw because;
        }
    }

    /** @return whether it goes on */
    private boolean slice(String id, Comparison comparison) {
        var before = rows.find(id).orElseThrow();
        if (before.state() != State.RUNNING) {
            return false;
        }
        var range = before.looksAtOpen() ? open(before.createdAt()) : new Range(false, before.from(), before.until());
        var slice = comparison.next(range, before.last(), SLICE);
        var sums = before.looksAtOpen() ? before.open() : before.past();
        var found = new ArrayList<ForeseenDocument>();
        var shifts = new ArrayList<String>();
        for (var one : slice.cases()) {
            var shift = sums.add(one);
            if (!shift.isEmpty()) {
                found.add(new ForeseenDocument(
                        one.document(),
                        one.kind(),
                        one.title(),
                        one.total(),
                        one.at(),
                        before.looksAtOpen(),
                        one.rebuilt(),
                        one.outcome(),
                        one.before().words(),
                        one.after().words()));
                shifts.add(shift);
            }
        }
        var through = slice.end() && (before.looksAtOpen() || !before.withOpen());
        var now = clock.instant();
        var after = new Kept(
                id,
                before.change(),
                before.table(),
                before.version(),
                before.candidate(),
                before.digest(),
                before.from(),
                before.until(),
                before.withOpen(),
                through ? State.DONE : State.RUNNING,
                before.looksAtOpen() || slice.end(),
                slice.end() ? null : slice.last(),
                before.expected(),
                before.looked() + slice.read(),
                before.items() + found.size(),
                before.past(),
                before.open(),
                now,
                before.createdBy(),
                before.createdAt(),
                through ? now : null,
                null);
        var mine = transaction.execute(status -> rows.advance(before, after, runner, found, shifts));
        return Boolean.TRUE.equals(mine) && !through;
    }

    // ---- cleaning up

    @Override
    public String name() {
        return "policy-foresights";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(3, 40);
    }

    /** Removes what nobody will look at any more. */
    @Override
    public void work() {
        rows.endedBefore(clock.instant().minus(LONGEST_KEPT), MOST_DELETED)
                .forEach(id -> transaction.executeWithoutResult(status -> rows.delete(id)));
    }

    // ---- common

    private Comparison comparison(Kept kept) {
        var inForce = documents
                .version(kept.table(), kept.version())
                .orElseThrow(() -> new NotFound("version of the decision table " + kept.table(), kept.version()));
        return comparison(
                source(kept.table()).orElseThrow(() -> new NotFound("past of the decision table", kept.table())),
                kept.table(),
                inForce.deployed().name(),
                inForce.xml(),
                kept.candidate());
    }

    /** What could not be deployed is not run either: the engine that tries it is no safer than the one that runs it. */
    private Comparison comparison(ForeseenCases source, String key, String name, String inForce, String candidate) {
        var refusals = deployments.refusals(key, candidate, inForce);
        check(refusals.isEmpty(), PolicyChangeRule.REFUSED_BY_ENGINE, name, String.join("; ", refusals));
        documents.read(candidate, key);
        try {
            return source.compare(inForce, candidate);
        } catch (RuleViolation unreadable) {
            throw unreadable;
        } catch (RuntimeException unreadable) {
            LOG.debug("The engine cannot read {}", key, unreadable);
            throw new RuleViolation(PolicyChangeRule.REFUSED_BY_ENGINE, name, String.valueOf(unreadable.getMessage()));
        }
    }

    private Optional<ForeseenCases> source(String table) {
        return lastYear.source(table);
    }

    private Kept known(String change, String id) {
        return rows.find(id)
                .filter(one -> one.change().equals(change))
                .orElseThrow(() -> new NotFound("foresight of " + change, id));
    }

    private void demandStart(Actor actor) {
        rights.demandRead(actor);
        if (!mayStart(actor)) {
            throw new NotAllowed(Group.ADMINISTRATOR);
        }
    }

    private Foresight shown(Kept kept) {
        return new Foresight(
                kept.id(),
                kept.change(),
                kept.table(),
                kept.version(),
                kept.from(),
                kept.until(),
                kept.withOpen(),
                kept.state(),
                kept.expected(),
                kept.looked(),
                kept.past(),
                kept.open(),
                stale(kept),
                kept.createdBy(),
                kept.createdAt(),
                kept.finishedAt(),
                kept.note());
    }

    /** A change that has come to its end is what it is: its figures are those of its last day. */
    private @Nullable Stale stale(Kept kept) {
        var change = changes.findById(kept.change()).orElse(null);
        if (change != null && !PolicyChangeRecord.digest(change.candidate()).equals(kept.digest())) {
            return Stale.DRAFT_CHANGED;
        }
        var open = change != null && change.state().isOpen();
        return open
                        && documents
                                .latest(kept.table())
                                .filter(latest -> latest.deployed().version() != kept.version())
                                .isPresent()
                ? Stale.TABLE_CHANGED
                : null;
    }
}
