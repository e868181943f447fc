package org.countersign.audit;

import java.util.List;

/**
 * A document's entries, and whether they are what was recorded.
 *
 * @param entries in the order in which they were recorded
 * @param verified whether nothing was changed, removed, added or moved
 * @param findings what does not verify, in words for an auditor; empty where everything does
 */
public record AuditReport(List<AuditEntry> entries, boolean verified, List<String> findings) {}
