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

    /** A change of an order (R11). */
    public static final String CHANGE_ORDER = "change-order";

    /** A sale to a customer. */
    public static final String SALES_ORDER = "sales-order";

    /** All of them. */
    public static final List<String> ALL = List.of(REQUISITION, CHANGE_ORDER, PAYMENT, OVER_ORDER, SALES_ORDER);

    private ApprovalKind() {}
}
