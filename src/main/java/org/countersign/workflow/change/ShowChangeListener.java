package org.countersign.workflow.change;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalKind;
import org.countersign.people.Organization;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskSchedule;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows a change order on the form of its task. */
@Component
class ShowChangeListener implements TaskListener {

    private final ChangeOrderManagement changes;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final TaskSchedule schedule;

    ShowChangeListener(
            ChangeOrderManagement changes,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            Organization organization,
            TaskSchedule schedule) {
        this.changes = changes;
        this.orders = orders;
        this.suppliers = suppliers;
        this.organization = organization;
        this.schedule = schedule;
    }

    @Override
    public void notify(DelegateTask task) {
        var number = new PurchaseOrderNumber(
                Objects.requireNonNull(task.getExecution().getProcessBusinessKey()));
        var order = orders.order(number);
        var change = changes.latest(number).orElseThrow();
        task.setName(TaskView.nameOf(task, number, order.title()));
        TaskView.of(task)
                .text("viewDocument", number)
                .text(
                        "viewSupplier",
                        suppliers.supplier(order.supplier()).map(Supplier::name).orElse(order.supplier()))
                .text("viewRequester", organization.nameOf(order.requester()))
                .text("viewTotal", Figures.money(change.newTotal()))
                .text("viewReason", change.misfit() == null ? change.reason() : change.misfit())
                .facts(new Facts()
                        .add("Answer by", schedule.plan(task, ApprovalKind.CHANGE_ORDER, change.newTotal(), "normal"))
                        .add("Change", "" + change.number())
                        .add("Reason", change.reason())
                        .add("Proposed by", organization.nameOf(change.proposedBy()))
                        .add("Total before", Figures.money(change.oldTotal())))
                .table("viewLines", ChangeRows.of(change));
    }
}
