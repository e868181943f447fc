package org.countersign.purchasing;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.util.List;
import org.countersign.audit.AuditTrail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrderLocksTests {

    @Test
    @DisplayName("R27: several orders are locked in the order of their numbers, each once")
    void ordersAreLockedAscending() {
        PurchaseOrders orders = mock();

        new OrderPayments(orders, mock(PurchaseOrderWorkflow.class), mock(AuditTrail.class))
                .lock(List.of(
                        new PurchaseOrderNumber("PO-2026-000002"),
                        new PurchaseOrderNumber("PO-2026-000001"),
                        new PurchaseOrderNumber("PO-2026-000002")));

        verify(orders).lockAll(List.of("PO-2026-000001", "PO-2026-000002"));
    }
}
