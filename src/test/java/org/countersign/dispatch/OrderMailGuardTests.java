package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import org.countersign.mail.OutgoingMail;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrderMailGuardTests {

    private final PurchaseOrderManagement orders = mock(PurchaseOrderManagement.class);
    private final DispatchRecords records = mock(DispatchRecords.class);
    private final OrderMailGuard guard = new OrderMailGuard(orders, records);
    private final PurchaseOrder order = PurchaseOrderExamples.dispatched(PurchaseOrderExamples.ofOneLine());

    @Test
    @DisplayName("R01: an order that was handed over by hand meanwhile is not mailed as well")
    void whatWasHandedOverByHandIsNotMailed() {
        know();
        when(records.findByOrderOrderByPreparedAt(any()))
                .thenReturn(List.of(Dispatch.byHand(
                        order.number(), "By telephone", new UserId("buyer"), PurchaseOrderExamples.ISSUED)));

        assertThat(guard.objection(mail("order")))
                .hasValue("PO-2026-000017 was handed over by hand meanwhile: its mail is not sent any more.");
    }

    @Test
    void whatStandsMayBeMailed() {
        know();
        when(records.findByOrderOrderByPreparedAt(any())).thenReturn(List.of());

        assertThat(guard.objection(mail("order"))).isEmpty();
        assertThat(guard.objection(mail("order-reminder"))).isEmpty();
    }

    @Test
    void othersMailsAreNoneOfItsBusiness() {
        assertThat(guard.objection(mail("approval-asked"))).isEmpty();
        assertThat(guard.objection(mail("order-cancelled"))).isEmpty();
    }

    private void know() {
        when(orders.find(any())).thenReturn(Optional.of(order));
    }

    private OutgoingMail mail(String kind) {
        var mail = mock(OutgoingMail.class);
        when(mail.kind()).thenReturn(kind);
        when(mail.document()).thenReturn(order.number().document());
        return mail;
    }
}
