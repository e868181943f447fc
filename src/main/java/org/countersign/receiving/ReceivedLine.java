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
 * @param unit in which it was counted; null for the unit of the order line
 * @param percent of the order line, where a service was accepted by percent; else null
 * @param amount net in the order's currency that was accepted, where a service was accepted by percent or amount; else null
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
        List<String> serialNumbers,
        @Nullable String unit,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal amount) {

    /** All lines of a receipt, in its order. */
    public static List<ReceivedLine> of(GoodsReceipt receipt) {
        return receipt.lines().stream().map(ReceivedLine::of).toList();
    }

    private static ReceivedLine of(GoodsReceipt.Line line) {
        var said = line.acceptance();
        return new ReceivedLine(
                line.line(),
                plain(line.quantity()),
                plain(line.rejected()),
                line.reason(),
                plain(line.uninspected()),
                plain(line.failed()),
                line.finding(),
                line.inspectedAt(),
                line.lot(),
                line.serialNumbers(),
                line.unit(),
                said == null || said.percent() == null ? null : plain(said.percent()),
                said == null ? null : said.money());
    }

    /** A receipt reads the same a moment after it was booked and years later, when the database has added its zeros. */
    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }
}
