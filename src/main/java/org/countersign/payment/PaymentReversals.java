package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes payments back that were booked by mistake, or whose money came back. The payment stays on record and counts nothing;
 * invoice and order are as they were before it, and an order that had come to its end waits for it again.
 */
@Service
@Transactional
public class PaymentReversals {

    static final int LONGEST_REASON = 2000;

    private final InvoiceManagement invoices;
    private final InvoiceSettlement settlement;
    private final InvoicesToPay toPay;
    private final PaymentManagement management;
    private final Payments payments;
    private final PaymentHolding holding;
    private final Organization organization;
    private final Clock clock;

    PaymentReversals(
            InvoiceManagement invoices,
            InvoiceSettlement settlement,
            InvoicesToPay toPay,
            PaymentManagement management,
            Payments payments,
            PaymentHolding holding,
            Organization organization,
            Clock clock) {
        this.invoices = invoices;
        this.settlement = settlement;
        this.toPay = toPay;
        this.management = management;
        this.payments = payments;
        this.holding = holding;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * Takes a payment back that somebody booked by hand.
     *
     * @param number of the payment among those of the invoice, from 1
     * @param reason required
     * @param held whether no run pays the invoice before somebody lets it, as where the money came back
     * @return the invoice afterwards
     * @throws org.countersign.shared.RuleViolation of R21, or where it was taken back already, was made by a payment run, or
     *     is used by invoices as prepaid
     */
    public Invoice reverse(InvoiceId id, int number, @Nullable String reason, boolean held, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = reasonOf(reason);
        invoices.invoice(id, by);
        settlement.lock(id);
        var invoice = toPay.lock(id);
        management.demandNoParty(id, by);
        var payment = payments.findById(id + "/" + number).orElseThrow(() -> new NotFound("payment of " + id, number));
        var reversedBy = payment.reversedBy();
        check(
                reversedBy == null,
                PaymentRule.REVERSED_ALREADY,
                number,
                id,
                reversedBy == null ? "" : organization.nameOf(reversedBy));
        check(!payment.isSetOff(), PaymentRule.SET_OFF_NOT_PAID, number, id);
        var item = payment.runItem();
        check(
                item == null,
                PaymentRule.REVERSED_IN_RUN,
                number,
                id,
                item == null ? "" : item.substring(0, item.lastIndexOf('/')));
        check(
                isFree(invoice, payment),
                PaymentRule.PREPAYMENT_USED,
                id,
                invoice.allocated().toPlainString());
        return takeBack(payment, why, held, by);
    }

    /** Whether nothing of a prepayment is used that this payment paid. */
    static boolean isFree(Invoice invoice, Payment payment) {
        return invoice.type() != InvoiceType.PREPAYMENT || payment.amount().compareTo(invoice.prepaymentOpen()) <= 0;
    }

    /**
     * Takes a payment back; the caller holds the locks, and has found that it may. A discount was for paying all of it in
     * time: what others took falls away with any of them, and is earned again by paying again in time.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Invoice takeBack(Payment payment, String reason, boolean held, Actor by) {
        payment.reverse(reason, by.user(), clock.instant());
        payments.saveAndFlush(payment);
        var off = payment.discount();
        if (payment.amount().signum() != 0) {
            for (var other : payments.withDiscount(payment.invoice().value())) {
                off = off.add(other.loseDiscount());
            }
        }
        if (held) {
            holding.holdReturned(payment.invoice(), reason, by);
        }
        return settlement.takeBack(payment.invoice(), payment.amount(), off, reason, by);
    }

    static String reasonOf(@Nullable String reason) {
        var why = reason == null ? "" : reason.strip();
        new FieldCheck().text(why, "reason", LONGEST_REASON).demand(PaymentRule.FAULTY_PAYMENT);
        return why;
    }
}
