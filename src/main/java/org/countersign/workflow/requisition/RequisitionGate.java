package org.countersign.workflow.requisition;

import java.util.List;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.purchasing.RequisitionStatus;
import org.countersign.workflow.support.ModelBean;

/** What the model asks a requisition before it branches: the aggregate itself, never a variable. */
@ModelBean
public class RequisitionGate {

    private final RequisitionManagement requisitions;

    RequisitionGate(RequisitionManagement requisitions) {
        this.requisitions = requisitions;
    }

    /** Whether every step was answered by approval. */
    public boolean approved(String number) {
        return is(number, RequisitionStatus.APPROVED);
    }

    /** Whether it was refused for good. */
    public boolean rejected(String number) {
        return is(number, RequisitionStatus.REJECTED);
    }

    /** Whether it was sent back for changes. */
    public boolean returned(String number) {
        return is(number, RequisitionStatus.RETURNED);
    }

    /** Whether it is with its approvers. */
    public boolean inApproval(String number) {
        return is(number, RequisitionStatus.IN_APPROVAL);
    }

    /** Whether every line has a supplier. */
    public boolean suppliersNamed(String number) {
        return requisition(number).linesWithoutSupplier().isEmpty();
    }

    /** The suppliers that an order is made for, each once. */
    public List<String> suppliers(String number) {
        return requisition(number).suppliers();
    }

    /** Who asked. */
    public String requester(String number) {
        return requisition(number).requester().value();
    }

    private boolean is(String number, RequisitionStatus status) {
        return requisition(number).status() == status;
    }

    private Requisition requisition(String number) {
        return requisitions.requisition(new RequisitionNumber(number));
    }
}
