package org.countersign.approval;

import java.time.Instant;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;

/**
 * A document in approval whose steps an earlier version of the approval policy named.
 *
 * @param kind see {@link ApprovalKind}
 * @param policyVersion the version that named its steps
 */
public record FrozenBefore(
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Money total,
        int policyVersion,
        Instant submittedAt) {}
