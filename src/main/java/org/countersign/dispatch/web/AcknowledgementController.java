package org.countersign.dispatch.web;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.dispatch.Acknowledgement;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.OrderReaders;
import org.countersign.dispatch.ProposalState;
import org.countersign.dispatch.SupplierAnswer;
import org.countersign.dispatch.SupplierMessages;
import org.countersign.dispatch.SupplierResponse;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The suppliers' answers over HTTP, recorded on their behalf, and what they wrote. */
@RestController
class AcknowledgementController {

    private final Acknowledgements acknowledgements;

    private final SupplierMessages messages;
    private final OrderReaders readers;

    AcknowledgementController(Acknowledgements acknowledgements, SupplierMessages messages, OrderReaders readers) {
        this.acknowledgements = acknowledgements;
        this.messages = messages;
        this.readers = readers;
    }

    @PostMapping("/api/v1/purchase-orders/{number}/acknowledgements")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AcknowledgementView> record(
            @PathVariable String number, @RequestBody SupplierAnswer answer, Actor actor) {
        var recorded = acknowledgements.record(new PurchaseOrderNumber(number), answer, actor);
        return ResponseEntity.created(URI.create("/api/v1/purchase-orders/" + number))
                .body(AcknowledgementView.of(recorded));
    }

    /** What the supplier wrote about an order, the latest first. */
    @GetMapping("/api/v1/purchase-orders/{number}/supplier-messages")
    List<MessageView> messages(@PathVariable String number, Actor actor) {
        return messages.of(readers.order(number, actor).number()).stream()
                .map(message -> new MessageView(message.id(), message.text(), message.at()))
                .toList();
    }

    /** A message as it was written. */
    record MessageView(String id, String text, Instant at) {}

    /** An answer as it was recorded. */
    record AcknowledgementView(
            String id,
            String purchaseOrder,
            SupplierResponse response,
            @Nullable String reference,
            @Nullable String note,
            String by,
            Instant at,
            ProposalState proposal,
            List<Line> lines) {

        record Line(
                int line,
                @Nullable BigDecimal quantity,
                @Nullable BigDecimal unitPrice,
                @Nullable LocalDate promisedDate) {}

        static AcknowledgementView of(Acknowledgement from) {
            return new AcknowledgementView(
                    from.id(),
                    from.order().value(),
                    from.response(),
                    from.reference(),
                    from.note(),
                    from.by().value(),
                    from.at(),
                    from.proposal(),
                    from.lines().stream()
                            .map(line -> new Line(line.line(), line.quantity(), line.unitPrice(), line.promisedDate()))
                            .toList());
        }
    }
}
