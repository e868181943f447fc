package org.countersign.policy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.countersign.policy.ForeseenCases.Comparison;
import org.countersign.policy.ForeseenCases.Range;
import org.countersign.shared.Company;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the cases of the last year whether they would still get an answer (R03). It holds a slice of them at a time, takes no
 * longer than it may, and says whether it has seen them all: a slow database makes it look at fewer, and never stands in the
 * way of a change.
 */
@Component
class LastYear {

    /** Behind a page, so that nobody waits for it. */
    private static final Duration BEHIND_A_PAGE = Duration.ofSeconds(10);

    /** While somebody waits for it. */
    private static final Duration WAITED_FOR = Duration.ofSeconds(5);

    private static final int FEW_DOCUMENTS = 5;
    private static final int SLICE = 200;
    private static final int QUARTERS = 4;
    /** Each takes a connection of its own, beside that of the transaction that it may be asked in. */
    private static final int AT_A_TIME = 2;

    private static final Logger LOG = LoggerFactory.getLogger(LastYear.class);

    private final ObjectProvider<ForeseenCases> sources;
    private final ForesightRows foresights;
    private final TransactionTemplate outside;
    private final Company company;
    private final Clock clock;
    private final Duration longestWait;
    private final Semaphore behindPages = new Semaphore(AT_A_TIME);
    private final Semaphore waitedFor = new Semaphore(AT_A_TIME);
    private final Map<String, Object> newest = new ConcurrentHashMap<>();

    @Autowired
    LastYear(
            ObjectProvider<ForeseenCases> sources,
            ForesightRows foresights,
            PlatformTransactionManager transactions,
            Company company,
            Clock clock) {
        this(sources, foresights, transactions, company, clock, WAITED_FOR);
    }

    /** @param longestWait how long somebody waits for an answer at the most */
    LastYear(
            ObjectProvider<ForeseenCases> sources,
            ForesightRows foresights,
            PlatformTransactionManager transactions,
            Company company,
            Clock clock,
            Duration longestWait) {
        this.sources = sources;
        this.foresights = foresights;
        this.outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.company = company;
        this.clock = clock;
        this.longestWait = longestWait;
    }

    /** The past of a table; empty where nothing of it can be foreseen. */
    Optional<ForeseenCases> source(String table) {
        return sources.orderedStream()
                .filter(source -> source.table().equals(table))
                .findFirst();
    }

    /**
     * Looks for as long as nobody asks again in the same place: who goes on typing wants to know about what is there now.
     *
     * @param place where it is asked
     * @return empty where somebody has asked again
     */
    Optional<PolicyReach> whileTyping(String place, Comparison comparison) {
        var asked = new Object();
        newest.put(place, asked);
        try {
            var reach = look(comparison, longestWait, behindPages, () -> newest.get(place) != asked);
            return newest.get(place) == asked ? Optional.of(reach) : Optional.empty();
        } finally {
            newest.remove(place, asked);
        }
    }

    /**
     * What the last year says about a change that shall count. Where there was no time for all of it, the last foresight of
     * this very draft is asked, too, which takes its time.
     *
     * @return empty where nothing of the table's past can be foreseen
     */
    Optional<PolicyReach> of(PolicyChange change, PolicyDocuments.Document inForce) {
        return source(change.key()).map(source -> {
            var reach = looked(source, change, inForce);
            return reach.whole() || reach.lost() > 0
                    ? reach
                    : foreseen(change, inForce.deployed().version()).orElse(reach);
        });
    }

    private PolicyReach looked(ForeseenCases source, PolicyChange change, PolicyDocuments.Document inForce) {
        try {
            return look(source.compare(inForce.xml(), change.candidate()), longestWait, waitedFor, () -> false);
        } catch (RuntimeException unreadable) {
            LOG.warn("The last year could not be asked about {}", change.id(), unreadable);
            return PolicyReach.NOTHING;
        }
    }

    /** Looks behind a page. */
    PolicyReach behindPage(Comparison comparison) {
        return look(comparison, BEHIND_A_PAGE, behindPages, () -> false);
    }

