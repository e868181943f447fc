package org.countersign.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.Restores;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many put right together, each in a transaction of its own: a few at once, more in the background, a slice at a time, by
 * whichever server comes first; a crash leaves nothing out and does nothing twice.
 */
@Service
public class StuckBatches {

    /** Each is a mail to several people: who gets hundreds reads none. */
    static final int MOST_REMINDERS = 50;

    /** The most that one call may name. */
    public static final int MOST = 1000;

    static final int AT_ONCE = 20;
    private static final int SLICE = 25;
    private static final int LONGEST_NOTE = 1000;
    private static final Duration LOST = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(StuckBatches.class);

    private final Restores restores;
    private final StuckRemedies remedies;
    private final StuckBoard board;
    private final Organization organization;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Company company;
    private final Clock clock;
    private final AtomicBoolean waiting = new AtomicBoolean(true);

    StuckBatches(
            Restores restores,
            StuckRemedies remedies,
            StuckBoard board,
            Organization organization,
            JdbcClient database,
            PlatformTransactionManager transactions,
            Company company,
            Clock clock) {
        this.restores = restores;
        this.remedies = remedies;
        this.board = board;
        this.organization = organization;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.company = company;
        this.clock = clock;
    }

    /** Where one of a batch stands. */
    public enum State {
        /** Its turn comes. */
        WAITING,
        /** It is being put right. */
        UNDER_WAY,
        /** Put right. */
        DONE,
        /** Nothing was stuck there any more. */
        NOTHING_LEFT,
        /** It could not be put right; the note says why. */
        REFUSED
    }

    /** One of a batch. */
    public record Item(String stuck, State state, @Nullable String note) {}

    /**
     * What was put right together.
     *
     * @param finishedAt when the last one was through; null while some are not
     */
    public record Batch(
            String id,
            Remedy remedy,
            String reason,
            String by,
            Instant createdAt,
            @Nullable Instant finishedAt,
            List<Item> items) {

        /** How many stand so. */
        public long in(State state) {
            return items.stream().filter(item -> item.state() == state).count();
        }
    }

    /**
     * Puts several right: up to twenty at once, more in the background.
     *
     * @param ids which; empty for all that the query finds, but for what a batch of the same day has reminded of already
     * @throws RuleViolation for more than a thousand, and where something is missing (422)
     */
    public Batch start(List<String> ids, @Nullable StuckQuery query, Treatment treatment) {
        remedies.check(treatment);
        var chosen = new LinkedHashSet<>(ids);
        var most = treatment.remedy() == Remedy.REMINDER ? MOST_REMINDERS : MOST;
        if (chosen.isEmpty() && query != null) {
            var had = treatment.remedy() == Remedy.REMINDER ? remindedToday() : Set.of();
            board.find(query)
                    .filter(stuck -> stuck.remedies().contains(treatment.remedy()))
                    .map(stuck -> stuck.id().toString())
                    .filter(id -> !had.contains(id))
                    .limit(most)
                    .forEach(chosen::add);
        }
        RuleViolation.check(chosen.size() <= most, OperationsRule.MANY_AT_ONCE, most);
        for (var id : chosen) {
            if (Stuck.Id.of(id).isEmpty()) {
                throw new NotFound("stuck document", id);
            }
        }
        var batch = UUID.randomUUID().toString();
        transaction.executeWithoutResult(status -> write(batch, List.copyOf(chosen), treatment));
        if (chosen.size() <= AT_ONCE) {
            while (workOn(batch, AT_ONCE)) {
                LOG.debug("Batch {} goes on", batch);
            }
        } else {
            waiting.set(true);
        }
        return find(batch).orElseThrow();
    }

    /** Each is reminded of once a day: the next batch of that day goes on behind the last one. */
    private Set<String> remindedToday() {
        var zone = company.timeZone();
        var day = LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        return database.sql("""
                select i.stuck from stuck_batches b join stuck_batch_items i on i.batch = b.id
                where (b.finished_at is null or b.finished_at >= :day) and b.created_at >= :day and b.remedy = :remedy
                """)
                .param("day", stored(day))
                .param("remedy", Remedy.REMINDER.name())
                .query(String.class)
                .set();
    }

