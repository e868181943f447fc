package org.countersign.payment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.invoicing.InvoicesToPay.OpenPrepayment;
import org.countersign.payment.PaymentProposal.Held;
import org.countersign.payment.PaymentProposal.Why;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is to be paid next: which invoices, how much of each, which discounts are worth taking, and what is held back. */
@Service
@Transactional(readOnly = true)
public class PaymentProposals {

    private final InvoicesToPay invoices;
    private final PaymentHolds holds;
    private final AllocationRows allocations;
    private final SupplierDirectory suppliers;
    private final PaymentSettings settings;
    private final Company company;
    private final Clock clock;

    PaymentProposals(
            InvoicesToPay invoices,
            PaymentHolds holds,
            AllocationRows allocations,
            SupplierDirectory suppliers,
            PaymentSettings settings,
            Company company,
            Clock clock) {
        this.invoices = invoices;
        this.holds = holds;
        this.allocations = allocations;
        this.suppliers = suppliers;
        this.settings = settings;
        this.company = company;
        this.clock = clock;
    }

    /** Demands that a person sees what is to be paid. @throws org.countersign.shared.NotAllowed otherwise (403) */
    static void mustSee(Actor actor) {
        if (!PaymentManagement.maySeeRuns(actor)) {
            actor.mustBeIn(Group.FINANCE_OFFICER, Group.CFO);
        }
    }

    /** Today, where the company is. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.timeZone());
    }

    /**
     * What may be paid on a day, the earliest due first.
     *
     * @param until only what is due, or loses a discount, by then; null for all
     * @param on the day of the payment
     */
    public Page<PaymentProposal> list(@Nullable LocalDate until, LocalDate on, Pageable page, Actor actor) {
        mustSee(actor);
        var found = invoices.toPay(until, on, page);
        return found.map(proposals(found.getContent(), on));
    }

    /** What these invoices would be paid with on a day. */
    Function<Invoice, PaymentProposal> proposals(Collection<Invoice> all, LocalDate on) {
        var numbers = all.stream()
                .map(Invoice::supplier)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.toSet());
        var known = suppliers.suppliers(numbers).stream().collect(Collectors.toMap(Supplier::number, one -> one));
        var held = holdsOf(all.stream().map(one -> one.id().value()).toList());
        var prepaid = prepaidAndNotSetOff(all, numbers);
        return invoice -> proposal(
                invoice,
                known.get(invoice.supplier()),
                held.get(invoice.id().value()),
                prepaid.contains(invoice.id().value()),
                on);
    }

    private Set<String> prepaidAndNotSetOff(Collection<Invoice> all, Collection<String> suppliers) {
        var open = invoices.openPrepaymentsOf(suppliers);
        var meant = all.stream()
                .filter(invoice -> isPrepaidBy(invoice, open))
                .map(invoice -> invoice.id().value())
                .collect(Collectors.toSet());
        if (!meant.isEmpty()) {
            meant.removeAll(allocations.setOffWith(meant));
        }
        return meant;
    }

    private static boolean isPrepaidBy(Invoice invoice, Set<OpenPrepayment> open) {
        var supplier = invoice.supplier();
        // What counts it itself asks for less by that.
        return !open.isEmpty()
                && supplier != null
                && invoice.type() == InvoiceType.INVOICE
                && invoice.prepaid().signum() == 0
                && invoice.orders().stream()
                        .anyMatch(order -> open.contains(new OpenPrepayment(supplier, invoice.currency(), order)));
    }

    private Map<String, PaymentHold> holdsOf(List<String> ids) {
        var held = new HashMap<String, PaymentHold>();
        if (!ids.isEmpty()) {
            holds.findAllById(ids).forEach(hold -> held.put(hold.invoice().value(), hold));
        }
        return held;
    }

    private PaymentProposal proposal(
            Invoice invoice, @Nullable Supplier supplier, @Nullable PaymentHold hold, boolean prepaid, LocalDate on) {
        var offer = DiscountRule.offer(invoice, on, settings.costOfCapital()).orElse(null);
        var amount =
                offer != null && offer.isWorthTaking() ? invoice.rest().subtract(offer.amount()) : invoice.dueOn(on);
        return new PaymentProposal(
                invoice,
                supplier == null ? invoice.supplier() : supplier.name(),
                amount,
                offer,
                held(invoice, supplier, hold, prepaid));
    }

    static Held heldBy(PaymentHold hold) {
        return new Held(hold.isReturn() ? Why.RETURNED : Why.DISPUTED, hold.reason());
    }

    private static @Nullable Held held(
            Invoice invoice, @Nullable Supplier supplier, @Nullable PaymentHold hold, boolean prepaid) {
        if (hold != null) {
            return heldBy(hold);
        }
        if (prepaid) {
            return new Held(Why.PREPAYMENT_OPEN, null);
        }
        if (supplier == null) {
            return new Held(Why.SUPPLIER_UNKNOWN, null);
        }
        var account = supplier.confirmedIban();
        if (supplier.status() == SupplierStatus.BLOCKED) {
            return new Held(Why.SUPPLIER_BLOCKED, null);
        }
        if (account == null) {
            return new Held(Why.ACCOUNT_MISSING, null);
        }
        if (!account.equals(supplier.iban())) {
            return new Held(Why.ACCOUNT_UNCONFIRMED, supplier.iban());
        }
        var named = invoice.iban();
        return named == null || named.replace(" ", "").equalsIgnoreCase(account)
                ? null
                : new Held(Why.ACCOUNT_DIFFERS, named);
    }
}
