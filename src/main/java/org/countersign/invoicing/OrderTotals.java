package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.countersign.shared.Explanation;
import org.countersign.shared.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Compares what no line of an order covers with the order as a whole: charges of the document, freight, and lines without an
 * order line. Freight and charges pass up to the policy's limit, over all invoices of the order (R13); what lies beyond the
 * order's total is for its approvers (R20), and what lies beyond the limit alone is a difference of its own.
 */
final class OrderTotals {

    private static final int MOST_NAMED = 5;

    private final InvoiceDraft invoice;
    private final InvoiceType type;
    private final InvoiceCurrency currency;
    private final int digits;
    private final @Nullable Limit limit;
    private final List<Difference> differences = new ArrayList<>();

    OrderTotals(InvoiceDraft invoice, InvoiceType type, Tolerances tolerances) {
        this.invoice = invoice;
        this.type = type;
        this.currency = InvoiceCurrency.of(invoice);
        this.digits = currency.digits();
        this.limit = tolerances.unplanned();
    }

    /** Charges less allowances of the document, signed. */
    BigDecimal adjustments() {
        return type.signed(orZero(invoice.charges()).subtract(orZero(invoice.allowances())));
    }

    /**
     * What goes beyond.
     *
     * @param lines as they were compared
     * @param main the order that the charges of the document belong to
     */
    List<Difference> differences(Collection<OrderFacts> orders, List<MatchLine> lines, @Nullable String main) {
        for (var order : orders) {
            if (!currency.isOf(order)) {
                continue;
            }
            var isMain = order.number().equals(main);
            var net = isMain ? adjustments() : BigDecimal.ZERO;
            var extras = net;
            var unplanned = isMain ? type.signed(orZero(invoice.charges())) : BigDecimal.ZERO;
            for (var line : lines) {
                if (order.number().equals(line.purchaseOrder())) {
                    net = net.add(line.net());
                    if (line.orderLine() == null) {
                        extras = extras.add(line.net());
                        unplanned = line.outcome() == LineOutcome.UNPLANNED ? unplanned.add(line.net()) : unplanned;
                    }
                }
            }
            check(order, net, extras, unplanned, isMain);
        }
        return differences;
    }

    private void check(OrderFacts order, BigDecimal net, BigDecimal extras, BigDecimal unplanned, boolean isMain) {
        var together = order.unplannedBefore().add(unplanned).max(BigDecimal.ZERO);
        var most = limit == null ? null : limit.most(order.total());
        var tolerated = most == null ? BigDecimal.ZERO : rounded(most).min(together);
        var over = order.netBefore()
                .add(net)
                .subtract(order.total())
                .min(order.extrasBefore().add(extras))
                .subtract(order.overAccepted())
                .subtract(tolerated);
        if (over.signum() > 0 && net.signum() > 0) {
            differs(
                    ExceptionType.AMOUNT_OVER_ORDER,
                    order,
                    over,
                    Explanation.of(
                            order.netBefore().signum() == 0
                                    ? InvoicingStatement.OVER_ORDER
                                    : InvoicingStatement.OVER_ORDER_TOGETHER,
                            amount(order.netBefore().add(net)),
                            order.number(),
                            amount(order.total()),
                            amount(over)));
        }
        if (most == null || unplanned.signum() <= 0) {
            return;
        }
        var beyond = together.subtract(rounded(most))
                .subtract(order.unplannedAccepted())
                .subtract(order.overAccepted())
                .subtract(over.max(BigDecimal.ZERO));
        if (beyond.signum() > 0) {
            differs(
                    ExceptionType.UNPLANNED_COST,
                    order,
                    beyond,
                    withCharges(
                            isMain,
                            Explanation.of(
                                    InvoicingStatement.UNPLANNED_COST,
                                    amount(together),
                                    order.number(),
                                    amount(rounded(most)),
                                    amount(beyond))));
        }
    }

    /** What the document charges, and as what, as far as it says so. */
    private Explanation withCharges(boolean isMain, Explanation said) {
        var charges = invoice.adjustments().stream()
                .filter(one -> isMain && one.charge())
                .flatMap(one -> Optional.ofNullable(one.why()).stream()
                        .map(why -> Explanation.of(InvoicingStatement.ADJUSTMENT, why, amount(one.amount()))))
                .limit(MOST_NAMED)
                .toList();
        return charges.isEmpty()
                ? said
                : Explanation.joined(List.of(
                        said, Explanation.of(InvoicingStatement.UNPLANNED_CHARGES, Explanation.words(charges))));
    }

    private void differs(ExceptionType kind, OrderFacts order, BigDecimal amount, Explanation explanation) {
        differences.add(new Difference(kind, null, order.number(), amount, explanation));
    }

    /** A cent that does not exist is not given away: the limit is the whole cents within it. */
    private BigDecimal rounded(BigDecimal value) {
        return value.setScale(digits, RoundingMode.DOWN);
    }

    private Explanation.Value amount(BigDecimal value) {
        return currency.amount(value);
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
