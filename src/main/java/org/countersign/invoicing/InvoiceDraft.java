package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier's document says, whatever form it came in. Nothing here is altered, now or later (R19).
 *
 * @param supplier number of the supplier in our master; null where only the document itself says who it is from
 * @param seller what the document says of who it is from; null where it names our supplier number
 * @param number the supplier's own number of the document
 * @param type invoice or credit note
 * @param issueDate when the supplier issued it
 * @param dueDate when it is to be paid
 * @param currency ISO 4217 code
 * @param purchaseOrder the order that it names; lines may name others
 * @param precedingInvoice number of the invoice that it corrects or credits
 * @param iban account to be paid to, as given
 * @param lines one or more
 * @param adjustments allowances and charges of the whole document, each with its tax rate, where the document tells
 * @param allowances sum of allowances of the whole document
 * @param charges sum of charges of the whole document
 * @param netTotal total without tax (BT-109)
 * @param taxTotal total tax (BT-110)
 * @param grossTotal total with tax (BT-112)
 * @param prepaid what was paid before
 * @param rounding what the supplier rounded the payable amount by
 * @param payable what is to be paid (BT-115)
 * @param references what else it refers to
 * @param findings what is wrong with the document, though it could be read
 */
public record InvoiceDraft(
        @Nullable String supplier,
        @Nullable Seller seller,
        @Nullable String number,
        @Nullable InvoiceType type,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable String currency,
        @Nullable String purchaseOrder,
        @Nullable String precedingInvoice,
        @Nullable String iban,
        List<Line> lines,
        List<Adjustment> adjustments,
        @Nullable BigDecimal allowances,
        @Nullable BigDecimal charges,
        @Nullable BigDecimal netTotal,
        @Nullable BigDecimal taxTotal,
        @Nullable BigDecimal grossTotal,
        @Nullable BigDecimal prepaid,
        @Nullable BigDecimal rounding,
        @Nullable BigDecimal payable,
        References references,
        List<InvoiceFinding> findings) {

    public InvoiceDraft {
        findings = List.copyOf(findings);
        lines = List.copyOf(lines);
        adjustments = List.copyOf(adjustments);
    }

    /** A document that says nothing yet. */
    public static InvoiceDraftBuilder builder() {
        return new InvoiceDraftBuilder();
    }

    /** The same document, to be told more of. */
    public InvoiceDraftBuilder toBuilder() {
        return new InvoiceDraftBuilder(this);
    }

    /**
     * One line as the supplier wrote it.
     *
     * @param line the supplier's own number or name of the line
     * @param purchaseOrder the order of this line, where the line names one
     * @param orderLine the order's line, as the supplier refers to it
     * @param item our number of the item
     * @param sellerItem the supplier's number of the item
     * @param standardItem its number by a standard, such as the GTIN (BT-157)
     * @param description what it is
     * @param quantity in {@code unit}
     * @param unit UN/ECE Recommendation 20 code
     * @param unitPrice net price of {@code priceBaseQuantity} units
     * @param priceBaseQuantity 1 where it is not given
     * @param lineAllowance what was taken off (negative: put on) this line beside its price
     * @param netAmount net amount of the line
     * @param taxRate percent
     * @param taxCategory UNCL 5305 code of its tax, such as S or AE (BT-151)
     * @param accounting cost centre or account to book it on (BT-133)
     */
    public record Line(
            @Nullable String line,
            @Nullable String purchaseOrder,
            @Nullable String orderLine,
            @Nullable String item,
            @Nullable String sellerItem,
            @Nullable String standardItem,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal priceBaseQuantity,
            @Nullable BigDecimal lineAllowance,
            @Nullable BigDecimal netAmount,
            @Nullable BigDecimal taxRate,
            @Nullable String taxCategory,
            @Nullable String accounting) {

        /** The same claim in another unit: its amount stays, and what its quantity was priced with goes. */
        Line counted(BigDecimal otherQuantity, String otherUnit, BigDecimal net) {
            return new Line(
                    line,
                    purchaseOrder,
                    orderLine,
                    item,
                    sellerItem,
                    standardItem,
                    description,
                    otherQuantity,
                    otherUnit,
                    null,
                    null,
                    null,
                    net,
                    taxRate,
                    taxCategory,
                    accounting);
        }

        /** A line that says nothing yet. */
        public static InvoiceLineBuilder builder() {
            return new InvoiceLineBuilder();
        }
    }

    /**
     * An allowance or a charge of the whole document.
     *
     * @param charge whether it is put on; otherwise it is taken off
     * @param amount positive
     * @param taxRate percent; null where the document names none
     * @param reason in the supplier's words
     * @param reasonCode of UNTDID 5189 for an allowance, 7161 for a charge
     */
    public record Adjustment(
            boolean charge,
            BigDecimal amount,
            @Nullable BigDecimal taxRate,
            @Nullable String reason,
            @Nullable String reasonCode) {

        /** Why, in words: the supplier's, else those of the code; null where the document says nothing of it. */
        public @Nullable Explanation why() {
            if (reason != null) {
                return Explanation.asWritten(reason);
            }
            return reasonCode == null
                    ? null
                    : AdjustmentReason.of(charge, reasonCode)
                            .map(Explanation::of)
                            .orElseGet(() -> Explanation.asWritten(reasonCode));
        }

        /** What all of one kind come to; null where there is none. */
        public static @Nullable BigDecimal sum(List<Adjustment> adjustments, boolean charges) {
            return adjustments.stream()
                    .filter(one -> one.charge() == charges)
                    .map(Adjustment::amount)
                    .reduce(BigDecimal::add)
                    .orElse(null);
        }
    }

    /**
     * What a document refers to, and what it claims of itself.
     *
     * @param customization the rules that it claims to keep (BT-24)
     * @param typeCode UNTDID 1001 code of its type (BT-3)
     * @param buyerReference what we are to know it by (BT-10)
     * @param project number of the project (BT-11)
     * @param contract number of the contract (BT-12)
     * @param salesOrder the supplier's own number of the order (BT-14)
     * @param despatch number of the despatch advice (BT-16)
     * @param accounting cost centre or account to book it on (BT-19)
     * @param paymentTerms how it is to be paid, in words (BT-20)
     * @param deliveryDate when the goods were delivered (BT-72)
     * @param paymentReference what a payment is to say (BT-83)
     * @param exemptionReason why no tax is charged (BT-120)
     * @param otherIbans further accounts that it may be paid to
     */
    public record References(
            @Nullable String customization,
            @Nullable String typeCode,
            @Nullable String buyerReference,
            @Nullable String project,
            @Nullable String contract,
            @Nullable String salesOrder,
            @Nullable String despatch,
            @Nullable String accounting,
            @Nullable String paymentTerms,
            @Nullable LocalDate deliveryDate,
            @Nullable String paymentReference,
            @Nullable String exemptionReason,
            List<String> otherIbans) {

        /** No reference at all. */
        public static final References NONE =
                new References(null, null, null, null, null, null, null, null, null, null, null, null, List.of());

        public References {
            otherIbans = List.copyOf(otherIbans);
        }
    }

    /**
     * Who a document says that it is from.
     *
     * @param taxIds tax registrations
     * @param names trading and legal names
     * @param addresses electronic addresses
     */
    public record Seller(List<String> taxIds, List<String> names, List<String> addresses) {

        public Seller {
            taxIds = List.copyOf(taxIds);
            names = List.copyOf(names);
            addresses = List.copyOf(addresses);
        }

        /** As people would call it. */
        String described() {
            var name = names.isEmpty() ? "a sender without a name" : names.get(0);
            return taxIds.isEmpty() ? name : name + " (tax number " + taxIds.get(0) + ")";
        }
    }
}
