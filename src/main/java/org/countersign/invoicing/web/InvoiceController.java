package org.countersign.invoicing.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.invoicing.ExceptionWaits;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceCapture;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceQuestion;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.LinePairings;
import org.countersign.invoicing.SupplierQuestions;
import org.countersign.invoicing.UnsupportedDocument;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Problems;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/invoices")
@Tag(name = "Invoices")
class InvoiceController {

    private final InvoiceCapture capture;
    private final InvoiceManagement invoices;
    private final ExceptionWaits waits;
    private final SupplierQuestions questions;
    private final LinePairings pairings;
    private final ObjectMapper json;

    InvoiceController(
            InvoiceCapture capture,
            InvoiceManagement invoices,
            ExceptionWaits waits,
            SupplierQuestions questions,
            LinePairings pairings,
            ObjectMapper json) {
        this.capture = capture;
        this.invoices = invoices;
        this.waits = waits;
        this.questions = questions;
        this.pairings = pairings;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Capture an invoice or credit note; its match follows at once")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Captured> captureJson(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = InvoiceRequest.class)))
                    @RequestBody
                    byte[] body,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
            Actor actor) {
        return created(capture.capture(read(body).asDraft(), body, mediaType, actor));
    }

    @PostMapping(
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE, MediaType.APPLICATION_PDF_VALUE})
    @Operation(
            summary = "Capture an e-invoice, byte for byte: UBL 2.x, UN/CEFACT CII (D16B), or a PDF with one of these"
                    + " inside (Factur-X, ZUGFeRD)")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Captured> captureEInvoice(
            @RequestBody byte[] body, @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType, Actor actor) {
        return created(capture.capture(body, mediaType, actor));
    }

    @GetMapping
    @Operation(summary = "Invoices by page")
    PageAnswer<Row> list(
            @RequestParam(required = false) @Nullable InvoiceStatus status,
            @RequestParam(required = false) @Nullable String supplier,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String purchaseOrder,
            @Sortable({"id", "number", "supplier", "status", "issueDate", "dueDate", "capturedAt", "payable"})
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(
                invoices.search(status, supplier, number, purchaseOrder, actor, page.toPageable()), Row::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One invoice with its match")
    InvoiceView one(@PathVariable String id, Actor actor) {
        var invoice = invoices.invoice(new InvoiceId(id), actor);
        return view(invoice);
    }

    @PostMapping("/{id}/exceptions/{number}/answer")
    @Operation(
            summary = "Answer a difference as its handler, as in its task: accept, recheck, reject, awaitCredit,"
                    + " askSupplier; with others that are asked about together, or with all of them")
    InvoiceView answer(@PathVariable String id, @PathVariable int number, @RequestBody Answer answer, Actor actor) {
        invoices.invoice(new InvoiceId(id), actor);
        waits.answer(new InvoiceId(id), number, answer.others(), null, answer.sent(), actor);
        return one(id, actor);
    }

    @PostMapping("/{id}/exceptions/{number}/resumption")
    @Operation(summary = "Take a difference up again that waits for the supplier's answer or a credit note")
    InvoiceView resume(@PathVariable String id, @PathVariable int number, Actor actor) {
        invoices.invoice(new InvoiceId(id), actor);
        waits.takeUp(new InvoiceId(id), number, actor);
        return one(id, actor);
    }

    private InvoiceView view(Invoice invoice) {
        var asked = invoice.exceptions().stream().anyMatch(one -> one.question() != null)
                ? questions.of(invoice.id()).stream().collect(Collectors.toMap(InvoiceQuestion::id, one -> one))
                : Map.<String, InvoiceQuestion>of();
        return InvoiceView.of(
                invoice,
                invoices.findings(invoice),
                asked,
                invoice.isPairedByPersons() ? pairings.of(invoice.id()) : Map.of());
    }

    /**
     * What a handler answers to a difference.
     *
     * @param exceptions numbers of others that are asked about together with it, and that the answer counts for too
     * @param together whether it counts for all that are asked about together with it
     */
    record Answer(
            @Nullable String decision,
            @Nullable String comment,
            @Nullable BigDecimal expectedCredit,
            @Nullable Boolean tellSupplier,
            @Nullable Set<Integer> exceptions,
            @Nullable Boolean together) {

        @Nullable
        Set<Integer> others() {
            return Boolean.TRUE.equals(together) ? null : exceptions == null ? Set.of() : exceptions;
        }

        Map<String, Object> sent() {
            return Map.of(
                    "decision", decision == null ? "" : decision,
                    "comment", comment == null ? "" : comment,
                    "expectedCredit", expectedCredit == null ? "" : expectedCredit.toPlainString(),
                    "tellSupplier", tellSupplier == null || tellSupplier);
        }
    }

    @GetMapping("/{id}/original")
    @Operation(summary = "The document exactly as received")
    ResponseEntity<byte[]> original(@PathVariable String id, Actor actor) {
        var original = invoices.original(new InvoiceId(id), actor);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(original.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(original.content());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unsupported(UnsupportedDocument refusal) {
        return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "invoicing",
                        "unsupported-document",
                        String.valueOf(refusal.getMessage())));
    }

    private static ResponseEntity<Captured> created(Invoice invoice) {
        return ResponseEntity.created(URI.create("/api/v1/invoices/" + invoice.id()))
                .body(new Captured(invoice.id().value(), invoice.status()));
    }

    /** Read by hand, because the bytes themselves are kept. */
    private InvoiceRequest read(byte[] body) {
        try {
            var request = json.readValue(body, InvoiceRequest.class);
            if (request == null) {
                throw new HttpMessageNotReadableException("The body is empty", message(body));
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new HttpMessageNotReadableException("No JSON", e, message(body));
        } catch (IOException e) {
            throw new HttpMessageNotReadableException("No body", e, message(body));
        }
    }

    private static HttpInputMessage message(byte[] body) {
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(body);
            }

            @Override
            public HttpHeaders getHeaders() {
                return HttpHeaders.EMPTY;
            }
        };
    }

    /** What capturing answers. */
    record Captured(String id, InvoiceStatus status) {}

    /** An invoice in a list. */
    record Row(
            String id,
            InvoiceStatus status,
            InvoiceType type,
            @Nullable String supplier,
            String number,
            @Nullable LocalDate issueDate,
            @Nullable LocalDate dueDate,
            String currency,
            BigDecimal payable,
            BigDecimal paid,
            List<String> purchaseOrders) {

        static Row of(Invoice invoice) {
            return new Row(
                    invoice.id().value(),
                    invoice.status(),
                    invoice.type(),
                    invoice.supplier(),
                    invoice.number(),
                    invoice.issueDate(),
                    invoice.dueDate(),
                    invoice.currency(),
                    invoice.payable(),
                    invoice.paid(),
                    invoice.orders().stream().map(order -> order.value()).toList());
        }
    }
}
