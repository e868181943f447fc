package org.countersign.receiving.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.GoodsReturn;
import org.countersign.receiving.ReceiptDraft;
import org.countersign.receiving.ReceiptState;
import org.countersign.receiving.ReturnDraft;
import org.countersign.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
    @Operation(summary = "Book what arrived; 202 when the order is closed and a purchasing agent has to decide")
    ResponseEntity<ReceiptView> receive(@PathVariable String number, @RequestBody ReceiptDraft draft, Actor actor) {
        var receipt = receiving.receive(new PurchaseOrderNumber(number), draft, actor);
        return ResponseEntity.status(receipt.state() == ReceiptState.LATE ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .location(URI.create("/api/v1/purchase-orders/" + number))
                .body(ReceiptView.of(receipt));
    }

    @PostMapping("/returns")
    @Operation(summary = "Book what goes back to the supplier")
    ResponseEntity<ReturnView> giveBack(@PathVariable String number, @RequestBody ReturnDraft draft, Actor actor) {
        return ResponseEntity.created(URI.create("/api/v1/purchase-orders/" + number))
                .body(ReturnView.of(receiving.giveBack(new PurchaseOrderNumber(number), draft, actor)));
    }

    record ReceiptView(
            String number,
            String purchaseOrder,
            @org.jspecify.annotations.Nullable String deliveryNote,
            java.time.Instant receivedAt,
            String bookedBy,
            ReceiptState state,
            List<GoodsReceipt.Line> lines) {

        static ReceiptView of(GoodsReceipt receipt) {
            return new ReceiptView(
                    receipt.number().value(),
                    receipt.purchaseOrder(),
                    receipt.deliveryNote(),
                    receipt.receivedAt(),
                    receipt.bookedBy().value(),
                    receipt.state(),
                    receipt.lines());
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
                    goods.lines());
        }
    }
}
