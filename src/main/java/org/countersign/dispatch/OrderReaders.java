package org.countersign.dispatch;

import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Actor;

/** Port to the question who may see an order: this module does not know whom its approvals concern. */
public interface OrderReaders {

    /**
     * An order that the actor may see.
     *
     * @throws org.countersign.shared.NotFound when there is none of this number
     * @throws org.countersign.shared.NotAllowed when it does not concern the actor
     */
    PurchaseOrder order(String number, Actor actor);
}
