package org.countersign.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.payment.DiscountRule.Offer;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that a payment run may take, and what it would pay of it on a day.
 *
 * @param invoice itself
 * @param supplierName name of its supplier
 * @param amount what would be paid: less the discount where it is worth taking, or the instalments that are due
 * @param discount the discount that is offered on that day, taken or not; null where none is
 * @param held why it is not paid now; null where it is
 */
public record PaymentProposal(
        Invoice invoice,
        @Nullable String supplierName,
        BigDecimal amount,
        @Nullable Offer discount,
        @Nullable Held held) {

    /** Whether it is due on a day; always where no day is known. */
    public boolean isDue(LocalDate day) {
        var due = invoice.payBy();
        return due == null || !due.isAfter(day);
    }

    /** Whether the discount is taken. */
    public boolean takesDiscount() {
        return discount != null && discount.isWorthTaking();
    }

    /** What is taken off; zero where nothing is. */
    public BigDecimal discountTaken() {
        return discount != null && discount.isWorthTaking() ? discount.amount() : BigDecimal.ZERO;
    }

    /**
     * Why an invoice is not paid.
     *
     * @param why its kind
     * @param detail what a person said, or the account that differs; null where the kind says it all
     */
    public record Held(Why why, @Nullable String detail) {

        RuleViolation refused(InvoiceId invoice) {
            return detail == null
                    ? new RuleViolation(PaymentRule.HELD, invoice, why.english())
                    : new RuleViolation(PaymentRule.HELD_BECAUSE, invoice, why.english(), detail);
        }
    }

    /** Kinds of reasons. */
    public enum Why {
        /** Somebody disputes it. */
        DISPUTED("Somebody holds it back"),
        /** What was paid came back, and nobody has looked at the supplier's account since. */
        RETURNED("What was paid came back; look at the account of its supplier, then let it be paid"),
        /** Something was prepaid for its order, and nobody said whether that is for this invoice: it would be paid twice. */
        PREPAYMENT_OPEN("What was prepaid for its order is open, and nothing is set off with it"),
        /** Nobody knows who it is from. */
        SUPPLIER_UNKNOWN("Its supplier is unknown"),
        /** The supplier is blocked. */
        SUPPLIER_BLOCKED("Its supplier is blocked"),
        /** The supplier has no account. */
        ACCOUNT_MISSING("Its supplier has no account"),
        /** The account in the master is another one than was confirmed. */
        ACCOUNT_UNCONFIRMED("The account in the master is not confirmed"),
        /** The invoice names another account. */
        ACCOUNT_DIFFERS("It names another account than its supplier has");

        private final String english;

        Why(String english) {
            this.english = english;
        }

        /** In words, for refusals. */
        public String english() {
            return english;
        }
    }
}
