package org.countersign.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes committed entries into the global chain, in the order in which they became visible. One at a time for each
 * database, by a lock on the chain's head; nobody who records an entry waits for it. Woken after each commit, and by
 * schedule for what a crash left behind.
 */
@Component
class AuditSealer implements DisposableBean {

    /** The name under which the global chain's head is put under its MAC; no document is called that. */
    static final String GLOBAL = "*";

    private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final AuditMac macs;
    private final AuditAnchor anchor;
    private final Clock clock;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "audit-sealer");
        thread.setDaemon(true);
        return thread;
    });

    AuditSealer(
            NamedParameterJdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            AuditMac macs,
            AuditAnchor anchor,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.macs = macs;
        this.anchor = anchor;
        this.clock = clock;
    }

    /** Seals soon, in another thread; many calls in a short while are one. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                worker.schedule(this::sealQuietly, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("Shutting down; what is not sealed yet will be at the next start");
            }
        }
    }

    /** Seals everything that is committed now. @return how many entries that were */
    synchronized int seal() {
        var all = 0;
        var batch = BATCH;
        while (batch == BATCH) {
            batch = sealBatch();
            all += batch;
        }
        anchor.noteNew(head(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return all;
    }

    /** Returns once nothing is between being sealed and being noted by the anchor. */
    synchronized void awaitNote() {
        log.trace("Nothing is under way");
    }

    @Override
    public void destroy() throws InterruptedException {
        worker.shutdownNow();
        worker.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void sealQuietly() {
        awake.set(false);
        try {
            seal();
        } catch (RuntimeException e) {
            if (!worker.isShutdown()) {
                log.warn("The audit trail's global chain could not be continued; it will be tried again", e);
            }
        }
    }

    private int sealBatch() {
        var sealed = transaction.execute(status -> sealBatchInTransaction());
        if (sealed == null) {
            return 0;
        }
        anchor.note(sealed.head(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return sealed.count();
    }

    private @Nullable Sealed sealBatchInTransaction() {
        var head = lockHead();
        var waiting = waiting();
        if (waiting.isEmpty()) {
            return null;
        }
        var present = presentPlaces();
        var genuine = head.isGenuine(macs) && head.count() == present;
        if (!genuine) {
            log.error("The global chain of the audit trail was tampered with: its head does not fit its links");
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var place = Math.max(head.count(), present);
        var last = head.lastMac();
        var rows = new ArrayList<SqlParameterSource>();
        for (var entry : waiting) {
            place++;
            var seal = new Seal(place, entry.document(), entry.seq(), entry.mac(), at, "", null);
            last = seal.macAfter(last, macs);
            rows.add(row(seal, last));
        }
        jdbc.batchUpdate(
                "insert into audit_seals (place, document, seq, entry_mac, sealed_at, mac)"
                        + " values (:place, :document, :seq, :entryMac, :at, :mac)",
                rows.toArray(SqlParameterSource[]::new));
        var next = head.next(place, last, genuine, macs);
        jdbc.update(
                "update audit_head set place = :place, last_mac = :last, mac = :mac where id = 1",
                Map.of("place", next.count(), "last", next.lastMac(), "mac", next.mac()));
        jdbc.update(
                "delete from audit_unsealed where id in (:ids)",
                Map.of("ids", waiting.stream().map(Waiting::id).toList()));
        return new Sealed(next, waiting.size());
    }

    private ChainHead lockHead() {
        return head(" for update");
    }

    private ChainHead head() {
        return head("");
    }

    private ChainHead head(String lock) {
        return jdbc
                .query(
                        "select place, last_mac, mac from audit_head where id = 1" + lock,
                        Map.of(),
                        (row, number) -> new ChainHead(
                                GLOBAL, row.getLong("place"), row.getString("last_mac"), row.getString("mac")))
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The head of the global audit chain has vanished"));
    }

    private List<Waiting> waiting() {
        return jdbc.query(
                "select u.id, u.document, u.seq, e.mac from audit_unsealed u"
                        + " left join audit_entries e on e.document = u.document and e.seq = u.seq"
                        + " order by u.id limit " + BATCH,
                (row, number) -> new Waiting(
                        row.getLong("id"),
                        row.getString("document"),
                        row.getLong("seq"),
                        row.getString("mac") == null ? "" : row.getString("mac")));
    }

    private long presentPlaces() {
        var last = jdbc.queryForObject("select max(place) from audit_seals", Map.of(), Long.class);
        return last == null ? 0 : last;
    }

    private static SqlParameterSource row(Seal seal, String mac) {
        return new MapSqlParameterSource()
                .addValue("place", seal.place())
                .addValue("document", seal.document())
                .addValue("seq", seal.seq())
                .addValue("entryMac", seal.entryMac())
                .addValue("at", AuditRecord.stored(seal.at()))
                .addValue("mac", mac);
    }

    private record Waiting(long id, String document, long seq, String mac) {}

    private record Sealed(ChainHead head, int count) {}
}
