package org.countersign.dispatch.web;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.countersign.dispatch.OrderDocument;
import org.countersign.dispatch.OrderDocuments;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The order as it went to its supplier: PDF or UBL, as the caller accepts. */
@RestController
class OrderDocumentController {

    private static final String PATH = "/api/v1/purchase-orders/{number}/document";

    private final OrderDocuments documents;

    OrderDocumentController(OrderDocuments documents) {
        this.documents = documents;
    }

    @GetMapping(
            path = PATH,
            produces = {MediaType.APPLICATION_PDF_VALUE, MediaType.APPLICATION_XML_VALUE})
    ResponseEntity<byte[]> document(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestHeader HttpHeaders headers,
            Actor actor) {
        return answer(
                documents.document(new PurchaseOrderNumber(number), revision, wanted(headers.getAccept()), actor));
    }

    /** The PDF, unless XML is what the caller likes better. */
    private static String wanted(List<MediaType> accepted) {
        return quality(accepted, MediaType.APPLICATION_XML) <= quality(accepted, MediaType.APPLICATION_PDF)
                ? OrderDocument.PDF
                : OrderDocument.XML;
    }

    private static double quality(List<MediaType> accepted, MediaType type) {
        if (accepted.isEmpty()) {
            return 1;
        }
        return accepted.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(OrderDocumentController::precision))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static int precision(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    static ResponseEntity<byte[]> answer(OrderDocument document) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(document.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .eTag(document.sha256())
                .body(document.content());
    }
}
