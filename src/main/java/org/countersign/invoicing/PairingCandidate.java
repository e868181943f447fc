package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order that a line of an invoice may mean, as the match saw it.
 *
 * @param purchaseOrder number of the order
 * @param orderLine its line
 * @param why what the two have in common
 * @param open what is still to be invoiced of it; for a credit, what was invoiced
 * @param unit UN/ECE Recommendation 20 code
 * @param unitPrice of one unit
 */
public record PairingCandidate(
        String purchaseOrder, int orderLine, PairingReason why, BigDecimal open, String unit, BigDecimal unitPrice) {

    /** As many as are kept of one line, and as a person reads through. */
    static final int MOST = 10;

    private static final String BETWEEN = "\n";
    private static final String WITHIN = "\t";

    static @Nullable String kept(List<PairingCandidate> candidates) {
        return candidates.isEmpty()
                ? null
                : candidates.stream()
                        .limit(MOST)
                        .map(one -> String.join(
                                WITHIN,
                                one.purchaseOrder,
                                Integer.toString(one.orderLine),
                                one.why.name(),
                                one.open.toPlainString(),
                                one.unit,
                                one.unitPrice.toPlainString()))
                        .collect(Collectors.joining(BETWEEN));
    }

    static List<PairingCandidate> read(@Nullable String kept) {
        return kept == null
                ? List.of()
                : Arrays.stream(kept.split(BETWEEN))
                        .map(line -> line.split(WITHIN, -1))
                        .map(part -> new PairingCandidate(
                                part[0],
                                Integer.parseInt(part[1]),
                                PairingReason.valueOf(part[2]),
                                new BigDecimal(part[3]),
                                part[4],
                                new BigDecimal(part[5])))
                        .toList();
    }
}
