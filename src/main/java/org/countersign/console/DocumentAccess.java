package org.countersign.console;

import org.countersign.approval.Approvals;
import org.countersign.dispatch.OrderReaders;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.springframework.stereotype.Service;

/** Who may see which document: those who read everything, those whose work it is, and those whom it concerns. */
@Service
public class DocumentAccess implements OrderReaders {

    private final RequisitionManagement requisitions;
    private final PurchaseOrderManagement orders;
    private final InvoiceManagement invoices;
    private final SalesOrderManagement sales;
    private final Approvals approvals;

    DocumentAccess(
            RequisitionManagement requisitions,
            PurchaseOrderManagement orders,
            InvoiceManagement invoices,
            SalesOrderManagement sales,
            Approvals approvals) {
        this.requisitions = requisitions;
        this.orders = orders;
        this.invoices = invoices;
        this.sales = sales;
        this.approvals = approvals;
    }

    /**
     * A requisition that the actor may see: the requester, whoever is or was asked to approve it, purchasing, finance and
     * those who read everything.
     *
     * @throws org.countersign.shared.NotFound when there is none of this number
     * @throws NotAllowed when it does not concern the actor
     */
    public Requisition requisition(String number, Actor actor) {
        var requisition = requisitions.requisition(new RequisitionNumber(number));
        if (RequisitionManagement.seesEveryRequisition(actor)
                || requisition.requester().equals(actor.user())
                || approvals.concerns(requisition.number().document(), actor.user())) {
            return requisition;
        }
        throw new NotAllowed(number + " does not concern you.");
    }

    /**
     * A sales order that the actor may see: sales, finance, whoever is or was asked to approve it or is told of it, and those
     * who read everything.
     *
     * @throws org.countersign.shared.NotFound when there is none of this number
     * @throws NotAllowed when it does not concern the actor
     */
    public SalesOrder salesOrder(String number, Actor actor) {
        var order = sales.order(new SalesOrderNumber(number));
        if (SalesOrderManagement.seesEverySalesOrder(actor)
                || order.requester().equals(actor.user())
                || approvals.concerns(order.number().document(), actor.user())) {
            return order;
        }
        throw new NotAllowed(number + " does not concern you.");
    }

    /**
     * An order that the actor may see: whoever buys, receives, checks or pays, and whom its requisition or a change concerns.
     *
     * @throws org.countersign.shared.NotFound when there is none of this number
     * @throws NotAllowed when it does not concern the actor
     */
    @Override
    public PurchaseOrder order(String number, Actor actor) {
        var order = orders.order(new PurchaseOrderNumber(number));
        if (PurchaseOrderManagement.seesEveryOrder(actor)
                || order.requester().equals(actor.user())
                || approvals.concerns(order.requisition().document(), actor.user())
                || approvals.concerns(order.number().document(), actor.user())) {
            return order;
        }
        throw new NotAllowed(number + " does not concern you.");
    }

    /**
     * An invoice that the actor may see: whoever deals with invoices, who asked for what it is about, and who is or was
     * asked to approve its payment or what it claims beyond the order.
     *
     * @throws NotFound when there is none of this number, or it does not concern the actor
     */
    public Invoice invoice(String id, Actor actor) {
        var invoice = invoices.invoice(new InvoiceId(id));
        if (invoices.maySee(invoice, actor) || approvals.concerns(invoice.id().document(), actor.user())) {
            return invoice;
        }
        throw new NotFound("invoice", id);
    }
}
