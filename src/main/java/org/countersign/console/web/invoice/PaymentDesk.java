package org.countersign.console.web.invoice;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.payment.Payment;
import org.countersign.payment.PaymentManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books a payment that a form says, once: the form tells how many payments there were when it was opened, and what comes a
 * second time, or after somebody else's payment, changes nothing.
 */
@Service
class PaymentDesk {

    private final InvoiceSettlement invoices;
    private final PaymentManagement payments;

    PaymentDesk(InvoiceSettlement invoices, PaymentManagement payments) {
        this.invoices = invoices;
        this.payments = payments;
    }

    /** What a form about a payment remembers: how many there were. */
    String seen(InvoiceId id) {
        return seen(payments.paymentsOf(id));
    }

    /** The same of payments that are read already: one that was taken back since then changes what is to be paid, too. */
    static String seen(List<Payment> payments) {
        return String.valueOf(
                payments.size() + payments.stream().filter(Payment::isReversed).count());
    }

    /**
     * Books a payment. Two at once meet at the invoice: only one of them is kept.
     *
     * @param seen what {@link #seen} was when the form was opened
     * @throws org.countersign.shared.RuleViolation when something was paid since then (409)
     * @see PaymentManagement#book
     */
    @Transactional
    Invoice pay(
            InvoiceId id,
            @Nullable Instant paidAt,
            @Nullable String reference,
            @Nullable BigDecimal amount,
            String seen,
            Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        invoices.lock(id);
        check(seen(id).equals(seen), InvoicePageRule.PAID_MEANWHILE, id);
        return payments.book(id, paidAt, reference, amount, null, by);
    }
}
