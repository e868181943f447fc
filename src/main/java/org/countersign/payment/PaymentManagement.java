package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.currency.ExchangeRates;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.Company;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Releases what was approved for payment, and books what was paid (R21). */
@Service
@Transactional
public class PaymentManagement {

    /** The kind of approval that a payment needs, as the approval policy names it. */
    public static final String APPROVAL_KIND = "payment";

    private final InvoiceManagement invoices;
    private final InvoiceSettlement settlement;
    private final InvoicesToPay toPay;
    private final Payments payments;
    private final PaymentHolds holds;
    private final PaymentAnswers answers;
    private final ApprovalProof proof;
    private final Organization organization;
    private final ExchangeRates exchange;
    private final Company company;
    private final Clock clock;

    PaymentManagement(
            InvoiceManagement invoices,
            InvoiceSettlement settlement,
            InvoicesToPay toPay,
            Payments payments,
            PaymentHolds holds,
            PaymentAnswers answers,
            ApprovalProof proof,
            Organization organization,
            ExchangeRates exchange,
            Company company,
            Clock clock) {
        this.invoices = invoices;
        this.settlement = settlement;
        this.toPay = toPay;
        this.payments = payments;
        this.holds = holds;
        this.answers = answers;
        this.proof = proof;
        this.organization = organization;
        this.exchange = exchange;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Makes an approved invoice one that is to be paid. The recorded approvals are looked at again, whatever the engine's
     * token says. Called by the process.
     *
     * @throws org.countersign.shared.RuleViolation of R21 when they are not complete, or somebody approved who must not
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(InvoiceId id) {
        demandApproved(id);
        settlement.schedule(id);
    }

    /** Demands that the recorded approvals of a payment are complete, and that nobody approved who must not (R21). */
    void demandApproved(InvoiceId id) {
        check(proof.isApproved(id.document(), APPROVAL_KIND), PaymentRule.NOT_APPROVED, id);
        var approvers = answers.approversOf(id, invoices.invoice(id).matchedAt());
        demandNoPartyApproved(id, approvers, settlement.barredFromPayment(id));
    }

    /**
     * Demands of several invoices, which the caller has locked, what {@link #demandApproved} and {@link #demandNoParty} demand
     * of one: a few statements, however many they are.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void demandPayableBy(Collection<Invoice> locked, Actor by) {
        var ordered = locked.stream()
                .sorted(Comparator.comparing(one -> one.id().value()))
                .toList();
        var compared = new HashMap<InvoiceId, Instant>();
        for (var invoice : ordered) {
            var at = invoice.matchedAt();
            if (at != null) {
                compared.put(invoice.id(), at);
            }
        }
        var approvers = answers.approversOf(ordered.stream().map(Invoice::id).toList(), compared);
        var barred = settlement.barredFromPayment(ordered);
        for (var invoice : ordered) {
            var parties = barred.getOrDefault(invoice.id(), Map.of());
            demandNoPartyApproved(invoice.id(), approvers.getOrDefault(invoice.id(), Set.of()), parties);
            var why = parties.get(by.user());
            check(why == null, PaymentRule.PARTY_NEVER_PAYS, invoice.id(), why == null ? "" : why);
        }
    }

    private void demandNoPartyApproved(InvoiceId id, Set<UserId> approvers, Map<UserId, String> barred) {
        // A table that approves payments by rule is no finance officer.
        check(!approvers.isEmpty(), PaymentRule.NOT_APPROVED, id);
        for (UserId approver : approvers) {
            var why = barred.get(approver);
            check(
                    why == null,
                    PaymentRule.APPROVED_BY_PARTY,
                    id,
                    organization.nameOf(approver),
                    why == null ? "" : why);
        }
    }

    /** Demands that a person may pay an invoice: neither raised the order, nor received, nor captured (R21). */
    void demandNoParty(InvoiceId id, Actor by) {
        var why = settlement.barredFromPayment(id).get(by.user());
        check(why == null, PaymentRule.PARTY_NEVER_PAYS, id, why == null ? "" : why);
    }

    /** The payments that parts of runs made, and that count, by the part. */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<String, Payment> paymentsOf(Collection<PaymentRunItem> items) {
        return payments
                .findByRunItemInAndReversedAtIsNull(
                        items.stream().map(PaymentRunItem::id).toList())
                .stream()
                .collect(Collectors.toMap(one -> String.valueOf(one.runItem()), one -> one));
    }

    /** How many payments invoices have; those without are left out. */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<InvoiceId, Integer> countsOf(Collection<InvoiceId> ids) {
        return payments.countsOf(ids.stream().map(InvoiceId::value).toList()).stream()
                .collect(Collectors.toMap(row -> new InvoiceId((String) row[0]), row -> ((Number) row[1]).intValue()));
    }

    /**
     * Books what a payment run paid. The run was released by somebody who may, and the bank carried it out.
     *
     * @param number of the payment among those of the invoice
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(PaymentRunItem item, Invoice invoice, int number, Instant at, String reference, Actor by) {
        keep(invoice, number, item.amount(), item.discount(), at, reference, by, item.id(), null);
    }

    /** Books what is set off instead of paid. No money moves, so no rate is kept. */
    @Transactional(propagation = Propagation.MANDATORY)
    void setOff(InvoiceId id, BigDecimal amount, String reference, String allocation, Actor by) {
        keep(invoices.invoice(id), next(id), amount, BigDecimal.ZERO, clock.instant(), reference, by, null, allocation);
    }

    /**
     * Books what was paid for an invoice. What is short of it by just the discount that was offered, and paid in time,
     * settles it. A discount is for paying all in time: with a part that leaves something open none is taken.
     *
     * @param paidAt when; now where it is not given, never in the future
     * @param reference of the bank or our own
     * @param amount counted like the invoice's payable amount; what is left where it is not given
     * @param discount what is taken off for paying early; where it is not given, the offered one, if the amount leaves out
     *     just that
     * @return the invoice afterwards
     * @throws org.countersign.shared.RuleViolation of R21, or when it is not to be paid, or would be paid too much, or
     *     more is taken off than was offered for that day
     */
    public Invoice book(
            InvoiceId id,
            @Nullable Instant paidAt,
            @Nullable String reference,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal discount,
            Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        invoices.invoice(id, by);
        settlement.lockOrders(id);
        // Two people at once meet here: the second one sees what the first one booked.
        var invoice = toPay.lock(id);
        demandNoParty(id, by);
        check(invoice.paymentRun() == null, PaymentRule.IN_RUN, id, String.valueOf(invoice.paymentRun()));
        var now = clock.instant();
        var at = paidAt == null ? now : paidAt;
        new FieldCheck()
                .that(!at.isAfter(now), "paidAt", "must not lie in the future")
                .atMost(reference, "reference", 200)
                .digits(amount, "amount", 15, 4)
                .digits(discount, "discount", 15, 4)
                .that(discount == null || discount.signum() >= 0, "discount", "must not be below zero")
                .demand(PaymentRule.FAULTY_PAYMENT);
        var before = payments.findByInvoiceOrderByPaidAtAscIdAsc(id.value());
        var offered = offered(invoice, at, before);
        if (discount != null && discount.signum() > 0) {
            check(
                    discount.compareTo(offered) <= 0,
                    PaymentRule.DISCOUNT_NOT_OFFERED,
                    offered.toPlainString() + " " + invoice.currency(),
                    id,
                    discount.toPlainString());
        }
        var value = amount == null ? invoice.rest().subtract(discount == null ? BigDecimal.ZERO : discount) : amount;
        var off = discount == null
                ? value.add(offered).compareTo(invoice.rest()) == 0 ? offered : BigDecimal.ZERO
                : discount;
        return keep(invoice, before.size() + 1, value, off, at, reference, by, null, null);
    }

    /** What may be taken off a payment of that moment: nothing where an earlier part of it came too late. */
    private BigDecimal offered(Invoice invoice, Instant at, List<Payment> before) {
        var last = before.stream()
                .filter(earlier -> !earlier.isReversed())
                .map(Payment::paidAt)
                .filter(earlier -> earlier.isAfter(at))
                .max(Instant::compareTo)
                .orElse(at);
        return invoice.discountOn(LocalDate.ofInstant(last, company.timeZone()));
    }

    private int next(InvoiceId id) {
        return payments.countByInvoice(id.value()) + 1;
    }

    private Invoice keep(
            Invoice invoice,
            int number,
            BigDecimal value,
            BigDecimal off,
            Instant at,
            @Nullable String reference,
            Actor by,
            @Nullable String runItem,
            @Nullable String allocation) {
        var afterwards = settlement.pay(invoice.id(), value, off, by);
        payments.save(new Payment(
                        invoice.id(),
                        number,
                        value,
                        off,
                        allocation == null ? rates(invoice, value, at) : null,
                        at,
                        reference,
                        by.user(),
                        clock.instant())
                .ofRun(runItem)
                .ofAllocation(allocation));
        return afterwards;
    }

    /** Null in base currency, and where no rate of that day is known: money that was paid is booked all the same. */
    private @Nullable PaymentRates rates(Invoice invoice, BigDecimal value, Instant at) {
        var money = new Money(value, Currency.getInstance(invoice.currency()));
        if (money.currency().equals(exchange.baseCurrency())) {
            return null;
        }
        var issued = invoice.issueDate();
        return exchange.toBase(money, LocalDate.ofInstant(at, company.timeZone()))
                .map(paid -> new PaymentRates(
                        paid,
                        issued == null ? null : exchange.toBase(money, issued).orElse(null)))
                .orElse(null);
    }

    /** Whether a person sees what is to be paid, and payment runs. */
    public static boolean maySeeRuns(Actor actor) {
        return actor.readsEverything() || actor.isIn(Group.FINANCE_OFFICER, Group.CFO);
    }

    /** That somebody holds an invoice back from payment runs; null where nobody does. */
    @Transactional(readOnly = true)
    public @Nullable PaymentHold holdOf(InvoiceId invoice) {
        return holds.findById(invoice.value()).orElse(null);
    }

    /** The payments of an invoice, oldest first. */
    @Transactional(readOnly = true)
    public List<Payment> paymentsOf(InvoiceId invoice) {
        return payments.findByInvoiceOrderByPaidAtAscIdAsc(invoice.value());
    }
}