    /** What became of a batch. @throws NotAllowed for whoever does not read everything */
    public Batch batch(String id, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR);
        return find(id).orElseThrow(() -> new NotFound("batch", id));
    }

    /** Goes on with what waits, a slice at a time; every five minutes, what another server left. */
    @Scheduled(fixedDelay = 1000, initialDelay = 20_000)
    void goOn() {
        if (!restores.isHeld() && waiting.getAndSet(false)) {
            work();
        }
    }

    @Scheduled(fixedDelay = 300_000, initialDelay = 320_000)
    void lookForOthers() {
        waiting.set(true);
    }

    /** Works on a slice of the oldest unfinished batch, without waiting for its turn. */
    public void work() {
        var oldest = database.sql(
                        "select id from stuck_batches where finished_at is null order by created_at, id limit 1")
                .query(String.class)
                .optional();
        if (oldest.isPresent()) {
            var goesOn = workOn(oldest.get(), SLICE);
            waiting.set(goesOn || find(oldest.get()).orElseThrow().finishedAt() != null);
        }
    }

    /** @return whether some of it are still to be done by anybody who comes */
    private boolean workOn(String batch, int most) {
        var order = order(batch);
        var positions = database.sql("""
            select item_position from stuck_batch_items where batch = :batch and (state = 'WAITING'
            or state = 'UNDER_WAY' and begun_at < :lost) order by item_position limit :most
            """)
                .param("batch", batch)
                .param("lost", stored(clock.instant().minus(LOST)))
                .param("most", most)
                .query(Integer.class)
                .list();
        positions.forEach(position -> workOn(batch, position, order));
        var left = database.sql("select count(*) from stuck_batch_items where batch = :batch and state in ('WAITING',"
                        + " 'UNDER_WAY')")
                .param("batch", batch)
                .query(Long.class)
                .single();
        if (left == 0) {
            database.sql("update stuck_batches set finished_at = :now where id = :batch and finished_at is null")
                    .param("now", stored(clock.instant()))
                    .param("batch", batch)
                    .update();
        }
        return left > 0 && !positions.isEmpty();
    }

    private void workOn(String batch, int position, Treatment order) {
        var mine = database.sql("""
            update stuck_batch_items set state = 'UNDER_WAY', begun_at = :now where batch = :batch
            and item_position = :position and (state = 'WAITING' or state = 'UNDER_WAY' and begun_at < :lost)
            """)
                .param("now", stored(clock.instant()))
                .param("batch", batch)
                .param("position", position)
                .param("lost", stored(clock.instant().minus(LOST)))
                .update();
        if (mine == 0) {
            return;
        }
        var id = database.sql("select stuck from stuck_batch_items where batch = :batch and item_position = :position")
                .param("batch", batch)
                .param("position", position)
                .query(String.class)
                .single();
        var state = State.REFUSED;
        String note = null;
        try {
            state = switch (remedies.apply(id, order).outcome()) {
                case DONE -> State.DONE;
                case NOTHING_LEFT -> State.NOTHING_LEFT;
            };
        } catch (RuleViolation | NotAllowed | NotFound e) {
            note = e.getMessage();
        } catch (RuntimeException e) {
            LOG.warn("{} of batch {} could not be put right", id, batch, e);
            note = "It failed; the log of the server says why.";
        }
        database.sql("update stuck_batch_items set state = :state, note = :note where batch = :batch"
                        + " and item_position = :position")
                .param("state", state.name())
                .param("note", note == null || note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE))
                .param("batch", batch)
                .param("position", position)
                .update();
    }

    /** With the rights that whoever wanted it has today. */
    private Treatment order(String batch) {
        return database.sql("select * from stuck_batches where id = :batch")
                .param("batch", batch)
                .query((row, number) -> {
                    var by = new UserId(row.getString("created_by"));
                    return new Treatment(
                            Remedy.valueOf(row.getString("remedy")),
                            row.getString("reason"),
                            instant(row.getObject("due_at", LocalDateTime.class)),
                            row.getString("asked"),
                            new Actor(by, organization.groupsOf(by)));
                })
                .single();
    }

    private void write(String batch, List<String> ids, Treatment treatment) {
        database.sql("""
            insert into stuck_batches (id, remedy, reason, due_at, asked, created_by, created_at)
            values (:id, :remedy, :reason, :due, :asked, :by, :now)
            """)
                .param("id", batch)
                .param("remedy", treatment.remedy().name())
                .param("reason", treatment.reason().strip())
                .param("due", treatment.dueAt() == null ? null : stored(treatment.dueAt()))
                .param("asked", treatment.to())
                .param("by", treatment.by().user().value())
                .param("now", stored(clock.instant()))
                .update();
        for (int position = 0; position < ids.size(); position++) {
            database.sql("insert into stuck_batch_items (batch, item_position, stuck, state)"
                            + " values (:batch, :position, :stuck, 'WAITING')")
                    .param("batch", batch)
                    .param("position", position)
                    .param("stuck", ids.get(position))
                    .update();
        }
    }

    private Optional<Batch> find(String id) {
        var items = database.sql(
                        "select stuck, state, note from stuck_batch_items where batch = :batch order by item_position")
                .param("batch", id)
                .query((row, number) ->
                        new Item(row.getString("stuck"), State.valueOf(row.getString("state")), row.getString("note")))
                .list();
        return database.sql("select * from stuck_batches where id = :id")
                .param("id", id)
                .query((row, number) -> new Batch(
                        id,
                        Remedy.valueOf(row.getString("remedy")),
                        row.getString("reason"),
                        row.getString("created_by"),
                        row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        instant(row.getObject("finished_at", LocalDateTime.class)),
                        items))
                .optional();
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
