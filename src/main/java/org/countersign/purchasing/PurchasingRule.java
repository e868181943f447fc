package org.countersign.purchasing;

import org.countersign.shared.Rule;

/** What requisitions and purchase orders demand. */
enum PurchasingRule implements Rule {
    INCOMPLETE_REQUISITION(Refusal.INVALID, "The requisition is incomplete or faulty: see the fields."),
    NOT_EDITABLE(Refusal.CONFLICT, "%s is %s; only a draft or a returned requisition can be changed (R09)."),
    NOT_SUBMITTABLE(Refusal.CONFLICT, "%s is %s; only a draft or a returned requisition can be submitted."),
    CHANGED_MEANWHILE(
            Refusal.CONFLICT,
            "%s was changed by somebody else while it was being submitted. Look at it and submit it again."),
    CHANGED_SINCE(
            Refusal.CONFLICT,
            "%s was changed in another window or by another call since you opened it. Nothing of yours was stored yet."),
    NO_FILE(Refusal.INVALID, "Choose a file first."),
    TOO_MANY_FILES(
            Refusal.CONFLICT, "%s has %s files already, which is the most. Remove one first. Nothing was stored."),
    INCOMPLETE_QUOTES(Refusal.INVALID, "The quotes are incomplete or faulty: see the fields."),
    QUOTES_MISSING(
            Refusal.INVALID,
            "%s quotes of different suppliers are needed, each with its file, and %s are there. The policy says: %s"),
    NO_QUOTE_CHOSEN(Refusal.INVALID, "Choose one of the quotes and say why. The policy says: %s"),
    QUOTES_UNKNOWN(
            Refusal.CONFLICT,
            "The table quote-policy does not say whether quotes are needed for %s. An administrator has to mend it."),
    INVALID_TEMPLATE(Refusal.INVALID, "This template cannot be kept as given."),
    TOO_MANY_TEMPLATES(Refusal.CONFLICT, "You keep %s templates already. Remove one first."),
    NOT_WITHDRAWABLE(Refusal.CONFLICT, "%s is %s and can no longer be withdrawn."),
    NOT_YOURS(Refusal.FORBIDDEN, "Only %s, who raised %s, can do this."),
    REASON_REQUIRED(Refusal.INVALID, "A reason is required, up to 2000 characters."),
    SUPPLIER_UNKNOWN(Refusal.INVALID, "There is no supplier %s."),
    SUPPLIER_BLOCKED(Refusal.INVALID, "Supplier %s is blocked; name another one."),
    SUPPLIER_NOT_MISSING(Refusal.CONFLICT, "Line %s of %s is not waiting for a supplier."),
    NOT_APPROVED(Refusal.CONFLICT, "%s has no complete recorded approval; no order can be made from it (R01)."),
    NO_LINES_FOR_SUPPLIER(Refusal.CONFLICT, "%s has no line of supplier %s."),
    UNKNOWN_LINE(Refusal.INVALID, "%s has no line %s."),
    QUANTITY_POSITIVE(Refusal.INVALID, "The quantity of line %s must be above zero."),
    QUANTITY_DIGITS(Refusal.INVALID, "The quantity of line %s has at most 6 digits behind the point."),
    REJECTED_WITHIN_RECEIVED(Refusal.INVALID, "Line %s: rejected must lie between zero and the quantity that arrived."),
    NOT_RECEIVABLE(Refusal.CONFLICT, "%s is %s; nothing can be received for it."),
    OVER_RECEIPT(
            Refusal.CONFLICT,
            "Line %s: %s would be kept of %s ordered, and %s %% more are tolerated. Reject or return the surplus (R14)."),
    LINE_CLOSED(Refusal.CONFLICT, "Line %s is closed; nothing more can be received for it."),
    RETURN_TOO_LARGE(Refusal.CONFLICT, "Line %s: only %s are here, %s cannot go back (R16)."),
    RECEIPT_POLICY_FAULTY(
            Refusal.CONFLICT,
            "The table match-policy cannot be applied to what arrived: %s. Nothing was booked; a process analyst has to put"
                    + " the table right first (R03)."),
    FAILED_WITHIN_WAITING(Refusal.CONFLICT, "Line %s: %s wait for the inspection; %s cannot have failed."),
    REVERSAL_TOO_LARGE(
            Refusal.CONFLICT,
            "Line %s: the receipt booked %s, but only %s are here, as %s went back. A receipt of which goods went back cannot be"
                    + " reversed (R16)."),
    REVERSAL_OF_PAID(
            Refusal.CONFLICT,
            "Line %s: invoices that are paid need %s of it, so the receipt stays. Book what is missing as a return and ask the"
                    + " supplier for a credit note."),
    NOT_REOPENABLE(Refusal.CONFLICT, "%s is %s; its lines can no longer be reopened. Order what is missing again."),
    NOTHING_CLOSED(Refusal.CONFLICT, "None of the lines of %s named is closed; there is nothing to reopen."),
    NOT_CANCELLABLE(Refusal.CONFLICT, "%s is %s and cannot be cancelled."),
    RECEIPTS_FORBID_CANCELLATION(
            Refusal.CONFLICT, "Goods were received for %s: it can be closed short, not cancelled (R17)."),
    INVOICES_FORBID_CANCELLATION(
            Refusal.CONFLICT, "An invoice was matched with %s: it can be closed short, not cancelled."),
    PAID_FORBIDS_CANCELLATION(
            Refusal.CONFLICT,
            "A part of an invoice of %s is paid and not settled yet: the order cannot be cancelled. Settle the invoice first,"
                    + " by the rest of its payment or the supplier's credit note."),
    NOT_CLOSABLE(Refusal.CONFLICT, "%s is %s and cannot be closed short."),
    NOTHING_OPEN(Refusal.CONFLICT, "Nothing is open on the lines of %s named; there is nothing to close short."),
    NOT_AWAITING_ANSWER(Refusal.CONFLICT, "%s is %s; the supplier's answer can no longer be recorded."),
    ANSWER_UNDECIDED(
            Refusal.CONFLICT,
            "A purchasing agent has to decide about the supplier's earlier answer to %s before another one is recorded."),
    NO_PROPOSAL(Refusal.CONFLICT, "No change proposed by the supplier is pending for %s."),
    CHANGE_BEFORE_DISPATCH(
            Refusal.CONFLICT,
            "Change order %s of %s is not decided yet: the order is handed over with the terms that stand then. Withdraw the"
                    + " change to hand it over as it is (R11)."),
    NOT_CHANGEABLE(Refusal.CONFLICT, "%s is %s and can no longer be changed."),
    CHANGE_AWAITS_ANSWER(
            Refusal.CONFLICT,
            "A purchasing agent has to decide about the supplier's answer to %s before the order is changed."),
    CHANGE_OPEN(
            Refusal.CONFLICT,
            "Change order %s of %s is open. Wait until it is decided, or withdraw it, before you propose another one (R11)."),
    CHANGE_OF_OLD_TERMS(
            Refusal.CONFLICT,
            "%s was changed since you looked at it: it has revision %s now. Look at its new terms and propose your change"
                    + " again."),
    CHANGE_SENT_MEANWHILE(
            Refusal.CONFLICT,
            "%s was sent to its supplier while your change was being looked at. Look at the order and propose your change"
                    + " again."),
    CHANGE_ANSWERED_MEANWHILE(
            Refusal.CONFLICT,
            "The supplier answered %s while your change was being looked at. Look at the answer and propose your change"
                    + " again."),
    CHANGE_OVERTAKEN(
            Refusal.CONFLICT,
            "Something was booked for %s while your change was being looked at. Look at the order and propose it again."),
    INCOMPLETE_CHANGE(Refusal.INVALID, "The change is incomplete or faulty: see the fields."),
    NOTHING_CHANGES(Refusal.INVALID, "Nothing of %s would change. Give at least one line other terms."),
    NOTHING_LEFT(Refusal.INVALID, "Nothing of %s would be left. Cancel the order, or close it short."),
    BELOW_RECEIVED(
            Refusal.CONFLICT,
            "Line %s cannot go down to %s: %s are here and %s are invoiced (R11). Send goods back first, or order more."),
    QUANTITY_OF_UNIT(
            Refusal.INVALID,
            "Line %s: %s %s is no exact quantity in %s, in which its goods are counted. Give one that comes out."),
    PAID_KEEPS_PRICES(
            Refusal.CONFLICT,
            "The price of line %s cannot change: an invoice of this order was stopped after a part of it was paid. Settle the"
                    + " invoice first (R11)."),
    PRICE_INVOICED(
            Refusal.CONFLICT,
            "The price of line %s cannot change: %s of it are invoiced. Reduce the line to what is invoiced and add a line"
                    + " with the new price (R11)."),
    CLOSED_LINE_STAYS(Refusal.CONFLICT, "Line %s is closed and cannot be changed; add a line instead."),
    NO_SUCH_CHANGE(Refusal.CONFLICT, "No change order of %s is open."),
    CHANGE_ENDED(Refusal.CONFLICT, "Change order %s of %s is %s already."),
    CHANGE_NOT_APPROVED(
            Refusal.CONFLICT,
            "Change order %s of %s has no complete recorded approval; the order keeps its old terms (R11)."),
    NOT_DECLINED(Refusal.CONFLICT, "The supplier has not declined %s."),
    NOT_DISPATCHABLE(Refusal.CONFLICT, "%s is %s and cannot be dispatched."),
    NOT_SETTLED(Refusal.CONFLICT, "%s is not received, invoiced and paid yet: %s, %s, %s.");

    private final Refusal refusal;
    private final String sentence;

    PurchasingRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "purchasing";
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
