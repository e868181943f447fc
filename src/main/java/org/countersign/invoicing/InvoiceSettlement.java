package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.OrderPayments;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What approval and payment do to invoices that were matched (R21). */
@Service
@Transactional
public class InvoiceSettlement {

    private final Invoices invoices;
    private final InvoiceRefusal refusal;
    private final PurchaseOrderManagement orders;
    private final OrderPayments orderPayments;
    private final GoodsReceiving receiving;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;

    InvoiceSettlement(
            Invoices invoices,
            InvoiceRefusal refusal,
            PurchaseOrderManagement orders,
            OrderPayments orderPayments,
            GoodsReceiving receiving,
            InvoiceWorkflow workflow,
            AuditTrail audit) {
        this.invoices = invoices;
        this.refusal = refusal;
        this.orders = orders;
        this.orderPayments = orderPayments;
        this.receiving = receiving;
        this.workflow = workflow;
        this.audit = audit;
    }

    /**
     * Who must not approve or book the payment of an invoice, each with the reason for people (R21): who asked for what is
     * paid, who booked its receipt, and who captured the invoice.
     */
    @Transactional(readOnly = true)
    public Map<UserId, String> barredFromPayment(InvoiceId id) {
        var invoice = find(id);
        return barred(
                invoice,
                receiving.receiversOf(invoice.orders()),
                number -> orders.find(number).map(PurchaseOrder::requester));
    }

