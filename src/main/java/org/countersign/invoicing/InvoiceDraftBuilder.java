package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what a supplier's document says, one thing after the other; what is not told it does not say. */
public final class InvoiceDraftBuilder {

    private @Nullable String supplier;
    private InvoiceDraft.@Nullable Seller seller;
    private @Nullable String number;
    private @Nullable InvoiceType type;
    private @Nullable LocalDate issueDate;
    private @Nullable LocalDate dueDate;
    private @Nullable String currency;
    private @Nullable String purchaseOrder;
    private @Nullable String precedingInvoice;
    private @Nullable String iban;
    private List<InvoiceDraft.Line> lines = List.of();
    private List<InvoiceDraft.Adjustment> adjustments = List.of();
    private @Nullable BigDecimal allowances;
    private @Nullable BigDecimal charges;
    private @Nullable BigDecimal netTotal;
    private @Nullable BigDecimal taxTotal;
    private @Nullable BigDecimal grossTotal;
    private @Nullable BigDecimal prepaid;
    private @Nullable BigDecimal rounding;
    private @Nullable BigDecimal payable;
    private InvoiceDraft.References references = InvoiceDraft.References.NONE;
    private List<InvoiceFinding> findings = List.of();

    InvoiceDraftBuilder() {}

    InvoiceDraftBuilder(InvoiceDraft from) {
        supplier = from.supplier();
        seller = from.seller();
        number = from.number();
        type = from.type();
        issueDate = from.issueDate();
        dueDate = from.dueDate();
        currency = from.currency();
        purchaseOrder = from.purchaseOrder();
        precedingInvoice = from.precedingInvoice();
        iban = from.iban();
        lines = from.lines();
        adjustments = from.adjustments();
        allowances = from.allowances();
        charges = from.charges();
        netTotal = from.netTotal();
        taxTotal = from.taxTotal();
        grossTotal = from.grossTotal();
        prepaid = from.prepaid();
        rounding = from.rounding();
        payable = from.payable();
        references = from.references();
        findings = from.findings();
    }

    /** @param value number of the supplier in our master; null where only the document itself says who it is from */
    public InvoiceDraftBuilder supplier(@Nullable String value) {
        this.supplier = value;
        return this;
    }

    /** @param value what the document says of who it is from; null where it names our supplier number */
    public InvoiceDraftBuilder seller(InvoiceDraft.@Nullable Seller value) {
        this.seller = value;
        return this;
    }

    /** @param value the supplier's own number of the document */
    public InvoiceDraftBuilder number(@Nullable String value) {
        this.number = value;
        return this;
    }

    /** @param value invoice or credit note */
    public InvoiceDraftBuilder type(@Nullable InvoiceType value) {
        this.type = value;
        return this;
    }

    /** @param value when the supplier issued it */
    public InvoiceDraftBuilder issueDate(@Nullable LocalDate value) {
        this.issueDate = value;
        return this;
    }

    /** @param value when it is to be paid */
    public InvoiceDraftBuilder dueDate(@Nullable LocalDate value) {
        this.dueDate = value;
        return this;
    }

    /** @param value ISO 4217 code */
    public InvoiceDraftBuilder currency(@Nullable String value) {
        this.currency = value;
        return this;
    }

    /** @param value the order that it names; lines may name others */
    public InvoiceDraftBuilder purchaseOrder(@Nullable String value) {
        this.purchaseOrder = value;
        return this;
    }

    /** @param value number of the invoice that it corrects or credits */
    public InvoiceDraftBuilder precedingInvoice(@Nullable String value) {
        this.precedingInvoice = value;
        return this;
    }

    /** @param value account to be paid to, as given */
    public InvoiceDraftBuilder iban(@Nullable String value) {
        this.iban = value;
        return this;
    }

    /** @param value one or more */
    public InvoiceDraftBuilder lines(List<InvoiceDraft.Line> value) {
        this.lines = value;
        return this;
    }

    /** @param value allowances and charges of the whole document, each with its tax rate, where the document tells */
    public InvoiceDraftBuilder adjustments(List<InvoiceDraft.Adjustment> value) {
        this.adjustments = value;
        return this;
    }

    /** @param value sum of allowances of the whole document */
    public InvoiceDraftBuilder allowances(@Nullable BigDecimal value) {
        this.allowances = value;
        return this;
    }

    /** @param value sum of charges of the whole document */
    public InvoiceDraftBuilder charges(@Nullable BigDecimal value) {
        this.charges = value;
        return this;
    }

    /** @param value total without tax (BT-109) */
    public InvoiceDraftBuilder netTotal(@Nullable BigDecimal value) {
        this.netTotal = value;
        return this;
    }

    /** @param value total tax (BT-110) */
    public InvoiceDraftBuilder taxTotal(@Nullable BigDecimal value) {
        this.taxTotal = value;
        return this;
    }

    /** @param value total with tax (BT-112) */
    public InvoiceDraftBuilder grossTotal(@Nullable BigDecimal value) {
        this.grossTotal = value;
        return this;
    }

    /** @param value what was paid before */
    public InvoiceDraftBuilder prepaid(@Nullable BigDecimal value) {
        this.prepaid = value;
        return this;
    }

    /** @param value what the supplier rounded the payable amount by */
    public InvoiceDraftBuilder rounding(@Nullable BigDecimal value) {
        this.rounding = value;
        return this;
    }

    /** @param value what is to be paid (BT-115) */
    public InvoiceDraftBuilder payable(@Nullable BigDecimal value) {
        this.payable = value;
        return this;
    }

    /** @param value what else it refers to */
    public InvoiceDraftBuilder references(InvoiceDraft.References value) {
        this.references = value;
        return this;
    }

    /** @param value what is wrong with the document, though it could be read */
    public InvoiceDraftBuilder findings(List<InvoiceFinding> value) {
        this.findings = value;
        return this;
    }

    /** As told. */
    public InvoiceDraft build() {
        return new InvoiceDraft(
                supplier,
                seller,
                number,
                type,
                issueDate,
                dueDate,
                currency,
                purchaseOrder,
                precedingInvoice,
                iban,
                lines,
                adjustments,
                allowances,
                charges,
                netTotal,
                taxTotal,
                grossTotal,
                prepaid,
                rounding,
                payable,
                references,
                findings);
    }
}
