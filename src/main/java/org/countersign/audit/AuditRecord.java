package org.countersign.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** An entry as it lies in the database: its values still text, with its MAC. */
record AuditRecord(
        String document,
        long seq,
        Instant at,
        String event,
        String by,
        @Nullable String onBehalfOf,
        @Nullable String rule,
        String before,
        String after,
        String mac) {

    static final String COLUMNS =
            "document, seq, recorded_at, event, acted_by, on_behalf_of, rule_id, before_values, after_values, mac";

    static AuditRecord read(ResultSet row, int number) throws SQLException {
        return new AuditRecord(
                row.getString("document"),
                row.getLong("seq"),
                instant(row, "recorded_at"),
                row.getString("event"),
                row.getString("acted_by"),
                row.getString("on_behalf_of"),
                row.getString("rule_id"),
                row.getString("before_values"),
                row.getString("after_values"),
                row.getString("mac"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /** The same at its place among the document's entries. */
    AuditRecord at(long place) {
        return new AuditRecord(document, place, at, event, by, onBehalfOf, rule, before, after, mac);
    }

    /** The same with its MAC. */
    AuditRecord signed(String ownMac) {
        return new AuditRecord(document, seq, at, event, by, onBehalfOf, rule, before, after, ownMac);
    }

    /** The MAC that it must have after the entry with this MAC. */
    String macAfter(String previous, AuditMac macs) {
        return macs.of("entry", previous, document, seq, at, event, by, onBehalfOf, rule, before, after);
    }

    AuditEntry entry() {
        return new AuditEntry(
                new DocumentNumber(document),
                seq,
                at,
                new UserId(by),
                onBehalfOf == null ? null : new UserId(onBehalfOf),
                event,
                rule,
                AuditValues.read(before),
                AuditValues.read(after));
    }
}
