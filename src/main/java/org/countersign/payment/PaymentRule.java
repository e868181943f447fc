package org.countersign.payment;

import org.countersign.shared.Rule;

/** What paying demands. */
enum PaymentRule implements Rule {
    NOT_APPROVED(Refusal.CONFLICT, "The payment of %s has no complete recorded approval; it is not released (R21)."),
    APPROVED_BY_PARTY(Refusal.CONFLICT, "The payment of %s was approved by %s, who %s; it is not released (R21)."),
    PARTY_NEVER_PAYS(Refusal.FORBIDDEN, "You cannot book the payment of %s: you are the one who %s (R21)."),
    DISCOUNT_NOT_OFFERED(
            Refusal.INVALID,
            "At most %s may be taken off a payment of %s on that day; %s would be more than was agreed."),
    REVERSED_ALREADY(Refusal.CONFLICT, "Payment %s of %s was taken back already, by %s."),
    REVERSED_IN_RUN(
            Refusal.CONFLICT, "Payment %s of %s was made by payment run %s. Take its whole transfer back there."),
    SET_OFF_NOT_PAID(Refusal.CONFLICT, "Payment %s of %s is no payment: something was set off. Undo that instead."),
    PREPAYMENT_USED(
            Refusal.CONFLICT,
            "Of what was prepaid with %s, %s is set off with invoices. Undo that first, then take the payment back."),
    TRANSFER_NOT_PAID(
            Refusal.CONFLICT, "Transfer %s of payment run %s is not paid: %s. There is nothing to take back."),
    NOT_ALLOCATABLE(
            Refusal.INVALID,
            "%s cannot be set off with %s: only what was prepaid, and credit notes whose settlement is approved, of the"
                    + " same supplier and in the same currency can."),
    NOT_OPEN_FOR_SET_OFF(Refusal.CONFLICT, "%s is %s; something is set off only while it is to be paid."),
    ALLOCATED_TOO_MUCH(Refusal.INVALID, "%s would be more than is open: %s of %s, and %s of %s."),
    SET_OFF_MEANWHILE(
            Refusal.CONFLICT,
            "%s or what you wanted to set off with it was settled in part since you opened this form, perhaps by a second click."
                    + " Nothing was set off now. Look at what is left before you go on."),
    ALLOCATION_UNDONE(Refusal.CONFLICT, "What was set off here was undone already, by %s."),
    IN_RUN(
            Refusal.CONFLICT,
            "%s is in payment run %s. It is booked when the bank says what became of it; take it out of the run first"
                    + " if it was paid in another way."),
    HELD(Refusal.CONFLICT, "%s is not paid now. %s."),
    HELD_BECAUSE(Refusal.CONFLICT, "%s is not paid now. %s: %s"),
    NO_INVOICE_TO_PAY(
            Refusal.INVALID,
            "For %s no money goes out. A credit note is taken off in the run that pays its supplier's invoices."),
    SUPPLIER_BLOCKED(
            Refusal.CONFLICT, "%s is blocked by now. Take its invoices out of payment run %s, or unblock it first."),
    RUN_EMPTY(Refusal.INVALID, "There is nothing to pay: no invoice was chosen, or all of them are held."),
    RUN_TOO_LARGE(Refusal.INVALID, "A payment run has at most %s invoices; choose an earlier day."),
    RUN_RELEASED(
            Refusal.CONFLICT,
            "Payment run %s was released already. Its file is made once; it can be downloaded again, the same to the"
                    + " byte."),
    RUN_CANCELLED(Refusal.CONFLICT, "Payment run %s was given up."),
    RUN_NOT_RELEASED(Refusal.CONFLICT, "Payment run %s is not released yet; there is no file of it."),
    RUN_WITHOUT_FILE(Refusal.CONFLICT, "Payment run %s sets everything off; there is nothing for the bank to do."),
    EXECUTION_PASSED(
            Refusal.CONFLICT,
            "Payment run %s was to be carried out on %s, which has passed. Give it up and put it together again:"
                    + " discounts may be other ones now."),
    NO_OWN_ACCOUNT(
            Refusal.CONFLICT,
            "No account of ours is known. Operations set it with countersign.payment.iban; then the run can be"
                    + " released."),
    NO_LONGER_PAYABLE(
            Refusal.CONFLICT,
            "%s is no longer to be paid as this run says, perhaps because goods went back. Take it out of the run."),
    TRANSFER_SETTLED(Refusal.CONFLICT, "Transfer %s of payment run %s is settled already: %s."),
    NO_BANK_MESSAGE(
            Refusal.INVALID,
            "This is no message of a bank that can be read: a pain.002 or a camt.054 as XML, at most 10 MiB and 10000"
                    + " entries."),
    ENTRY_SETTLED(Refusal.CONFLICT, "Somebody has looked at this entry already."),
    FAULTY_RUN(Refusal.INVALID, "The payment run cannot be made as it is asked for: see the fields."),
    FAULTY_PAYMENT(Refusal.INVALID, "The payment is faulty: see the fields.");

    private final Refusal refusal;
    private final String sentence;

    PaymentRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "payment";
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
