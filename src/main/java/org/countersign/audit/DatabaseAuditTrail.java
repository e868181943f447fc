package org.countersign.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The trail in the database. What a transaction records is written at its end, all at once: then nobody waits for the head
 * of a document's chain longer than that takes, and many entries cost as many statements as one. The global chain over all
 * documents is appended afterwards, see {@link AuditSealer}.
 */
@Component
class DatabaseAuditTrail implements AuditTrail, AuditLog {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAuditTrail.class);
    private static final int MAX_EVENT = 100;
    private static final int MAX_RULE = 500;

    private final NamedParameterJdbcTemplate jdbc;
    private final AuditMac macs;
    private final AuditSealer sealer;
    private final Clock clock;

    DatabaseAuditTrail(NamedParameterJdbcTemplate jdbc, AuditMac macs, AuditSealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.macs = macs;
        this.sealer = sealer;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event) {
        if (event.event().isBlank() || event.event().length() > MAX_EVENT) {
            throw new IllegalArgumentException("An event's name has 1 to " + MAX_EVENT + " characters");
        }
        recorded()
                .add(new AuditRecord(
                        event.document().value(),
                        0,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        event.event(),
                        event.by().value(),
                        event.onBehalfOf() == null ? null : event.onBehalfOf().value(),
                        shortened(event.rule()),
                        AuditValues.write(event.before()),
                        AuditValues.write(event.after()),
                        ""));
    }

    @Override
    @Transactional(readOnly = true)
    public List<AuditEntry> entriesOf(DocumentNumber... documents) {
        return entries(" order by recorded_at, document, seq", documents);
    }

    @Override
    @Transactional(readOnly = true)
    public List<AuditEntry> latestEntriesOf(int most, DocumentNumber... documents) {
        var latest = new ArrayList<>(
                entries(" order by recorded_at desc, document desc, seq desc limit " + most, documents));
        Collections.reverse(latest);
        return latest;
    }

    private List<AuditEntry> entries(String order, DocumentNumber... documents) {
        if (documents.length == 0) {
            return List.of();
        }
        if (TransactionSynchronizationManager.getResource(this) instanceof Recorded recorded) {
            recorded.write();
        }
        return jdbc
                .query(
                        "select " + AuditRecord.COLUMNS + " from audit_entries where document in (:documents)" + order,
                        Map.of(
                                "documents",
                                Arrays.stream(documents)
                                        .map(DocumentNumber::value)
                                        .toList()),
                        AuditRecord::read)
                .stream()
                .map(AuditRecord::entry)
                .toList();
    }

    /** Continues the chains of all documents that these entries are about, in one go. */
    private void append(List<AuditRecord> unsigned) {
        var documents = new TreeSet<String>();
        unsigned.forEach(entry -> documents.add(entry.document()));
        var chains = lockChains(documents);
        var entries = new ArrayList<AuditRecord>();
        for (var entry : unsigned) {
            entries.add(Objects.requireNonNull(chains.get(entry.document())).next(entry, macs));
        }
        jdbc.batchUpdate(
                "insert into audit_entries (" + AuditRecord.COLUMNS + ") values"
                        + " (:document, :seq, :at, :event, :by, :onBehalfOf, :rule, :before, :after, :mac)",
                entries.stream().map(DatabaseAuditTrail::values).toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(
                "update audit_documents set entries = :count, last_mac = :last, mac = :mac where document = :document",
                chains.values().stream().map(chain -> values(chain.end(macs))).toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(
                "insert into audit_unsealed (document, seq) values (:document, :seq)",
                entries.stream().map(DatabaseAuditTrail::values).toArray(SqlParameterSource[]::new));
    }

    /** Locks the heads, in the order of the documents, so that two transactions never wait for each other. */
    private Map<String, Chain> lockChains(SortedSet<String> documents) {
        var heads = new HashMap<String, ChainHead>();
        lockHeads(documents, heads);
        for (var document : documents) {
            if (!heads.containsKey(document)) {
                heads.put(document, begun(document));
            }
        }
        var present = new HashMap<String, Long>();
        jdbc.query(
                "select document, max(seq) as last_seq from audit_entries where document in (:documents) group by document",
                Map.of("documents", documents),
                row -> {
                    present.put(row.getString("document"), row.getLong("last_seq"));
                });
        var chains = new TreeMap<String, Chain>();
        heads.forEach((document, head) ->
                chains.put(document, new Chain(head, present.getOrDefault(document, 0L), head.isGenuine(macs))));
        return chains;
    }

    private void lockHeads(Collection<String> documents, Map<String, ChainHead> heads) {
        jdbc.query(
                "select document, entries, last_mac, mac from audit_documents where document in (:documents)"
                        + " order by document for update",
                Map.of("documents", documents),
                row -> {
                    var document = row.getString("document");
                    heads.put(
                            document,
                            new ChainHead(
                                    document, row.getLong("entries"), row.getString("last_mac"), row.getString("mac")));
                });
    }

    private ChainHead begun(String document) {
        try {
            jdbc.update(
                    "insert into audit_documents (document, entries, last_mac, mac) values (:document, 0, '', '')",
                    Map.of("document", document));
            return ChainHead.none(document);
        } catch (DuplicateKeyException e) {
            log.debug("Somebody else began the trail of {} at the same moment", document);
        }
        var heads = new HashMap<String, ChainHead>();
        lockHeads(List.of(document), heads);
        return Optional.ofNullable(heads.get(document))
                .orElseThrow(() -> new IllegalStateException("The head of the trail of " + document + " has vanished"));
    }

    private static SqlParameterSource values(AuditRecord entry) {
        return new MapSqlParameterSource()
                .addValue("document", entry.document())
                .addValue("seq", entry.seq())
                .addValue("at", AuditRecord.stored(entry.at()))
                .addValue("event", entry.event())
                .addValue("by", entry.by())
                .addValue("onBehalfOf", entry.onBehalfOf())
                .addValue("rule", entry.rule())
                .addValue("before", entry.before())
                .addValue("after", entry.after())
                .addValue("mac", entry.mac());
    }

    private static SqlParameterSource values(ChainHead head) {
        return new MapSqlParameterSource()
                .addValue("document", head.chain())
                .addValue("count", head.count())
                .addValue("last", head.lastMac())
                .addValue("mac", head.mac());
    }

    /** What the caller's transaction has recorded and not written yet. */
    private Recorded recorded() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Recorded known) {
            return known;
        }
        var recorded = new Recorded();
        TransactionSynchronizationManager.bindResource(this, recorded);
        TransactionSynchronizationManager.registerSynchronization(recorded);
        return recorded;
    }

    private static @Nullable String shortened(@Nullable String rule) {
        return rule == null || rule.length() <= MAX_RULE ? rule : rule.substring(0, MAX_RULE);
    }

    /** A document's chain that grows. */
    private static final class Chain {

        private final ChainHead head;
        private final boolean genuine;
        private long count;
        private String lastMac;

        Chain(ChainHead head, long present, boolean ownMac) {
            this.head = head;
            this.genuine = ownMac && head.count() == present;
            this.count = Math.max(head.count(), present);
            this.lastMac = head.lastMac();
            if (!genuine) {
                log.error("The audit trail of {} was tampered with: its head does not fit its entries", head.chain());
            }
        }

        AuditRecord next(AuditRecord unsigned, AuditMac macs) {
            count++;
            var placed = unsigned.at(count);
            lastMac = placed.macAfter(lastMac, macs);
            return placed.signed(lastMac);
        }

        ChainHead end(AuditMac macs) {
            return head.next(count, lastMac, genuine, macs);
        }
    }

    /** The entries of one transaction. */
    private final class Recorded implements TransactionSynchronization {

        private final List<AuditRecord> waiting = new ArrayList<>();
        private boolean ending;

        void add(AuditRecord entry) {
            waiting.add(entry);
            if (ending) {
                write();
            }
        }

        void write() {
            if (!waiting.isEmpty()) {
                var entries = List.copyOf(waiting);
                waiting.clear();
                append(entries);
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(DatabaseAuditTrail.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(DatabaseAuditTrail.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            ending = true;
            write();
        }

        @Override
        public void afterCommit() {
            sealer.wake();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(DatabaseAuditTrail.this);
        }
    }
}
