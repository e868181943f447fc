package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.shared.Actor;
import org.countersign.shared.Filter;
import org.countersign.shared.Money;
import org.countersign.shared.NotAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which orders a person finds: all of them for those who buy, receive, check or pay, else those of own requisitions. */
@Service
public class PurchaseOrderLists {

    private static final LocalDate BEFORE_ALL_ORDERS = LocalDate.of(1970, 1, 1);
    private static final Set<OrderStatus> EXPECTING =
            Set.of(OrderStatus.DISPATCHED, OrderStatus.ACKNOWLEDGED, OrderStatus.PARTIALLY_RECEIVED);

    private final PurchaseOrders orders;
    private final OrderSearch search;
    private final DocumentNumbers numbers;

    PurchaseOrderLists(PurchaseOrders orders, OrderSearch search, DocumentNumbers numbers) {
        this.orders = orders;
        this.search = search;
        this.numbers = numbers;
    }

    /** Orders that a person may see: all for those who buy, receive, check or pay, else those of own requisitions. */
    @Transactional(readOnly = true)
    public Page<PurchaseOrder> search(
            @Nullable OrderStatus status,
            @Nullable String supplier,
            @Nullable String requisition,
            Actor actor,
            Pageable page) {
        return orders.findAll(
                new Filter<PurchaseOrder>()
                        .equal("requester", viewer(actor))
                        .equal("status", status)
                        .equal("supplier", supplier)
                        .equal("requisition", requisition)
                        .toSpecification(),
                page);
    }

    /**
     * Orders whose next delivery is expected between two days, as far as the actor sees orders.
     *
     * @param from the first day; null for however late it is
     * @param until the last day
     */
    @Transactional(readOnly = true)
    public Page<PurchaseOrder> expected(@Nullable LocalDate from, LocalDate until, Actor actor, Pageable page) {
        return orders.expected(viewer(actor), from == null ? BEFORE_ALL_ORDERS : from, until, page);
    }

    /** Orders of which something is open that has no date, as far as the actor sees orders. */
    @Transactional(readOnly = true)
    public Page<PurchaseOrder> expectedAnyDay(Actor actor, Pageable page) {
        return orders.expectedAnyDay(viewer(actor), EXPECTING, page);
    }

    /**
     * Orders whose supplier has to credit goods that went back (R16).
     *
     * @throws org.countersign.shared.NotAllowed for people who do not see every order
     */
    @Transactional(readOnly = true)
    public Page<PurchaseOrder> awaitingCredit(Actor actor, Pageable page) {
        if (!actor.isSystem() && !PurchaseOrderManagement.seesEveryOrder(actor)) {
            throw new NotAllowed("Expected credits are for those who see every purchase order.");
        }
        return orders.awaitingCredit(page);
    }

    /**
     * Orders with something open of one of these items, as far as the actor sees orders, by number.
     *
     * @param items numbers of catalog items
     * @param most how many at the most
     */
    @Transactional(readOnly = true)
    public List<PurchaseOrder> expecting(Collection<String> items, int most, Actor actor) {
        if (items.isEmpty()) {
            return List.of();
        }
        return orders.withItems(viewer(actor), EXPECTING, items, Limit.of(most)).stream()
                .filter(order -> order.lines().stream()
                        .anyMatch(line -> line.open().signum() > 0 && items.contains(line.item())))
                .toList();
    }

    /**
     * The orders whose number somebody may mean: as printed, in lower case, or just its count (with or without its year),
     * which is looked for in this year and the last. As far as the actor sees orders.
     *
     * @param typed as it was typed or scanned
     */
    @Transactional(readOnly = true)
    public List<PurchaseOrder> meant(String typed, Actor actor) {
        var viewer = viewer(actor);
        return numbers.meant(Series.PURCHASE_ORDER, typed).stream()
                .map(orders::findById)
                .flatMap(Optional::stream)
                .filter(order -> viewer == null || order.requester().equals(actor.user()))
                .toList();
    }

    private static @Nullable String viewer(Actor actor) {
        return PurchaseOrderManagement.seesEveryOrder(actor)
                ? null
                : actor.user().value();
    }

    /**
     * At which price items were ordered last, declined and cancelled orders aside.
     *
     * @param items numbers of items, a page of them at the most
     * @return by number of the item; nothing for an item that was never ordered
     */
    @Transactional(readOnly = true)
    public Map<String, LastPrice> lastPrices(Collection<String> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        var last = new HashMap<String, String>();
        orders.lastOrdersOf(items).forEach(row -> last.put((String) row[0], (String) row[1]));
        if (last.isEmpty()) {
            return Map.of();
        }
        var prices = new HashMap<String, LastPrice>();
        for (var row : orders.pricesOn(Set.copyOf(last.values()), last.keySet())) {
            var item = (String) row[0];
            var order = (String) row[3];
            if (order.equals(last.get(item))) {
                prices.put(
                        item,
                        new LastPrice(
                                new Money((BigDecimal) row[1], Currency.getInstance((String) row[2])),
                                new PurchaseOrderNumber(order),
                                (String) row[4],
                                (Instant) row[5]));
            }
        }
        return prices;
    }

    /**
     * At which price an item was ordered last.
     *
     * @param unitPrice net price of one unit, with all its digits
     * @param order on which order
     * @param supplier from whom
     * @param at when the order was made, UTC
     */
    public record LastPrice(Money unitPrice, PurchaseOrderNumber order, String supplier, Instant at) {}

    /** The same as {@link #search(OrderStatus, String, String, Actor, Pageable) search} by more, in rows without lines. */
    @Transactional(readOnly = true)
    public Page<OrderSummary> find(OrderQuery query, Actor actor, Pageable page) {
        return search.find(query, viewer(actor), page);
    }

    /** A part of what {@link #find(OrderQuery, Actor, Pageable) find} finds, uncounted. */
    @Transactional(readOnly = true)
    public Slice<OrderSummary> part(OrderQuery query, Actor actor, Pageable part) {
        return search.part(query, viewer(actor), part);
    }
}
