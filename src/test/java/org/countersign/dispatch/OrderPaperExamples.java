package org.countersign.dispatch;

/** Orders in words, without a server. */
public final class OrderPaperExamples {

    private OrderPaperExamples() {}

    /** For the organisation of the tests. */
    public static OrderPaper shipped() {
        return DispatchExamples.paper();
    }
}
