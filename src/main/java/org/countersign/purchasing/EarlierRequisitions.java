package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody asked of a supplier before (R10): lines of requisitions that were submitted and are neither rejected nor
 * withdrawn. What the supplier declined, or what was cancelled as an order, is not bought and does not count.
 */
@Component
@Transactional(readOnly = true)
public class EarlierRequisitions {

    private static final Instant NO_END = Instant.parse("9999-01-01T00:00:00Z");

    private final Requisitions requisitions;

    EarlierRequisitions(Requisitions requisitions) {
        this.requisitions = requisitions;
    }

    /** Whether there is anything that could count. Its parameters are those of {@link #asked}. */
    public boolean any(
            UserId requester, Collection<String> suppliers, String except, Instant from, @Nullable Instant until) {
        return !read(requester, suppliers, except, from, until, Limit.of(1)).isEmpty();
    }

    /**
     * The lines that count, in the order of their requisitions.
     *
     * @param suppliers of these suppliers
     * @param except number of the requisition that is looked at, which is not an earlier one
     * @param from submitted at this moment or later
     * @param until submitted at this moment or before; null for all
     */
    public List<Asked> asked(
            UserId requester, Collection<String> suppliers, String except, Instant from, @Nullable Instant until) {
        return read(requester, suppliers, except, from, until, Limit.unlimited()).stream()
                .map(row -> new Asked(
                        (String) row[0],
                        new RequisitionNumber((String) row[1]),
                        (Instant) row[3],
                        Money.ofLine((BigDecimal) row[4], (BigDecimal) row[5], Currency.getInstance((String) row[2]))))
                .toList();
    }

    private List<Object[]> read(
            UserId requester,
            Collection<String> suppliers,
            String except,
            Instant from,
            @Nullable Instant until,
            Limit limit) {
        return suppliers.isEmpty()
                ? List.of()
                : requisitions.linesAsked(
                        requester.value(), suppliers, except, from, until == null ? NO_END : until, limit);
    }

    /**
     * One line.
     *
     * @param supplier number of its supplier
     * @param requisition that it belongs to
     * @param submittedAt when that was last submitted
     * @param amount net, in the requisition's currency, rounded once (R12)
     */
    public record Asked(String supplier, RequisitionNumber requisition, Instant submittedAt, Money amount) {}
}
