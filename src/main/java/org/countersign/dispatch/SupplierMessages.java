package org.countersign.dispatch;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What suppliers write to us about an order over its link, without deciding anything. Whoever has the link can write, so
 * the length and the number a day are limited.
 */
@Service
public class SupplierMessages {

    /** The longest message. */
    public static final int LONGEST = 2000;

    private static final int MOST_A_DAY = 5;
    private static final int MOST_SHOWN = 50;
    private static final Duration DAY = Duration.ofDays(1);

    private final SupplierMessageRecords records;
    private final PurchaseOrderManagement orders;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SupplierMessages(
            SupplierMessageRecords records,
            PurchaseOrderManagement orders,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.orders = orders;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records what a supplier writes; the link was proved by the caller. The same words within a day are the same message:
     * a second click changes nothing.
     *
     * @throws org.countersign.shared.RuleViolation for an empty or overlong message (422), for too many of a day, and
     *     before the order was sent (409)
     */
    @Transactional
    public SupplierMessage write(PurchaseOrderNumber number, @Nullable String text) {
        var order = orders.lock(number);
        check(order.status() != OrderStatus.CREATED, DispatchRule.NOT_ANSWERABLE, number, order.status());
        var said = text == null ? "" : text.strip().replace("\r\n", "\n");
        check(!said.isEmpty() && said.length() <= LONGEST, DispatchRule.MESSAGE_REQUIRED);
        var now = clock.instant();
        var today = records.findByOrderAndAtAfterOrderByAt(number.value(), now.minus(DAY), Limit.of(MOST_A_DAY));
        var same = today.stream().filter(earlier -> earlier.text().equals(said)).findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        check(today.size() < MOST_A_DAY, DispatchRule.TOO_MANY_MESSAGES, number, MOST_A_DAY);
        var message = records.save(new SupplierMessage(UUID.randomUUID().toString(), number, said, now));
        audit.record(
                AuditEvent.of(number.document(), "purchase-order.supplier-message", Acknowledgements.supplierOf(order))
                        .with("message", said));
        events.publishEvent(new SupplierMessageReceived(message.id(), number, said));
        return message;
    }

    /** What was written about an order, the latest first, up to fifty. Who may see it is the caller's to check. */
    @Transactional(readOnly = true)
    public List<SupplierMessage> of(PurchaseOrderNumber order) {
        return records.findByOrderOrderByAtDescIdDesc(order.value(), Limit.of(MOST_SHOWN));
    }
}
