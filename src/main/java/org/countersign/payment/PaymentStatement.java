package org.countersign.payment;

import org.countersign.shared.Sentence;

/** What is said of the invoices that a supplier has sent. */
enum PaymentStatement implements Sentence {
    INVOICED_BEFORE("%s"),
    NONE_YET("none yet"),
    NONE_IN_A_YEAR("none in the last 12 months"),
    ONE_INVOICE("1 invoice in the last 12 months"),
    INVOICES("%s invoices in the last 12 months"),
    LAST_INVOICES("the last %s invoices, since %s"),
    IN_ALL("%s in all"),
    WITHOUT_RATE("%s without an exchange rate"),
    NOTHING_PAID("nothing paid yet"),
    NONE_OF_THESE_PAID("none of the last invoices paid yet"),
    LAST_PAID("last paid on %s"),
    ONE_WITH_EXCEPTIONS("1 with exceptions"),
    WITH_EXCEPTIONS("%s with exceptions"),
    ONE_REJECTED("1 rejected"),
    REJECTED("%s rejected");

    private final String sentence;

    PaymentStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "payment";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
