package org.countersign.receiving.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.GoodsReturn;
import org.countersign.receiving.InspectionDraft;
import org.countersign.receiving.ReceiptDraft;
import org.countersign.receiving.ReceiptState;
import org.countersign.receiving.ReceivedLine;
import org.countersign.receiving.ReturnDraft;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/purchase-orders/{number}")
@Tag(name = "Receiving")
class GoodsReceiptController {

    private final GoodsReceiving receiving;

    GoodsReceiptController(GoodsReceiving receiving) {
        this.receiving = receiving;
    }

    @PostMapping("/goods-receipts")
    @Operation(
            summary = "Book what arrived; 202 when an agent has to decide: the order or a line is closed, or more came"
                    + " than the policy takes")
    @ApiResponse(responseCode = "201", description = "Booked", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Recorded; an agent has to decide", useReturnTypeSchema = true)
    ResponseEntity<ReceiptView> receive(@PathVariable String number, @RequestBody ReceiptDraft draft, Actor actor) {
        var receipt = receiving.receive(new PurchaseOrderNumber(number), draft, actor);
        var waits = receipt.state().isUndecided() || receipt.waiting() != null;
        return ResponseEntity.status(waits ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .location(URI.create("/api/v1/purchase-orders/" + number))
                .body(ReceiptView.of(receipt));
    }

    @PostMapping("/goods-receipts/{receipt}/reversal")
    @Operation(summary = "Take back a receipt that was booked by mistake, as if it had never arrived")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReceiptView> reverse(
            @PathVariable String number, @PathVariable String receipt, @RequestBody Reversal reversal, Actor actor) {
        return ResponseEntity.created(URI.create("/api/v1/purchase-orders/" + number))
                .body(ReceiptView.of(
                        receiving.reverse(new PurchaseOrderNumber(number), receipt, reversal.reason(), actor)));
    }

    @PostMapping("/goods-receipts/{receipt}/inspection")
    @Operation(summary = "Book what an inspection found; lines left out wait on")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReceiptView> inspect(
            @PathVariable String number,
            @PathVariable String receipt,
            @RequestBody InspectionDraft draft,
            Actor actor) {
        return ResponseEntity.created(URI.create("/api/v1/purchase-orders/" + number))
                .body(ReceiptView.of(receiving.inspect(new PurchaseOrderNumber(number), receipt, draft, actor)));
    }

    record Reversal(@Nullable String reason) {}

    @PostMapping("/returns")
    @Operation(summary = "Book what goes back to the supplier")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReturnView> giveBack(@PathVariable String number, @RequestBody ReturnDraft draft, Actor actor) {
        return ResponseEntity.created(URI.create("/api/v1/purchase-orders/" + number))
                .body(ReturnView.of(receiving.giveBack(new PurchaseOrderNumber(number), draft, actor)));
    }

    record ReceiptView(
            String number,
            String purchaseOrder,
            @Nullable String deliveryNote,
            Instant receivedAt,
            String bookedBy,
            ReceiptState state,
            @Nullable String reversalReason,
            List<ReceivedLine> lines,
            @Nullable ReceiptView waiting) {

        static ReceiptView of(GoodsReceipt receipt) {
            var waiting = receipt.waiting();
            return new ReceiptView(
                    receipt.number().value(),
                    receipt.purchaseOrder(),
                    receipt.deliveryNote(),
                    receipt.receivedAt(),
                    receipt.bookedBy().value(),
                    receipt.state(),
                    receipt.reversalReason(),
                    ReceivedLine.of(receipt),
                    waiting == null ? null : of(waiting));
        }
    }

    record ReturnView(
            String number, String purchaseOrder, String reason, String bookedBy, List<GoodsReturn.Line> lines) {

        static ReturnView of(GoodsReturn goods) {
            return new ReturnView(
                    goods.number().value(),
                    goods.purchaseOrder(),
                    goods.reason(),
                    goods.bookedBy().value(),
                    goods.lines().stream().map(GoodsReturn.Line::plain).toList());
        }
    }
}
