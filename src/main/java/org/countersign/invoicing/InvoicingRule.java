package org.countersign.invoicing;

import org.countersign.shared.Rule;

/** What invoices demand. */
enum InvoicingRule implements Rule {
    INCOMPLETE_INVOICE(Refusal.INVALID, "The invoice is incomplete or faulty: see the fields."),
    UNREADABLE_DOCUMENT(Refusal.INVALID, "The document cannot be read as an invoice: %s"),
    SELF_BILLED(
            Refusal.INVALID,
            "This is a self-billing document (type %s): the buyer writes it, not the supplier. Countersign takes the"
                    + " invoices and credit notes that suppliers write; nothing was captured."),
    NO_LINES(
            Refusal.INVALID,
            "The document has no lines: profiles MINIMUM and BASIC WL of Factur-X are booking aids beside an invoice, and"
                    + " nothing can be matched by them. Ask the supplier for profile EN 16931, or type in what the page"
                    + " shows."),
    TOO_MANY_ELEMENTS(Refusal.INVALID, "The document has more than %s XML elements; nothing was captured."),
    TOO_MANY_ATTACHMENTS(Refusal.INVALID, "The document has more than %s attachments; nothing was captured."),
    TOO_MANY_PAGES(Refusal.INVALID, "The PDF has more than %s pages; nothing was captured."),
    UNPACKS_TOO_LARGE(
            Refusal.INVALID,
            "What is packed in this file unpacks to more than %s MiB, which no invoice does; nothing was captured."),
    ENCRYPTED_PDF(
            Refusal.INVALID,
            "The PDF is protected by a password, so that it cannot be read; nothing was captured. Ask the supplier for"
                    + " one that is not."),
    BROKEN_PDF(
            Refusal.INVALID, "The file begins like a PDF, but is none that can be read safely; nothing was captured."),
    NO_INVOICE_IN_PDF(
            Refusal.INVALID,
            "The PDF has no e-invoice (Factur-X, ZUGFeRD, XRechnung) attached to it: it shows an invoice to people only;"
                    + " nothing was captured. Type its figures in and attach it there, or ask the supplier for an"
                    + " e-invoice."),
    UNKNOWN_TYPE(
            Refusal.INVALID,
            "Type %s (UNTDID 1001) is no invoice and no credit note that is taken here; nothing was captured. Ask the supplier"
                    + " for an invoice (380) or a credit note (381)."),
    KNOWN_NUMBER(
            Refusal.CONFLICT,
            "Number %s of this supplier was received before, as %s (R18). Nothing was captured a second time."),
    MAIL_SETTLED(Refusal.CONFLICT, "This was dealt with already, by %s: %s. Look at it again."),
    NOT_TO_BE_ASSIGNED(Refusal.CONFLICT, "%s is %s: which order it is for is said while its differences are open."),
    ORDERS_KNOWN(Refusal.CONFLICT, "Every line of %s is for an order that is known."),
    SUPPLIER_KNOWN(Refusal.CONFLICT, "%s is from supplier %s already."),
    INCOMPLETE_ASSIGNMENT(Refusal.INVALID, "What was said is incomplete or faulty: see the fields."),
    EXCEPTION_SETTLED(
            Refusal.CONFLICT, "This difference of %s is settled already, or the invoice moved on. Look at it again."),
    NOT_ASKED_TOGETHER(
            Refusal.INVALID,
            "Difference %s is not asked about together with number %s, so that one answer does not count for both."),
    NOT_THE_HANDLER(Refusal.FORBIDDEN, "%s answers to this difference, and nobody else (R20)."),
    CAPTURER_KEEPS_OUT(
            Refusal.FORBIDDEN,
            "You captured %s: whether its new bank account is right, somebody else has to find out (R21)."),
    REASON_NEEDED(Refusal.INVALID, "Say why, in a comment of up to 2000 characters."),
    NOT_ACCEPTABLE(Refusal.INVALID, "\"%s\" cannot simply be accepted. %s"),
    NOT_PAIRABLE(
            Refusal.CONFLICT,
            "%s is %s: its lines can be paired only while the invoice waits for receipts or answers."),
    NOT_PAIRED_SO(Refusal.INVALID, "The lines cannot be paired like this: see the fields. Nothing was paired."),
    NOT_PAIRING(
            Refusal.FORBIDDEN,
            "Which line of the order this one belongs to is said by accounts payable and by whoever answers to the"
                    + " difference, and by nobody else (R20)."),
    NOTHING_PAIRED(Refusal.INVALID, "Name at least one line, and at most %s at once."),
    PARTLY_PAID(
            Refusal.CONFLICT,
            "%s of %s is paid already, so it can no longer be rejected. Ask the supplier for a credit note, then have"
                    + " it checked again."),
    NO_ADDRESS_TO_ASK(
            Refusal.INVALID,
            "There is no mail address of the supplier (%s) to write to. Add it in the supplier master, or answer otherwise."),
    NOT_BY_MAIL(
            Refusal.INVALID,
            "\"%s\" is not clarified by mail, whoever may read or send it. Call the supplier at a number that you know already."),
    ANSWER_INCOMPLETE(Refusal.INVALID, "Choose an answer, and say why in up to %s characters."),
    QUESTION_CLOSED(
            Refusal.CONFLICT, "The question about invoice %s was answered or settled already. Nothing was changed."),
    NO_CREDIT_EXPECTED(
            Refusal.INVALID,
            "\"%s\" is not settled by a credit note. Ask the supplier, reject it, or answer otherwise."),
    EXPECTED_CREDIT_POSITIVE(
            Refusal.INVALID,
            "The credit note that you expect must be above zero and at most %s, as much as was invoiced."),
    NOT_WAITING(Refusal.CONFLICT, "This difference of %s waits for nothing any more. Look at it again."),
    NOT_TO_BE_PAID_YET(Refusal.CONFLICT, "%s is %s; its payment is not approved yet (R21)."),
    NOT_PAYABLE(Refusal.CONFLICT, "%s is %s; only a scheduled invoice can be paid."),
    MORE_THAN_PAYABLE(Refusal.INVALID, "%s of %s is paid already; %s would be more than the %s to be paid."),
    DISCOUNT_NOT_EARNED(
            Refusal.INVALID,
            "%s may be taken off only with the payment that settles %s: %s would still be open, and the discount is for"
                    + " paying all of it in time."),
    IN_PAYMENT_RUN(
            Refusal.CONFLICT,
            "%s is in payment run %s already. Take it out there first, or wait for what the bank says."),
    NOTHING_TO_PAY(
            Refusal.INVALID,
            "%s is over 0.00: nothing is to be paid. Leave out the amount, or give 0, to settle it without a payment."),
    AMOUNT_POSITIVE(
            Refusal.INVALID,
            "The amount must be above zero. For a credit note it is what the supplier gave back or set off.");

    private final Refusal refusal;
    private final String sentence;

    InvoicingRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "invoicing";
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
