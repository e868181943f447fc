package org.countersign.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reminds suppliers who have not answered: three days after the dispatch, and every three days after that. */
@Service
public class SupplierReminders {

    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final SupplierReminderRecords records;
    private final AcknowledgementRecords acknowledgements;
    private final SupplierLinks links;
    private final SupplierLetters letters;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final DispatchSettings settings;
    private final Clock clock;

    SupplierReminders(
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            SupplierReminderRecords records,
            AcknowledgementRecords acknowledgements,
            SupplierLinks links,
            SupplierLetters letters,
            Outbox outbox,
            AuditTrail audit,
            DispatchSettings settings,
            Clock clock) {
        this.orders = orders;
        this.suppliers = suppliers;
        this.records = records;
        this.acknowledgements = acknowledgements;
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** When the next reminder is due, whether or not the supplier has answered by then. */
    @Transactional(readOnly = true)
    public Instant due(PurchaseOrderNumber number) {
        var reminder = settings.supplierReminder();
        var planned = records.findFirstByOrderOrderByNumberDesc(number.value())
                .map(last -> last.at().plus(reminder.repeat()))
                .orElseGet(() -> {
                    var dispatched = orders.order(number).dispatchedAt();
                    return (dispatched == null ? clock.instant() : dispatched).plus(reminder.first());
                });
        var revised = orders.order(number).replacedAt();
        var asked = revised == null ? planned : revised.plus(reminder.first());
        var due = asked.isAfter(planned) ? asked : planned;
        // Who has just been told that the proposal was rejected gets the full time to answer again.
        var again = acknowledgements
                .findFirstByOrderOrderBySequenceDesc(number.value())
                .map(Acknowledgement::decidedAt)
                .map(decided -> decided.plus(reminder.first()));
        return again.filter(due::isBefore).orElse(due);
    }

    /**
     * Reminds the supplier, unless an answer or goods came, a change order answers their proposal, or they have no mail.
     * Called by the process when the time has come.
     *
     * @return whether a mail was written
     */
    @Transactional
    public boolean remind(PurchaseOrderNumber number) {
        var order = orders.lock(number);
        var supplier = suppliers.supplier(order.supplier()).orElse(null);
        var revised = order.replacedAt();
        if (revised != null
                && clock.instant()
                        .isBefore(revised.plus(settings.supplierReminder().first()))) {
            // The order was changed meanwhile: its supplier has the full time to answer again.
            return false;
        }
        var last = records.findFirstByOrderOrderByNumberDesc(number.value());
        var next = last.map(reminder -> reminder.number() + 1).orElse(1);
        records.save(new SupplierReminder(number, next, clock.instant()));
        if (!order.awaitsAcknowledgement()
                || isProposalInChange(number)
                || supplier == null
                || supplier.email() == null) {
            return false;
        }
        var link = links.draw(number);
        var letter = letters.reminder(
                order,
                supplier,
                link.url(),
                link.until(),
                clock.instant().plus(settings.supplierReminder().repeat()),
                next);
        outbox.queue(new Message(
                "order-reminder/" + number + "/" + next,
                number.document(),
                List.of(supplier.email()),
                letter.subject(),
                letter.text(),
                letter.html(),
                List.of()));
        audit.record(AuditEvent.of(number.document(), "purchase-order.supplier-reminded", Actor.SYSTEM)
                .with("reminder", next)
                .with("recipient", supplier.email()));
        return true;
    }

    /** They have answered already, and hear of it when the change order that takes up their proposal is decided. */
    private boolean isProposalInChange(PurchaseOrderNumber number) {
        return acknowledgements
                .findFirstByOrderOrderBySequenceDesc(number.value())
                .filter(last -> last.proposal() == ProposalState.IN_CHANGE)
                .isPresent();
    }
}
