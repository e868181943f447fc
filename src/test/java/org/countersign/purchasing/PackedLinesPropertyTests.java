package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.countersign.purchasing.PurchaseOrderManagement.Receipt;
import org.countersign.shared.Units;

/** Boxes of every size, whose pieces come, go and are invoiced in any order. */
class PackedLinesPropertyTests {

    private static final ReceiptPolicy EXACT = new ReceiptPolicy(BigDecimal.ZERO, BigDecimal.ZERO, false, null);

    @Property(tries = 200)
    @Label(
            "R13, R16: pieces that came, were rejected, went back and were invoiced are counted to the piece, whatever the box")
    void everyPieceIsCounted(
            @ForAll @IntRange(min = 2, max = 144) int pack,
            @ForAll @IntRange(min = 1, max = 20) int ordered,
            @ForAll @Size(max = 25) List<@IntRange(min = -50, max = 50) Integer> moves) {
        var order = PackedLinesTests.boxes(Integer.toString(ordered), "XBX=" + pack + ";EA=1");
        var line = order.line(1);
        int here = 0;
        int gone = 0;
        int refused = 0;
        int claimed = 0;
        for (var move : moves) {
            int room = ordered * pack - here;
            if (move >= 0 && room > 0) {
                int kept = Math.min(room, move + 1);
                int bad = move % 3;
                order.receive(
                        List.of(new Receipt(1, BigDecimal.valueOf(kept + bad), BigDecimal.valueOf(bad))),
                        same -> EXACT);
                here += kept;
                refused += bad;
                order.invoiced(
                        "INV-" + claimed,
                        Map.of(1, line.units().inOwn(BigDecimal.valueOf(kept))),
                        Set.of(),
                        BigDecimal.ONE);
                claimed += kept;
            } else if (move < 0 && here > 0) {
                int back = Math.min(here, -move);
                order.giveBack(Map.of(1, BigDecimal.valueOf(back)));
                here -= back;
                gone += back;
            }
            Units units = line.units();
            assertThat(units.counted(line.net())).isEqualByComparingTo(BigDecimal.valueOf(here));
            assertThat(units.counted(line.returned())).isEqualByComparingTo(BigDecimal.valueOf(gone));
            assertThat(units.counted(line.rejected())).isEqualByComparingTo(BigDecimal.valueOf(refused));
            assertThat(units.counted(line.invoiced())).isEqualByComparingTo(BigDecimal.valueOf(claimed));
            assertThat(units.counted(line.open())).isEqualByComparingTo(BigDecimal.valueOf(ordered * pack - here));
            assertThat(order.status() == OrderStatus.RECEIVED).isEqualTo(here == ordered * pack);
        }
    }
}
