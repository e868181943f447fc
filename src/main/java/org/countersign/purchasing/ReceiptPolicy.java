package org.countersign.purchasing;

import java.math.BigDecimal;
import org.countersign.shared.Limit;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says about a line that does not come as ordered. Limits are of the ordered quantity and hold for all
 * receipts of the line together (R13); zero means exactly (R14).
 *
 * @param over how much more than ordered may be kept
 * @param under how much less than ordered completes the line
 * @param surplusAsked whether a person is asked about more than may be kept; it is refused otherwise
 * @param inspector the group that inspects what arrives before it is paid; null where nobody does
 */
public record ReceiptPolicy(
        Limit over,
        Limit under,
        boolean surplusAsked,
        @Nullable String inspector) {

    /** Exactly what was ordered, and more is refused. */
    public static final ReceiptPolicy EXACTLY = new ReceiptPolicy(BigDecimal.ZERO, BigDecimal.ZERO, false, null);

    /** Limits in percent alone. */
    public ReceiptPolicy(
            BigDecimal percentOver, BigDecimal percentUnder, boolean surplusAsked, @Nullable String inspector) {
        this(Limit.ofPercent(percentOver), Limit.ofPercent(percentUnder), surplusAsked, inspector);
    }
}
