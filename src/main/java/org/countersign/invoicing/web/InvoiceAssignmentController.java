package org.countersign.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceAssignment;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.OrderProposals;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/invoices/{id}")
@Tag(name = "Invoices")
class InvoiceAssignmentController {

    private final InvoiceManagement invoices;
    private final InvoiceAssignment assignment;
    private final OrderProposals proposals;

    InvoiceAssignmentController(InvoiceManagement invoices, InvoiceAssignment assignment, OrderProposals proposals) {
        this.invoices = invoices;
        this.assignment = assignment;
        this.proposals = proposals;
    }

    @GetMapping("/order-proposals")
    @Operation(
            summary =
                    "Orders and suppliers that an invoice may be for, each with a score and why; none is ever taken by itself")
    Proposals proposals(@PathVariable String id, Actor actor) {
        var invoice = invoices.invoice(new InvoiceId(id), actor);
        return new Proposals(
                assignment.withoutOrder(invoice),
                proposals.proposalsFor(invoice).stream()
                        .map(one -> new Proposal(
                                one.order().number().value(),
                                one.order().supplier(),
                                one.score(),
                                one.reasons().stream().map(Explanation::english).toList()))
                        .toList(),
                proposals.suppliersFor(invoice).stream().map(Supplier::number).toList());
    }

    @PostMapping("/orders")
    @Operation(summary = "Say which order an invoice is for, or lines of it that name none; it is compared again")
    InvoiceController.Captured order(@PathVariable String id, @RequestBody ForOrder said, Actor actor) {
        invoices.invoice(new InvoiceId(id), actor);
        return answer(assignment.assign(new InvoiceId(id), said.purchaseOrder(), said.lines(), actor));
    }

    @PostMapping("/supplier")
    @Operation(summary = "Say which supplier an invoice of an unknown sender is from; it is compared again")
    InvoiceController.Captured supplier(@PathVariable String id, @RequestBody FromSupplier said, Actor actor) {
        invoices.invoice(new InvoiceId(id), actor);
        return answer(assignment.assignSupplier(new InvoiceId(id), said.supplier(), actor));
    }

    private static InvoiceController.Captured answer(Invoice invoice) {
        return new InvoiceController.Captured(invoice.id().value(), invoice.status());
    }

    /**
     * Which order.
     *
     * @param lines positions from 1; all lines without a known order where they are left out
     */
    record ForOrder(
            @Nullable String purchaseOrder, @Nullable Set<Integer> lines) {}

    /** Which supplier. */
    record FromSupplier(@Nullable String supplier) {}

    /**
     * What may be meant.
     *
     * @param linesWithoutOrder positions from 1
     * @param orders the likeliest first
     * @param suppliers where the sender is unknown
     */
    record Proposals(Set<Integer> linesWithoutOrder, List<Proposal> orders, List<String> suppliers) {}

    /** An order that may be meant. */
    record Proposal(String purchaseOrder, String supplier, int score, List<String> reasons) {}
}
