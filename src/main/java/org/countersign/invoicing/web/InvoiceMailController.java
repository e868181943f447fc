package org.countersign.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.MailedDocument;
import org.countersign.invoicing.MailedQuery;
import org.countersign.invoicing.MailedState;
import org.countersign.invoicing.OnKnownNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
@RequestMapping("/api/v1/invoice-mails")
@Tag(name = "Invoices")
class InvoiceMailController {

    private final InvoiceMailbox mailbox;

    InvoiceMailController(InvoiceMailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping
    @Operation(summary = "What came to the mailbox of invoices, by page: what waits for a person, what was captured")
    PageAnswer<Mailed> list(
            @RequestParam(required = false) @Nullable MailedState state,
            @RequestParam(required = false) @Nullable String q,
            @Sortable(
                            value = {"id", "receivedAt", "sender", "subject"},
                            byDefault = "receivedAt,desc")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(mailbox.search(new MailedQuery(q, state), actor, page.toPageable()), Mailed::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One attachment of a mail")
    Mailed one(@PathVariable String id, Actor actor) {
        return Mailed.of(mailbox.document(id, actor));
    }

    @GetMapping("/{id}/original")
    @Operation(summary = "The attachment exactly as received")
    ResponseEntity<byte[]> original(@PathVariable String id, Actor actor) {
        var document = mailbox.document(id, actor);
        var content = mailbox.content(id, actor).orElseThrow(() -> new NotFound("file of mail", id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(
                                        document.fileName() == null ? id : document.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(content.content());
    }

    @PostMapping("/{id}/invoice")
    @Operation(summary = "Capture by hand what waits; the attachment is kept as the document received")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<InvoiceController.Captured> capture(
            @PathVariable String id, @RequestBody InvoiceRequest figures, Actor actor) {
        var invoice = mailbox.captureByHand(id, figures.asDraft(), OnKnownNumber.KEEP, actor);
        return ResponseEntity.created(URI.create("/api/v1/invoices/" + invoice.id()))
                .body(new InvoiceController.Captured(invoice.id().value(), invoice.status()));
    }

    @PostMapping("/{id}/discarding")
    @Operation(summary = "Put away what is no invoice, or is one already")
    Mailed discard(@PathVariable String id, @RequestBody Discarding discarding, Actor actor) {
        return Mailed.of(mailbox.discard(id, discarding.reason(), actor));
    }

    /** Why it is put away. */
    record Discarding(@Nullable String reason) {}

    /** An attachment of a mail, or a mail without one. */
    record Mailed(
            String id,
            MailedState state,
            @Nullable String messageId,
            @Nullable String sender,
            @Nullable String subject,
            @Nullable Instant sentAt,
            Instant receivedAt,
            @Nullable String fileName,
            String mediaType,
            long bytes,
            @Nullable String reason,
            @Nullable String invoice,
            @Nullable String handledBy,
            @Nullable Instant handledAt,
            @Nullable String comment) {

        static Mailed of(MailedDocument document) {
            var why = document.reason();
            var invoice = document.invoice();
            var by = document.handledBy();
            return new Mailed(
                    document.id(),
                    document.state(),
                    document.messageId(),
                    document.sender(),
                    document.subject(),
                    document.sentAt(),
                    document.receivedAt(),
                    document.fileName(),
                    document.mediaType(),
                    document.bytes(),
                    why == null ? null : why.english(),
                    invoice == null ? null : invoice.value(),
                    by == null ? null : by.value(),
                    document.handledAt(),
                    document.comment());
        }
    }
}
