package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.purchasing.QuantityExamples.dispatchedOrderOver;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.purchasing.PurchaseOrderManagement.Inspected;
import org.countersign.purchasing.PurchaseOrderManagement.Receipt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

@DisplayName("A document of many lines")
class LongOrderTests {

    private static final ReceiptPolicy EXACTLY = ReceiptPolicy.EXACTLY;

    /** What is booked on an order with one document. */
    private enum Document {
        RECEIPT((order, lines) -> order.receive(arrived(lines), line -> EXACTLY)),
        RETURN((order, lines) -> {
            order.receive(arrived(lines), line -> EXACTLY);
            order.giveBack(each(lines, line -> BigDecimal.ONE));
        }),
        INSPECTION((order, lines) -> {
            order.receive(arrived(lines), line -> EXACTLY);
            lines.forEach(line -> order.awaitInspection(line, BigDecimal.ONE));
            order.inspected(each(lines, line -> new Inspected(BigDecimal.ONE, BigDecimal.ONE)));
        }),
        REVERSAL((order, lines) -> {
            order.receive(arrived(lines), line -> EXACTLY);
            order.reverse(arrived(lines), Map.of(), line -> false);
        }),
        LATE_GOODS((order, lines) -> order.keepLate(arrived(lines))),
        INVOICE((order, lines) -> {
            order.invoiced("INV-1", each(lines, line -> BigDecimal.ONE), Set.of(), BigDecimal.TEN);
            order.invoiceRecalled("INV-1", each(lines, line -> BigDecimal.ONE));
        });

        private final BiConsumer<PurchaseOrder, List<Integer>> booking;

        Document(BiConsumer<PurchaseOrder, List<Integer>> booking) {
            this.booking = booking;
        }

        private static List<Receipt> arrived(List<Integer> lines) {
            return lines.stream()
                    .map(line -> new Receipt(line, BigDecimal.ONE, BigDecimal.ZERO))
                    .toList();
        }

        private static <T> Map<Integer, T> each(List<Integer> lines, Function<Integer, T> value) {
            return lines.stream().collect(Collectors.toMap(line -> line, value, (a, b) -> a, TreeMap::new));
        }
    }

    /** Counts how often somebody goes through it. */
    private static final class Counting extends ArrayList<PurchaseOrderLine> {

        private static final long serialVersionUID = 1L;

        private int passes;

        private Counting(List<PurchaseOrderLine> lines) {
            super(lines);
        }

        @Override
        public Iterator<PurchaseOrderLine> iterator() {
            passes++;
            return super.iterator();
        }

        @Override
        public Spliterator<PurchaseOrderLine> spliterator() {
            passes++;
            return super.spliterator();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has its order go through its lines as often as a document of one line has")
    void derivesOnce(Document document) {
        assertThat(passes(document, 30)).isEqualTo(passes(document, 1)).isPositive();
    }

    private static int passes(Document document, int many) {
        var order = dispatchedOrderOver(Stream.generate(() -> "2").limit(40).toArray(String[]::new));
        var lines = new Counting(order.lines());
        ReflectionTestUtils.setField(order, "lines", lines);
        document.booking.accept(order, IntStream.rangeClosed(1, many).boxed().toList());
        return lines.passes;
    }
}
