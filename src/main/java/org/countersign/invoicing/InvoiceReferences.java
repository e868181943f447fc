package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a document refers to, as it is kept. */
@Embeddable
class InvoiceReferences {

    @Column(name = "customization")
    private @Nullable String customization;

    @Column(name = "type_code")
    private @Nullable String typeCode;

    @Column(name = "buyer_reference")
    private @Nullable String buyerReference;

    @Column(name = "project")
    private @Nullable String project;

    @Column(name = "contract")
    private @Nullable String contract;

    @Column(name = "sales_order")
    private @Nullable String salesOrder;

    @Column(name = "despatch")
    private @Nullable String despatch;

    @Column(name = "accounting")
    private @Nullable String accounting;

    @Column(name = "payment_terms")
    private @Nullable String paymentTerms;

    @Column(name = "delivery_date")
    private @Nullable LocalDate deliveryDate;

    @Column(name = "payment_reference")
    private @Nullable String paymentReference;

    @Column(name = "exemption_reason")
    private @Nullable String exemptionReason;

    @Column(name = "other_ibans")
    private @Nullable String otherIbans;

    /** For the persistence provider. */
    protected InvoiceReferences() {}

    InvoiceReferences(InvoiceDraft.References from) {
        this.customization = from.customization();
        this.typeCode = from.typeCode();
        this.buyerReference = from.buyerReference();
        this.project = from.project();
        this.contract = from.contract();
        this.salesOrder = from.salesOrder();
        this.despatch = from.despatch();
        this.accounting = from.accounting();
        this.paymentTerms = from.paymentTerms();
        this.deliveryDate = from.deliveryDate();
        this.paymentReference = from.paymentReference();
        this.exemptionReason = from.exemptionReason();
        this.otherIbans = from.otherIbans().isEmpty() ? null : String.join("\n", from.otherIbans());
    }

    InvoiceDraft.References asReceived() {
        return new InvoiceDraft.References(
                customization,
                typeCode,
                buyerReference,
                project,
                contract,
                salesOrder,
                despatch,
                accounting,
                paymentTerms,
                deliveryDate,
                paymentReference,
                exemptionReason,
                otherIbans == null ? List.of() : List.of(otherIbans.split("\n")));
    }
}
