package org.countersign.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Everything that is stuck. Each condition is looked for with statements of its own, at most once in half a minute: its number,
 * and those that have been stuck longest. Whoever reads gets what was found last while it is looked for anew beside, unless that
 * was long ago; so that it never was, it is looked for when nobody reads, too, if seldom. What is asked of one document is looked
 * for at once.
 */
@Service
public class StuckBoard implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StuckBoard.class);

    /** So many of a condition are listed; of more, the longest stuck, and the number of all. */
    static final int MOST = 1000;

    /** Looking takes a twentieth of the time at the most: where it takes long, what was found is kept longer. */
    private static final int SHARE = 20;

    /** What was found is shown so many times as long while it is looked for anew; whoever comes later waits for what is now. */
    private static final int SHOWN = 10;

    /** Where nobody reads, what was found is looked for anew after so many times as long: in time for whoever reads next. */
    private static final int UNREAD = 5;

    private static final Comparator<Stuck> OLDEST_FIRST = Comparator.comparing(
                    Stuck::since, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(stuck -> stuck.id().toString());

    private final ObjectProvider<StuckWatch> watches;
    private final OperationsSettings settings;
    private final Clock clock;
    private final Map<Condition, Found> known = new ConcurrentHashMap<>();
    private final Set<Condition> renewing = ConcurrentHashMap.newKeySet();
    private final Executor beside;
    private volatile @Nullable Map<Condition, StuckWatch> byCondition;

    @Autowired
    StuckBoard(ObjectProvider<StuckWatch> watches, OperationsSettings settings, Clock clock) {
        this(watches, settings, clock, oneThread());
    }

    StuckBoard(ObjectProvider<StuckWatch> watches, OperationsSettings settings, Clock clock, Executor beside) {
        this.watches = watches;
        this.settings = settings;
        this.clock = clock;
        this.beside = beside;
    }

    /** One condition after the other, so that looking never takes more than one connection; it ends when nothing is to do. */
    private static ExecutorService oneThread() {
        var threads = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "stuck");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public void destroy() {
        if (beside instanceof ExecutorService threads) {
            threads.shutdownNow();
        }
    }

    private record Found(Instant at, Duration cost, long count, List<Stuck> oldest) {}

    /**
     * How many are stuck in one way.
     *
     * @param count how many
     * @param since since when the longest of them is
     * @param foundAt when that was looked for
     */
    public record Tally(
            Condition condition, long count, @Nullable Instant since, Instant foundAt) {}

    /** How many are stuck in each way. @throws org.countersign.shared.NotAllowed for whoever does not read everything */
    public List<Tally> tallies(Actor actor) {
        demandReader(actor);
        return tallies();
    }

    private List<Tally> tallies() {
        return byCondition().keySet().stream()
                .map(condition -> {
                    var found = look(condition);
                    return new Tally(
                            condition,
                            found.count(),
                            found.oldest().isEmpty()
                                    ? null
                                    : found.oldest().get(0).since(),
                            found.at());
                })
                .toList();
    }

    /** What is stuck. @throws org.countersign.shared.NotAllowed for whoever does not read everything */
    public Page<Stuck> list(StuckQuery query, Actor actor, Pageable page) {
        demandReader(actor);
        var order = page.getSort().getOrderFor("since");
        var all = find(query)
                .sorted(order != null && order.isDescending() ? OLDEST_FIRST.reversed() : OLDEST_FIRST)
                .toList();
        var from = (int) Math.min(page.getOffset(), all.size());
        return new PageImpl<>(all.subList(from, Math.min(from + page.getPageSize(), all.size())), page, all.size());
    }

    /**
     * How many are stuck as far as was found last, without looking anew; nothing before it was looked for once.
     *
     * @throws org.countersign.shared.NotAllowed for whoever does not read everything
     */
    public long lastFound(Actor actor) {
        demandReader(actor);
        return known.values().stream().mapToLong(Found::count).sum();
    }

    /** In which ways something is stuck now, for the product itself. */
    public List<Tally> stuck() {
        return tallies().stream().filter(tally -> tally.count() > 0).toList();
    }

    /** How many are stuck in one way, for the product itself. */
    long count(Condition condition) {
        return byCondition().containsKey(condition) ? look(condition).count() : 0;
    }

    /** What is stuck under this id now; looked for at once. */
    Optional<Stuck> find(Stuck.Id id) {
        return watch(id.condition()).flatMap(watch -> watch.find(id.subject()));
    }

    Optional<StuckWatch> watch(Condition condition) {
        return Optional.ofNullable(byCondition().get(condition));
    }

    /** Something was put right: what is known of these conditions is looked for anew. */
    void forget(Collection<Condition> conditions) {
        conditions.forEach(known::remove);
    }

    Stream<Stuck> find(StuckQuery query) {
        var conditions = query.condition() == null
                ? byCondition().keySet()
                : Stream.of(query.condition())
                        .filter(byCondition()::containsKey)
                        .toList();
        var latest = query.olderThan() == null ? null : clock.instant().minus(query.olderThan());
        return conditions.stream()
                .flatMap(condition -> query.document() == null
                        ? look(condition).oldest().stream()
                        : known(condition).of(query.document(), MOST).stream())
                .filter(stuck -> query.owner() == null || query.owner().equals(stuck.owner()))
                .filter(stuck -> latest == null
                        || stuck.since() == null
                        || !stuck.since().isAfter(latest));
    }

    /** So that whoever reads first after a start, or after a quiet night, waits for no look. */
    @Scheduled(
            initialDelayString = "${countersign.operations.looked-after:20s}",
            fixedDelayString = "${countersign.operations.looked-after:30s}")
    void keepKnown() {
        byCondition().keySet().forEach(condition -> {
            var last = known.get(condition);
            if (last == null || !isKnownFor(UNREAD, last)) {
                renew(condition, last);
            }
        });
    }

    private Found look(Condition condition) {
        var last = known.get(condition);
        if (last != null && isKnownFor(SHOWN, last)) {
            if (!isFresh(last)) {
                renew(condition, last);
            }
            return last;
        }
        // One look at a time of each condition: whoever comes meanwhile waits for it instead of doing it again.
        return lookUnlessFresh(condition);
    }

    private Found lookUnlessFresh(Condition condition) {
        return known.compute(condition, (one, found) -> found != null && isFresh(found) ? found : lookNow(condition));
    }

    private void renew(Condition condition, @Nullable Found last) {
        if (!renewing.add(condition)) {
            return;
        }
        try {
            beside.execute(() -> {
                try {
                    if (last == null) {
                        lookUnlessFresh(condition);
                    } else {
                        // What was forgotten meanwhile may be looked at from before it was put right.
                        known.replace(condition, last, lookNow(condition));
                    }
                } catch (RuntimeException e) {
                    LOG.warn("{} could not be looked for; what was found last is shown", condition, e);
                } finally {
                    renewing.remove(condition);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not looked for any more: the server ends", condition, e);
            renewing.remove(condition);
        }
    }

    private boolean isKnownFor(int times, Found found) {
        return isYoungerThan(kept(found).plus(settings.lookedAt().multipliedBy(times)), found);
    }

    private boolean isFresh(Found found) {
        return isYoungerThan(kept(found), found);
    }

    private boolean isYoungerThan(Duration most, Found found) {
        var age = Duration.between(found.at(), clock.instant());
        return !age.isNegative() && age.compareTo(most) < 0;
    }

    private Duration kept(Found found) {
        var kept = found.cost().multipliedBy(SHARE);
        return kept.compareTo(settings.lookedAt()) > 0 ? kept : settings.lookedAt();
    }

    private Found lookNow(Condition condition) {
        var watch = known(condition);
        var begun = System.nanoTime();
        var oldest = new ArrayList<>(watch.oldest(MOST));
        oldest.sort(OLDEST_FIRST);
        var count = oldest.size() < MOST ? oldest.size() : watch.count();
        return new Found(clock.instant(), Duration.ofNanos(System.nanoTime() - begun), count, List.copyOf(oldest));
    }

    private StuckWatch known(Condition condition) {
        return watch(condition).orElseThrow();
    }

    private Map<Condition, StuckWatch> byCondition() {
        var found = byCondition;
        if (found == null) {
            var collected = new EnumMap<Condition, StuckWatch>(Condition.class);
            watches.stream().forEach(watch -> collected.put(watch.condition(), watch));
            byCondition = collected;
            found = collected;
        }
        return found;
    }

    private static void demandReader(Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR);
    }
}
