package org.countersign.approval;

import java.math.BigDecimal;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * An approval that needs an administrator (R03).
 *
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param requester who asks
 * @param total net of tax, in the document's currency
 * @param baseAmount the same in base currency, null where no rate is known
 * @param rate the rate that was used, frozen with the steps; null where nothing was converted
 * @param failure why nobody can be asked, in words
 */
public record UnansweredApproval(
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Money total,
        @Nullable BigDecimal baseAmount,
        @Nullable UsedRate rate,
        Explanation failure) {}
