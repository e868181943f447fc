package org.countersign.dispatch;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.List;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.mail.Message;
import org.countersign.mail.Message.Attachment;
import org.countersign.mail.Outbox;
import org.countersign.purchasing.ChangeOrderEnded;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands the new terms of a changed order to its supplier (R11): their documents and the mail that brings them are written
 * with the change itself (R26). Who has no mail gets them by hand. An order that was not sent yet goes out as one: its
 * supplier knows no other terms.
 */
@Service
public class ChangedOrders {

    private static final int LONGEST_NOTE = 2000;

    private final PurchaseOrderManagement orders;
    private final ChangeOrderManagement changes;
    private final SupplierDirectory suppliers;
    private final OrderDocuments documents;
    private final DispatchRecords records;
    private final SupplierLinks links;
    private final SupplierLetters letters;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final DispatchSettings settings;
    private final Clock clock;

    ChangedOrders(
            PurchaseOrderManagement orders,
            ChangeOrderManagement changes,
            SupplierDirectory suppliers,
            OrderDocuments documents,
            DispatchRecords records,
            SupplierLinks links,
            SupplierLetters letters,
            Outbox outbox,
            AuditTrail audit,
            DispatchSettings settings,
            Clock clock) {
        this.orders = orders;
        this.changes = changes;
        this.suppliers = suppliers;
        this.documents = documents;
        this.records = records;
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(ChangeOrderEnded ended) {
        if (ended.status() != ChangeOrderStatus.APPLIED) {
            return;
        }
        var order = orders.order(ended.order());
        var supplier = supplierOf(order);
        var files = documents.write(order, supplier);
        var email = emailOf(supplier);
        if (email == null || order.dispatchedAt() == null) {
            return;
        }
        var link = links.draw(order.number());
        var letter = letters.changed(
                order,
                supplier,
                changes.change(order.number(), ended.change()),
                link.url(),
                link.until(),
                clock.instant().plus(settings.supplierReminder().first()));
        var mail = outbox.queue(new Message(
                "order-change/" + order.number() + "/" + order.revision(),
                order.number().document(),
                List.of(email),
                letter.subject(),
                letter.text(),
                letter.html(),
                files.stream()
                        .map(file -> new Attachment(file.name(), file.mediaType(), file.content()))
                        .toList()));
        audit.record(AuditEvent.of(order.number().document(), "change-order.sent", Actor.SYSTEM)
                .rule("R26")
                .with("change", ended.change())
                .with("revision", order.revision())
                .with("recipient", email)
                .with("mail", mail.value()));
    }

    /** Whether the supplier of an order that was sent has no mail, so that a change has to be handed over by hand. */
    @Transactional(readOnly = true)
    public boolean goesByHand(PurchaseOrderNumber number) {
        var order = orders.order(number);
        return order.dispatchedAt() != null && emailOf(supplierOf(order)) == null;
    }

    /**
     * A purchasing agent handed the new terms over by telephone, on paper or in the supplier's own shop. Terms that were
     * handed over before, with an earlier change, keep the record of that.
     *
     * @param note how, to whom; required
     */
    @Transactional
    public void handedOver(PurchaseOrderNumber number, @Nullable String note, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        check(note != null && !note.isBlank() && note.length() <= LONGEST_NOTE, DispatchRule.NOTE_REQUIRED);
        var order = orders.lock(number);
        var dispatch = Dispatch.changeByHand(
                number, order.revision(), String.valueOf(note).trim(), actor.user(), clock.instant());
        if (!records.existsById(dispatch.id())) {
            records.saveAndFlush(dispatch);
        }
        audit.record(AuditEvent.of(number.document(), "change-order.handed-over", actor)
                .with("revision", order.revision())
                .with("channel", Dispatch.BY_HAND)
                .with("note", note));
    }

    private static @Nullable String emailOf(Supplier supplier) {
        var email = supplier.email();
        return email == null || email.isBlank() ? null : email;
    }

    private Supplier supplierOf(PurchaseOrder order) {
        return suppliers
                .supplier(order.supplier())
                .orElseThrow(() -> new IllegalStateException("There is no supplier " + order.supplier()));
    }
}