    private PolicyReach look(Comparison comparison, Duration most, Semaphore turns, BooleanSupplier stopped) {
        var until = System.nanoTime() + most.toNanos();
        try {
            if (!turns.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                return PolicyReach.NOTHING;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PolicyReach.NOTHING;
        }
        try {
            var look = new Look();
            outside.executeWithoutResult(status -> look.at(comparison, until, stopped));
            return look.result();
        } finally {
            turns.release();
        }
    }

    private Range year() {
        var now = clock.instant();
        return new Range(
                false, now.atZone(company.timeZone()).minusYears(1).toInstant(), now.plus(Duration.ofSeconds(1)));
    }

    /** The latest first: where there is no time for all of them, these say most of what comes. */
    private List<Range> quarters() {
        var year = year();
        var quarter = Duration.between(year.from(), year.until()).dividedBy(QUARTERS);
        var ranges = new ArrayList<Range>();
        var until = year.until();
        for (int number = 1; number < QUARTERS; number++) {
            ranges.add(new Range(false, until.minus(quarter), until));
            until = until.minus(quarter);
        }
        ranges.add(new Range(false, year.from(), until));
        return ranges;
    }

    private Optional<PolicyReach> foreseen(PolicyChange change, int version) {
        var year = year();
        return foresights
                .latest(change.id())
                .filter(one -> one.version() == version
                        && one.digest().equals(PolicyChangeRecord.digest(change.candidate()))
                        && !one.from().isBefore(year.from().minus(Duration.ofDays(1))))
                .filter(one -> one.past().of(ForeseenOutcome.NOW_UNANSWERED) > 0 || isWhole(one, year))
                .map(one -> new PolicyReach(
                        one.past().cases(),
                        one.past().unansweredAfter(),
                        one.past().unansweredBefore(),
                        one.past().of(ForeseenOutcome.NOW_UNANSWERED),
                        foresights
                                .documents(
                                        one.id(),
                                        new ForeseenDocument.Query(ForeseenOutcome.NOW_UNANSWERED, false, null, null),
                                        PageRequest.of(0, FEW_DOCUMENTS))
                                .map(ForeseenDocument::number)
                                .stream()
                                .distinct()
                                .toList(),
                        null,
                        isWhole(one, year)));
    }

    private static boolean isWhole(ForesightRows.Kept one, Range year) {
        return one.state() == Foresight.State.DONE
                && !one.from().isAfter(year.from().plus(Duration.ofDays(1)))
                && !one.until().isBefore(year.until().minus(Duration.ofDays(1)));
    }

    /** One look at the year, slice by slice. */
    private final class Look {

        private long looked;
        private long unanswered;
        private long before;
        private long lost;
        private final List<String> documents = new ArrayList<>();
        private @Nullable ForeseenCase example;
        private boolean whole;

        void at(Comparison comparison, long until, BooleanSupplier stopped) {
            try {
                whole = quarters().stream().allMatch(quarter -> isThrough(quarter, comparison, until, stopped));
            } catch (RuntimeException e) {
                // One case that cannot be read says nothing about the draft: what was seen so far counts.
                LOG.warn("Not all cases of the last year could be looked at", e);
            }
        }

        private boolean isThrough(Range range, Comparison comparison, long until, BooleanSupplier stopped) {
            String last = null;
            while (System.nanoTime() < until && !stopped.getAsBoolean()) {
                var slice = comparison.next(range, last, SLICE);
                slice.cases().forEach(this::count);
                if (slice.end()) {
                    return true;
                }
                last = slice.last();
            }
            return false;
        }

        private void count(ForeseenCase one) {
            looked++;
            before += one.before().unanswered() ? 1 : 0;
            if (!one.after().unanswered()) {
                return;
            }
            unanswered++;
            var isLost = one.outcome() == ForeseenOutcome.NOW_UNANSWERED;
            if (example == null || isLost && lost == 0) {
                example = one;
            }
            if (isLost) {
                lost++;
                if (documents.size() < FEW_DOCUMENTS && !documents.contains(one.document())) {
                    documents.add(one.document());
                }
            }
        }

        PolicyReach result() {
            return new PolicyReach(looked, unanswered, before, lost, documents, example, whole);
        }
    }
}
