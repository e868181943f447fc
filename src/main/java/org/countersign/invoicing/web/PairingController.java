package org.countersign.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.LinePairings;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which lines of orders the lines of an invoice belong to, where a person has to say. */
@RestController
@RequestMapping("/api/v1/invoices/{id}")
@Tag(name = "Invoices")
class PairingController {

    private final InvoiceManagement invoices;
    private final LinePairings pairings;

    PairingController(InvoiceManagement invoices, LinePairings pairings) {
        this.invoices = invoices;
        this.pairings = pairings;
    }

    @PostMapping("/lines/{position}/pairing")
    @Operation(summary = "Say which line of an order a line of the invoice belongs to; it is matched again")
    Paired one(@PathVariable String id, @PathVariable int position, @RequestBody Target target, Actor actor) {
        return pair(id, List.of(new Said(position, target.purchaseOrder(), target.orderLine())), actor);
    }

    @PostMapping("/pairings")
    @Operation(summary = "The same for several lines at once; all are taken, or none")
    Paired several(@PathVariable String id, @RequestBody Several body, Actor actor) {
        return pair(id, body.lines() == null ? List.of() : body.lines(), actor);
    }

    private Paired pair(String id, List<Said> said, Actor actor) {
        var seen = invoices.invoice(new InvoiceId(id), actor);
        var pairs = said.stream()
                .map(one -> new LinePairings.Pair(one.position(), one.purchaseOrder(), one.orderLine()))
                .toList();
        return Paired.of(pairings.pair(seen.id(), pairs, actor));
    }

    /** A line of an order; the order may be left out where the line of the invoice is compared with one. */
    record Target(@Nullable String purchaseOrder, @Nullable Integer orderLine) {}

    /** The same for several lines. */
    record Several(@Nullable List<Said> lines) {}

    /** What is said of one line: its position counts from 1. */
    record Said(
            @Nullable Integer position,
            @Nullable String purchaseOrder,
            @Nullable Integer orderLine) {}

    /** The invoice, about to be matched again. */
    record Paired(String id, InvoiceStatus status) {

        static Paired of(Invoice invoice) {
            return new Paired(invoice.id().value(), invoice.status());
        }
    }
}
