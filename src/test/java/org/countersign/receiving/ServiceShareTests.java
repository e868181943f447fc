package org.countersign.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServiceShareTests {

    private final List<GoodsReceipt.Line> booked = new ArrayList<>();

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    /** A line on which nothing else was booked: its quantity here, and what was accepted of it. */
    private final class Line {
        private final BigDecimal ordered;
        private final BigDecimal worth;

        Line(String ordered, String worth) {
            this.ordered = n(ordered);
            this.worth = n(worth);
        }

        BigDecimal here() {
            return booked.stream().map(GoodsReceipt.Line::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal money() {
            return booked.stream().map(line -> line.acceptance().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        ServiceShare share() {
            return new ServiceShare(
                    ordered, worth, worth.scale(), ordered.subtract(here()).max(BigDecimal.ZERO), List.copyOf(booked));
        }

        BigDecimal percent(String percent) {
            return book(share().accept(n(percent), null).orElseThrow());
        }

        BigDecimal amount(String amount) {
            return book(share().accept(null, n(amount)).orElseThrow());
        }

        private BigDecimal book(ServiceShare.Accepted accepted) {
            booked.add(GoodsReceipt.Line.arrived(1, accepted.quantity(), BigDecimal.ZERO, null, null)
                    .acceptedAs(accepted.said()));
            return accepted.quantity();
        }

        boolean isAll() {
            return here().compareTo(ordered) == 0;
        }
    }

    @Test
    @DisplayName("R12: what comes out exactly is exactly that quantity, and worth that money")
    void exact() {
        var line = new Line("3", "12000.00");
        assertThat(line.percent("40")).isEqualTo("1.2");
        assertThat(line.amount("1000.00")).isEqualTo("0.25");
        assertThat(line.money()).isEqualTo("5800.00");
    }

    @Test
    @DisplayName("R12, R13: 33.33, 33.33 and 33.34 percent are all of it, in quantity and to the cent")
    void unequalThirds() {
        for (var line : List.of(new Line("1", "100.01"), new Line("7", "0.10"), new Line("0.123457", "9999.99"))) {
            booked.clear();
            line.percent("33.33");
            line.percent("33.33");
            assertThat(line.isAll()).isFalse();
            line.percent("33.34");
            assertThat(line.isAll()).isTrue();
            assertThat(line.money()).isEqualTo(line.worth);
        }
    }

    @Test
    @DisplayName("R14: 99.9996 percent, and all but a cent of a large line, are not all; the rest completes them")
    void almostAll() {
        var line = new Line("1", "7000.00");
        assertThat(line.percent("99.9996")).isEqualTo("0.999996");
        line.percent("0.0004");
        assertThat(line.isAll()).isTrue();

        booked.clear();
        var large = new Line("1", "90000000.00");
        large.amount("89999999.99");
        assertThat(large.here()).isEqualTo("0.999999");
        large.amount("0.01");
        assertThat(large.isAll()).isTrue();
    }

    @Test
    @DisplayName("R14: a cent more than all of a large line is more than all of it")
    void aCentTooMuch() {
        assertThat(new Line("1", "90000000.00").amount("90000000.01")).isGreaterThan(n("1"));
        booked.clear();
        var line = new Line("1", "90000000.00");
        line.percent("50");
        line.amount("45000000.01");
        assertThat(line.here()).isGreaterThan(n("1"));
    }

    @Test
    @DisplayName(
            "R12: amounts that never come out exactly sum to all of the line, whatever they are, beside percent and pieces")
    void awkwardParts() {
        var random = new Random(17);
        for (var run = 0; run < 200; run++) {
            booked.clear();
            var cents = 1000 + random.nextInt(10_000_000);
            var line = new Line(
                    String.valueOf(1 + random.nextInt(12)),
                    BigDecimal.valueOf(cents, 2).toPlainString());
            var half = cents % 2 == 0 && random.nextBoolean();
            var left = half ? cents / 2 : cents;
            if (half) {
                line.percent("50");
            }
            while (left > 0) {
                assertThat(line.here()).isLessThan(line.ordered);
                var now = left < 20 ? left : Math.min(left, 10 + random.nextInt(cents));
                line.amount(BigDecimal.valueOf(now, 2).toPlainString());
                left -= now;
            }
            assertThat(line.here()).isEqualByComparingTo(line.ordered);
            assertThat(line.money()).isEqualByComparingTo(line.worth);
        }
    }

    @Test
    @DisplayName("What was accepted and reversed does not count, and the line still comes to all of it")
    void reversed() {
        var line = new Line("1", "7000.00");
        line.amount("1234.56");
        line.amount("2345.67");
        line.amount("3419.77");
        assertThat(line.isAll()).isTrue();
        booked.remove(1);
        assertThat(line.isAll()).isFalse();
        line.amount("2345.67");
        assertThat(line.isAll()).isTrue();
    }

    @Test
    @DisplayName("A line that costs nothing is accepted by percent; what is too little to be counted is none")
    void free() {
        assertThat(new Line("2", "0.00").percent("50")).isEqualTo("1");
        booked.clear();
        assertThat(new Line("1", "90000000.00").share().accept(null, n("0.01"))).isEmpty();
    }
}
