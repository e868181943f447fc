package org.countersign.workflow.requisition;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.people.Organization;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows a requisition on the form of its task. */
@Component
class ShowRequisitionListener implements TaskListener {

    private final RequisitionManagement requisitions;
    private final RequisitionView view;
    private final Organization organization;

    ShowRequisitionListener(RequisitionManagement requisitions, RequisitionView view, Organization organization) {
        this.requisitions = requisitions;
        this.view = view;
        this.organization = organization;
    }

    @Override
    public void notify(DelegateTask task) {
        var requisition = requisitions.requisition(
                new RequisitionNumber(task.getExecution().getProcessBusinessKey()));
        task.setName(task.getName() + " " + requisition.number());
        TaskView.of(task)
                .text("viewNumber", requisition.number())
                .text("viewTitle", requisition.title())
                .text("viewRequester", organization.nameOf(requisition.requester()))
                .text("viewCostCenter", requisition.costCenter())
                .text("viewTotal", requisition.total())
                .text("viewNeededBy", Objects.toString(requisition.neededBy(), "not said"))
                .text("viewJustification", Objects.toString(requisition.justification(), "none given"))
                .text("viewNote", requisition.lastNote())
                .table("viewLines", view.lines(requisition))
                .table("viewSuppliers", view.suppliers(requisition));
    }
}
