package org.countersign.dispatch;

import java.util.Optional;
import java.util.Set;
import org.countersign.mail.MailGuard;
import org.countersign.mail.OutgoingMail;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.springframework.stereotype.Component;

/** Holds back mails to suppliers about orders that ended, or reached the supplier another way, since they were written. */
@Component
class OrderMailGuard implements MailGuard {

    private static final String ORDER = "order";
    private static final String REMINDER = "order-reminder";
    private static final Set<String> GUARDED = Set.of(ORDER, REMINDER, "order-proposal", "order-change");
    private static final String NOT_ANY_MORE = ": its mail is not sent any more.";

    private final PurchaseOrderManagement orders;
    private final DispatchRecords records;

    OrderMailGuard(PurchaseOrderManagement orders, DispatchRecords records) {
        this.orders = orders;
        this.records = records;
    }

    @Override
    public Optional<String> objection(OutgoingMail mail) {
        return GUARDED.contains(mail.kind())
                ? orders.find(new PurchaseOrderNumber(mail.document().value())).flatMap(order -> objection(order, mail))
                : Optional.empty();
    }

    private Optional<String> objection(PurchaseOrder order, OutgoingMail mail) {
        var kind = mail.kind();
        if (order.status() != OrderStatus.CREATED && !order.status().takesReceipts()) {
            return Optional.of(order.number() + " is " + order.status() + NOT_ANY_MORE);
        }
        if (kind.equals(ORDER)) {
            return objectionToFirst(order, mail);
        }
        return kind.equals(REMINDER) && !order.awaitsAcknowledgement()
                ? Optional.of(order.number() + " was answered meanwhile" + NOT_ANY_MORE)
                : Optional.empty();
    }

    private Optional<String> objectionToFirst(PurchaseOrder order, OutgoingMail mail) {
        var written = records.findByOrderOrderByPreparedAt(order.number().value());
        if (written.stream()
                .anyMatch(dispatch -> dispatch.id().equals(Dispatch.idOf(order.number(), Dispatch.BY_HAND)))) {
            return Optional.of(order.number() + " was handed over by hand meanwhile" + NOT_ANY_MORE);
        }
        if (order.status() == OrderStatus.CREATED && order.openChange() != null) {
            return Optional.of(order.number() + " is being changed: its mail is written anew once that is decided.");
        }
        return written.stream()
                        .filter(dispatch -> dispatch.id().equals(Dispatch.idOf(order.number(), Dispatch.E_MAIL)))
                        .anyMatch(
                                dispatch -> dispatch.isHeldBack() || !mail.id().equals(dispatch.mail()))
                ? Optional.of(order.number() + " was to be changed before it was sent" + NOT_ANY_MORE)
                : Optional.empty();
    }
}
