package org.countersign.console.web.order;

import org.countersign.console.DocumentAccess;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One order with everything that belongs to it, and its documents. */
@Controller
class OrderController {

    // The browser's own viewer is an object in the frame that shows it.
    private static final String PDF_POLICY =
            "default-src 'none'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'self'";

    private final DocumentAccess access;
    private final OrderPage page;
    private final OrderDocuments documents;

    OrderController(DocumentAccess access, OrderPage page, OrderDocuments documents) {
        this.access = access;
        this.page = page;
        this.documents = documents;
    }

    @GetMapping("/purchase-orders/{number}")
    String order(
            @PathVariable String number,
            @RequestParam(defaultValue = "latest") String timeline,
            Actor actor,
            Model model) {
        page.show(access.order(number, actor), timeline.equals("all"), actor, model);
        return "console/order/order";
    }

    @GetMapping("/purchase-orders/{number}/document.pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable String number,
            @RequestParam(defaultValue = "false") boolean download,
            @RequestParam(required = false) @Nullable Integer revision,
            Actor actor) {
        return answer(
                documents.document(new PurchaseOrderNumber(number), revision, OrderDocument.PDF, actor), download);
    }

    @GetMapping("/purchase-orders/{number}/document.xml")
    ResponseEntity<byte[]> xml(@PathVariable String number, Actor actor) {
        return answer(documents.document(new PurchaseOrderNumber(number), OrderDocument.XML, actor), true);
    }

    private static ResponseEntity<byte[]> answer(OrderDocument document, boolean download) {
        var disposition = download ? ContentDisposition.attachment() : ContentDisposition.inline();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition.filename(document.name()).build().toString())
                .header("Content-Security-Policy", PDF_POLICY)
                .cacheControl(CacheControl.noStore())
                .body(document.content());
    }
}
