package org.countersign.invoicing;

import org.countersign.shared.Sentence;

/** What the match says of a difference, in words that a clerk understands. */
enum InvoicingStatement implements Sentence {
    INVALID_DOCUMENT("The document could be read, but breaks the rules of its format: %s."),
    VERY_INVALID_DOCUMENT("The document could be read, but breaks the rules of its format: %s, and %s more."),
    DUPLICATE("Number %s of this supplier was received before, as %s. Accept only where the supplier really used one"
            + " number twice."),

    OTHER_SUPPLIER("The invoice is from supplier %s, but order %s went to %s."),
    OTHER_SENDER("The invoice is from %s, but order %s went to %s, whose tax number is %s."),
    UNKNOWN_SENDER(
            "The invoice is from %s, but order %s went to %s, and neither tax number nor name nor mail address says"
                    + " that they are the same."),
    NAMELESS_SENDER("a sender without a name"),
    SENDER_WITH_TAX_NUMBER("%s (tax number %s)"),
    OTHER_ACCOUNT(
            "The invoice wants the money on account %s, but the supplier's account that is confirmed is %s. Ask the"
                    + " supplier over a way that you know already, not over one named in the invoice."),

    NO_ORDER_NAMED("The invoice names no order of ours."),
    ORDER_UNKNOWN("The invoice names order %s, and we have no order of this number."),
    OTHER_CURRENCY("The invoice is in %s, order %s in %s; prices cannot be compared."),
    ORDER_NOT_SENT("Order %s was not sent to the supplier yet."),
    ORDER_DECLINED("Order %s was declined by the supplier."),
    ORDER_CANCELLED("Order %s was cancelled."),
    ORDER_CLOSED("Order %s is closed: received, invoiced and paid."),
    ORDER_TAKES_NO_INVOICES("Order %s takes no invoices."),

    UNMATCHED_LINE("No line of order %s belongs to \"%s\" over %s."),
    UNMATCHED_BUT_LIKE("By price and quantity it could be %s."),
    AMBIGUOUS_LINE(
            "It is not clear which line of order %s \"%s\" over %s belongs to. It may be %s. Say on the page of the"
                    + " invoice which one is meant."),
    CANDIDATE_ITEM("line %s by the same item, with %s open at %s"),
    CANDIDATE_SUPPLIER_ITEM("line %s by the supplier's number, with %s open at %s"),
    CANDIDATE_GTIN("line %s by the same GTIN, with %s open at %s"),
    CANDIDATE_DESCRIPTION("line %s by the same description, with %s open at %s"),
    CANDIDATE_PRICE_AND_QUANTITY("line %s with %s open at %s"),
    NAMELESS_LINE("a line without description"),
    OTHER_UNIT(
            "Invoiced in %s, ordered in %s; quantities and prices cannot be compared. Accept only where both mean the"
                    + " same."),

    CREDITED_TOO_MANY("Credited %s, but only %s were invoiced: %s too many."),
    INVOICED("Invoiced %s"),
    INVOICED_IN_ALL("Invoiced %s in all (%s earlier, %s now)"),
    OVER_ORDERED("%s, but only %s were ordered: %s (%s) too many."),
    OVER_TOLERATED("%s, but only %s were ordered and %s %% more are tolerated: %s (%s) too many."),
    OVER_QUANTITY_TOLERATED("%s, but only %s were ordered and %s more are tolerated: %s (%s) too many."),
    OVER_ACCEPTED("%s, but only %s were accepted: %s (%s) too many."),
    OVER_KEPT("%s, but only %s are still here, as %s went back: %s (%s) too many."),
    NOTHING_ARRIVED("%s, but nothing of it has arrived yet: %s (%s) wait for a receipt."),

