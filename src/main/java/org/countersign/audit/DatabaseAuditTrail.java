package org.countersign.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The trail in the database. An entry locks nothing but the head of its own document's chain, until the caller's
 * transaction ends; the global chain over all documents is appended afterwards, see {@link AuditSealer}.
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
        var document = event.document().value();
        var before = AuditValues.write(event.before());
        var after = AuditValues.write(event.after());
        var head = lockHead(document);
        var present = presentEntries(document);
        var genuine = head.isGenuine(macs) && head.count() == present;
        if (!genuine) {
            log.error("The audit trail of {} was tampered with: its head does not fit its entries", document);
        }
        var unsigned = new AuditRecord(
                document,
                Math.max(head.count(), present) + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                event.event(),
                event.by().value(),
                event.onBehalfOf() == null ? null : event.onBehalfOf().value(),
                shortened(event.rule()),
                before,
                after,
                "");
        append(unsigned, unsigned.macAfter(head.lastMac(), macs), head, genuine);
        wakeSealerAfterCommit();
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

    private ChainHead lockHead(String document) {
        var head = head(document);
        if (head == null) {
            try {
                jdbc.update(
                        "insert into audit_documents (document, entries, last_mac, mac) values (:document, 0, '', '')",
                        Map.of("document", document));
            } catch (DuplicateKeyException e) {
                log.debug("Somebody else began the trail of {} at the same moment", document);
            }
            head = head(document);
        }
        if (head == null) {
            throw new IllegalStateException("The head of the trail of " + document + " has vanished");
        }
        return head;
    }

    private @Nullable ChainHead head(String document) {
        return jdbc
                .query(
                        "select entries, last_mac, mac from audit_documents where document = :document for update",
                        Map.of("document", document),
                        (row, number) -> new ChainHead(
                                document, row.getLong("entries"), row.getString("last_mac"), row.getString("mac")))
                .stream()
                .findFirst()
                .orElse(null);
    }

    private long presentEntries(String document) {
        var last = jdbc.queryForObject(
                "select max(seq) from audit_entries where document = :document",
                Map.of("document", document),
                Long.class);
        return last == null ? 0 : last;
    }

    private void append(AuditRecord entry, String mac, ChainHead head, boolean genuine) {
        var values = new java.util.HashMap<String, @Nullable Object>();
        values.put("document", entry.document());
        values.put("seq", entry.seq());
        values.put("at", AuditRecord.stored(entry.at()));
        values.put("event", entry.event());
        values.put("by", entry.by());
        values.put("onBehalfOf", entry.onBehalfOf());
        values.put("rule", entry.rule());
        values.put("before", entry.before());
        values.put("after", entry.after());
        values.put("mac", mac);
        jdbc.update(
                "insert into audit_entries (" + AuditRecord.COLUMNS + ") values"
                        + " (:document, :seq, :at, :event, :by, :onBehalfOf, :rule, :before, :after, :mac)",
                values);
        var next = head.next(entry.seq(), mac, genuine, macs);
        jdbc.update(
                "update audit_documents set entries = :count, last_mac = :last, mac = :mac where document = :document",
                Map.of("count", next.count(), "last", next.lastMac(), "mac", next.mac(), "document", entry.document()));
        jdbc.update("insert into audit_unsealed (document, seq) values (:document, :seq)", values);
    }

    private void wakeSealerAfterCommit() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, true);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(DatabaseAuditTrail.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(DatabaseAuditTrail.this, true);
            }

            @Override
            public void afterCommit() {
                sealer.wake();
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(DatabaseAuditTrail.this);
            }
        });
    }

    private static @Nullable String shortened(@Nullable String rule) {
        return rule == null || rule.length() <= MAX_RULE ? rule : rule.substring(0, MAX_RULE);
    }
}
