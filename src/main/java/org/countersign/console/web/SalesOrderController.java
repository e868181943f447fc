package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import org.countersign.approval.Approvals;
import org.countersign.console.DocumentAccess;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderDraft;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.sales.SalesOrderStatus;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.UserId;
import org.countersign.shared.web.IfMatch;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sales orders over REST, with their approvals. */
@RestController
@RequestMapping("/api/v1/sales-orders")
@Tag(name = "Sales orders")
class SalesOrderController {

    private final SalesOrderManagement orders;
    private final Approvals approvals;
    private final DocumentAccess access;

    SalesOrderController(SalesOrderManagement orders, Approvals approvals, DocumentAccess access) {
        this.orders = orders;
        this.approvals = approvals;
        this.access = access;
    }

    @GetMapping
    @Operation(summary = "List sales orders, for those who sell or read everything")
    PageAnswer<Summary> list(
            @RequestParam(required = false) @Nullable SalesOrderStatus status,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String requester,
            @Sortable(
                            value = {"number", "status", "customer", "requester", "title", "createdAt"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(orders.search(null, status, customer, requester, actor, page.toPageable()), Summary::of);
    }

    @GetMapping("/{number}")
    @Operation(summary = "Read a sales order with its approvals")
    SalesOrderView read(@PathVariable String number, Actor actor) {
        return view(access.salesOrder(number, actor));
    }

    @PostMapping
    @Operation(summary = "Write a new draft")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SalesOrderView> create(@RequestBody SalesOrderDraft draft, Actor actor) {
        var order = orders.create(draft, actor);
        return ResponseEntity.created(URI.create("/api/v1/sales-orders/" + order.number()))
                .body(view(order));
    }

    @PutMapping("/{number}")
    @Operation(summary = "Replace an own draft or returned sales order")
    SalesOrderView replace(
            @PathVariable String number, @RequestBody SalesOrderDraft draft, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(
                () -> read(number, actor), () -> view(orders.replace(new SalesOrderNumber(number), draft, actor)));
    }

    @PostMapping("/{number}/submission")
    @Operation(summary = "Submit an own draft or returned sales order; answers with the frozen approval steps")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<SalesOrderView> submit(@PathVariable String number, Actor actor, IfMatch ifMatch) {
        return ResponseEntity.accepted()
                .body(ifMatch.guard(
                        () -> read(number, actor), () -> view(orders.submit(new SalesOrderNumber(number), actor))));
    }

    @PostMapping("/{number}/withdrawal")
    @Operation(summary = "Take an own sales order back before it is approved")
    SalesOrderView withdraw(
            @PathVariable String number,
            @RequestBody(required = false) @Nullable Reason reason,
            Actor actor,
            IfMatch ifMatch) {
        return ifMatch.guard(
                () -> read(number, actor),
                () -> view(orders.withdraw(new SalesOrderNumber(number), reasonOf(reason), actor)));
    }

    @PostMapping("/{number}/release")
    @Operation(summary = "Release an approved sales order to issue")
    SalesOrderView release(@PathVariable String number, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(
                () -> read(number, actor), () -> view(orders.release(new SalesOrderNumber(number), actor)));
    }

    @PostMapping("/{number}/cancellation")
    @Operation(summary = "Call an approved sales order off instead of releasing it")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SalesOrderView> cancel(
            @PathVariable String number,
            @RequestBody(required = false) @Nullable Reason reason,
            Actor actor,
            IfMatch ifMatch) {
        return ResponseEntity.created(URI.create("/api/v1/sales-orders/" + number))
                .body(ifMatch.guard(
                        () -> read(number, actor),
                        () -> view(orders.cancel(new SalesOrderNumber(number), reasonOf(reason), actor))));
    }

    private SalesOrderView view(SalesOrder order) {
        return SalesOrderView.of(order, approvals.recordOf(order.number().document()));
    }

    private static @Nullable String reasonOf(@Nullable Reason reason) {
        return reason == null ? null : reason.reason();
    }

    record Reason(@Nullable String reason) {}

    record Summary(
            SalesOrderNumber number,
            SalesOrderStatus status,
            BigDecimal total,
            String currency,
            String customer,
            UserId requester,
            String title,
            Instant createdAt) {

        static Summary of(SalesOrder order) {
            return new Summary(
                    order.number(),
                    order.status(),
                    order.total().amount(),
                    order.currency().getCurrencyCode(),
                    order.customer(),
                    order.requester(),
                    order.title(),
                    order.createdAt());
        }
    }
}
