package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.countersign.shared.Explanation;
import org.countersign.shared.Units;
import org.jspecify.annotations.Nullable;

/**
 * What the match looks at of an order, as it was when the order was locked.
 *
 * @param number of the order
 * @param currency of all its prices
 * @param notOpen why no invoice can match it, in words; null while one can
 * @param otherSupplier why the invoice is not from the supplier of this order, in words; null where it is
 * @param total net total as ordered
 * @param netBefore net amount of the invoices that matched before
 * @param extrasBefore part of it that no line of the order covers: charges less allowances, and lines that nobody ordered
 * @param overAccepted what the approvers agreed to pay beyond the order's total before
 * @param unplannedBefore part of it that is freight, charges, or lines that nobody ordered
 * @param unplannedAccepted what of that was accepted beyond the policy's limit
 * @param lines of the order
 */
record OrderFacts(
        String number,
        Currency currency,
        @Nullable Explanation notOpen,
        @Nullable Explanation otherSupplier,
        BigDecimal total,
        BigDecimal netBefore,
        BigDecimal extrasBefore,
        BigDecimal overAccepted,
        BigDecimal unplannedBefore,
        BigDecimal unplannedAccepted,
        List<Line> lines) {

    OrderFacts {
        lines = List.copyOf(lines);
    }

    /**
     * One line of the order.
     *
     * @param line its number
     * @param item number of the item; null where it is none
     * @param supplierItem the supplier's own number of the item; null where nobody keeps it, or nobody asked
     * @param gtin its number by a standard; null where nobody keeps it, or nobody asked
     * @param description what is ordered
     * @param units in which it may be invoiced; all that follows is told in the one it was ordered in
     * @param ordered how much
     * @param anyArrived whether anything of it ever arrived
     * @param accepted what arrived, less what was rejected and what went back (R16)
     * @param returned what went back
     * @param disputed what invoices claim that wait for receipts or answers; asked for credit notes only
     * @param invoicedBefore what invoices claimed that matched before, less credit notes (R13)
     * @param unitPrice of one unit
     * @param varianceBefore how much dearer than ordered those invoices were in all (R13)
     * @param taxRate percent
     * @param tolerances of the policy
     */
    record Line(
            int line,
            @Nullable String item,
            @Nullable String supplierItem,
            @Nullable String gtin,
            String description,
            Units units,
            BigDecimal ordered,
            boolean anyArrived,
            BigDecimal accepted,
            BigDecimal returned,
            BigDecimal disputed,
            BigDecimal invoicedBefore,
            BigDecimal unitPrice,
            BigDecimal varianceBefore,
            BigDecimal taxRate,
            Tolerances tolerances) {

        /** UN/ECE Recommendation 20 code of the unit it was ordered in. */
        String unit() {
            return units.own();
        }

        /** How much an invoice line claims in the unit that was ordered in; nothing where its unit says something else. */
        Optional<BigDecimal> claimedBy(InvoiceDraft.Line line) {
            return units.toOwn(line.quantity() == null ? BigDecimal.ZERO : line.quantity(), line.unit());
        }

        /** A sum of quantities without what cut off ends added to it (R14). */
        BigDecimal exact(BigDecimal quantity) {
            return units.exact(quantity);
        }

        /** What a quantity of it costs by the order, rounded once (R12). */
        BigDecimal worth(BigDecimal quantity, int digits) {
            return units.worth(quantity, unitPrice, digits);
        }
    }
}
