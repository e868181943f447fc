package org.countersign.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds a server whose database was restored from a backup: until somebody has looked and lets it go on, nothing is done that
 * was due, for it may have been done in the time that the backup does not know. It is held by a row of the database, so every
 * server of it is: written by the script that restores, for the setting {@code countersign.restored}, or because something
 * outside the database is ahead of it.
 */
@Component
@Lazy(false)
public class Restores implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Restores.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LONGEST_LABEL = 64;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ObjectProvider<RestoredPart> parts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String label;

    /** Null before the first look; a server that was free at its start stays so, for servers are stopped for a restore. */
    private volatile @Nullable Boolean held;

    private volatile long lookedAt;

    Restores(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<RestoredPart> parts,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${countersign.restored:}") String label) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.parts = parts;
        this.events = events;
        this.clock = clock;
        this.label = label.strip();
    }

    /** Notices a restore, and marks what is uncertain, before anything runs. */
    @Override
    public void afterSingletonsInstantiated() {
        if (label.length() > LONGEST_LABEL) {
            throw new StartRefused(
                    "countersign.restored has " + label.length() + " characters; it takes " + LONGEST_LABEL + ".",
                    "Name the restore shortly, by its date for example.");
        }
        if (!label.isEmpty() && find(label).isEmpty()) {
            write(label);
        } else if (unreleased().isEmpty() && parts.stream().anyMatch(RestoredPart::isSetBack)) {
            write("set back " + clock.instant());
        }
        transaction.executeWithoutResult(status -> lockedUnseen().forEach(this::see));
        held = null;
        if (isHeld()) {
            LOG.warn("This database was restored from a backup, and nothing is done that is due: no job, no mail, no"
                    + " reminder, no mailbox, and people change nothing. Look at what may have happened since the backup,"
                    + " then let it go on (GET and POST /api/v1/restore, by operations or administrators).");
        }
    }

    /** Whether nothing that is due is done, because the database was restored and nobody has let it go on. */
    public boolean isHeld() {
        var known = held;
        if (known == null || known && System.nanoTime() - lookedAt > LOOK.toNanos()) {
            return look();
        }
        return known;
    }

    @Scheduled(fixedDelay = 1000)
    void lookAgain() {
        if (Boolean.TRUE.equals(held)) {
            look();
        }
    }

    private synchronized boolean look() {
        var before = held;
        var now = unreleased().isPresent();
        lookedAt = System.nanoTime();
        held = now;
        if (Boolean.TRUE.equals(before) && !now) {
            LOG.info("What was held after the restore goes on");
            events.publishEvent(new HoldEnded());
        }
        return now;
    }

    /** The restore that holds this server. */
    public Optional<Restore> unreleased() {
        return query("where released_at is null order by restored_at desc, id limit 1").stream()
                .findFirst();
    }

    /** The last restore, released or not. */
    public Optional<Restore> last() {
        return query("order by case when released_at is null then 0 else 1 end, restored_at desc, id limit 1").stream()
                .findFirst();
    }

    /**
     * Lets everything go on, on every server of the database within seconds, once the caller's transaction commits. Who may is
     * checked by the caller.
     *
     * @return the restores that were held; none where another one was quicker
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Restore> release(UserId by, String reason) {
        var holding = query("where released_at is null order by restored_at, id for update");
        holding.forEach(one -> {
            jdbc.update(
                    "update restores set released_at = ?, released_by = ?, reason = ? where id = ?",
                    stored(clock.instant()),
                    by.value(),
                    reason,
                    one.id());
            parts.stream().forEach(part -> part.released(one));
        });
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                // Not in this thread: its connection is still that of the transaction.
                lookedAt = System.nanoTime() - LOOK.toNanos() - 1;
            }
        });
        return holding;
    }

    private Optional<Restore> find(String id) {
        return query("where id = ?", id).stream().findFirst();
    }

    private void write(String id) {
        try {
            jdbc.update("insert into restores (id, restored_at, mails) values (?, ?, 0)", id, stored(clock.instant()));
        } catch (DuplicateKeyException e) {
            LOG.debug("Another server has just noticed the restore {}", id);
        }
    }

    private List<Restore> lockedUnseen() {
        return query("where released_at is null and seen_at is null order by restored_at, id for update");
    }

    private void see(Restore restore) {
        var marked = parts.stream().mapToLong(part -> part.seen(restore)).sum();
        jdbc.update(
                "update restores set seen_at = ?, mails = ? where id = ?",
                stored(clock.instant()),
                marked,
                restore.id());
    }

    private List<Restore> query(String which, Object... values) {
        return jdbc.query(
                "select id, taken_at, restored_at, seen_at, mails, released_at, released_by, reason from restores "
                        + which,
                (row, number) -> new Restore(
                        row.getString("id"),
                        instant(row.getObject("taken_at", LocalDateTime.class)),
                        row.getObject("restored_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        instant(row.getObject("seen_at", LocalDateTime.class)),
                        row.getLong("mails"),
                        instant(row.getObject("released_at", LocalDateTime.class)),
                        row.getString("released_by") == null ? null : new UserId(row.getString("released_by")),
                        row.getString("reason")),
                values);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
