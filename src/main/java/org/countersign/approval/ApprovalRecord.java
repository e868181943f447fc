package org.countersign.approval;

import java.util.List;

/**
 * What is on record about a document's approvals.
 *
 * @param entries all steps of all cycles, in the order in which they are asked
 * @param remarks what was said beside the answers, in its order
 */
public record ApprovalRecord(List<ApprovalEntry> entries, List<Remark> remarks) {

    public ApprovalRecord {
        entries = List.copyOf(entries);
        remarks = List.copyOf(remarks);
    }
}
