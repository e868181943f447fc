package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.Words;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceSummary;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.payment.PaymentAllocation;
import org.countersign.payment.PaymentAllocations;
import org.countersign.payment.PaymentAllocations.Proposal;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was set off with an invoice, and what can be: prepayments and credit notes. */
@Component
class SetOffs {

    private final PaymentAllocations allocations;
    private final InvoicesToPay invoices;

    SetOffs(PaymentAllocations allocations, InvoicesToPay invoices) {
        this.allocations = allocations;
        this.invoices = invoices;
    }

    /**
     * What the page of an invoice shows.
     *
     * @param offers what can be set off; empty where the reader does not pay
     * @param done what was
     * @param undoes whether the reader may undo it
     */
    record Shown(List<Offer> offers, List<Done> done, boolean undoes) {

        /** Whether there is nothing to show. */
        public boolean isEmpty() {
            return offers.isEmpty() && done.isEmpty();
        }
    }

    /** Something that can be set off, how much of it the form proposes, and what the form remembers. */
    record Offer(Invoice source, BigDecimal open, String proposed, String seen) {}

    /** What was set off, and the document on the other side. */
    record Done(PaymentAllocation allocation, InvoiceSummary other) {}

    /** What a reader is shown; nothing is looked up before an invoice is to be paid. */
    Shown of(Invoice invoice, Actor actor, @Nullable String barred, Words say) {
        if (invoice.status() != InvoiceStatus.SCHEDULED && invoice.status() != InvoiceStatus.PAID) {
            return new Shown(List.of(), List.of(), false);
        }
        var pays = actor.isIn(Group.FINANCE_OFFICER) && barred == null && invoice.paymentRun() == null;
        var rows = allocations.of(invoice.id());
        var others = invoices.summariesOf(
                rows.stream().map(one -> otherOf(one, invoice)).toList());
        var done = rows.stream()
                .map(one -> new Done(one, Objects.requireNonNull(others.get(otherOf(one, invoice)))))
                .toList();
        var digits = Money.digits(Currency.getInstance(invoice.currency()));
        var offers = pays
                ? allocations.proposals(invoice).stream()
                        .map(one -> offer(one, digits, say))
                        .toList()
                : List.<Offer>of();
        return new Shown(offers, done, pays);
    }

    private static InvoiceId otherOf(PaymentAllocation one, Invoice invoice) {
        return one.invoice().equals(invoice.id()) ? one.source() : one.invoice();
    }

    private static Offer offer(Proposal one, int digits, Words say) {
        return new Offer(
                one.source(),
                one.open(),
                one.proposed().signum() == 0 ? "" : DecimalText.of(one.proposed(), digits, say.language()),
                one.seen());
    }
}
