package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.countersign.console.DocumentAccess;
import org.countersign.console.OrderTimeline;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.Dispatches;
import org.countersign.invoicing.InvoiceDirectory;
import org.countersign.purchasing.InvoicingStatus;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PaymentStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.IfMatch;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/purchase-orders")
@Tag(name = "Purchase orders")
class PurchaseOrderController {

    private final PurchaseOrderManagement orders;
    private final PurchaseOrderLists lists;
    private final Dispatches dispatches;
    private final Acknowledgements acknowledgements;
    private final GoodsReceiving receiving;
    private final InvoiceDirectory invoices;
    private final OrderTimeline timeline;
    private final DocumentAccess access;

    PurchaseOrderController(
            PurchaseOrderManagement orders,
            PurchaseOrderLists lists,
            Dispatches dispatches,
            Acknowledgements acknowledgements,
            GoodsReceiving receiving,
            InvoiceDirectory invoices,
            OrderTimeline timeline,
            DocumentAccess access) {
        this.orders = orders;
        this.lists = lists;
        this.dispatches = dispatches;
        this.acknowledgements = acknowledgements;
        this.receiving = receiving;
        this.invoices = invoices;
        this.timeline = timeline;
        this.access = access;
    }

    @GetMapping
    @Operation(summary = "List orders of own requisitions, or all for those who buy, receive, check or pay")
    PageAnswer<Summary> list(
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable String supplier,
            @RequestParam(required = false) @Nullable String requisition,
            @Sortable(
                            value = {"number", "status", "supplier", "title", "createdAt"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(lists.search(status, supplier, requisition, actor, page.toPageable()), Summary::of);
    }

    @GetMapping("/{number}")
    @Operation(summary = "Read an order with its dispatches, answer, receipts and invoices")
    PurchaseOrderView read(@PathVariable String number, Actor actor) {
        return view(access.order(number, actor));
    }

    @GetMapping("/{number}/timeline")
    @Operation(summary = "Everything that happened, from the request on: when, who, for whom, what, by which rule")
    List<OrderTimeline.Event> timeline(@PathVariable String number, Actor actor) {
        return timeline.of(access.order(number, actor));
    }

    @PostMapping("/{number}/cancellation")
    @Operation(summary = "Call an order off before anything was kept")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PurchaseOrderView> cancel(
            @PathVariable String number, @RequestBody Reason reason, Actor actor, IfMatch ifMatch) {
        return created(
                number,
                ifMatch.guard(
                        () -> read(number, actor),
                        () -> view(orders.cancel(new PurchaseOrderNumber(number), reason.reason(), actor))));
    }

    @PostMapping("/{number}/closure")
    @Operation(summary = "Close lines short: what is open on them is no longer expected")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PurchaseOrderView> close(
            @PathVariable String number, @RequestBody Closure closure, Actor actor, IfMatch ifMatch) {
        return created(
                number,
                ifMatch.guard(
                        () -> read(number, actor),
                        () -> view(orders.closeShort(
                                new PurchaseOrderNumber(number), closure.chosen(), closure.reason(), actor))));
    }

    @PostMapping("/{number}/reopening")
    @Operation(summary = "Expect lines again that were closed short; none named means all of them")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PurchaseOrderView> reopen(
            @PathVariable String number, @RequestBody Closure reopening, Actor actor, IfMatch ifMatch) {
        return created(
                number,
                ifMatch.guard(
                        () -> read(number, actor),
                        () -> view(orders.reopen(
                                new PurchaseOrderNumber(number), reopening.chosen(), reopening.reason(), actor))));
    }

    private static ResponseEntity<PurchaseOrderView> created(String number, PurchaseOrderView view) {
        return ResponseEntity.created(URI.create("/api/v1/purchase-orders/" + number))
                .body(view);
    }

    private PurchaseOrderView view(PurchaseOrder order) {
        return PurchaseOrderView.of(
                order,
                dispatches.of(order.number()),
                acknowledgements.latestOf(order.number()).orElse(null),
                receiving.receiptsOf(order.number()),
                receiving.returnsOf(order.number()),
                invoices.of(order.number()));
    }

    record Reason(@Nullable String reason) {}

    record Closure(@Nullable String reason, @Nullable List<Integer> lines) {

        List<Integer> chosen() {
            return lines == null ? List.of() : lines;
        }
    }

    record Summary(
            PurchaseOrderNumber number,
            OrderStatus status,
            InvoicingStatus invoicingStatus,
            PaymentStatus paymentStatus,
            String supplier,
            RequisitionNumber requisition,
            String title,
            String currency,
            BigDecimal total,
            Instant createdAt) {

        static Summary of(PurchaseOrder order) {
            return new Summary(
                    order.number(),
                    order.status(),
                    order.invoicingStatus(),
                    order.paymentStatus(),
                    order.supplier(),
                    order.requisition(),
                    order.title(),
                    order.currency().getCurrencyCode(),
                    order.total().amount(),
                    order.createdAt());
        }
    }
}
