package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.countersign.approval.Approvals;
import org.countersign.console.DocumentAccess;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderDraft;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.web.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/purchase-orders/{number}/change-orders")
@Tag(name = "Change orders")
class ChangeOrderController {

    private final ChangeOrderManagement changes;
    private final Approvals approvals;
    private final DocumentAccess access;
    private final PurchaseOrderController orders;

    ChangeOrderController(
            ChangeOrderManagement changes, Approvals approvals, DocumentAccess access, PurchaseOrderController orders) {
        this.changes = changes;
        this.approvals = approvals;
        this.access = access;
        this.orders = orders;
    }

    @GetMapping
    @Operation(summary = "All changes of an order, whatever became of them")
    List<ChangeOrderView> list(@PathVariable String number, Actor actor) {
        var order = access.order(number, actor).number();
        var recorded = approvals.recordOf(order.document());
        return changes.of(order).stream()
                .map(change -> ChangeOrderView.of(change, recorded))
                .toList();
    }

    @GetMapping("/{change}")
    @Operation(summary = "Read one change: the old terms beside the new ones, and who agreed")
    ChangeOrderView read(@PathVariable String number, @PathVariable int change, Actor actor) {
        return view(changes.change(access.order(number, actor).number(), change));
    }

    @PostMapping
    @Operation(summary = "Propose a change of an order; If-Match is compared with the order")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ChangeOrderView> propose(
            @PathVariable String number, @RequestBody ChangeOrderDraft draft, Actor actor, IfMatch ifMatch) {
        var proposed = ifMatch.guard(
                () -> orders.read(number, actor),
                () -> view(changes.propose(new PurchaseOrderNumber(number), draft, actor)));
        return ResponseEntity.created(
                        URI.create("/api/v1/purchase-orders/" + number + "/change-orders/" + proposed.number()))
                .body(proposed);
    }

    @PostMapping("/{change}/withdrawal")
    @Operation(summary = "Take an open change back: the old terms stand")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ChangeOrderView> withdraw(
            @PathVariable String number,
            @PathVariable int change,
            @RequestBody Withdrawal withdrawal,
            Actor actor,
            IfMatch ifMatch) {
        var withdrawn = ifMatch.guard(
                () -> read(number, change, actor),
                () -> view(changes.withdraw(new PurchaseOrderNumber(number), change, withdrawal.reason(), actor)));
        return ResponseEntity.created(URI.create("/api/v1/purchase-orders/" + number + "/change-orders/" + change))
                .body(withdrawn);
    }

    private ChangeOrderView view(ChangeOrder change) {
        return ChangeOrderView.of(change, approvals.recordOf(change.order().document()));
    }

    record Withdrawal(@Nullable String reason) {}
}
