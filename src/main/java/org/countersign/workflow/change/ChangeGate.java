package org.countersign.workflow.change;

import org.countersign.approval.ApprovalKind;
import org.countersign.dispatch.ChangedOrders;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.ModelBean;

/** What the model asks the last change of an order before it branches: the aggregate itself, never a variable. */
@ModelBean
public class ChangeGate {

    private final ChangeOrderManagement changes;
    private final ChangedOrders dispatch;
    private final ApprovalProof approvals;

    ChangeGate(ChangeOrderManagement changes, ChangedOrders dispatch, ApprovalProof approvals) {
        this.changes = changes;
        this.dispatch = dispatch;
        this.approvals = approvals;
    }

    /** Whether it may be applied: people agreed, or a rule of the policy let it pass. */
    public boolean approved(String number) {
        return approvals.isApproved(new DocumentNumber(number), ApprovalKind.CHANGE_ORDER);
    }

    /** Whether it no longer fits what was received, invoiced or answered meanwhile. */
    public boolean unfit(String number) {
        return status(number) == ChangeOrderStatus.UNFIT;
    }

    /** Whether the order has its terms. */
    public boolean applied(String number) {
        return status(number) == ChangeOrderStatus.APPLIED;
    }

    /** Whether it was taken back. */
    public boolean withdrawn(String number) {
        return status(number) == ChangeOrderStatus.WITHDRAWN;
    }

    /** Whether the supplier has no mail, so that somebody hands the new terms over. */
    public boolean byHand(String number) {
        return dispatch.goesByHand(new PurchaseOrderNumber(number));
    }

    private ChangeOrderStatus status(String number) {
        return changes.latest(new PurchaseOrderNumber(number))
                .orElseThrow(() -> new IllegalStateException("No change of " + number + " was proposed"))
                .status();
    }
}
