package org.countersign.receiving;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as somebody wrote it down, not checked yet.
 *
 * @param deliveryNote the supplier's, up to 100 characters
 * @param receivedAt when it came; null for now
 * @param lines one at least
 */
public record ReceiptDraft(
        @Nullable String deliveryNote,
        @Nullable Instant receivedAt,
        @Nullable List<@Nullable Line> lines) {

    /**
     * What arrived of one order line.
     *
     * @param line number of the order line
     * @param quantity everything that arrived, above zero; null where percent or an amount say it
     * @param rejected the part of it that is refused; null for none
     * @param reason required where something is refused
     * @param lot the supplier's lot or batch number, up to 100 characters
     * @param serialNumbers of the pieces, none twice and not more than arrived
     * @param unit in which it was counted; null for the unit of the order line
     * @param percent how much of the order line is accepted, of a service that nobody counts
     * @param amount the same as a net amount in the order's currency
     */
    public record Line(
            @Nullable Integer line,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal rejected,
            @Nullable String reason,
            @Nullable String lot,
            @Nullable List<@Nullable String> serialNumbers,
            @Nullable String unit,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal amount) {

        /** What arrived, counted. */
        public Line(
                @Nullable Integer line,
                @Nullable BigDecimal quantity,
                @Nullable BigDecimal rejected,
                @Nullable String reason,
                @Nullable String lot,
                @Nullable List<@Nullable String> serialNumbers,
                @Nullable String unit) {
            this(line, quantity, rejected, reason, lot, serialNumbers, unit, null, null);
        }

        /** What arrived, counted in the unit of the order line. */
        public Line(
                @Nullable Integer line,
                @Nullable BigDecimal quantity,
                @Nullable BigDecimal rejected,
                @Nullable String reason,
                @Nullable String lot,
                @Nullable List<@Nullable String> serialNumbers) {
            this(line, quantity, rejected, reason, lot, serialNumbers, null);
        }

        /** What arrived without lot and serial numbers. */
        public Line(
                @Nullable Integer line,
                @Nullable BigDecimal quantity,
                @Nullable BigDecimal rejected,
                @Nullable String reason) {
            this(line, quantity, rejected, reason, null, null, null);
        }
    }
}
