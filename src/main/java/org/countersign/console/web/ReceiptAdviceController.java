package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.countersign.console.DocumentAccess;
import org.countersign.console.ReceiptAdvice;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Receiving")
class ReceiptAdviceController {

    private final DocumentAccess access;
    private final GoodsReceiving receiving;
    private final SupplierDirectory suppliers;
    private final ReceiptAdvice advice;

    ReceiptAdviceController(
            DocumentAccess access, GoodsReceiving receiving, SupplierDirectory suppliers, ReceiptAdvice advice) {
        this.access = access;
        this.receiving = receiving;
        this.suppliers = suppliers;
        this.advice = advice;
    }

    @GetMapping(
            path = "/api/v1/purchase-orders/{number}/goods-receipts/{receipt}/advice",
            produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(summary = "What arrived as a UBL 2.1 Receipt Advice; for receipts that count on their order")
    ResponseEntity<byte[]> read(@PathVariable String number, @PathVariable String receipt, Actor actor) {
        var order = access.order(number, actor);
        var found = receiving.receiptsOf(order.number()).stream()
                .filter(GoodsReceipt::isCounted)
                .filter(known -> known.number().value().equals(receipt))
                .findFirst()
                .orElseThrow(() -> new NotFound("goods receipt", receipt));
        var supplier = suppliers.namesOf(List.of(order.supplier())).getOrDefault(order.supplier(), order.supplier());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(found.number() + ".xml")
                                .build()
                                .toString())
                .body(advice.write(found, order, supplier));
    }
}
