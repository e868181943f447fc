package org.countersign.operations;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.operations.StepHistory.Ended;
import org.countersign.operations.StepHistory.Slice;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the steps that ended, each once, into rows that stay when the engine's history is cleaned: a slice of history at a time,
 * its figures and how far it goes in one transaction, which holds the one row that says so. So a crash repeats a slice and counts it
 * once, and of two servers one waits and then goes on behind the other.
 */
@Service
public class StepTimesRollup {

    static final int SLICE = 2000;

    private static final int AT_ONCE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(StepTimesRollup.class);

    private final StepHistory history;
    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final Company company;
    private final OperationsSettings settings;
    private final Clock clock;

    StepTimesRollup(
            StepHistory history,
            JdbcClient database,
            JdbcTemplate batches,
            PlatformTransactionManager transactions,
            AuditTrail audit,
            Company company,
            OperationsSettings settings,
            Clock clock) {
        this.history = history;
        this.database = database;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
        this.audit = audit;
        this.company = company;
        this.settings = settings;
        this.clock = clock;
    }

    /** How far history is counted. @param from the first moment that is not; null before the first slice */
    private record Progress(@Nullable LocalDateTime from) {}

    private record Key(String model, int month, int version, String category, String group, String element) {

        static Key of(Ended step, int month) {
            return new Key(step.model(), month, step.version(), step.category(), step.group(), step.element());
        }

