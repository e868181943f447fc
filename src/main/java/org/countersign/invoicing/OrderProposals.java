package org.countersign.invoicing;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.Actor;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which order an invoice may be for, and which supplier it may be from, for a person who decides it: by what it refers to, by
 * delivery note, contract, supplier and open lines. Nothing is ever taken by itself.
 */
@Service
@Transactional(readOnly = true)
public class OrderProposals {

    /** The most that are proposed. */
    private static final int MOST = 8;

    /** The most orders of a supplier that are looked at, the latest first. */
    private static final int MOST_OF_SUPPLIER = 40;

    private static final int MOST_NAMED = 20;
    private static final int MOST_SUPPLIERS = 5;
    private static final int MOST_LINES = 500;

    /** What looks like a number of a document: letters and digits with signs between. */
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z]{1,6}[-/ ]?\\d{2,4}[-/ ]?\\d{1,8}");

    private final PurchaseOrderManagement orders;
    private final PurchaseOrderLists lists;
    private final GoodsReceiving receiving;
    private final ItemCatalog items;
    private final SupplierDirectory suppliers;

    OrderProposals(
            PurchaseOrderManagement orders,
            PurchaseOrderLists lists,
            GoodsReceiving receiving,
            ItemCatalog items,
            SupplierDirectory suppliers) {
        this.orders = orders;
        this.lists = lists;
        this.receiving = receiving;
        this.items = items;
        this.suppliers = suppliers;
    }

    /** The orders that an invoice may be for, the likeliest first; whether a person may see it is the caller's to check. */
    public List<OrderProposal> proposalsFor(Invoice invoice) {
        var received = invoice.asReceived();
        var candidates = new LinkedHashMap<String, PurchaseOrder>();
        for (var number : named(received)) {
            orders.find(new PurchaseOrderNumber(number)).ifPresent(order -> candidates.put(number, order));
        }
        var delivered = delivered(received, candidates);
        var supplier = invoice.supplier();
        if (supplier != null) {
            lists
                    .search(
                            null,
                            supplier,
                            null,
                            Actor.SYSTEM,
                            PageRequest.of(
                                    0, MOST_OF_SUPPLIER, Sort.by("number").descending()))
                    .stream()
                    .forEach(order -> candidates.putIfAbsent(order.number().value(), order));
        }
        var contracted = contracted(received.references().contract(), candidates.values());
        var score = new ProposalScore(received, supplier);
        return candidates.values().stream()
                .filter(PurchaseOrder::takesInvoices)
                .filter(order -> !invoice.orders().contains(order.number()))
                .map(order -> score.of(
                        order,
                        delivered.contains(order.number().value()),
                        contracted.contains(order.number().value())))
                .sorted(Comparator.comparingInt(OrderProposal::score)
                        .reversed()
                        .thenComparing(proposal -> proposal.order().number().value(), Comparator.reverseOrder()))
                .limit(MOST)
                .toList();
    }

    /** The suppliers that an invoice of an unknown sender may be from, by words of its name. */
    public List<Supplier> suppliersFor(Invoice invoice) {
        var seller = invoice.asReceived().seller();
        if (invoice.supplier() != null || seller == null) {
            return List.of();
        }
        var found = new LinkedHashMap<String, Supplier>();
        Stream.concat(
                        seller.taxIds().stream().flatMap(taxId -> suppliers.withTaxId(taxId).stream()),
                        seller.names().stream()
                                .limit(2)
                                .flatMap(OrderProposals::wordsOf)
                                .flatMap(word -> suppliers.matching(word, MOST_SUPPLIERS).stream()))
                .limit(MOST_NAMED)
                .forEach(supplier -> found.putIfAbsent(supplier.number(), supplier));
        return found.values().stream().limit(MOST_SUPPLIERS).toList();
    }

    private static Stream<String> wordsOf(String name) {
        return Stream.of(name.split("[^\\p{L}\\p{Nd}]+"))
                .filter(word -> word.length() > 3)
                .limit(2);
    }

    /** Numbers that stand in the document and may be ours, in the ways in which they are misspelt. */
    private static Set<String> named(InvoiceDraft received) {
        var refers = received.references();
        return Stream.concat(
                        Stream.of(
                                received.purchaseOrder(),
                                refers.buyerReference(),
                                refers.project(),
                                refers.contract(),
                                refers.salesOrder(),
                                refers.despatch(),
                                refers.accounting(),
                                refers.paymentTerms()),
                        received.lines().stream()
                                .limit(MOST_LINES)
                                .flatMap(line -> Stream.of(line.purchaseOrder(), line.description())))
                .filter(Objects::nonNull)
                .flatMap(text -> NUMBER.matcher(String.valueOf(text)).results())
                .map(found -> spelled(found.group()))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As orders are numbered here: {@code po 2026/7} is {@code PO-2026-000007}. */
    private static @Nullable String spelled(String number) {
        var runs = Pattern.compile("([A-Za-z]+)[-/ ]?(\\d{4})[-/ ]?(\\d{1,6})").matcher(number);
        return runs.matches()
                ? runs.group(1).toUpperCase(Locale.ROOT) + "-" + runs.group(2) + "-"
                        + "0".repeat(6 - runs.group(3).length()) + runs.group(3)
                : null;
    }

    private Set<String> delivered(InvoiceDraft received, Map<String, PurchaseOrder> candidates) {
        var note = received.references().despatch();
        if (note == null) {
            return Set.of();
        }
        var found = receiving.ordersOfDeliveryNote(note);
        found.forEach(number -> orders.find(number).ifPresent(order -> candidates.putIfAbsent(number.value(), order)));
        return found.stream().map(PurchaseOrderNumber::value).collect(Collectors.toSet());
    }

    private Set<String> contracted(@Nullable String contract, Collection<PurchaseOrder> candidates) {
        if (contract == null) {
            return Set.of();
        }
        var numbers = candidates.stream()
                .flatMap(order -> order.lines().stream())
                .map(PurchaseOrderLine::item)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .limit(MOST_LINES)
                .collect(Collectors.toSet());
        var under = items.items(numbers).stream()
                .filter(item -> contract.equalsIgnoreCase(item.contract()))
                .map(Item::number)
                .collect(Collectors.toSet());
        return candidates.stream()
                .filter(order -> order.lines().stream().anyMatch(line -> under.contains(String.valueOf(line.item()))))
                .map(order -> order.number().value())
                .collect(Collectors.toSet());
    }
}
