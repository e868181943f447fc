package org.countersign.workflow.sales;

import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.sales.SalesOrderStatus;
import org.countersign.workflow.support.ModelBean;

/** What the model asks a sales order before it branches: the aggregate itself, never a variable. */
@ModelBean
public class SalesOrderGate {

    private final SalesOrderManagement orders;

    SalesOrderGate(SalesOrderManagement orders) {
        this.orders = orders;
    }

    /** Whether every step was answered by approval, or a rule approved. */
    public boolean approved(String number) {
        return is(number, SalesOrderStatus.APPROVED);
    }

    /** Whether it was sent back for changes. */
    public boolean returned(String number) {
        return is(number, SalesOrderStatus.RETURNED);
    }

    /** Whether it is with its approvers. */
    public boolean inApproval(String number) {
        return is(number, SalesOrderStatus.IN_APPROVAL);
    }

    /** Whether it is released to issue. */
    public boolean released(String number) {
        return is(number, SalesOrderStatus.RELEASED);
    }

    /** Who raised it. */
    public String requester(String number) {
        return order(number).requester().value();
    }

    private boolean is(String number, SalesOrderStatus status) {
        return order(number).status() == status;
    }

    private SalesOrder order(String number) {
        return orders.order(new SalesOrderNumber(number));
    }
}
