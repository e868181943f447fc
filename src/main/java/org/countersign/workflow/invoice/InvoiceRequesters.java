package org.countersign.workflow.invoice;

import java.util.stream.Collectors;
import org.countersign.invoicing.Invoice;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.springframework.stereotype.Component;

/** Who asked for what an invoice is about. */
@Component
class InvoiceRequesters {

    private final PurchaseOrderManagement orders;
    private final Organization organization;

    InvoiceRequesters(PurchaseOrderManagement orders, Organization organization) {
        this.orders = orders;
        this.organization = organization;
    }

    /** Their names, with commas; empty where the invoice names no order that is known. */
    String of(Invoice invoice) {
        return invoice.orders().stream()
                .flatMap(order -> orders.find(order).stream())
                .map(order -> organization.nameOf(order.requester()))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
