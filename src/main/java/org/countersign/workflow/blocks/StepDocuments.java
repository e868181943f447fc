package org.countersign.workflow.blocks;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.Money;
import org.springframework.stereotype.Component;

/** Finds the document of a process by its business key, whatever kind it is of. */
@Component
class StepDocuments {

    private final RequisitionManagement requisitions;
    private final PurchaseOrderManagement orders;
    private final SalesOrderManagement sales;
    private final InvoiceManagement invoices;

    StepDocuments(
            RequisitionManagement requisitions,
            PurchaseOrderManagement orders,
            SalesOrderManagement sales,
            InvoiceManagement invoices) {
        this.requisitions = requisitions;
        this.orders = orders;
        this.sales = sales;
        this.invoices = invoices;
    }

    StepDocument of(DelegateExecution execution) {
        return of(Objects.requireNonNull(execution.getProcessBusinessKey(), "The process has no business key"));
    }

    /** @throws IllegalArgumentException where processes of such documents have no use for building blocks */
    StepDocument of(String key) {
        return switch (key.substring(0, Math.max(0, key.indexOf('-')))) {
            case "REQ" -> {
                var found = requisitions.requisition(new RequisitionNumber(key));
                yield new StepDocument(
                        found.number().document(),
                        "requisition",
                        found.title(),
                        found.requester(),
                        found.total(),
                        null);
            }
            case "PO" -> {
                var found = orders.order(new PurchaseOrderNumber(key));
                yield new StepDocument(
                        found.number().document(),
                        "purchase-order",
                        found.title(),
                        found.requester(),
                        found.total(),
                        found.supplier());
            }
            case "SO" -> {
                var found = sales.order(new SalesOrderNumber(key));
                yield new StepDocument(
                        found.number().document(),
                        "sales-order",
                        found.title(),
                        found.requester(),
                        found.total(),
                        null);
            }
            case "INV" -> {
                var found = invoices.invoice(new InvoiceId(key));
                yield new StepDocument(
                        found.id().document(),
                        "payment",
                        found.id().value(),
                        found.capturedBy(),
                        Money.of(found.payable().toPlainString(), found.currency()),
                        found.supplier());
            }
            default -> throw new IllegalArgumentException("The building blocks do not know documents like " + key);
        };
    }
}
