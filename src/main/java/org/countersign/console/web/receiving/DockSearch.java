package org.countersign.console.web.receiving;

import java.util.LinkedHashMap;
import java.util.List;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemMaster;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Component;

/** Finds what stands at the dock by what was scanned or typed: the number of an order, or something that is on one. */
@Component
class DockSearch {

    private static final int MOST_ITEMS = 20;
    private static final int MOST_ORDERS = 50;

    private final PurchaseOrderLists orders;
    private final ItemMaster items;

    DockSearch(PurchaseOrderLists orders, ItemMaster items) {
        this.orders = orders;
        this.items = items;
    }

    /**
     * What a code leads to.
     *
     * @param orders the orders that may be meant, each once
     * @param items the items that the code may mean
     */
    record Found(List<PurchaseOrder> orders, List<Item> items) {}

    Found find(String code, Actor actor) {
        var meant = orders.meant(code, actor);
        var exact = meant.stream()
                .filter(order -> order.number().value().equalsIgnoreCase(code.strip()))
                .toList();
        if (!exact.isEmpty()) {
            return new Found(exact, List.of());
        }
        var scanned = items.scanned(code, MOST_ITEMS);
        var found = new LinkedHashMap<String, PurchaseOrder>();
        stillExpecting(meant).forEach(order -> found.put(order.number().value(), order));
        orders.expecting(scanned.stream().map(Item::number).toList(), MOST_ORDERS, actor)
                .forEach(order -> found.putIfAbsent(order.number().value(), order));
        return new Found(List.copyOf(found.values()), scanned);
    }

    /** A count without its year means an order that still expects something before one that does not. */
    private static List<PurchaseOrder> stillExpecting(List<PurchaseOrder> meant) {
        var expecting = meant.stream()
                .filter(order -> order.status().takesReceipts()
                        && order.lines().stream().anyMatch(line -> line.open().signum() > 0))
                .toList();
        return expecting.isEmpty() ? meant : expecting;
    }
}
