package org.countersign.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceType;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.GoodsReturn;
import org.countersign.shared.Actor;
import org.countersign.shared.Money;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Credits that suppliers owe for goods that went back after they were invoiced (R16). They are read out of the orders' own
 * quantities, so that a credit note that matches settles them by itself, in parts too, and none is forgotten.
 */
@Service
public class ExpectedCredits {

    private final PurchaseOrderManagement orders;
    private final PurchaseOrderLists lists;
    private final GoodsReceiving receiving;
    private final Clock clock;
    private final int lateAfterDays;

    ExpectedCredits(
            PurchaseOrderManagement orders,
            PurchaseOrderLists lists,
            GoodsReceiving receiving,
            Clock clock,
            @Value("${countersign.receiving.credit-late-after-days:14}") int lateAfterDays) {
        this.orders = orders;
        this.lists = lists;
        this.receiving = receiving;
        this.clock = clock;
        this.lateAfterDays = lateAfterDays;
    }

    /**
     * A credit that is owed for one order line.
     *
     * @param quantity what went back and is invoiced
     * @param amount net, by the order's price
     * @param since when the oldest of these goods went back; null where only a credit of another kind says so
     * @param goodsReturn the return by which it went
     * @param days how many full days ago that was
     * @param late whether that is longer ago than suppliers are given
     */
    public record Credit(
            String purchaseOrder,
            String supplier,
            int line,
            String description,
            Units.Stated quantity,
            Money amount,
            @Nullable Instant since,
            @Nullable String goodsReturn,
            long days,
            boolean late) {}

    /**
     * All credits that are owed, order by order.
     *
     * @throws org.countersign.shared.NotAllowed for people who do not see every order
     */
    @Transactional(readOnly = true)
    public PageAnswer<Credit> all(Actor actor, Pageable page) {
        var found = lists.awaitingCredit(actor, page);
        var credits = new ArrayList<Credit>();
        found.forEach(order -> credits.addAll(of(order)));
        credits.sort(Comparator.comparing(Credit::days).reversed());
        return new PageAnswer<>(credits, page.getPageNumber(), page.getPageSize(), found.getTotalElements());
    }

    /** What is owed for one order, line by line; whether a person may see it is the caller's to check. */
    @Transactional(readOnly = true)
    public List<Credit> of(PurchaseOrder order) {
        var owed = order.lines().stream()
                .filter(line -> line.creditExpected().signum() > 0)
                .toList();
        if (owed.isEmpty()) {
            return List.of();
        }
        var returns = receiving.returnsOf(order.number());
        return owed.stream().map(line -> credit(order, line, returns)).toList();
    }

    /**
     * What is owed for lines that a paid invoice claims; one that is not paid is stopped when its goods go back (R21). Whether a
     * person may see it is the caller's to check.
     */
    @Transactional(readOnly = true)
    public List<Credit> of(Invoice invoice) {
        if (invoice.type() != InvoiceType.INVOICE || invoice.paid().signum() == 0) {
            return List.of();
        }
        return invoice.orders().stream()
                .flatMap(number -> orders.find(number).stream())
                .flatMap(order -> of(order).stream())
                .filter(credit -> invoice.matchLines().stream()
                        .anyMatch(line -> credit.purchaseOrder().equals(line.purchaseOrder())
                                && Objects.equals(credit.line(), line.orderLine())))
                .toList();
    }

    private Credit credit(PurchaseOrder order, PurchaseOrderLine line, List<GoodsReturn> returns) {
        var oldest = oldestOwed(line, returns);
        var since = oldest == null ? null : oldest.bookedAt();
        var days = since == null ? 0 : Duration.between(since, clock.instant()).toDays();
        return new Credit(
                order.number().value(),
                order.supplier(),
                line.line(),
                line.description(),
                line.stated(line.creditExpected()),
                line.creditExpectedAmount(),
                since,
                oldest == null ? null : oldest.number().value(),
                days,
                days >= lateAfterDays);
    }

    /** What came back last is credited last: back in time until all that is owed is found. */
    private static @Nullable GoodsReturn oldestOwed(PurchaseOrderLine line, List<GoodsReturn> returns) {
        var owed = line.units().counted(line.creditExpected());
        GoodsReturn oldest = null;
        for (int index = returns.size() - 1; index >= 0 && owed.signum() > 0; index--) {
            var goods = returns.get(index);
            for (var part : goods.lines()) {
                if (part.line() == line.line()) {
                    oldest = goods;
                    owed = owed.subtract(
                            line.units().count(part.quantity(), part.unit()).orElse(part.quantity()));
                }
            }
        }
        return oldest;
    }
}
