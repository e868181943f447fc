package org.countersign.dispatch.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.countersign.dispatch.ReceiptAdvices;
import org.countersign.shared.Actor;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What arrived, as UBL for whoever sent it. */
@RestController
@Tag(name = "Receiving")
class ReceiptAdviceController {

    private final ReceiptAdvices advices;

    ReceiptAdviceController(ReceiptAdvices advices) {
        this.advices = advices;
    }

    @GetMapping(
            path = "/api/v1/purchase-orders/{number}/goods-receipts/{receipt}/document",
            produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(summary = "A goods receipt as UBL 2.1 Receipt Advice; 409 where it was reversed or waits for a decision")
    ResponseEntity<byte[]> document(@PathVariable String number, @PathVariable String receipt, Actor actor) {
        return answer(number, receipt, actor);
    }

    /** The same for our own pages. */
    @GetMapping("/purchase-orders/{number}/receipts/{receipt}/document.xml")
    @Operation(hidden = true)
    ResponseEntity<byte[]> page(@PathVariable String number, @PathVariable String receipt, Actor actor) {
        return answer(number, receipt, actor);
    }

    private ResponseEntity<byte[]> answer(String number, String receipt, Actor actor) {
        var content = advices.of(number, receipt, actor);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(receipt + ".xml")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(content);
    }
}
