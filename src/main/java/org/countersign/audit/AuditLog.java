package org.countersign.audit;

import java.util.List;
import org.countersign.shared.DocumentNumber;

/** Reads the trail for timelines. Checks no right: whoever shows it has checked who may see the documents. */
public interface AuditLog {

    /** The entries of these documents, in the order in which they were recorded; of unknown documents there are none. */
    List<AuditEntry> entriesOf(DocumentNumber... documents);

    /**
     * The last entries of these documents, in the order in which they were recorded.
     *
     * @param most how many at the most
     */
    List<AuditEntry> latestEntriesOf(int most, DocumentNumber... documents);
}
