package org.countersign.workflow.requisition;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalKind;
import org.countersign.people.Organization;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskSchedule;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows a requisition on the form of its task. */
@Component
class ShowRequisitionListener implements TaskListener {

    private final RequisitionManagement requisitions;
    private final RequisitionView view;
    private final Organization organization;
    private final TaskSchedule schedule;

    ShowRequisitionListener(
            RequisitionManagement requisitions,
            RequisitionView view,
            Organization organization,
            TaskSchedule schedule) {
        this.requisitions = requisitions;
        this.view = view;
        this.organization = organization;
        this.schedule = schedule;
    }

    @Override
    public void notify(DelegateTask task) {
        var requisition = requisitions.requisition(
                new RequisitionNumber(task.getExecution().getProcessBusinessKey()));
        task.setName(TaskView.nameOf(task, requisition.number(), requisition.title()));
        var due = schedule.plan(task, ApprovalKind.REQUISITION, requisition.total(), requisition.urgency());
        TaskView.of(task)
                .text("viewDocument", requisition.number())
                .text("viewRequester", organization.nameOf(requisition.requester()))
                .text("viewSupplier", view.supplierNames(requisition))
                .text("viewTotal", Figures.money(requisition.total()))
                .text("viewNote", requisition.lastNote())
                .facts(new Facts()
                        .add("Answer by", due)
                        .add("Cost centre", requisition.costCenter())
                        .add("Needed by", Figures.day(requisition.neededBy()))
                        .add("Deliver to", requisition.location())
                        .add("Reason", requisition.justification()))
                .table("viewLines", view.lines(requisition))
                .table("viewSuppliers", view.suppliers(requisition));
    }
}
