package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Pieces in packs of every size. */
class UnitsPropertyTests {

    @Property(tries = 300)
    @Label(
            "R12, R14: whatever the pack, pieces told in boxes and counted again are the same pieces, and sums of them too")
    void noPieceIsLostOrInvented(
            @ForAll @IntRange(min = 2, max = 9999) int pack,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 100000) Integer> pieces) {
        var units = Units.ofItem("EA", "XBX=" + pack, "XBX");
        var boxes = BigDecimal.ZERO;
        var all = 0L;
        for (var some : pieces) {
            var told = units.inOwn(BigDecimal.valueOf(some));
            assertThat(units.counted(told)).isEqualByComparingTo(BigDecimal.valueOf(some));
            assertThat(units.exact(told)).isEqualTo(told);
            boxes = boxes.add(told);
            all += some;
        }
        assertThat(units.counted(boxes)).isEqualByComparingTo(BigDecimal.valueOf(all));
        assertThat(units.exact(boxes)).isEqualTo(units.inOwn(BigDecimal.valueOf(all)));
    }

    @Property(tries = 300)
    @Label("R12: what pieces out of boxes are worth is rounded once, as if nothing had been divided")
    void worthIsRoundedOnce(
            @ForAll @IntRange(min = 2, max = 999) int pack,
            @ForAll @IntRange(min = 1, max = 9999) int pieces,
            @ForAll @IntRange(min = 1, max = 999999) int price) {
        var units = Units.ofItem("EA", "XBX=" + pack, "XBX");
        var each = BigDecimal.valueOf(price, 3);
        assertThat(units.worth(units.inOwn(BigDecimal.valueOf(pieces)), each, 2))
                .isEqualTo(each.multiply(BigDecimal.valueOf(pieces))
                        .divide(BigDecimal.valueOf(pack), 2, RoundingMode.HALF_UP));
    }
}
