package org.countersign.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link of the global chain: one entry of one document.
 *
 * @param presentMac the MAC that the entry has now; null where the entry is gone
 */
record Seal(
        long place,
        String document,
        long seq,
        String entryMac,
        Instant at,
        String mac,
        @Nullable String presentMac) {

    static final String SELECT =
            "select s.place, s.document, s.seq, s.entry_mac, s.sealed_at, s.mac, e.mac as present_mac"
                    + " from audit_seals s left join audit_entries e on e.document = s.document and e.seq = s.seq";

    static Seal read(ResultSet row, int number) throws SQLException {
        return new Seal(
                row.getLong("place"),
                row.getString("document"),
                row.getLong("seq"),
                row.getString("entry_mac"),
                AuditRecord.instant(row, "sealed_at"),
                row.getString("mac"),
                row.getString("present_mac"));
    }

    /** The MAC that it must have after the link with this MAC. */
    String macAfter(String previous, AuditMac macs) {
        return macs.of("seal", previous, place, document, seq, entryMac, at);
    }
}
