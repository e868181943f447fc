package org.countersign.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceDirectory;
import org.countersign.invoicing.InvoiceSummary;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.NotFound;
import org.springframework.stereotype.Service;

/** Which documents belong to one purchase, from any of them. */
@Service
public class PurchaseDocuments {

    /** A purchase may have any number of orders and invoices; of each kind the latest are shown. */
    private static final int MOST = 8;

    private final DocumentAccess access;
    private final PurchaseOrderManagement orders;
    private final InvoiceDirectory directory;

    PurchaseDocuments(DocumentAccess access, PurchaseOrderManagement orders, InvoiceDirectory directory) {
        this.access = access;
        this.orders = orders;
        this.directory = directory;
    }

    /**
     * The documents of the purchase that a document belongs to: the requisition, then orders, then invoices.
     *
     * @param document number of a requisition, an order or an invoice
     * @throws org.countersign.shared.NotFound when there is none of this number
     * @throws org.countersign.shared.NotAllowed when it does not concern the actor
     */
    public List<DocumentNumber> of(String document, Actor actor) {
        if (orders.find(new PurchaseOrderNumber(document)).isPresent()) {
            return of(access.order(document, actor));
        }
        try {
            var requisition = access.requisition(document, actor);
            var all = new ArrayList<DocumentNumber>();
            all.add(requisition.number().document());
            latest(orders.ordersOf(requisition.number())).forEach(number -> all.add(number.document()));
            return all;
        } catch (NotFound e) {
            return of(access.invoice(document, actor));
        }
    }

    private List<DocumentNumber> of(Invoice invoice) {
        var named = latest(List.copyOf(invoice.orders()));
        var all = new LinkedHashSet<DocumentNumber>();
        named.forEach(number -> orders.find(number)
                .ifPresent(order -> all.add(order.requisition().document())));
        named.forEach(number -> all.add(number.document()));
        all.add(invoice.id().document());
        return List.copyOf(all);
    }

    /** The documents of an order's purchase. @param order one that the caller may see */
    public List<DocumentNumber> of(PurchaseOrder order) {
        return of(order, directory.of(order.number()));
    }

    /** The documents of an order's purchase. @param known the invoices that name it */
    public static List<DocumentNumber> of(PurchaseOrder order, List<InvoiceSummary> known) {
        var all = new ArrayList<DocumentNumber>();
        all.add(order.requisition().document());
        all.add(order.number().document());
        latest(known).forEach(invoice -> all.add(new DocumentNumber(invoice.id())));
        return all;
    }

    private static <T> List<T> latest(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }
}
