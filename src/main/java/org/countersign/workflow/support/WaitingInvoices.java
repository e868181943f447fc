package org.countersign.workflow.support;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderNumber;

/** Has the invoices that wait for an order's receipts matched again; the order's process knows no invoices. */
public interface WaitingInvoices {

    /** Quantities of the order changed: one job for each invoice that waits, in the caller's transaction. */
    void receiptBooked(PurchaseOrderNumber order);

    /**
     * Goods of these lines went back: what waits is matched again, and so is what was approved for payment and is more than
     * is still here, in the caller's transaction (R16, R21).
     */
    void goodsReturned(PurchaseOrder order, Set<Integer> lines);

    /** What invoices that are paid in full claim of these lines beyond what is here, by line. */
    Map<Integer, BigDecimal> paidBeyond(PurchaseOrder order, Set<Integer> lines);
}
