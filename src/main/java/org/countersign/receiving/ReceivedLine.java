package org.countersign.receiving;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt says of one order line, as other systems read it.
 *
 * @param line number of the order line
 * @param quantity everything that arrived
 * @param rejected the part of it that was refused at the door
 * @param reason why it was refused
 * @param uninspected what still waits for its inspection
 * @param failed what its inspection refused
 * @param finding why it failed
 * @param inspectedAt when it was inspected; null as long as nobody did
 * @param lot the supplier's lot or batch number
 * @param serialNumbers of the pieces, as far as they were noted
 */
public record ReceivedLine(
        int line,
        BigDecimal quantity,
        BigDecimal rejected,
        @Nullable String reason,
        BigDecimal uninspected,
        BigDecimal failed,
        @Nullable String finding,
        @Nullable Instant inspectedAt,
        @Nullable String lot,
        List<String> serialNumbers) {

    /** All lines of a receipt, in its order. */
    public static List<ReceivedLine> of(GoodsReceipt receipt) {
        return receipt.lines().stream()
                .map(line -> new ReceivedLine(
                        line.line(),
                        line.quantity(),
                        line.rejected(),
                        line.reason(),
                        line.uninspected(),
                        line.failed(),
                        line.finding(),
                        line.inspectedAt(),
                        line.lot(),
                        line.serialNumbers()))
                .toList();
    }
}
