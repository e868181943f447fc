package org.countersign.invoicing;

import org.countersign.shared.Sentence;

/** Why something that came by mail waits for a person. */
enum MailStatement implements Sentence {
    NO_ATTACHMENT("The mail has no attachment."),
    ATTACHMENT_TOO_LARGE("The attachment is larger than %s MiB, so that it was not taken. It lies in the mailbox."),
    MAIL_TOO_LARGE("The mail is larger than %s MiB, so that it was not taken. It lies in the mailbox."),
    TOO_MANY_PARTS("The mail has more than %s attachments, or mails within mails; the others were not taken."),
    BROKEN_MAIL("The mail is not written as mails are, and cannot be taken apart: %s"),
    NO_E_INVOICE("This is no e-invoice that is read here: UBL 2.x, UN/CEFACT CII (D16B), Factur-X or ZUGFeRD 2."),
    NOT_PROCESSED("It could not be captured, for a reason that lies with us: %s");

    private final String sentence;

    MailStatement(String sentence) {
        this.sentence = sentence;
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
