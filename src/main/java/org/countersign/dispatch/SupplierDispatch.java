package org.countersign.dispatch;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.List;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.mail.MailId;
import org.countersign.mail.Message;
import org.countersign.mail.Message.Attachment;
import org.countersign.mail.Outbox;
import org.countersign.purchasing.ChangeOrderProposed;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands orders to their suppliers. */
@Service
public class SupplierDispatch implements Dispatches {

    private static final int LONGEST_NOTE = 2000;

    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final OrderDocuments documents;
    private final DispatchRecords records;
    private final SupplierLinks links;
    private final SupplierLetters letters;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final DispatchSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SupplierDispatch(
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            OrderDocuments documents,
            DispatchRecords records,
            SupplierLinks links,
            SupplierLetters letters,
            Outbox outbox,
            AuditTrail audit,
            DispatchSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.orders = orders;
        this.suppliers = suppliers;
        this.documents = documents;
        this.records = records;
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Writes the order's documents and the mail that brings them, in one transaction. Called by the process in a job of
     * its own; a second call finds what the first one wrote. While a change order is open nothing is written (R11): what
     * the supplier gets first are the terms that stand once it is decided.
     *
     * @throws org.countersign.shared.RuleViolation of R01 unless the recorded approvals are complete
     */
    @Transactional
    public PreparationOutcome prepare(PurchaseOrderNumber number) {
        var order = orders.lock(number);
        orders.demandApproval(order);
        if (order.status() == OrderStatus.CREATED && order.openChange() != null) {
            return PreparationOutcome.CHANGING;
        }
        var supplier = supplierOf(order);
        var files = documents.write(order, supplier);
        var email = supplier.email();
        if (email == null || email.isBlank()) {
            events.publishEvent(new ChannelMissing(number));
            return PreparationOutcome.NO_CHANNEL;
        }
        var written = records.findById(Dispatch.idOf(number, Dispatch.E_MAIL)).orElse(null);
        if (written == null || written.isHeldBack()) {
            var link = links.draw(number);
            var letter = letters.order(
                    order,
                    supplier,
                    link.url(),
                    link.until(),
                    clock.instant().plus(settings.supplierReminder().first()));
            var mail = outbox.store(new Message(
                    keyOf(number, written),
                    number.document(),
                    List.of(email),
                    letter.subject(),
                    letter.text(),
                    letter.html(),
                    files.stream()
                            .map(file -> new Attachment(file.name(), file.mediaType(), file.content()))
                            .toList()));
            var messageId = outbox.find(mail).messageId();
            if (written == null) {
                records.save(Dispatch.byMail(number, email, mail, messageId, clock.instant()));
            } else {
                written.writtenAnew(email, mail, messageId, clock.instant());
            }
            audit.record(AuditEvent.of(number.document(), "purchase-order.prepared", Actor.SYSTEM)
                    .rule("R26")
                    .with("channel", Dispatch.E_MAIL)
                    .with("recipient", email)
                    .with("mail", mail.value()));
        }
        return PreparationOutcome.PREPARED;
    }

    private String keyOf(PurchaseOrderNumber number, @Nullable Dispatch heldBack) {
        var count = 1;
        while (heldBack != null && outbox.isKnown("order/" + number + "/" + count)) {
            count++;
        }
        return "order/" + number + "/" + count;
    }

    /**
     * A change order is proposed before the order was sent (R11): what was prepared stays here, and is written anew once
     * that is decided.
     *
     * @throws org.countersign.shared.RuleViolation when the supplier may have got it already (409)
     */
    @EventListener
    void on(ChangeOrderProposed proposed) {
        var number = proposed.order();
        if (orders.order(number).status() != OrderStatus.CREATED) {
            return;
        }
        records.findById(Dispatch.idOf(number, Dispatch.E_MAIL))
                .filter(written -> !written.isHeldBack())
                .ifPresent(written -> {
                    var mail = written.mail();
                    check(
                            mail == null || outbox.withhold(mail, number + " is changed before it is sent (R11)."),
                            DispatchRule.MAY_BE_OUT,
                            number);
                    written.heldBack();
                    audit.record(AuditEvent.of(number.document(), "purchase-order.held-back", proposed.by())
                            .rule("R11")
                            .with("change", proposed.change())
                            .with("mail", mail == null ? null : mail.value()));
                });
    }

    /**
     * Sends what was prepared. Called by the process in a job of its own, after the one that prepared. The order stays
     * locked until then, so that it is neither called off nor changed while it goes out.
     *
     * @throws org.countersign.mail.MailNotSent when the mail did not go out, or not certainly
     * @throws org.countersign.shared.RuleViolation of R01 unless the recorded approvals are complete
     */
    @Transactional
    public DispatchOutcome dispatch(PurchaseOrderNumber number) {
        var order = orders.lock(number);
        if (order.status() != OrderStatus.CREATED) {
            return order.dispatchedAt() == null ? DispatchOutcome.NOT_NEEDED : DispatchOutcome.SENT;
        }
        orders.demandApproval(order);
        if (order.openChange() != null) {
            return DispatchOutcome.CHANGING;
        }
        var prepared = records.findById(Dispatch.idOf(number, Dispatch.E_MAIL))
                .orElseThrow(() -> new IllegalStateException(number + " was not prepared for its supplier"));
        if (prepared.isHeldBack()) {
            return DispatchOutcome.CHANGING;
        }
        deliver(prepared.mail());
        prepared.sent(clock.instant());
        orders.dispatched(number, Dispatch.E_MAIL, Actor.SYSTEM);
        return DispatchOutcome.SENT;
    }

    private void deliver(@Nullable MailId mail) {
        if (mail != null) {
            outbox.deliver(mail);
        }
    }

    /**
     * A purchasing agent handed the order over by telephone, on paper or in the supplier's own shop.
     *
     * @param note how, to whom; required
     * @throws org.countersign.shared.RuleViolation of R11 while a change order is open (409)
     */
    @Transactional
    public void dispatchedByHand(PurchaseOrderNumber number, @Nullable String note, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        check(note != null && !note.isBlank() && note.length() <= LONGEST_NOTE, DispatchRule.NOTE_REQUIRED);
        var order = orders.lock(number);
        orders.demandApproval(order);
        documents.write(order, supplierOf(order));
        orders.dispatched(number, Dispatch.BY_HAND, actor);
        records.saveAndFlush(Dispatch.byHand(number, String.valueOf(note).trim(), actor.user(), clock.instant()));
        outbox.reconsider(number.document());
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Dispatch> of(PurchaseOrderNumber order) {
        return records.findByOrderOrderByPreparedAt(order.value());
    }

    private Supplier supplierOf(PurchaseOrder order) {
        return suppliers
                .supplier(order.supplier())
                .orElseThrow(() -> new IllegalStateException("There is no supplier " + order.supplier()));
    }
}
