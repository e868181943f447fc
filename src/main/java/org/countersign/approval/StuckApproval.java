package org.countersign.approval;

import java.time.Instant;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;

/**
 * A document whose approval nobody can answer (R03).
 *
 * @param document its number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param total net of tax, in the document's currency
 * @param reason why nobody can, in words
 * @param submittedAt since when it is in approval
 */
public record StuckApproval(
        DocumentNumber document, String kind, String title, Money total, Explanation reason, Instant submittedAt) {}
