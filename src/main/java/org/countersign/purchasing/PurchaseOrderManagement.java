package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.shared.Actor;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everything that people, other modules and the process do with purchase orders. */
@Service
public class PurchaseOrderManagement {

    private static final int LONGEST_REASON = 2000;

    private final PurchaseOrders orders;
    private final Requisitions requisitions;
    private final DocumentNumbers numbers;
    private final SupplierDirectory suppliers;
    private final ApprovalProof approvals;
    private final ReceiptTolerance tolerance;
    private final PurchaseOrderWorkflow workflow;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PurchaseOrderManagement(
            PurchaseOrders orders,
            Requisitions requisitions,
            DocumentNumbers numbers,
            SupplierDirectory suppliers,
            ApprovalProof approvals,
            ReceiptTolerance tolerance,
            PurchaseOrderWorkflow workflow,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.orders = orders;
        this.requisitions = requisitions;
        this.numbers = numbers;
        this.suppliers = suppliers;
        this.approvals = approvals;
        this.tolerance = tolerance;
        this.workflow = workflow;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes the order of one supplier from an approved requisition: number, order and start of its process are one
     * transaction (R22). Made once: a second call finds the first order. Called by the process.
     *
     * @throws org.countersign.shared.RuleViolation of R01 unless the recorded approvals are complete
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrderNumber createFrom(RequisitionNumber from, String supplierNumber) {
        var requisition = requisitions.lock(from.value()).orElseThrow(() -> new NotFound("requisition", from));
        var existing = orders.findByRequisitionAndSupplier(from.value(), supplierNumber);
        if (existing.isPresent()) {
            return existing.get().number();
        }
        check(
                requisition.status() == RequisitionStatus.APPROVED && approvals.isApproved(from.document()),
                PurchasingRule.NOT_APPROVED,
                from);
        var supplier = suppliers
                .supplier(supplierNumber)
                .orElseThrow(() -> new RuleViolation(PurchasingRule.SUPPLIER_UNKNOWN, supplierNumber));
        var number = new PurchaseOrderNumber(numbers.next(Series.PURCHASE_ORDER));
        var order = orders.saveAndFlush(
                new PurchaseOrder(number, requisition, supplierNumber, supplier.paymentTerms(), clock.instant()));
        audit.record(AuditEvent.of(number.document(), "purchase-order.created", Actor.SYSTEM)
                .rule("R01")
                .with("requisition", from.value())
                .with("supplier", supplierNumber)
                .with("total", order.total().toString()));
        workflow.issued(order);
        return number;
    }

    /**
     * The order was handed to its supplier. Called by the process; a second call changes nothing.
     *
     * @param channel for example {@code e-mail}, or {@code by-hand}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void dispatched(PurchaseOrderNumber number, String channel, Actor by) {
        var order = locked(number);
        if (order.dispatchedAt() != null) {
            return;
        }
        demandApproval(order);
        order.dispatched(clock.instant());
        audit.record(AuditEvent.of(number.document(), "purchase-order.dispatched", by)
                .with("channel", channel));
    }

    /**
     * Demands that an order's recorded approvals are complete, whatever the engine's token says (R01).
     *
     * @throws org.countersign.shared.RuleViolation when they are not
     */
    public void demandApproval(PurchaseOrder order) {
        check(approvals.isApproved(order.requisition().document()), PurchasingRule.NOT_APPROVED, order.requisition());
    }

    /**
     * The supplier accepted.
     *
     * @param promised promised dates by line; lines left out keep what they had
     */
    @Transactional
    public PurchaseOrder acknowledged(PurchaseOrderNumber number, Map<Integer, LocalDate> promised, Actor by) {
        var order = locked(number);
        order.acknowledged(promised, clock.instant());
        record(order, "purchase-order.acknowledged", by, Map.of("promised", texts(promised)));
        workflow.acknowledged(order);
        return order;
    }

    /** The supplier declined; a purchasing agent decides what follows. */
    @Transactional
    public PurchaseOrder declined(PurchaseOrderNumber number, String reason, Actor by) {
        var order = locked(number);
        order.declined(reason);
        record(order, "purchase-order.declined", by, Map.of("reason", reason));
        workflow.declined(order);
        return order;
    }

    /** The supplier proposes other terms; until a purchasing agent accepts them, the old ones stand (R11). */
    @Transactional
    public PurchaseOrder changesProposed(PurchaseOrderNumber number, Actor by) {
        var order = locked(number);
        order.changeProposed();
        record(order, "purchase-order.changes-proposed", by, Map.of());
        workflow.changesProposed(order);
        return order;
    }

    /** A purchasing agent confirmed the supplier's refusal: the order ends. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void declineConfirmed(PurchaseOrderNumber number, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var order = locked(number);
        var reason = order.declinedReason();
        order.declineConfirmed();
        record(order, "purchase-order.decline-confirmed", by, Map.of());
        events.publishEvent(new PurchaseOrderEnded(number, true, reason == null ? "" : reason, by.user()));
    }

    /** A purchasing agent settled the refusal with the supplier: the order stands. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void declineOverruled(PurchaseOrderNumber number, @Nullable String note, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var order = locked(number);
        order.declineOverruled();
        record(order, "purchase-order.decline-overruled", by, note == null ? Map.of() : Map.of("note", note));
    }

    /** A purchasing agent accepted the supplier's dates. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void proposalAccepted(PurchaseOrderNumber number, Map<Integer, LocalDate> promised, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var order = locked(number);
        order.proposalAccepted(promised, clock.instant());
        record(order, "purchase-order.proposal-accepted", by, Map.of("promised", texts(promised)));
    }

    /** The dates that a supplier promised with a proposal which a change order has accepted (R23). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void promised(PurchaseOrderNumber number, Map<Integer, LocalDate> dates) {
        locked(number).promised(dates);
    }

    /** A change order answers the supplier's proposal: until it is decided the old terms stand (R11). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void proposalTakenOver(PurchaseOrderNumber number, int change, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var order = locked(number);
        order.proposalTakenOver();
        record(order, "purchase-order.proposal-taken-over", by, Map.of("change", change));
        orders.flush();
    }

    /** A purchasing agent refused the supplier's proposal: the old terms stand. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void proposalRejected(PurchaseOrderNumber number, @Nullable String note, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var order = locked(number);
        order.proposalRejected();
        record(order, "purchase-order.proposal-rejected", by, note == null ? Map.of() : Map.of("note", note));
    }

    /**
     * Books what arrived, line by line (R13 to R15). Who may is the caller's to check.
     *
     * @param toInspect the part of it by line that waits for its inspection
     * @throws org.countersign.shared.RuleViolation for a wrong quantity (422), or beyond the tolerance (409): nothing is
     *     booked then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrder receive(
            PurchaseOrderNumber number, List<Receipt> receipts, Map<Integer, BigDecimal> toInspect, Actor by) {
        var order = locked(number);
        var policies = new HashMap<Optional<String>, ReceiptPolicy>();
        order.receive(
                receipts,
                line -> policies.computeIfAbsent(
                        Optional.ofNullable(line.category()), same -> policy(order, line.category())));
        toInspect.forEach(order::awaitInspection);
        record(
                order,
                "purchase-order.goods-received",
                by,
                Map.of("lines", receipts.stream().map(Receipt::toString).toList()));
        orders.flush();
        workflow.goodsReceived(order);
        tellIfSettled(order);
        return order;
    }

    /**
     * Books the result of an inspection: what failed is refused and expected again, the rest may be paid. Who may is the
     * caller's to check.
     *
     * @param results by line
     * @throws org.countersign.shared.RuleViolation when more failed than waits (409)
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrder inspected(PurchaseOrderNumber number, Map<Integer, Inspected> results, Actor by) {
        var order = locked(number);
        var failed = new TreeMap<Integer, BigDecimal>();
        order.inspected(new TreeMap<>(results));
        results.forEach((line, result) -> {
            if (result.failed().signum() > 0) {
                failed.put(line, result.failed());
            }
        });
        record(
                order,
                "purchase-order.goods-inspected",
                by,
                failed.isEmpty() ? Map.of() : Map.of("failed", failed.toString()));
        orders.flush();
        if (failed.isEmpty()) {
            workflow.goodsReceived(order);
        } else {
            workflow.goodsReturned(order, failed.keySet());
        }
        return order;
    }

    /**
     * What came out of an inspection.
     *
     * @param waiting how much waited with its receipt
     * @param failed the part of it that is refused
     */
    public record Inspected(BigDecimal waiting, BigDecimal failed) {}

    /**
     * The groups that inspect what arrives of some lines before it is paid, by line; nothing for lines that nobody inspects.
     *
     * @throws org.countersign.shared.RuleViolation when the policy cannot be applied (409)
     */
    public Map<Integer, String> inspectors(PurchaseOrder order, Collection<Integer> lines) {
        var policies = new HashMap<Optional<String>, ReceiptPolicy>();
        var inspectors = new TreeMap<Integer, String>();
        for (var line : lines) {
            var category = order.line(line).category();
            var inspector = policies.computeIfAbsent(Optional.ofNullable(category), same -> policy(order, category))
                    .inspector();
            if (inspector != null) {
                inspectors.put(line, inspector);
            }
        }
        return inspectors;
    }

    /**
     * Whether a line counts as received by its matched invoice, as services do.
     *
     * @throws org.countersign.shared.RuleViolation when the policy cannot be applied (409)
     */
    public boolean receivedByInvoice(PurchaseOrder order, int line) {
        try {
            return tolerance.receivedByInvoice(order.line(line).category(), order.supplier());
        } catch (IllegalStateException faulty) {
            throw new RuleViolation(PurchasingRule.RECEIPT_POLICY_FAULTY, String.valueOf(faulty.getMessage()));
        }
    }

    private ReceiptPolicy policy(PurchaseOrder order, @Nullable String category) {
        try {
            return tolerance.policy(category, order.supplier());
        } catch (IllegalStateException faulty) {
            throw new RuleViolation(PurchasingRule.RECEIPT_POLICY_FAULTY, String.valueOf(faulty.getMessage()));
        }
    }

    /**
     * Whether a person is to be asked about what arrived of a line: more than the policy tolerates, where the policy asks
     * instead of refusing it.
     */
    public boolean asksAbout(PurchaseOrder order, Receipt receipt) {
        var line = order.line(receipt.line());
        return line.asksAbout(receipt.quantity(), receipt.rejected(), () -> policy(order, line.category()));
    }

    /** How much of a line may be kept at the most as the order stands: nothing where it takes no goods. */
    public BigDecimal room(PurchaseOrder order, int number) {
        var line = order.line(number);
        return order.status().takesReceipts() ? line.room(policy(order, line.category())) : BigDecimal.ZERO;
    }

    /**
     * What arrived of one line, counted in the smallest of its units.
     *
     * @param quantity everything that arrived, above zero
     * @param rejected the part of it that was refused
     */
    public record Receipt(int line, BigDecimal quantity, BigDecimal rejected) {}

    /**
     * Books goods that came after their line or order was closed and are kept all the same, so that their invoice can
     * match. Beyond what is ordered an invoice still differs: only a change order orders more (R11).
     *
     * @param toInspect the part of it by line that waits for its inspection
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrder keepLate(
            PurchaseOrderNumber number, List<Receipt> receipts, Map<Integer, BigDecimal> toInspect, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var order = locked(number);
        order.keepLate(receipts);
        toInspect.forEach(order::awaitInspection);
        record(
                order,
                "purchase-order.late-goods-kept",
                by,
                Map.of("lines", receipts.stream().map(Receipt::toString).toList()));
        orders.flush();
        workflow.goodsReceived(order);
        tellIfSettled(order);
        return order;
    }

    /**
     * Takes back what a receipt booked by mistake. Who may is the caller's to check. Invoices that are not paid and claim
     * more than is left are stopped and compared again (R21).
     *
     * @param uninspected the part of it by line that waits for its inspection
     * @throws org.countersign.shared.RuleViolation when goods of it went back since, or paid invoices need it (409): nothing
     *     is changed then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrder reverse(
            PurchaseOrderNumber number,
            List<Receipt> receipts,
            Map<Integer, BigDecimal> uninspected,
            String reason,
            Actor by) {
        var order = locked(number);
        order.reverse(receipts, uninspected, line -> receivedByInvoice(order, line));
        record(
                order,
                "purchase-order.receipt-reversed",
                by,
                Map.of(
                        "reason",
                        reason,
                        "lines",
                        receipts.stream().map(Receipt::toString).toList()));
        orders.flush();
        var lines = receipts.stream().map(Receipt::line).collect(Collectors.toSet());
        workflow.paidBeyond(order, lines).forEach((line, quantity) -> {
            throw new RuleViolation(
                    PurchasingRule.REVERSAL_OF_PAID, line, order.line(line).said(quantity));
        });
        workflow.goodsReturned(order, lines);
        return order;
    }

    /**
     * Lines that were closed short are expected again (R17).
     *
     * @param lines line numbers; empty reopens everything that is closed
     * @param reason required
     */
    @Transactional
    public PurchaseOrder reopen(
            PurchaseOrderNumber number, Collection<Integer> lines, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var why = reason(reason);
        var order = locked(number);
        check(
                order.status() != OrderStatus.CLOSED_SHORT || workflow.isRunning(order),
                PurchasingRule.NOT_REOPENABLE,
                number,
                order.status());
        order.reopen(lines);
        record(order, "purchase-order.reopened", by, Map.of("reason", why, "lines", List.copyOf(lines)));
        orders.flush();
        workflow.reopened(order);
        return order;
    }

    /** Books what went back (R16). Who may is the caller's to check. */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrder giveBack(PurchaseOrderNumber number, Map<Integer, BigDecimal> quantities, Actor by) {
        var order = locked(number);
        order.giveBack(new TreeMap<>(quantities));
        record(order, "purchase-order.goods-returned", by, Map.of("lines", new TreeMap<>(quantities).toString()));
        orders.flush();
        workflow.goodsReturned(order, quantities.keySet());
        return order;
    }

    /** Its supplier has announced a delivery of it. Who may say so is the caller's to check. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void announced(PurchaseOrderNumber number) {
        locked(number).announced();
        orders.flush();
    }

    /**
     * Closes lines short: what is open is no longer expected (R17).
     *
     * @param lines line numbers; empty closes everything that is open
     * @param reason required
     */
    @Transactional
    public PurchaseOrder closeShort(
            PurchaseOrderNumber number, Collection<Integer> lines, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var why = reason(reason);
        var order = locked(number);
        order.closeShort(lines, why);
        record(order, "purchase-order.closed-short", by, Map.of("reason", why, "lines", List.copyOf(lines)));
        orders.flush();
        workflow.closedShort(order);
        tellIfSettled(order);
        return order;
    }

    /**
     * Calls the order off. One that was never sent leaves its number void (R22).
     *
     * @param reason required
     * @throws org.countersign.shared.RuleViolation of R17 when goods are here (409)
     */
    @Transactional
    public PurchaseOrder cancel(PurchaseOrderNumber number, @Nullable String reason, Actor by) {
        var order = cancelledInProcess(number, reason, by);
        orders.flush();
        workflow.cancelled(order);
        return order;
    }

    /** The same as {@link #cancel}, where the process itself asked. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrder cancelledInProcess(PurchaseOrderNumber number, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var why = reason(reason);
        var order = locked(number);
        order.cancel(why);
        record(order, "purchase-order.cancelled", by, Map.of("reason", why, "numberVoid", order.numberIsVoid()));
        events.publishEvent(new PurchaseOrderEnded(number, false, why, by.user()));
        return order;
    }

    /**
     * Books what an invoice that matched claims. The caller holds the order's lock ({@link #lock}).
     *
     * @param invoice id of the invoice
     * @param quantities by line; negative for a credit note (R16)
     * @param twoWay lines that count as received by their invoice
     * @param payable the invoice's own payable amount (R19), negative for a credit note
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void invoiced(
            PurchaseOrderNumber number,
            String invoice,
            Map<Integer, BigDecimal> quantities,
            Set<Integer> twoWay,
            BigDecimal payable) {
        var order = locked(number);
        order.invoiced(invoice, quantities, twoWay, payable);
        record(
                order,
                "purchase-order.invoiced",
                Actor.SYSTEM,
                Map.of("invoice", invoice, "payable", payable.toPlainString()));
        orders.flush();
        if (!twoWay.isEmpty()) {
            workflow.goodsReceived(order);
        }
        tellIfSettled(order);
    }

    /**
     * Takes back what {@link #invoiced} booked: the invoice was refused after its match.
     *
     * @param invoice id of the invoice
     * @param quantities by line, as they were booked
     * @param twoWay lines that counted as received by their invoice
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void invoiceRejected(
            PurchaseOrderNumber number, String invoice, Map<Integer, BigDecimal> quantities, Set<Integer> twoWay) {
        var order = locked(number);
        order.invoiceRejected(invoice, quantities, twoWay);
        record(order, "purchase-order.invoice-rejected", Actor.SYSTEM, Map.of("invoice", invoice));
        orders.flush();
        tellIfSettled(order);
    }

    /**
     * Takes back what {@link #invoiced} booked until the invoice is matched again; what is paid of it, and what it made
     * count as received, stays.
     *
     * @param quantities by line, as they were booked
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void invoiceRecalled(PurchaseOrderNumber number, String invoice, Map<Integer, BigDecimal> quantities) {
        var order = locked(number);
        order.invoiceRecalled(invoice, quantities);
        record(order, "purchase-order.invoice-recalled", Actor.SYSTEM, Map.of("invoice", invoice));
        orders.flush();
    }

    /** Lines count as received no longer because of an invoice that was recalled and is refused now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endReceiptByInvoice(PurchaseOrderNumber number, String invoice, Set<Integer> twoWay) {
        var order = locked(number);
        if (order.endReceiptByInvoice(twoWay)) {
            record(order, "purchase-order.invoice-rejected", Actor.SYSTEM, Map.of("invoice", invoice));
            orders.flush();
        }
    }

    /**
     * Books what was paid of an invoice that matched.
     *
     * @param paidInAll everything paid of it so far
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void paid(PurchaseOrderNumber number, String invoice, BigDecimal paidInAll, Actor by) {
        var order = locked(number);
        order.paid(invoice, paidInAll);
        record(order, "purchase-order.paid", by, Map.of("invoice", invoice, "paid", paidInAll.toPlainString()));
        orders.flush();
        tellIfSettled(order);
    }

    /** Received, invoiced and paid: the order is closed. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(PurchaseOrderNumber number) {
        var order = locked(number);
        var before = order.status();
        order.close(clock.instant());
        if (before != order.status()) {
            audit.record(AuditEvent.of(number.document(), "purchase-order.closed", Actor.SYSTEM)
                    .changed("status", before.name(), order.status().name()));
        }
    }

    void tellIfSettled(PurchaseOrder order) {
        if (order.isSettled()) {
            workflow.settled(order);
        }
    }

    /**
     * Locks an order until the transaction ends, so that matches and receipts of one order queue for each other.
     *
     * @throws NotFound when there is none of this number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PurchaseOrder lock(PurchaseOrderNumber number) {
        return locked(number);
    }

    /**
     * Locks an order as {@link #lock} does, if there is one of this number. Ask for the lock before anything else of the
     * order is read in the transaction: what was read before would be compared as it was then.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<PurchaseOrder> lockIfKnown(PurchaseOrderNumber number) {
        return orders.lock(number.value());
    }

    /**
     * An order, for any module; whether a person may see it is the caller's to check.
     *
     * @throws NotFound when there is none of this number
     */
    @Transactional(readOnly = true)
    public PurchaseOrder order(PurchaseOrderNumber number) {
        return find(number).orElseThrow(() -> new NotFound("purchase order", number));
    }

    /** An order, if there is one of this number. */
    @Transactional(readOnly = true)
    public Optional<PurchaseOrder> find(PurchaseOrderNumber number) {
        return orders.findById(number.value());
    }

    /** Those of these orders that there are; for few, as of one page. */
    @Transactional(readOnly = true)
    public List<PurchaseOrder> findAll(Collection<PurchaseOrderNumber> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : orders.findAllById(
                        numbers.stream().map(PurchaseOrderNumber::value).toList());
    }

    /** The orders made from these requisitions, ascending by number; for few requisitions, as of one page. */
    @Transactional(readOnly = true)
    public List<PurchaseOrder> madeFrom(Collection<RequisitionNumber> requisitions) {
        return requisitions.isEmpty()
                ? List.of()
                : orders.ofRequisitions(
                        requisitions.stream().map(RequisitionNumber::value).toList());
    }

    /** Numbers of the orders made from a requisition, ascending. */
    @Transactional(readOnly = true)
    public List<PurchaseOrderNumber> ordersOf(RequisitionNumber requisition) {
        return orders.numbersOf(requisition.value()).stream()
                .map(PurchaseOrderNumber::new)
                .toList();
    }

    /** Whether a person sees all orders by the groups held. */
    public static boolean seesEveryOrder(Actor actor) {
        return actor.readsEverything()
                || actor.isIn(
                        Group.PURCHASING_AGENT,
                        Group.RECEIVER,
                        Group.ACCOUNTS_PAYABLE,
                        Group.FINANCE_OFFICER,
                        Group.CFO);
    }

    private PurchaseOrder locked(PurchaseOrderNumber number) {
        return orders.lock(number.value()).orElseThrow(() -> new NotFound("purchase order", number));
    }

    private void record(PurchaseOrder order, String event, Actor by, Map<String, ?> values) {
        var entry = AuditEvent.of(order.number().document(), event, by)
                .with("status", order.status().name());
        for (var value : new TreeMap<>(values).entrySet()) {
            entry = entry.with(value.getKey(), value.getValue());
        }
        audit.record(entry);
    }

    private static Map<String, Object> texts(Map<Integer, LocalDate> dates) {
        var texts = new LinkedHashMap<String, Object>();
        new TreeMap<>(dates).forEach((line, date) -> texts.put(line.toString(), date.toString()));
        return texts;
    }

    static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new RuleViolation(PurchasingRule.REASON_REQUIRED);
        }
        return reason.trim();
    }
}
