package org.countersign.console.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.Words;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceList;
import org.countersign.invoicing.InvoiceQuery;
import org.countersign.invoicing.InvoiceRow;
import org.countersign.purchasing.DocumentNumbers;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.purchasing.OrderQuery;
import org.countersign.purchasing.OrderSummary;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionQuery;
import org.countersign.purchasing.RequisitionSummary;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** Finds the documents that somebody means who types a number or a part of one, as far as they may be seen. */
@Component
public class DocumentFinder {

    private static final int MOST = 10;

    private final DocumentAccess access;
    private final DocumentNumbers numbers;
    private final PurchaseOrderLists orders;
    private final RequisitionManagement requisitions;
    private final InvoiceList invoices;
    private final SalesOrderManagement sales;

    DocumentFinder(
            DocumentAccess access,
            DocumentNumbers numbers,
            PurchaseOrderLists orders,
            RequisitionManagement requisitions,
            InvoiceList invoices,
            SalesOrderManagement sales) {
        this.access = access;
        this.numbers = numbers;
        this.orders = orders;
        this.requisitions = requisitions;
        this.invoices = invoices;
        this.sales = sales;
    }

    /**
     * A document that may be meant.
     *
     * @param path where its page is
     * @param number its number
     * @param title what it is about
     * @param statuses which statuses it has: how their texts begin
     * @param status where it stands
     * @param amount its total, in words
     */
    record Found(String path, String number, String title, String statuses, Object status, String amount) {}

    /** The page of the document whose number it is, in upper or lower case. */
    public Optional<String> exactly(String number, Actor actor) {
        return Stream.<Supplier<String>>of(
                        () -> "/purchase-orders/" + access.order(number, actor).number(),
                        () -> "/requisitions/"
                                + access.requisition(number, actor).number(),
                        () -> "/invoices/" + access.invoice(number, actor).id(),
                        () -> "/sales-orders/"
                                + access.salesOrder(number, actor).number())
                .flatMap(kind -> seen(kind).stream())
                .findFirst();
    }

    /**
     * The documents that may be meant, by the list that has more of them: first those whose count it is, then those that the
     * list finds.
     */
    Map<String, List<Found>> likely(String text, Actor actor, Words say) {
        var found = new LinkedHashMap<String, List<Found>>();
        put(
                found,
                "/purchase-orders",
                meant(Series.PURCHASE_ORDER, text, number -> of(access.order(number, actor), say)),
                seen(() -> orders.part(OrderQuery.of(text), actor, newest("number")).stream()
                        .map(one -> of(one, say))
                        .toList()));
        put(
                found,
                "/requisitions",
                meant(Series.REQUISITION, text, number -> of(access.requisition(number, actor), say)),
                seen(() -> requisitions
                        .part(
                                new RequisitionQuery(text, null, null, null, null, null, Set.of()),
                                actor,
                                newest("number"))
                        .stream()
                        .map(one -> of(one, say))
                        .toList()));
        put(
                found,
                "/invoices",
                meant(Series.INVOICE, text, number -> of(access.invoice(number, actor), say)),
                seen(() -> invoices
                        .part(
                                new InvoiceQuery(text, null, null, null, null, null, false, false, false),
                                actor,
                                newest("capturedAt"))
                        .stream()
                        .map(one -> of(one, say))
                        .toList()));
        put(
                found,
                "/sales-orders",
                meant(Series.SALES_ORDER, text, number -> of(access.salesOrder(number, actor), say)),
                seen(() -> sales.search(text, null, null, null, actor, newest("number")).stream()
                        .map(one -> of(one, say))
                        .toList()));
        return found;
    }

    private static void put(
            Map<String, List<Found>> found, String list, Stream<Found> meant, Optional<List<Found>> listed) {
        var both = Stream.concat(meant, listed.orElse(List.of()).stream())
                .distinct()
                .limit(MOST)
                .toList();
        if (!both.isEmpty()) {
            found.put(list, both);
        }
    }

    private Stream<Found> meant(Series series, String text, Function<String, Found> document) {
        return numbers.meant(series, text).stream().flatMap(number -> seen(() -> document.apply(number)).stream());
    }

    private static Pageable newest(String property) {
        return PageRequest.of(0, MOST, Sort.by(Sort.Direction.DESC, property));
    }

    private static <T> Optional<T> seen(Supplier<T> document) {
        try {
            return Optional.of(document.get());
        } catch (NotFound | NotAllowed none) {
            return Optional.empty();
        }
    }

    private static Found of(PurchaseOrder order, Words say) {
        return order(order.number(), order.title(), order.status(), say.money(order.total()));
    }

    private static Found of(OrderSummary order, Words say) {
        return order(order.number(), order.title(), order.status(), say.money(order.total()));
    }

    private static Found order(Object number, String title, Object status, String amount) {
        return new Found("/purchase-orders/" + number, number.toString(), title, "orderStatus", status, amount);
    }

    private static Found of(Requisition one, Words say) {
        return requisition(one.number(), one.title(), one.status(), say.money(one.total()));
    }

    private static Found of(RequisitionSummary one, Words say) {
        return requisition(one.number(), one.title(), one.status(), say.money(one.total()));
    }

    private static Found requisition(Object number, String title, Object status, String amount) {
        return new Found("/requisitions/" + number, number.toString(), title, "requisitionStatus", status, amount);
    }

    private static Found of(SalesOrder one, Words say) {
        return new Found(
                "/sales-orders/" + one.number(),
                one.number().value(),
                one.title(),
                "salesOrderStatus",
                one.status(),
                say.money(one.total()));
    }

    private static Found of(Invoice one, Words say) {
        return invoice(one.id(), one.number(), one.status(), say.amount(one.signedPayable(), one.currency()));
    }

    private static Found of(InvoiceRow one, Words say) {
        return invoice(one.id(), one.number(), one.status(), say.amount(one.payable(), one.currency()));
    }

    private static Found invoice(Object id, @Nullable String number, Object status, String amount) {
        return new Found("/invoices/" + id, id.toString(), String.valueOf(number), "invoiceStatus", status, amount);
    }
}