    CREDITED_TOO_LITTLE("Credited are only %s for %s, %s less than the %s of the order."),
    CREDITED_BEYOND("Credited are %s, but only %s were invoiced of this line: %s too much."),
    PRICE_OR_GOODS(
            "Credited are %s for %s that were ordered at %s each, and %s went back: it is not clear whether goods or"
                    + " their price are credited. Accept it as a price reduction: the amount falls, and the quantity stays"
                    + " invoiced. Where goods go back, have the return booked and check again."),
    CORRECTS_UNKNOWN(
            "It says that it corrects invoice %s, but no invoice of this supplier and order that counts has this"
                    + " number."),
    DEARER("%s cost %s here and %s by the order (%s each): %s too much."),
    DEARER_IN_ALL("%s cost %s here and %s by the order (%s each): %s too much, %s over all invoices of this line."),
    CHEAPER(
            "%s cost %s here and %s by the order (%s each): %s less in all, which is more than a supplier gives away. Ask"
                    + " whether these are the goods that were ordered."),
    PRICE_TOLERATED("Tolerated are %s %% and %s in all."),
    PRICE_BEYOND_PERCENT(
            "Tolerated are %1$s %% and %2$s in all, both at once: %1$s %% are only %3$s here, and that is exceeded."),
    PRICE_BEYOND_AMOUNT(
            "Tolerated are %1$s %% and %2$s in all, both at once: %1$s %% would be %3$s here, but %2$s are exceeded."),
    PRICE_BEYOND_BOTH("Tolerated are %1$s %% (%3$s here) and %2$s in all: both are exceeded."),
    PRICE_TOLERATED_EITHER("Tolerated are %s %% or %s in all, whichever is more."),
    PERCENT_TOLERATED("Tolerated are %s %% in all."),
    AMOUNT_TOLERATED("Tolerated are %s in all."),

    OVER_ORDER("With its charges and lines without order line the invoice comes to %s net, but order %s is over %s: %s"
            + " beyond it that nobody agreed to."),
    OVER_ORDER_TOGETHER(
            "With its charges and lines without order line the invoice comes to %s net together with earlier"
                    + " invoices, but order %s is over %s: %s beyond it that nobody agreed to."),

    UNPLANNED_COST(
            "Freight and other cost that nobody ordered come to %s over all invoices of order %s; %s are tolerated: %s"
                    + " beyond that."),

    TAX_TOO_HIGH("The invoice states %s tax. From its own lines it should be %s: %s too much."),
    TAX_TOO_LOW("The invoice states %s tax. From its own lines it should be %s: %s too little."),
    TAX_TOO_HIGH_WITH_BILL("The invoice states %s tax. From its own lines it should be %s (%s): %s too much."),
    TAX_TOO_LOW_WITH_BILL("The invoice states %s tax. From its own lines it should be %s (%s): %s too little."),
    TAX_OF("%s %% of %s"),
    ALLOWANCE_FORGOTTEN("The allowance of %s was not taken off before the tax was computed."),

    LINE_TOTAL("Line %s states %s, but %s times its price is %s: %s apart."),
    NET_TOTAL("The net total is stated as %s, but the lines come to %s: %s apart."),
    NET_TOTAL_ADJUSTED(
            "The net total is stated as %s, but the lines with charges and allowances come to %s: %s apart."),
    GROSS_TOTAL("The gross total is stated as %s, but net and tax come to %s: %s apart."),
    PAYABLE_TOTAL("To be paid are %s, but the totals come to %s: %s apart."),
    ROUNDED_TOO_FAR("The amount to be paid is rounded by %s."),
    PREPAID_UNKNOWN(
            "The invoice counts %s as prepaid, but of what was prepaid for its orders only %s are not used by invoices yet."
                    + " Ask the supplier what it means before less is paid than is owed."),
    PREPAID_TOO_MUCH(
            "Together with earlier prepayments %s would be prepaid for order %s, which comes to %s with tax: %s beyond it."),
    ADJUSTMENT("%s (%s)"),
    UNPLANNED_CHARGES("Of it this invoice charges %s."),
    PREPAID_WHAT_IS_INVOICED("Order %s is invoiced in full: nothing of it is left to be prepaid."),
    DIFFERENCES_TOGETHER("%s lines, %s in all. For example line %s: %s"),
    DIFFERENCES_OF_ORDERS("%s differences, %s in all. For example: %s"),
    PREPAID_BELOW_ZERO("A prepaid amount below zero adds %s to what is to be paid.");

    private final String sentence;

    InvoicingStatement(String sentence) {
        this.sentence = sentence;
    }

    /** How a line is told of that may be meant. */
    static InvoicingStatement candidate(PairingReason why) {
        return switch (why) {
            case ITEM -> CANDIDATE_ITEM;
            case SUPPLIER_ITEM -> CANDIDATE_SUPPLIER_ITEM;
            case GTIN -> CANDIDATE_GTIN;
            case DESCRIPTION -> CANDIDATE_DESCRIPTION;
            case PRICE_AND_QUANTITY -> CANDIDATE_PRICE_AND_QUANTITY;
        };
    }

    @Override
    public String module() {
        return "invoicing";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
