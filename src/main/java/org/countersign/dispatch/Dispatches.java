package org.countersign.dispatch;

import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;

/** What other modules ask about the handing over of orders. Read only. */
public interface Dispatches {

    /** Every handing over of an order, the oldest first. */
    List<Dispatch> of(PurchaseOrderNumber order);
}
