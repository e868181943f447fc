package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A requisition in a list.
 *
 * @param number its reference
 * @param status where it stands
 * @param title what it is about
 * @param requester who asks
 * @param costCenter code of the cost centre that pays
 * @param total net total of its lines
 * @param createdAt when it was first written, UTC
 * @param submittedAt when it was last submitted, UTC
 * @param neededBy when it is needed
 */
public record RequisitionSummary(
        RequisitionNumber number,
        RequisitionStatus status,
        String title,
        UserId requester,
        String costCenter,
        Money total,
        Instant createdAt,
        @Nullable Instant submittedAt,
        @Nullable LocalDate neededBy) {

    static RequisitionSummary of(
            String number,
            RequisitionStatus status,
            String title,
            String requester,
            String costCenter,
            BigDecimal total,
            String currency,
            Instant createdAt,
            @Nullable Instant submittedAt,
            @Nullable LocalDate neededBy) {
        return new RequisitionSummary(
                new RequisitionNumber(number),
                status,
                title,
                new UserId(requester),
                costCenter,
                new Money(total, Currency.getInstance(currency)).rounded(),
                createdAt,
                submittedAt,
                neededBy);
    }
}
