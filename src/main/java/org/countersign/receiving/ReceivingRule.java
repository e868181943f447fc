package org.countersign.receiving;

import org.countersign.shared.Rule;

/** What receipts and returns demand. */
enum ReceivingRule implements Rule {
    INCOMPLETE_RECEIPT(Refusal.INVALID, "The receipt is incomplete or faulty: see the fields."),
    INCOMPLETE_RETURN(Refusal.INVALID, "The return is incomplete or faulty: see the fields."),
    NOT_RECEIVABLE(Refusal.CONFLICT, "%s is %s; nothing can be received for it."),
    IN_THE_FUTURE(Refusal.INVALID, "Goods cannot have been received in the future."),
    NO_SUCH_PHOTO(
            Refusal.INVALID,
            "%s is no photo that is taken here. Photos are JPEG, PNG, WebP or HEIC, delivery notes PDF."),
    PHOTO_TOO_LARGE(Refusal.INVALID, "%s is too large: a photo has at most 10 MB."),
    TOO_MANY_PHOTOS(Refusal.INVALID, "A receipt has at most %s photos."),
    TOO_MANY_WAITING(
            Refusal.INVALID,
            "For %s at most %s photos of yours wait to be booked. Book the receipt that they belong to first; what nobody"
                    + " books is deleted after two days."),
    NO_PHOTO(Refusal.INVALID, "No photo came with this call."),
    INCOMPLETE_REVERSAL(Refusal.INVALID, "The reversal is incomplete or faulty: see the fields."),
    ALREADY_REVERSED(Refusal.CONFLICT, "%s was already reversed."),
    NOTHING_TO_REVERSE(Refusal.CONFLICT, "%s counts nothing on its order; there is nothing to reverse."),
    INCOMPLETE_INSPECTION(Refusal.INVALID, "The inspection is incomplete or faulty: see the fields."),
    NOTHING_TO_INSPECT(Refusal.CONFLICT, "Nothing of %s waits for its inspection."),
    UNREADABLE_ADVICE(Refusal.INVALID, "This is no UBL Despatch Advice that can be read: %s."),
    ADVICE_TOO_LARGE(Refusal.INVALID, "A despatch advice has at most %s MB."),
    ADVICE_WITHOUT_ORDER(
            Refusal.INVALID,
            "The despatch advice %s names no order. Ask the supplier for one with the number of ours."),
    ADVICE_OF_UNKNOWN_ORDER(Refusal.INVALID, "The despatch advice %s names the order %s, and there is no such order."),
    ADVICE_KNOWN(
            Refusal.CONFLICT,
            "The despatch advice %s of %s was announced before with other content. The first one stays; ask the supplier which"
                    + " of them is right."),
    SERVICE_BEYOND_OPEN(
            Refusal.CONFLICT,
            "Line %s: %s would be accepted of this line, and only %s of it are open. Nothing was booked."),
    ALREADY_HANDLED(Refusal.CONFLICT, "The receipt %s was already decided about.");

    private final Refusal refusal;
    private final String sentence;

    ReceivingRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "receiving";
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