    /** The same of several invoices, which the caller has read: two statements, however many they are. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<InvoiceId, Map<UserId, String>> barredFromPayment(Collection<Invoice> all) {
        var numbers = all.stream().flatMap(invoice -> invoice.orders().stream()).collect(Collectors.toSet());
        var receivers = receiving.receiversOf(numbers);
        var requesters = orderPayments.requestersOf(numbers);
        return all.stream()
                .collect(Collectors.toMap(
                        Invoice::id,
                        invoice -> barred(invoice, receivers, number -> Optional.ofNullable(requesters.get(number)))));
    }

    private static Map<UserId, String> barred(
            Invoice invoice,
            Map<PurchaseOrderNumber, Set<UserId>> receivers,
            Function<PurchaseOrderNumber, Optional<UserId>> requesterOf) {
        var barred = new LinkedHashMap<UserId, String>();
        barred.put(invoice.capturedBy(), "captured the invoice");
        invoice.preparedBy().forEach(person -> barred.putIfAbsent(person, "took part in capturing the invoice"));
        for (var number : invoice.orders()) {
            receivers
                    .getOrDefault(number, Set.of())
                    .forEach(person -> barred.put(person, "received goods of " + number));
            requesterOf.apply(number).ifPresent(person -> barred.put(person, "asked for order " + number));
        }
        return barred;
    }

    /**
     * Accounts payable answered to a payment that the finance officer sent back.
     *
     * @param refuse whether the invoice is refused; otherwise its payment is asked for again
     * @param comment required
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void clarifyPayment(InvoiceId id, boolean refuse, @Nullable String comment, Actor by) {
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var invoice = find(id);
        check(invoice.status() == InvoiceStatus.APPROVED, InvoicingRule.EXCEPTION_SETTLED, id);
        var why = Reasons.demanded(comment == null || comment.isBlank() ? null : comment.strip());
        if (refuse) {
            refusal.reject(invoice, why, by);
        } else {
            audit.record(AuditEvent.of(id.document(), "invoice.payment-clarified", by)
                    .rule("R21")
                    .with("comment", why));
        }
        invoices.flush();
    }

    /** The payment was approved: the invoice is to be paid. Called by the payment module, which checked the approvals. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void schedule(InvoiceId id) {
        var invoice = find(id);
        if (invoice.status() == InvoiceStatus.SCHEDULED || invoice.status() == InvoiceStatus.PAID) {
            return;
        }
        var before = invoice.status();
        invoice.schedule();
        audit.record(AuditEvent.of(id.document(), "invoice.scheduled", Actor.SYSTEM)
                .rule("R21")
                .changed("status", before.name(), invoice.status().name()));
        invoices.flush();
    }

    /**
     * Books a payment. Called by the payment module, which checked who may.
     *
     * @param amount counted like the document's own payable amount; zero only where nothing is to be paid
     * @param off what is taken off beside it for paying early, zero where nothing is
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice pay(InvoiceId id, BigDecimal amount, BigDecimal off, Actor by) {
        var locked = find(id);
        var before = locked.status();
        locked.pay(amount, off);
        audit.record(AuditEvent.of(id.document(), "invoice.paid", by)
                .rule("R21")
                .changed("status", before.name(), locked.status().name())
                .with("amount", amount.toPlainString())
                .with("discount", off.signum() == 0 ? null : off.toPlainString())
                .with("paid", locked.paid().toPlainString())
                .with("payable", locked.payable().toPlainString()));
        invoices.flush();
        if (locked.status() == InvoiceStatus.PAID) {
            workflow.paid(locked);
        }
        if (locked.type() == InvoiceType.PREPAYMENT) {
            tellPrepaid(locked, by);
        } else {
            for (var number : locked.orders()) {
                orders.paid(number, id.value(), locked.signedSettled(), by);
            }
        }
        return locked;
    }

    private void tellPrepaid(Invoice prepayment, Actor by) {
        for (var number : prepayment.orders()) {
            orderPayments.prepaid(number, prepayment.id().value(), prepayment.prepaymentOpen(), by);
        }
    }

    /**
     * Takes a payment back that was booked by mistake, or came back: invoice and orders are as they were before it. Called
     * by the payment module, which checked who may.
     *
     * @param amount as it was booked
     * @param off what was taken off beside it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice takeBack(InvoiceId id, BigDecimal amount, BigDecimal off, String reason, Actor by) {
        var invoice = find(id);
        var before = invoice.status();
        invoice.takeBack(amount, off);
        audit.record(AuditEvent.of(id.document(), "invoice.payment-taken-back", by)
                .rule("R21")
                .changed("status", before.name(), invoice.status().name())
                .with("amount", amount.toPlainString())
                .with("discount", off.signum() == 0 ? null : off.toPlainString())
                .with("paid", invoice.paid().toPlainString())
                .with("reason", reason));
        invoices.flush();
        if (before == InvoiceStatus.PAID) {
            workflow.unpaid(invoice);
        }
        if (invoice.type() == InvoiceType.PREPAYMENT) {
            tellPrepaid(invoice, by);
            return invoice;
        }
        for (var number : invoice.orders()) {
            orderPayments.takenBack(number, id.value(), invoice.signedSettled(), by);
        }
        if (before == InvoiceStatus.PAID) {
            recallIfBeyond(invoice);
        }
        return invoice;
    }

    /** Goods may have gone back while it was paid, when it could not be stopped any more. */
    private void recallIfBeyond(Invoice invoice) {
        for (var number : invoice.orders()) {
            var lines = InvoicedLines.quantities(invoice, number.value()).entrySet().stream()
                    .filter(line -> line.getValue().signum() > 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            if (!lines.isEmpty()) {
                orders.lockIfKnown(number).ifPresent(order -> workflow.creditTakenBack(order, lines));
            }
        }
    }

    /**
     * Sets off what was prepaid. Called by the payment module, which checked who may.
     *
     * @param amount below zero where that is undone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void allocate(InvoiceId prepayment, BigDecimal amount, Actor by) {
        var invoice = find(prepayment);
        invoice.allocate(amount);
        invoices.flush();
        tellPrepaid(invoice, by);
    }

    /**
     * What an invoice counts as prepaid was found. Where nothing else is to be paid, it is settled by that.
     *
     * @param amount below zero where that is undone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void coverPrepaid(InvoiceId id, BigDecimal amount, String reason, Actor by) {
        var invoice = find(id);
        invoice.coverPrepaid(amount);
        invoices.flush();
        if (invoice.payable().signum() != 0) {
            return;
        }
        if (invoice.status() == InvoiceStatus.SCHEDULED
                && invoice.prepaidUncovered().signum() == 0) {
            pay(id, BigDecimal.ZERO, BigDecimal.ZERO, by);
        } else if (invoice.status() == InvoiceStatus.PAID && amount.signum() < 0) {
            takeBack(id, BigDecimal.ZERO, BigDecimal.ZERO, reason, by);
        }
    }

    /**
     * Locks invoices and, before them, their orders, each ascending: so does everybody who needs several, and nobody waits
     * for somebody who waits for him.
     *
     * @return the invoices; of those that were read in the transaction before, what was read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<InvoiceId, Invoice> lock(Collection<InvoiceId> ids) {
        lockOrders(ids);
        return lockAlone(ids);
    }

    /** Locks the orders of invoices, ascending, before anything of them is read. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockOrders(Collection<InvoiceId> ids) {
        var values = sorted(ids);
        if (!values.isEmpty()) {
            orderPayments.lock(invoices.ordersOf(values).stream()
                    .map(PurchaseOrderNumber::new)
                    .toList());
        }
    }

    /** Locks invoices, ascending, for what changes nothing of their orders. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<InvoiceId, Invoice> lockAlone(Collection<InvoiceId> ids) {
        var values = sorted(ids);
        return values.isEmpty()
                ? Map.of()
                : invoices.lockAll(values).stream().collect(Collectors.toMap(Invoice::id, one -> one));
    }

    private static List<String> sorted(Collection<InvoiceId> ids) {
        return ids.stream().map(InvoiceId::value).distinct().sorted().toList();
    }

    /** Locks an invoice and, before it, its orders, so that what is read of its payments afterwards stays so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(InvoiceId id) {
        lockOrders(id);
        invoices.lock(id.value());
    }

    /** Locks the orders of an invoice, before anything of them is read. Called by the payment module. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockOrders(InvoiceId id) {
        find(id).orders().forEach(orders::lockIfKnown);
    }

    private Invoice find(InvoiceId id) {
        return invoices.findById(id.value()).orElseThrow(() -> new NotFound("invoice", id));
    }
}
