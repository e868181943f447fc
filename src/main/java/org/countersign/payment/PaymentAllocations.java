package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets off what was prepaid, and credit notes, with invoices of the same supplier in the same currency: by a person, part by
 * part, never more than is open on either side, and undone with a reason. Paying by set-off is paying, so R21 holds.
 */
@Service
@Transactional
public class PaymentAllocations {

    /** The most sources that are proposed at a time, and the most set-offs that are shown. */
    public static final int MOST = 100;

    private final InvoiceManagement invoices;
    private final InvoiceSettlement settlement;
    private final InvoicesToPay toPay;
    private final PaymentManagement management;
    private final PaymentReversals reversals;
    private final Payments payments;
    private final AllocationRows rows;
    private final Organization organization;
    private final AuditTrail audit;
    private final Clock clock;

    PaymentAllocations(
            InvoiceManagement invoices,
            InvoiceSettlement settlement,
            InvoicesToPay toPay,
            PaymentManagement management,
            PaymentReversals reversals,
            Payments payments,
            AllocationRows rows,
            Organization organization,
            AuditTrail audit,
            Clock clock) {
        this.invoices = invoices;
        this.settlement = settlement;
        this.toPay = toPay;
        this.management = management;
        this.reversals = reversals;
        this.payments = payments;
        this.rows = rows;
        this.organization = organization;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Something that can be set off with an invoice.
     *
     * @param source a prepayment, or a credit note
     * @param open what of it is left
     * @param proposed what of it is proposed to be set off now; zero where nothing is left to be settled
     * @param seen what a form of it remembers, so that it is refused once somebody else was first
     */
    public record Proposal(Invoice source, BigDecimal open, BigDecimal proposed, String seen) {}

    /**
     * What an invoice can be set off with, in the order in which it is proposed: what was prepaid for its orders, then the
     * oldest, {@value #MOST} at the most. Empty where nothing of the invoice is open.
     */
    @Transactional(readOnly = true)
    public List<Proposal> proposals(Invoice invoice) {
        if (openOf(invoice).signum() == 0) {
            return List.of();
        }
        var proposals = new ArrayList<Proposal>();
        var uncovered = invoice.prepaidUncovered();
        var rest = restOf(invoice);
        var changes = rows.changesOf(invoice.id().value());
        for (var source : toPay.sourcesFor(invoice, MOST)) {
            var open = openOf(source);
            var covers = source.type() == InvoiceType.PREPAYMENT ? open.min(uncovered) : BigDecimal.ZERO;
            var settles = open.subtract(covers).min(rest);
            uncovered = uncovered.subtract(covers);
            rest = rest.subtract(settles);
            proposals.add(new Proposal(source, open, covers.add(settles), seen(invoice, source, changes)));
        }
        return List.copyOf(proposals);
    }

    /** What is open on both sides, and how often something was set off with the invoice, or undone. */
    private static String seen(Invoice invoice, Invoice source, long changes) {
        return plain(openOf(invoice)) + "/" + plain(openOf(source)) + "/" + changes;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** What was set off with an invoice, or with this prepayment or credit note: the last {@value #MOST}, the oldest first. */
    @Transactional(readOnly = true)
    public List<PaymentAllocation> of(InvoiceId id) {
        var last = new ArrayList<>(rows.lastOf(id.value(), Limit.of(MOST)));
        Collections.reverse(last);
        return List.copyOf(last);
    }

    /**
     * Sets off a prepayment or credit note with an invoice.
     *
     * @param source the prepayment or credit note
     * @param amount how much; all that is open on both sides where it is not given
     * @param seen what {@link Proposal#seen} was when the form was opened; null where nobody looked at a form
     * @throws org.countersign.shared.RuleViolation of R21, or where both do not belong together (422), where one of them is
     *     not to be settled now, or was since the form was opened (409), or where it would be more than is open (422)
     */
    public PaymentAllocation allocate(
            InvoiceId id, InvoiceId source, @Nullable BigDecimal amount, @Nullable String seen, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        invoices.invoice(id, by);
        invoices.invoice(source, by);
        new FieldCheck()
                .digits(amount, "amount", 15, 4)
                .that(amount == null || amount.signum() > 0, "amount", "must be above zero")
                .demand(PaymentRule.FAULTY_PAYMENT);
        settlement.lock(List.of(id, source));
        var invoice = toPay.lock(id);
        var from = toPay.lock(source);
        management.demandNoParty(id, by);
        management.demandNoParty(source, by);
        check(
                seen == null || seen.equals(seen(invoice, from, rows.changesOf(id.value()))),
                PaymentRule.SET_OFF_MEANWHILE,
                id);
        demandTogether(invoice, from);
        demandFree(invoice);
        demandFree(from);
        var open = openOf(invoice, from);
        var value = amount == null ? open.min(openOf(from)) : amount;
        check(
                value.signum() > 0 && value.compareTo(open) <= 0 && value.compareTo(openOf(from)) <= 0,
                PaymentRule.ALLOCATED_TOO_MUCH,
                value.toPlainString(),
                open.toPlainString(),
                id,
                openOf(from).toPlainString(),
                source);
        var covered = from.type() == InvoiceType.PREPAYMENT ? value.min(invoice.prepaidUncovered()) : BigDecimal.ZERO;
        var number = rows.countByInvoice(id.value()) + 1;
        var kept = rows.saveAndFlush(new PaymentAllocation(
                id, number, source, value, covered, invoice.currency(), by.user(), clock.instant()));
        audit.record(event(kept, "invoice.set-off", by));
        if (kept.settled().signum() > 0) {
            management.setOff(id, kept.settled(), from.number(), kept.id(), by);
        }
        if (covered.signum() > 0) {
            settlement.coverPrepaid(id, covered, "", by);
        }
        if (from.type() == InvoiceType.PREPAYMENT) {
            settlement.allocate(source, value, by);
        } else {
            management.setOff(source, value, invoice.number(), kept.id(), by);
        }
        return kept;
    }

    /**
     * Undoes a set-off: both are open again.
     *
     * @param number of what was set off with the invoice, from 1
     * @param reason required
     */
    public PaymentAllocation undo(InvoiceId id, int number, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = PaymentReversals.reasonOf(reason);
        invoices.invoice(id, by);
        var key = id + "/A" + number;
        var source = rows.sourceOf(key).map(InvoiceId::new).orElseThrow(() -> new NotFound("set-off of " + id, number));
        settlement.lock(List.of(id, source));
        demandFree(toPay.lock(id));
        var from = toPay.lock(source);
        demandFree(from);
        management.demandNoParty(id, by);
        management.demandNoParty(source, by);
        var kept = rows.findById(key).orElseThrow();
        var undoneBy = kept.undoneBy();
        check(undoneBy == null, PaymentRule.ALLOCATION_UNDONE, undoneBy == null ? "" : organization.nameOf(undoneBy));
        kept.undo(why, by.user(), clock.instant());
        rows.saveAndFlush(kept);
        audit.record(event(kept, "invoice.set-off-undone", by).with("reason", why));
        payments.findByAllocationAndReversedAtIsNull(kept.id())
                .forEach(payment -> reversals.takeBack(payment, why, false, by));
        if (kept.covered().signum() > 0) {
            settlement.coverPrepaid(id, kept.covered().negate(), why, by);
        }
        if (from.type() == InvoiceType.PREPAYMENT) {
            settlement.allocate(source, kept.amount().negate(), by);
        }
        return kept;
    }

    private static AuditEvent event(PaymentAllocation kept, String event, Actor by) {
        return AuditEvent.of(kept.invoice().document(), event, by)
                .rule("R21")
                .with("source", kept.source().value())
                .with("amount", kept.amount().toPlainString() + " " + kept.currency())
                .with(
                        "covered",
                        kept.covered().signum() == 0 ? null : kept.covered().toPlainString());
    }

    private static void demandTogether(Invoice invoice, Invoice from) {
        check(
                invoice.type() == InvoiceType.INVOICE
                        && from.type() != InvoiceType.INVOICE
                        && invoice.supplier() != null
                        && invoice.supplier().equals(from.supplier())
                        && invoice.currency().equals(from.currency()),
                PaymentRule.NOT_ALLOCATABLE,
                from.id(),
                invoice.id());
        check(
                invoice.status() == InvoiceStatus.SCHEDULED || invoice.status() == InvoiceStatus.PAID,
                PaymentRule.NOT_OPEN_FOR_SET_OFF,
                invoice.id(),
                invoice.status());
        check(
                from.type() == InvoiceType.PREPAYMENT || from.status() == InvoiceStatus.SCHEDULED,
                PaymentRule.NOT_OPEN_FOR_SET_OFF,
                from.id(),
                from.status());
    }

    private static void demandFree(Invoice invoice) {
        check(invoice.paymentRun() == null, PaymentRule.IN_RUN, invoice.id(), String.valueOf(invoice.paymentRun()));
    }

    /** What of an invoice is open, or left of a prepayment or credit note. */
    private static BigDecimal openOf(Invoice invoice) {
        return switch (invoice.type()) {
            case INVOICE -> uncoveredOf(invoice).add(restOf(invoice));
            case CREDIT_NOTE -> restOf(invoice);
            case PREPAYMENT -> invoice.prepaymentOpen();
        };
    }

    /** What of an invoice is open for this: a credit note was never prepaid. */
    private static BigDecimal openOf(Invoice invoice, Invoice from) {
        return from.type() == InvoiceType.PREPAYMENT ? openOf(invoice) : restOf(invoice);
    }

    private static BigDecimal uncoveredOf(Invoice invoice) {
        return invoice.status() == InvoiceStatus.SCHEDULED || invoice.status() == InvoiceStatus.PAID
                ? invoice.prepaidUncovered()
                : BigDecimal.ZERO;
    }

    private static BigDecimal restOf(Invoice invoice) {
        return invoice.status() == InvoiceStatus.SCHEDULED
                        && invoice.paymentRun() == null
                        && invoice.payable().signum() > 0
                ? invoice.rest()
                : BigDecimal.ZERO;
    }
}
