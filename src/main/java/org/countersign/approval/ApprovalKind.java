package org.countersign.approval;

import java.util.List;

/** The kinds of documents that the shipped policy knows; tables may know more. */
public final class ApprovalKind {

    /** A request to buy. */
    public static final String REQUISITION = "requisition";
    /** The payment of an invoice (R21). */
    public static final String PAYMENT = "payment";
    /** An invoice beyond its order's total (R20). */
    public static final String OVER_ORDER = "over-order";

    /** A sale to a customer. */
    public static final String SALES_ORDER = "sales-order";

    /** All of them. */
    public static final List<String> ALL = List.of(REQUISITION, PAYMENT, OVER_ORDER, SALES_ORDER);

    private ApprovalKind() {}
}
