package org.countersign.notification;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Until when invoices are to be paid, and until when less is to be paid. */
@Component
class InvoiceTerms {

    private final InvoiceManagement invoices;
    private final SupplierDirectory suppliers;

    InvoiceTerms(InvoiceManagement invoices, SupplierDirectory suppliers) {
        this.invoices = invoices;
        this.suppliers = suppliers;
    }

    /** What is known of an invoice's payment; empty for an unknown one. */
    Optional<Terms> of(DocumentNumber document) {
        return invoices.ifKnown(new InvoiceId(document.value())).map(this::termsOf);
    }

    /** The explanation of a difference with what it is made of, found by its English words. */
    Explanation explanation(DocumentNumber document, String english) {
        return invoices.ifKnown(new InvoiceId(document.value())).stream()
                .flatMap(invoice -> Stream.concat(
                        invoice.exceptions().stream().map(InvoiceException::explanation),
                        Stream.of(InvoiceExceptions.toldToApprovers(invoice))))
                .filter(explanation -> explanation.english().equals(english))
                .findFirst()
                .orElseGet(() -> Explanation.asWritten(english));
    }

    private Terms termsOf(Invoice invoice) {
        var supplier = Optional.ofNullable(invoice.supplier()).flatMap(suppliers::supplier);
        return new Terms(
                invoice.number(),
                supplier.map(Supplier::name).orElse(null),
                invoice.payBy(),
                invoice.discountUntil(),
                invoice.isAcceptanceProposed());
    }

    /**
     * What is known of an invoice's payment.
     *
     * @param number the supplier's number of the invoice
     * @param supplier its name
     * @param dueDate when it is due
     * @param discountUntil until when a discount may be taken off
     * @param acceptanceProposed whether its approvers are asked to accept a difference above its handler's limit
     */
    record Terms(
            String number,
            @Nullable String supplier,
            @Nullable LocalDate dueDate,
            @Nullable LocalDate discountUntil,
            boolean acceptanceProposed) {}
}
