package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds invoices back from payment runs: those that somebody disputes, and those whose payment came back, for which nobody has
 * looked at the supplier's account since. A finance officer lets them be paid again.
 */
@Service
@Transactional
public class PaymentHolding {

    private static final int LONGEST_REASON = 2000;

    private final PaymentHolds holds;
    private final InvoicesToPay invoices;
    private final AuditTrail audit;
    private final Clock clock;

    PaymentHolding(PaymentHolds holds, InvoicesToPay invoices, AuditTrail audit, Clock clock) {
        this.holds = holds;
        this.invoices = invoices;
        this.audit = audit;
        this.clock = clock;
    }

    /** Holds an invoice back from payment runs. @throws org.countersign.shared.RuleViolation without a reason (422) */
    public void hold(InvoiceId invoice, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = reason == null ? "" : reason.strip();
        new FieldCheck().text(why, "reason", LONGEST_REASON).demand(PaymentRule.FAULTY_RUN);
        var locked = invoices.lock(invoice);
        check(locked.paymentRun() == null, PaymentRule.IN_RUN, invoice, String.valueOf(locked.paymentRun()));
        keep(new PaymentHold(invoice, why, by.user(), clock.instant()), "invoice.payment-held", by);
    }

    /** What was paid of an invoice came back: no run pays it again before somebody lets it. The caller has locked it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void holdReturned(InvoiceId invoice, String reason, Actor by) {
        var before = holds.findById(invoice.value()).map(PaymentHold::reason);
        var why = before.filter(earlier -> !earlier.equals(reason))
                .map(earlier -> reason + " / " + earlier)
                .orElse(reason);
        keep(
                PaymentHold.ofReturn(
                        invoice,
                        why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON),
                        by.user(),
                        clock.instant()),
                "invoice.payment-held",
                by);
    }

    private void keep(PaymentHold hold, String event, Actor by) {
        if (holds.existsById(hold.invoice().value())) {
            holds.deleteById(hold.invoice().value());
            holds.flush();
        }
        holds.saveAndFlush(hold);
        audit.record(AuditEvent.of(hold.invoice().document(), event, by)
                .with("reason", hold.reason())
                .with("cameBack", hold.isReturn() ? "true" : null));
    }

    /** Lets an invoice be paid again. */
    public void free(InvoiceId invoice, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        invoices.lock(invoice);
        holds.findById(invoice.value()).ifPresent(hold -> {
            holds.delete(hold);
            audit.record(AuditEvent.of(invoice.document(), "invoice.payment-freed", by)
                    .with("reason", hold.reason()));
        });
    }

    /** Those of these that are held. */
    @Transactional(readOnly = true)
    Set<InvoiceId> heldOf(Collection<InvoiceId> invoices) {
        return invoices.isEmpty()
                ? Set.of()
                : holds.findAllById(invoices.stream().map(InvoiceId::value).toList()).stream()
                        .map(PaymentHold::invoice)
                        .collect(Collectors.toSet());
    }

    /** @throws org.countersign.shared.RuleViolation where one of these is held (409) */
    @Transactional(readOnly = true)
    void demandNotHeld(Collection<InvoiceId> invoices) {
        holds.findAllById(invoices.stream().map(InvoiceId::value).toList()).stream()
                .min(Comparator.comparing(hold -> hold.invoice().value()))
                .ifPresent(hold -> {
                    throw PaymentProposals.heldBy(hold).refused(hold.invoice());
                });
    }
}
