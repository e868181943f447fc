package org.countersign.workflow.sales;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalKind;
import org.countersign.people.Organization;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskSchedule;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows a sales order on the form of its task. */
@Component
class ShowSalesOrderListener implements TaskListener {

    private final SalesOrderManagement orders;
    private final SalesOrderTaskView view;
    private final Organization organization;
    private final TaskSchedule schedule;

    ShowSalesOrderListener(
            SalesOrderManagement orders, SalesOrderTaskView view, Organization organization, TaskSchedule schedule) {
        this.orders = orders;
        this.view = view;
        this.organization = organization;
        this.schedule = schedule;
    }

    @Override
    public void notify(DelegateTask task) {
        var order = orders.order(new SalesOrderNumber(task.getExecution().getProcessBusinessKey()));
        task.setName(TaskView.nameOf(task, order.number(), order.title()));
        var due = schedule.plan(task, ApprovalKind.SALES_ORDER, order.total(), "normal");
        TaskView.of(task)
                .text("viewDocument", order.number())
                .text("viewRequester", organization.nameOf(order.requester()))
                .text("viewTotal", Figures.money(order.total()))
                .text("viewNote", order.lastNote())
                .facts(new Facts()
                        .add("Answer by", due)
                        .add(SalesOrderTaskView.CUSTOMER, view.customerOf(order))
                        .add(SalesOrderTaskView.REFERENCE, order.reference()))
                .table(
                        "viewLines",
                        view.lines(order).stream()
                                .map(line -> Map.of(
                                        "description",
                                        line.description(),
                                        "quantity",
                                        line.quantity(),
                                        "price",
                                        line.price(),
                                        "amount",
                                        line.amount()))
                                .toList());
    }
}
