package org.countersign.purchasing;

import org.countersign.shared.Sentence;

/** What is said of the orders that a requester has had with a supplier. */
enum HistoryStatement implements Sentence {
    WITH_SUPPLIER("%s: %s"),
    NONE_YET("none yet"),
    ONE_ORDER("1 order, %s of %s"),
    ORDERS_SINCE("%s orders since %s"),
    LAST_ORDER("the last one %s of %s"),
    IN_A_YEAR("%s in the last 12 months"),
    NOTHING_IN_A_YEAR("nothing in the last 12 months"),
    WITHOUT_RATE("beside that %s without an exchange rate"),
    ONE_REJECTED("1 requisition rejected"),
    REJECTED("%s requisitions rejected");

    private final String sentence;

    HistoryStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "purchasing";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
