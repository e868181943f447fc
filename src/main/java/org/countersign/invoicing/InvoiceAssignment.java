package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.supplier.PaymentTerms;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person says which order an invoice is for, or which supplier it is from, where it does not say so itself. Its figures and
 * references stay as received; the match compares it with what was said. Who says so took part in the capture (R21).
 */
@Service
@Transactional
public class InvoiceAssignment {

    private final Invoices invoices;
    private final ClaimedNumbers numbers;
    private final Senders senders;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final InvoiceExceptions exceptions;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;

    InvoiceAssignment(
            Invoices invoices,
            ClaimedNumbers numbers,
            Senders senders,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            InvoiceExceptions exceptions,
            InvoiceWorkflow workflow,
            AuditTrail audit) {
        this.invoices = invoices;
        this.numbers = numbers;
        this.senders = senders;
        this.orders = orders;
        this.suppliers = suppliers;
        this.exceptions = exceptions;
        this.workflow = workflow;
        this.audit = audit;
    }

    /** Whether a person may say so: accounts payable, and who answers to the difference that the order is unknown (R20). */
    @Transactional(readOnly = true)
    public boolean mayAssign(Invoice invoice, Actor actor) {
        return actor.isIn(Group.ACCOUNTS_PAYABLE)
                || invoice.openExceptions().stream()
                        .filter(one -> one.type() == ExceptionType.UNKNOWN_ORDER)
                        .anyMatch(one -> exceptions.mayAnswer(one, invoice, actor));
    }

    /** Positions, from 1, of the lines of which nobody knows which order they are for. */
    @Transactional(readOnly = true)
    public Set<Integer> withoutOrder(Invoice invoice) {
        var matched = invoice.asAssigned();
        return IntStream.rangeClosed(1, matched.lines().size())
                .filter(position -> {
                    var number = Matching.orderOf(matched, matched.lines().get(position - 1));
                    return number == null
                            || number.length() > 64
                            || orders.find(new PurchaseOrderNumber(number)).isEmpty();
                })
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Lines of an invoice are for an order; it is compared again.
     *
     * @param number of the order
     * @param lines positions from 1 of lines that have no known order; null for all of these
     * @throws org.countersign.shared.RuleViolation where it waits for no answer (409), or order or lines are faulty (422)
     */
    public Invoice assign(InvoiceId id, @Nullable String number, @Nullable Set<Integer> lines, Actor by) {
        var invoice = waiting(id);
        demandRight(invoice, by);
        var open = withoutOrder(invoice);
        check(!open.isEmpty(), InvoicingRule.ORDERS_KNOWN, id);
        var named = number == null ? "" : number.strip();
        var order = named.isEmpty() || named.length() > 64
                ? Optional.<PurchaseOrder>empty()
                : orders.find(new PurchaseOrderNumber(named));
        var chosen = lines == null || lines.isEmpty() ? open : lines;
        new FieldCheck()
                .that(order.isPresent(), "purchaseOrder", "there is no order " + named)
                .that(open.containsAll(chosen), "lines", "are lines without a known order")
                .demand(InvoicingRule.INCOMPLETE_ASSIGNMENT);
        var known = order.orElseThrow();
        invoice.assign(chosen, named, by.user());
        audit.record(AuditEvent.of(id.document(), "invoice.order-assigned", by)
                .rule("R21")
                .with("order", named)
                .with("lines", chosen.stream().map(String::valueOf).toList()));
        if (invoice.supplier() == null) {
            isFrom(invoice, known.supplier(), by);
        }
        agree(invoice, Optional.of(known));
        invoices.flush();
        workflow.assigned(invoice);
        return invoice;
    }

    /**
     * An invoice of an unknown sender is from a supplier of ours; it is compared again, and its number is looked for among
     * that supplier's (R18).
     *
     * @throws org.countersign.shared.RuleViolation where it waits for no answer or its supplier is known (409), or there is no
     *     such supplier (422)
     */
    public Invoice assignSupplier(InvoiceId id, @Nullable String supplier, Actor by) {
        var invoice = waiting(id);
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        check(invoice.supplier() == null, InvoicingRule.SUPPLIER_KNOWN, id, String.valueOf(invoice.supplier()));
        var named = supplier == null ? "" : supplier.strip();
        new FieldCheck()
                .that(suppliers.supplier(named).isPresent(), "supplier", "there is no supplier " + named)
                .demand(InvoicingRule.INCOMPLETE_ASSIGNMENT);
        isFrom(invoice, named, by);
        invoice.supplierAssigned();
        agree(invoice, Optional.empty());
        invoices.flush();
        workflow.assigned(invoice);
        return invoice;
    }

    private Invoice waiting(InvoiceId id) {
        var invoice = invoices.lock(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        check(invoice.status() == InvoiceStatus.IN_EXCEPTION, InvoicingRule.NOT_TO_BE_ASSIGNED, id, invoice.status());
        return invoice;
    }

    private void demandRight(Invoice invoice, Actor by) {
        if (!mayAssign(invoice, by)) {
            by.mustBeIn(Group.ACCOUNTS_PAYABLE, Group.PURCHASING_AGENT);
            throw new NotAllowed(Group.ACCOUNTS_PAYABLE);
        }
    }

    /** The same paper, captured before and after its sender was known, is the same invoice (R18). */
    private void isFrom(Invoice invoice, String supplier, Actor by) {
        invoice.isFrom(supplier, by.user());
        var names = senders.keysOf(invoice.asReceived().seller(), supplier);
        var number = NormalizedNumber.of(invoice.number());
        var bearers = numbers.bearers(names.searched(), number);
        var other = bearers.stream()
                .filter(bearer -> !bearer.invoice().equals(invoice.id()))
                .filter(bearer -> !senders.areApart(
                        bearer.sender(),
                        invoices.findById(bearer.invoice().value())
                                .map(Invoice::supplier)
                                .orElse(null),
                        supplier))
                .findFirst();
        var taken = bearers.stream().map(ClaimedNumber::sender).collect(Collectors.toSet());
        var bearer = other.map(ClaimedNumber::invoice).orElse(invoice.id());
        numbers.saveAllAndFlush(names.claimed().stream()
                .filter(sender -> !taken.contains(sender))
                .map(sender -> new ClaimedNumber(new ClaimedNumber.Key(sender, number), bearer))
                .toList());
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.supplier-assigned", by)
                .rule(other.isPresent() ? "R18" : "R21")
                .with("supplier", supplier)
                .with("sender", senderOf(invoice))
                .with("duplicateOf", other.map(one -> one.invoice().value()).orElse(null)));
        other.ifPresent(first -> invoice.foundDuplicateOf(first.invoice()));
    }

    private static @Nullable String senderOf(Invoice invoice) {
        var seller = invoice.asReceived().seller();
        return seller == null ? null : seller.described();
    }

    private void agree(Invoice invoice, Optional<PurchaseOrder> order) {
        if (invoice.terms() == null) {
            var terms = order.map(PurchaseOrder::paymentTerms)
                    .or(() -> Optional.ofNullable(invoice.supplier())
                            .flatMap(suppliers::supplier)
                            .map(Supplier::paymentTerms))
                    .flatMap(PaymentTerms::parse)
                    .orElse(null);
            invoice.agree(InvoiceTerms.of(invoice.asReceived(), terms));
        }
    }
}
