package org.countersign.invoicing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reminds those who receive that an invoice waits for goods, and who ordered a service that it waits for a word of theirs (R07). */
@Service
public class ReceiptReminders {

    private static final String SERVICES = "services";

    private final Invoices invoices;
    private final PurchaseOrderManagement orders;
    private final ExceptionRouting routing;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReceiptReminders(
            Invoices invoices,
            PurchaseOrderManagement orders,
            ExceptionRouting routing,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invoices = invoices;
        this.orders = orders;
        this.routing = routing;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Reminds of an invoice, unless it waits no longer. Called by the process when the time has come. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(InvoiceId id) {
        var invoice = invoices.findById(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        var since = invoice.receiptAwaitedSince();
        if (invoice.status() != InvoiceStatus.AWAITING_RECEIPT || since == null) {
            return;
        }
        invoice.receiptReminded(clock.instant());
        var missing = new HashSet<Integer>();
        invoice.openExceptions().stream()
                .map(InvoiceException::position)
                .filter(Objects::nonNull)
                .forEach(missing::add);
        var waiting = new HashSet<PurchaseOrderNumber>();
        var requesters = new HashSet<UserId>();
        var lines = new ArrayList<ReceiptMissing.Line>();
        for (var line : invoice.matchLines()) {
            var number = line.purchaseOrder();
            var orderLine = line.orderLine();
            if (number == null || orderLine == null || !missing.contains(line.position())) {
                continue;
            }
            var order = orders.order(new PurchaseOrderNumber(number));
            var ordered = order.line(orderLine);
            waiting.add(order.number());
            if (SERVICES.equals(ordered.category())) {
                requesters.add(order.requester());
            }
            lines.add(new ReceiptMissing.Line(ordered.description(), ordered.ordered(), ordered.unit()));
        }
        var handler = routing.handlerOf(ExceptionType.MISSING_RECEIPT);
        events.publishEvent(new ReceiptMissing(
                id,
                invoice.number(),
                invoice.supplier(),
                waiting,
                invoice.receiptReminders(),
                since,
                handler,
                requesters,
                lines));
        audit.record(AuditEvent.of(id.document(), "invoice.receipt-reminded", Actor.SYSTEM)
                .rule("R07")
                .with("reminder", invoice.receiptReminders())
                .with("handler", handler));
        invoices.flush();
    }
}
