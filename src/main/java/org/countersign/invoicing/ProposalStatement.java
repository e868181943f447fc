package org.countersign.invoicing;

import org.countersign.shared.Sentence;

/** Why an invoice may be for an order. */
enum ProposalStatement implements Sentence {
    ALMOST_NAMED("The invoice names order %s, which is written almost like this one."),
    NAMED_ELSEWHERE("The number of this order stands elsewhere in the invoice."),
    DELIVERED("Delivery note %s, which the invoice names, was booked on this order."),
    UNDER_CONTRACT("The order has items under contract %s, which the invoice names."),
    SAME_SENDER("The order went to the supplier that the invoice is from."),
    OTHER_SENDER("The order went to another supplier: %s."),
    LINES_FIT("%s of %s lines fit lines of the order that are still to be invoiced."),
    NO_LINE_FITS("No line fits a line of the order that is still to be invoiced."),
    SUM_FITS("What is still to be invoiced of the order comes to the same: %s."),
    OTHER_CURRENCY("The order is in %s, the invoice in %s.");

    private final String sentence;

    ProposalStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "invoicing";
    }

    /** Apart from the statements of the match, of which some have the same name. */
    @Override
    public String key() {
        return "statement.invoicing.proposal." + name();
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
