package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
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
    private final Payments payments;
    private final PaymentAnswers answers;
    private final ApprovalProof proof;
    private final Organization organization;
    private final Clock clock;

    PaymentManagement(
            InvoiceManagement invoices,
            InvoiceSettlement settlement,
            Payments payments,
            PaymentAnswers answers,
            ApprovalProof proof,
            Organization organization,
            Clock clock) {
        this.invoices = invoices;
        this.settlement = settlement;
        this.payments = payments;
        this.answers = answers;
        this.proof = proof;
        this.organization = organization;
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
        check(proof.isApproved(id.document(), APPROVAL_KIND), PaymentRule.NOT_APPROVED, id);
        var approvers = answers.approversOf(id, invoices.invoice(id).matchedAt());
        // A table that approves payments by rule is no finance officer.
        check(!approvers.isEmpty(), PaymentRule.NOT_APPROVED, id);
        var barred = settlement.barredFromPayment(id);
        for (UserId approver : approvers) {
            var why = barred.get(approver);
            check(
                    why == null,
                    PaymentRule.APPROVED_BY_PARTY,
                    id,
                    organization.nameOf(approver),
                    why == null ? "" : why);
        }
        settlement.schedule(id);
    }

    /**
     * Books what was paid for an invoice.
     *
     * @param paidAt when; now where it is not given, never in the future
     * @param reference of the bank or our own
     * @param amount counted like the invoice's payable amount; what is left where it is not given
     * @return the invoice afterwards
     * @throws org.countersign.shared.RuleViolation of R21, or when it is not to be paid, or would be paid too much
     */
    public Invoice book(
            InvoiceId id, @Nullable Instant paidAt, @Nullable String reference, @Nullable BigDecimal amount, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var invoice = invoices.invoice(id, by);
        settlement.lockOrders(id);
        var why = settlement.barredFromPayment(id).get(by.user());
        check(why == null, PaymentRule.PARTY_NEVER_PAYS, id, why == null ? "" : why);
        var now = clock.instant();
        var at = paidAt == null ? now : paidAt;
        new FieldCheck()
                .that(!at.isAfter(now), "paidAt", "must not lie in the future")
                .atMost(reference, "reference", 200)
                .digits(amount, "amount", 15, 4)
                .demand(PaymentRule.FAULTY_PAYMENT);
        var value = amount == null ? invoice.rest() : amount;
        var afterwards = settlement.pay(id, value, by);
        payments.save(new Payment(
                id,
                payments.findByInvoiceOrderByPaidAtAscIdAsc(id.value()).size() + 1,
                value,
                at,
                reference,
                by.user(),
                now));
        return afterwards;
    }

    /** The payments of an invoice, oldest first. */
    @Transactional(readOnly = true)
    public List<Payment> paymentsOf(InvoiceId invoice) {
        return payments.findByInvoiceOrderByPaidAtAscIdAsc(invoice.value());
    }
}