        /** The same for the same key, so that there is one row of it. */
        String id() {
            var whole =
                    String.join("\n", model, String.valueOf(month), String.valueOf(version), category, group, element);
            return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    /** Counts what ended since, for a few seconds at the most, also where years are to be caught up with. */
    @Scheduled(initialDelay = 25, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void lookAfter() {
        var until = System.nanoTime() + settings.counting().toNanos();
        try {
            var goesOn = true;
            while (goesOn && System.nanoTime() < until) {
                goesOn = countSlice(SLICE);
            }
        } catch (RuntimeException e) {
            LOG.warn("How long steps took could not be counted; it is tried again", e);
        }
    }

    /** Counts all that ended; for those who cannot wait. */
    public void catchUp() {
        while (countSlice(SLICE)) {
            LOG.debug("Steps are counted further");
        }
    }

    /** Counts the next slice. @return whether there is more */
    boolean countSlice(int most) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var from = hold().from();
            var settled = history.settled();
            if (from != null && !from.isBefore(settled)) {
                return false;
            }
            var slice = history.ended(from, settled, most);
            count(slice);
            database.sql("update step_times_progress set counted_until = :until, counted_at = :now where id = 'steps'")
                    .param("until", slice.to())
                    .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
            return slice.to().isBefore(settled);
        }));
    }

    private Progress hold() {
        return database.sql("select counted_until from step_times_progress where id = 'steps' for update")
                .query((row, number) -> new Progress(row.getObject("counted_until", LocalDateTime.class)))
                .single();
    }

    private void count(Slice slice) {
        var since = recounts();
        var counted = new HashMap<Key, DurationHistogram>();
        for (var step : slice.steps()) {
            var month = month(step.at());
            if (month >= since.getOrDefault(step.model(), 0)) {
                counted.computeIfAbsent(Key.of(step, month), key -> new DurationHistogram())
                        .add(step.milliseconds());
            }
        }
        write(counted);
    }

    private int month(Instant at) {
        return number(YearMonth.from(at.atZone(company.timeZone())));
    }

    static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    private void write(Map<Key, DurationHistogram> counted) {
        var known = known(counted.keySet().stream().map(Key::id).toList());
        var added = new ArrayList<Object[]>();
        var changed = new ArrayList<Object[]>();
        counted.forEach((key, durations) -> {
            var id = key.id();
            var before = known.get(id);
            if (before == null) {
                added.add(new Object[] {
                    id,
                    key.model(),
                    key.month(),
                    key.version(),
                    key.category(),
                    key.group(),
                    key.element(),
                    durations.count(),
                    durations.toString()
                });
            } else {
                durations.add(before);
                changed.add(new Object[] {durations.count(), durations.toString(), id});
            }
        });
        batches.batchUpdate("""
            insert into step_times (id, model, step_month, model_version, category, group_id, element, ended, durations)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, added);
        batches.batchUpdate("update step_times set ended = ?, durations = ? where id = ?", changed);
    }

    private Map<String, String> known(List<String> ids) {
        var found = new HashMap<String, String>();
        for (int start = 0; start < ids.size(); start += AT_ONCE) {
            database.sql("select id, durations from step_times where id in (:ids)")
                    .param("ids", ids.subList(start, Math.min(ids.size(), start + AT_ONCE)))
                    .query(row -> {
                        found.put(row.getString("id"), row.getString("durations"));
                    });
        }
        return found;
    }

    private Map<String, Integer> recounts() {
        var found = new HashMap<String, Integer>();
        database.sql("select model, from_month from step_times_recounts").query(row -> {
            found.put(row.getString("model"), row.getInt("from_month"));
        });
        return found;
    }

    /** When history was counted last, and up to when; empty before the first time. */
    public Optional<Instant> countedAt() {
        return database.sql("select counted_at from step_times_progress where id = 'steps' and counted_at is not null")
                .query((row, number) ->
                        row.getObject("counted_at", LocalDateTime.class).toInstant(ZoneOffset.UTC))
                .optional();
    }

    /** Whether what has ended is still being counted. */
    boolean isBehind() {
        return database.sql("select counted_until from step_times_progress where id = 'steps'")
                .query((row, number) -> Optional.ofNullable(row.getObject("counted_until", LocalDateTime.class)))
                .single()
                .map(until -> until.isBefore(history.settled().minusMinutes(5)))
                .orElse(true);
    }

    /**
     * Counts all months from one on again. A model whose history of that month may be cleaned already is counted again from the first
     * month on that is whole; what was counted of the months before stays.
     *
     * @throws RuleViolation for a month to come (422)
     * @throws org.countersign.shared.NotAllowed for all but operations and administrators
     */
    public void recount(YearMonth from, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        var now = YearMonth.now(clock.withZone(company.timeZone()));
        RuleViolation.check(!from.isAfter(now), OperationsRule.MONTH_TO_COME, from);
        transaction.executeWithoutResult(status -> {
            var counted = hold().from();
            var kept = history.daysKept();
            for (var model : models(kept.keySet())) {
                recount(model, later(from, wholeSince(kept.get(model))));
            }
            var begin = history.firstMoment(from);
            if (counted != null && begin.isBefore(counted)) {
                database.sql("update step_times_progress set counted_until = :begin where id = 'steps'")
                        .param("begin", begin)
                        .update();
            }
            audit.record(AuditEvent.of(new DocumentNumber("step-times"), "step-times.counted-again", actor)
                    .with("from", from.toString()));
        });
    }

    private List<String> models(Collection<String> deployed) {
        var all = new ArrayList<>(database.sql("select distinct model from step_times")
                .query(String.class)
                .list());
        deployed.stream().filter(model -> !all.contains(model)).forEach(all::add);
        return all;
    }

    private void recount(String model, YearMonth from) {
        database.sql("delete from step_times where model = :model and step_month >= :from")
                .param("model", model)
                .param("from", number(from))
                .update();
        database.sql("delete from step_times_recounts where model = :model")
                .param("model", model)
                .update();
        database.sql("insert into step_times_recounts (model, from_month) values (:model, :from)")
                .param("model", model)
                .param("from", number(from))
                .update();
    }

    /** The first month of which nothing can have been cleaned yet: what ended in it is kept at least so long after its beginning. */
    private YearMonth wholeSince(@Nullable Integer days) {
        if (days == null) {
            return YearMonth.of(1970, 1);
        }
        return YearMonth.from(clock.instant().atZone(company.timeZone()).minusDays(days))
                .plusMonths(1);
    }

    private static YearMonth later(YearMonth one, YearMonth other) {
        return one.isBefore(other) ? other : one;
    }
}
