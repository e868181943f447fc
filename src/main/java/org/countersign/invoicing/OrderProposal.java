package org.countersign.invoicing;

import java.util.List;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Explanation;

/**
 * An order that an invoice may be for. A proposal is never taken by itself, however good it is.
 *
 * @param order the order
 * @param score from 1 to 99: a guess is never certain
 * @param reasons what speaks for it, and against
 */
public record OrderProposal(PurchaseOrder order, int score, List<Explanation> reasons) {

    public OrderProposal {
        reasons = List.copyOf(reasons);
    }
}
