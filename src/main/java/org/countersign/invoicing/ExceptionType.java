package org.countersign.invoicing;

import org.jspecify.annotations.Nullable;

/** The kinds of differences between an invoice, its order and what was received. */
public enum ExceptionType {
    PRICE_VARIANCE("Price differs", null),
    QUANTITY_NOT_ORDERED("More than ordered", null),
    QUANTITY_NOT_RECEIVED("More than received", null),
    MISSING_RECEIPT("Nothing received yet", null),
    AMOUNT_OVER_ORDER("Beyond the order's total", "The approvers of the order answer to it."),
    UNPLANNED_COST("Freight or other cost", null),
    TAX_VARIANCE("Tax differs", null),
    TOTAL_MISMATCH("Totals do not add up", null),
    CURRENCY_MISMATCH(
            "Other currency", "Reject the invoice and ask the supplier for one in the currency of the order."),
    UNIT_MISMATCH("Other unit", null),
    SUPPLIER_MISMATCH(
            "Other supplier",
            "Correct the supplier's tax number or name in the supplier master and check again, or reject the invoice."),
    UNKNOWN_ORDER(
            "Order unknown",
            "Say on the page of the invoice which order it is for, or reject the invoice and ask the supplier for one that"
                    + " names it."),
    UNMATCHED_LINE(
            "Line without order line",
            "Say on the page of the invoice which line of the order it belongs to, or reject the invoice."),
    DUPLICATE_INVOICE("Received before", null),
    ORDER_NOT_OPEN(
            "Order not open",
            "Where the order is still to be sent, have it sent and check again; otherwise reject the invoice."),
    BANK_ACCOUNT_CHANGED("Other bank account", null),
    INVALID_DOCUMENT("Document faulty", null);

    private final String label;
    private final @Nullable String advice;

    ExceptionType(String label, @Nullable String advice) {
        this.label = label;
        this.advice = advice;
    }

    /** In a few words for people. */
    public String label() {
        return label;
    }

    /** Whether somebody with the right may simply accept the difference. */
    public boolean isAcceptable() {
        return advice == null;
    }

    /** Whether the answer is about the document itself, so that a later match no longer finds the difference. */
    boolean staysAccepted() {
        return this == DUPLICATE_INVOICE || this == UNIT_MISMATCH;
    }

    /** Whether only an answer settles it, and never a later match that no longer finds it. */
    boolean staysOpen() {
        return this == BANK_ACCOUNT_CHANGED;
    }

    /** Whether accepting it costs what it is about, so that a limit applies; who confirms an account pays nothing for that. */
    boolean isLimited() {
        return this != BANK_ACCOUNT_CHANGED;
    }

    /** Whether it is about one order as a whole, so that what is right for one need not be for another. */
    boolean isOfEachOrder() {
        return this == AMOUNT_OVER_ORDER || this == UNPLANNED_COST;
    }

    /** Whether a credit note of the supplier can settle the difference. */
    boolean isSettledByCredit() {
        return this != BANK_ACCOUNT_CHANGED && this != DUPLICATE_INVOICE && this != INVALID_DOCUMENT;
    }

    /** What to do instead of accepting; empty where it can be accepted. */
    public String advice() {
        return advice == null ? "" : advice;
    }
}
