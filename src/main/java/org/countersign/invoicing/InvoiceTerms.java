package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.countersign.shared.Money;
import org.countersign.supplier.PaymentTerms;
import org.countersign.supplier.PaymentTerms.Discount;
import org.jspecify.annotations.Nullable;

/**
 * When an invoice is to be paid, and what may be taken off, as it was when the invoice was captured: later terms of the
 * supplier change nothing of it.
 *
 * @param terms as {@link PaymentTerms} are written; null where none were agreed
 * @param payBy when it is to be paid, or its first part; null where nobody says
 * @param discount what may be taken off; null where nothing may
 * @param discountUntil the last day for it
 */
record InvoiceTerms(
        @Nullable String terms,
        @Nullable LocalDate payBy,
        @Nullable BigDecimal discount,
        @Nullable LocalDate discountUntil) {

    /**
     * Those of a document. The day that it states comes before that of the terms, but for instalments, of which a document
     * states one day only. Nothing is taken off a credit note.
     *
     * @param agreed those of its order, else of its supplier; null where there are none
     */
    static InvoiceTerms of(InvoiceDraft draft, @Nullable PaymentTerms agreed) {
        if (draft.type() == InvoiceType.PREPAYMENT) {
            // Terms are about what was delivered.
            return new InvoiceTerms(null, draft.dueDate() == null ? draft.issueDate() : draft.dueDate(), null, null);
        }
        var issued = draft.issueDate();
        var payable = draft.payable();
        if (agreed == null || issued == null || payable == null) {
            return new InvoiceTerms(agreed == null ? null : agreed.toString(), draft.dueDate(), null, null);
        }
        var digits = Money.digits(Currency.getInstance(String.valueOf(draft.currency())));
        var due = agreed.isInParts()
                ? agreed.partsOf(payable.abs(), issued, digits).get(0).due()
                : draft.dueDate() == null ? agreed.dueDate(issued) : draft.dueDate();
        var discount = agreed.discount();
        if (discount == null || payable.signum() <= 0 || draft.type() == InvoiceType.CREDIT_NOTE) {
            return new InvoiceTerms(agreed.toString(), due, null, null);
        }
        return new InvoiceTerms(
                agreed.toString(),
                due,
                discount.of(base(discount, draft, payable), digits),
                agreed.discountDate(issued).orElseThrow());
    }

    /** What a discount is taken of; never more than is to be paid. */
    private static BigDecimal base(Discount discount, InvoiceDraft draft, BigDecimal payable) {
        var tax = orZero(draft.taxTotal());
        var net = draft.netTotal() == null ? payable.subtract(tax) : draft.netTotal();
        var base = switch (discount.base()) {
            case GROSS -> payable;
            case NET -> net;
            case GOODS -> net.subtract(orZero(draft.charges()));
        };
        return base.min(payable).max(BigDecimal.ZERO);
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
