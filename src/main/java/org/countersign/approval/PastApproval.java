package org.countersign.approval;

import java.time.Instant;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;

/**
 * A document as it was submitted: what the policy was told of it then.
 *
 * @param position where it stands among the others, to go on behind it
 * @param kind see {@link ApprovalKind}
 * @param rebuilt whether the facts are those of the document as it is now, at the rate of the day of submission, for those of
 *     then were not kept
 * @param subject its facts; numbers of lines stand for the parts that the policy is asked about
 */
public record PastApproval(
        String position,
        DocumentNumber document,
        String kind,
        String title,
        Money total,
        Instant submittedAt,
        boolean rebuilt,
        ApprovalSubject subject) {

    /**
     * Which documents are looked at.
     *
     * @param open those in approval now, whenever they were submitted; else all that were submitted in the time
     * @param from the first moment of the time
     * @param until the first moment behind it
     */
    public record Range(boolean open, Instant from, Instant until) {}
}
