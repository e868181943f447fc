package org.countersign.invoicing;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.OrderPayments;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceiving;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LockOrderTests {

    private final Invoices invoices = mock();
    private final OrderPayments orders = mock();
    private final InvoiceSettlement settlement = new InvoiceSettlement(
            invoices,
            mock(InvoiceRefusal.class),
            mock(PurchaseOrderManagement.class),
            orders,
            mock(GoodsReceiving.class),
            mock(InvoiceWorkflow.class),
            mock(AuditTrail.class));

    @Test
    @DisplayName(
            "R27: whoever needs several invoices locks their orders first, then the invoices, all ascending and at once")
    void ordersAreLockedBeforeInvoices() {
        when(invoices.ordersOf(any())).thenReturn(List.of("PO-2026-000002", "PO-2026-000001"));

        settlement.lock(List.of(
                new InvoiceId("INV-2026-000009"), new InvoiceId("INV-2026-000002"), new InvoiceId("INV-2026-000009")));

        var inOrder = inOrder(invoices, orders);
        inOrder.verify(orders)
                .lock(List.of(new PurchaseOrderNumber("PO-2026-000002"), new PurchaseOrderNumber("PO-2026-000001")));
        inOrder.verify(invoices).lockAll(List.of("INV-2026-000002", "INV-2026-000009"));
        inOrder.verifyNoMoreInteractions();
    }
}
