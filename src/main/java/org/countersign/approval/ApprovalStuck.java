package org.countersign.approval;

import java.time.Instant;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;

/**
 * Nobody can answer an approval as it stands, and an administrator has to look at it (R03).
 *
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param cycle 1 for the first submission
 * @param title what it is about
 * @param requester who asks
 * @param total net of tax, in the document's currency
 * @param reason why nobody can, in words
 * @param at when that was found
 */
public record ApprovalStuck(
        DocumentNumber document,
        String kind,
        int cycle,
        String title,
        UserId requester,
        Money total,
        Explanation reason,
        Instant at) {}
