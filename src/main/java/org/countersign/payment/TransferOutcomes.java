package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books what became of the transfers of released runs: the bank carried them out, or did not, or gave the money back. Finance
 * officers say so, or read what the bank says.
 */
@Service
@Transactional
public class TransferOutcomes {

    private static final int LONGEST_REASON = 2000;

    private final PaymentRuns runs;
    private final PaymentRunItems items;
    private final PaymentManagement payments;
    private final PaymentReversals reversals;
    private final PaymentHolding holding;
    private final InvoiceSettlement settlement;
    private final InvoicesToPay invoices;
    private final AuditTrail audit;
    private final Clock clock;

    TransferOutcomes(
            PaymentRuns runs,
            PaymentRunItems items,
            PaymentManagement payments,
            PaymentReversals reversals,
            PaymentHolding holding,
            InvoiceSettlement settlement,
            InvoicesToPay invoices,
            AuditTrail audit,
            Clock clock) {
        this.runs = runs;
        this.items = items;
        this.payments = payments;
        this.reversals = reversals;
        this.holding = holding;
        this.settlement = settlement;
        this.invoices = invoices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The bank carried out a transfer: its invoices and credit notes are booked. What can no longer be booked is left for a
     * person to clarify, and to confirm once more.
     *
     * @throws org.countersign.shared.RuleViolation where it is settled already (409)
     */
    public PaymentRun confirm(
            PaymentRunNumber number, int transfer, @Nullable Instant paidAt, @Nullable String reference, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var now = clock.instant();
        var at = paidAt == null ? now : paidAt;
        new FieldCheck()
                .that(!at.isAfter(now), "paidAt", "must not lie in the future")
                .atMost(reference, "reference", 100)
                .demand(PaymentRule.FAULTY_PAYMENT);
        var run = locked(number);
        var open = openTransfer(run, transfer);
        book(open, settlement.lock(invoicesOf(open)), at, reference, by);
        endWhenDone(run);
        return run;
    }

    /** The bank did not carry out a transfer: its invoices can be paid again, but for what is booked already. */
    public PaymentRun fail(PaymentRunNumber number, int transfer, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = reason == null ? "" : reason.strip();
        new FieldCheck().text(why, "reason", LONGEST_REASON).demand(PaymentRule.FAULTY_RUN);
        var run = locked(number);
        var open = openTransfer(run, transfer);
        var unpaid = open.items().stream()
                .filter(item -> item.state() != PaymentState.PAID)
                .toList();
        invoices.giveBack(
                settlement
                        .lockAlone(unpaid.stream().map(PaymentRunItem::invoice).toList())
                        .values(),
                number.value());
        for (var item : unpaid) {
            item.become(PaymentState.FAILED, why);
            audit.record(AuditEvent.of(item.invoice().document(), "invoice.payment-failed", by)
                    .with("run", number.value())
                    .with("reason", why));
        }
        items.saveAllAndFlush(open.items());
        audit.record(AuditEvent.of(number.document(), "payment-run.transfer-failed", by)
                .with("transfer", open.endToEndId())
                .with("reason", why));
        endWhenDone(run);
        return run;
    }

    /**
     * Takes a transfer back that was booked as paid: the bank returned it, or it was booked by mistake. Its invoices can be
     * paid again, and its credit notes set off again.
     *
     * @param reason required
     * @param held whether no run pays its invoices before somebody lets it, as where the money came back
     * @throws org.countersign.shared.RuleViolation where it is not paid, or something that was prepaid with it is used by
     *     invoices (409)
     */
    public PaymentRun takeBack(PaymentRunNumber number, int transfer, @Nullable String reason, boolean held, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = PaymentReversals.reasonOf(reason);
        var run = locked(number);
        var paid = transferOf(number, transfer);
        check(paid.state() == PaymentState.PAID, PaymentRule.TRANSFER_NOT_PAID, transfer, number, paid.state());
        var locked = settlement.lock(invoicesOf(paid));
        var made = payments.paymentsOf(paid.items());
        for (var payment : made.values()) {
            var invoice = Objects.requireNonNull(locked.get(payment.invoice()));
            check(
                    PaymentReversals.isFree(invoice, payment),
                    PaymentRule.PREPAYMENT_USED,
                    invoice.id(),
                    invoice.allocated().toPlainString());
        }
        for (var item : paid.items()) {
            var payment = made.get(item.id());
            if (payment != null) {
                reversals.takeBack(payment, why, held && !item.isCredit(), by);
            }
            item.become(PaymentState.RETURNED, why);
        }
        items.saveAllAndFlush(paid.items());
        audit.record(AuditEvent.of(number.document(), "payment-run.transfer-taken-back", by)
                .with("transfer", paid.endToEndId())
                .with("amount", paid.amount().toPlainString() + " " + paid.currency())
                .with("reason", why));
        return run;
    }

    /**
     * Whether a transfer can be taken back: it is paid, and nothing that was prepaid with it is used by invoices. The caller has
     * locked it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean canBeTakenBack(Transfer transfer) {
        if (transfer.state() != PaymentState.PAID) {
            return false;
        }
        var locked = settlement.lock(invoicesOf(transfer));
        return payments.paymentsOf(transfer.items()).values().stream()
                .allMatch(payment ->
                        PaymentReversals.isFree(Objects.requireNonNull(locked.get(payment.invoice())), payment));
    }

    /** Locks all that these transfers pay, at once, so that one after the other of them can be booked. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(Collection<Transfer> transfers) {
        settlement.lock(transfers.stream()
                .flatMap(one -> invoicesOf(one).stream())
                .distinct()
                .toList());
    }

    static List<InvoiceId> invoicesOf(Transfer transfer) {
        return transfer.items().stream().map(PaymentRunItem::invoice).toList();
    }

    private Transfer openTransfer(PaymentRun run, int transfer) {
        check(run.releasedAt() != null, PaymentRule.RUN_NOT_RELEASED, run.number());
        var found = transferOf(run.number(), transfer);
        check(found.isOpen(), PaymentRule.TRANSFER_SETTLED, transfer, run.number(), found.state());
        return found;
    }

    private Transfer transferOf(PaymentRunNumber number, int transfer) {
        return Transfer.of(items.findByRunAndTransferOrderByPosition(number.value(), transfer)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("transfer of payment run " + number, transfer));
    }

    /** @param locked its invoices, as they are behind their locks */
    @Transactional(propagation = Propagation.MANDATORY)
    void book(Transfer transfer, Map<InvoiceId, Invoice> locked, Instant at, @Nullable String reference, Actor by) {
        var said = transfer.endToEndId() + (reference == null || reference.isBlank() ? "" : " " + reference.strip());
        var before = payments.countsOf(locked.keySet());
        for (var item : transfer.items()) {
            if (item.state() == PaymentState.PAID) {
                continue;
            }
            var invoice = Objects.requireNonNull(locked.get(item.invoice()));
            if (!isStillPayable(item, invoice)) {
                item.become(PaymentState.TO_CLARIFY, invoice.status().name());
                continue;
            }
            if (!earnsDiscount(item, invoice)) {
                item.loseDiscount();
            }
            payments.settle(item, invoice, before.getOrDefault(invoice.id(), 0) + 1, at, said, by);
            item.become(PaymentState.PAID, null);
        }
        invoices.giveBack(
                transfer.items().stream()
                        .filter(item -> item.state() == PaymentState.PAID)
                        .map(item -> Objects.requireNonNull(locked.get(item.invoice())))
                        .toList(),
                transfer.run());
        items.saveAllAndFlush(transfer.items());
        audit.record(AuditEvent.of(new PaymentRunNumber(transfer.run()).document(), "payment-run.transfer-paid", by)
                .with("transfer", transfer.endToEndId())
                .with("amount", transfer.amount().toPlainString() + " " + transfer.currency())
                .with("state", transfer.state().name())
                .with("reference", reference));
    }

    /** Whether an invoice is to be paid as its run says. */
    static boolean isStillPayable(PaymentRunItem item, Invoice invoice) {
        return invoice.status() == InvoiceStatus.SCHEDULED
                && item.run().value().equals(invoice.paymentRun())
                && invoice.rest().compareTo(item.amount().add(item.discount())) >= 0;
    }

    /** A discount is for paying all of it: what was taken back since then would leave something open. */
    static boolean earnsDiscount(PaymentRunItem item, Invoice invoice) {
        return invoice.rest().compareTo(item.amount().add(item.discount())) == 0;
    }

    /** A run whose transfers are all settled is done. */
    @Transactional(propagation = Propagation.MANDATORY)
    void endWhenDone(PaymentRun run) {
        if (run.status() == PaymentRunStatus.RELEASED
                && !items.existsByRunAndStateNotIn(
                        run.number().value(), List.of(PaymentState.PAID, PaymentState.FAILED, PaymentState.RETURNED))) {
            run.done(clock.instant());
            runs.saveAndFlush(run);
        }
    }

    private PaymentRun locked(PaymentRunNumber number) {
        return runs.lock(number.value()).orElseThrow(() -> new NotFound("payment run", number));
    }
}
