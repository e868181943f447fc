package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.Filter;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Matches invoices that were captured, and shows them to those who may see them. */
@Service
@Transactional
public class InvoiceManagement {

    private static final List<InvoiceStatus> COUNTING =
            List.of(InvoiceStatus.MATCHED, InvoiceStatus.APPROVED, InvoiceStatus.SCHEDULED, InvoiceStatus.PAID);
    private static final List<InvoiceStatus> WAITING =
            List.of(InvoiceStatus.AWAITING_RECEIPT, InvoiceStatus.IN_EXCEPTION);

    private final Invoices invoices;
    private final InvoiceOriginals originals;
    private final KeptFindings findings;
    private final InvoiceReader reader;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final ItemCatalog catalog;
    private final Senders senders;
    private final Prepayments prepayments;
    private final MatchPolicy policy;
    private final ExceptionWaits waits;
    private final MatchHistory history;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;
    private final Clock clock;

    InvoiceManagement(
            Invoices invoices,
            InvoiceOriginals originals,
            KeptFindings findings,
            InvoiceReader reader,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            ItemCatalog catalog,
            Senders senders,
            Prepayments prepayments,
            MatchPolicy policy,
            ExceptionWaits waits,
            MatchHistory history,
            InvoiceWorkflow workflow,
            AuditTrail audit,
            Clock clock) {
        this.invoices = invoices;
        this.originals = originals;
        this.findings = findings;
        this.reader = reader;
        this.orders = orders;
        this.suppliers = suppliers;
        this.catalog = catalog;
        this.senders = senders;
        this.prepayments = prepayments;
        this.policy = policy;
        this.waits = waits;
        this.history = history;
        this.workflow = workflow;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- the match

    /**
     * Compares an invoice with its orders, which are locked until the transaction ends, so that matches and receipts of one
     * order queue for each other. What matches is approved and booked on its orders at once. Called by the process; an
     * invoice that is past its match stays as it is.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void match(InvoiceId id) {
        measure(id);
        var locked = new TreeMap<String, PurchaseOrder>();
        for (var number : find(id).orders()) {
            orders.lockIfKnown(number).ifPresent(order -> locked.put(number.value(), order));
        }
        var invoice = find(id);
        if (invoice.status() != InvoiceStatus.CAPTURED && !invoice.status().isWaiting()) {
            return;
        }
        var before = invoice.status();
        if (invoice.recalledAt() != null) {
            for (var number : invoice.orders()) {
                orders.invoiceRecalled(number, id.value(), InvoicedLines.quantities(invoice, number.value()));
            }
            invoice.takenBack();
            invoices.flush();
        }
        var facts = new TreeMap<String, OrderFacts>();
        var received = asReceived(invoice);
        var items = itemsOf(received, locked.values());
        var credits = isCrediting(received);
        locked.forEach((number, order) -> facts.put(number, factsOf(order, invoice, credits, items)));
        var report = new Matching(
                        received,
                        facts,
                        policy.tolerances(null, invoice.supplier()),
                        knownIban(invoice),
                        unitsAgreed(invoice),
                        correctsKnownInvoice(invoice, received, locked.keySet()),
                        invoice.pairings())
                .match();
        report = prepayments.seen(invoice, locked.values(), report);
        history.matched(invoice, report, clock.instant());
        audit.record(AuditEvent.of(id.document(), "invoice.matched", Actor.SYSTEM)
                .rule("R13")
                .changed("status", before.name(), invoice.status().name())
                .with("result", String.valueOf(invoice.matchResult()))
                .with(
                        "exceptions",
                        invoice.exceptions().stream()
                                .map(one -> one.type() + (one.position() == null ? "" : " line " + one.position()) + " "
                                        + one.state() + " " + one.amount().toPlainString())
                                .toList()));
        if (invoice.status() == InvoiceStatus.MATCHED) {
            invoice.approved();
            audit.record(AuditEvent.of(id.document(), "invoice.approved", Actor.SYSTEM)
                    .changed("status", InvoiceStatus.MATCHED.name(), InvoiceStatus.APPROVED.name()));
            invoices.flush();
            for (var number : invoice.type() == InvoiceType.PREPAYMENT ? Set.<String>of() : locked.keySet()) {
                orders.invoiced(
                        new PurchaseOrderNumber(number),
                        id.value(),
                        InvoicedLines.quantities(invoice, number),
                        InvoicedLines.twoWay(invoice, number),
                        invoice.signedPayable());
                if (invoice.paid().signum() != 0) {
                    orders.paid(new PurchaseOrderNumber(number), id.value(), invoice.signedSettled(), Actor.SYSTEM);
                }
                if (invoice.type() == InvoiceType.CREDIT_NOTE) {
                    waits.creditCame(invoice, invoices.idsOf(number, WAITING));
                    workflow.credited(new PurchaseOrderNumber(number));
                }
            }
        }
        invoices.flush();
    }

    /** Before anything is locked: reading the rules of e-invoices for the first time takes many seconds. */
    private void measure(InvoiceId id) {
        var invoice = find(id);
        if (invoice.isToBeMeasured()
                && (invoice.status() == InvoiceStatus.CAPTURED
                        || invoice.status().isWaiting())) {
            var broken = reader.broken(original(id).content());
            if (!broken.isEmpty()) {
                findings.saveAllAndFlush(KeptFinding.of(id, broken));
            }
            invoice.measured(broken.size());
        }
    }

    private InvoiceDraft asReceived(Invoice invoice) {
        return invoice.asAssigned().toBuilder().findings(findings(invoice)).build();
    }

    /** What the catalog says of the ordered items, asked where a line of the invoice names no line of an order, and no item of ours. */
    private Map<String, Item> itemsOf(InvoiceDraft received, Collection<PurchaseOrder> of) {
        var asked = received.lines().stream()
                .anyMatch(line -> line.orderLine() == null
                        && line.item() == null
                        && (line.sellerItem() != null || line.standardItem() != null));
        if (!asked) {
            return Map.of();
        }
        var numbers = of.stream()
                .flatMap(order -> order.lines().stream())
                .map(PurchaseOrderLine::item)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var known = new HashMap<String, Item>();
        catalog.items(numbers).forEach(item -> known.put(item.number(), item));
        return known;
    }

    private OrderFacts factsOf(PurchaseOrder order, Invoice invoice, boolean credits, Map<String, Item> items) {
        var number = order.number().value();
        var variances = new HashMap<Integer, BigDecimal>();
        var net = BigDecimal.ZERO;
        var unordered = BigDecimal.ZERO;
        for (var row : invoices.variancesOf(number, COUNTING)) {
            net = net.add((BigDecimal) row[2]);
            if (row[0] instanceof Integer line) {
                variances.put(line, (BigDecimal) row[1]);
            } else {
                unordered = (BigDecimal) row[2];
            }
        }
        var disputed = new HashMap<Integer, BigDecimal>();
        if (credits) {
            for (var row : invoices.invoicedIn(number, WAITING, invoice.id().value())) {
                disputed.put((Integer) row[0], ((BigDecimal) row[1]).max(BigDecimal.ZERO));
            }
        }
        var extras = invoices.extrasOf(number, COUNTING).get(0);
        var tolerances = new HashMap<Optional<String>, Tolerances>();
        return new OrderFacts(
                number,
                order.currency(),
                order.takesInvoices() ? null : notOpen(order),
                senders.notFrom(order.supplier(), number, invoice),
                order.total().amount(),
                net.add((BigDecimal) extras[0]),
                unordered.add((BigDecimal) extras[0]),
                (BigDecimal) extras[2],
                unordered.add((BigDecimal) extras[1]),
                (BigDecimal) extras[3],
                order.lines().stream()
                        .map(line -> factsOf(
                                line,
                                variances.getOrDefault(line.line(), BigDecimal.ZERO),
                                disputed.getOrDefault(line.line(), BigDecimal.ZERO),
                                line.item() == null ? null : items.get(line.item()),
                                order.supplier(),
                                tolerances.computeIfAbsent(
                                        Optional.ofNullable(line.category()),
                                        category -> policy.tolerances(category.orElse(null), order.supplier()))))
                        .toList());
    }

    private static OrderFacts.Line factsOf(
            PurchaseOrderLine line,
            BigDecimal variance,
            BigDecimal disputed,
            @Nullable Item item,
            String supplier,
            Tolerances tolerances) {
        // What another supplier calls it is no word of this one's.
        var theirs =
                item == null || (item.supplier() != null && !item.supplier().equals(supplier))
                        ? null
                        : item.supplierItem();
        return new OrderFacts.Line(
                line.line(),
                line.item(),
                theirs,
                item == null ? null : item.gtin(),
                line.description(),
                line.units(),
                line.ordered(),
                line.hasArrived(),
                line.cleared(),
                line.returned(),
                line.units().inOwn(disputed),
                line.invoiced(),
                line.unitPrice(),
                variance,
                line.taxRate(),
                tolerances);
    }

    private static Explanation notOpen(PurchaseOrder order) {
        return Explanation.of(
                switch (order.status()) {
                    case CREATED -> InvoicingStatement.ORDER_NOT_SENT;
                    case DECLINED -> InvoicingStatement.ORDER_DECLINED;
                    case CANCELLED -> InvoicingStatement.ORDER_CANCELLED;
                    case CLOSED -> InvoicingStatement.ORDER_CLOSED;
                    case DISPATCHED, ACKNOWLEDGED, PARTIALLY_RECEIVED, RECEIVED, CLOSED_SHORT ->
                        InvoicingStatement.ORDER_TAKES_NO_INVOICES;
                },
                order.number());
    }

    private @Nullable String knownIban(Invoice invoice) {
        return Optional.ofNullable(invoice.supplier())
                .flatMap(suppliers::supplier)
                .map(Supplier::confirmedIban)
                .orElse(null);
    }

    /** Whether it credits and names an invoice of the same supplier and order that counts, or waits to. */
    private boolean correctsKnownInvoice(Invoice invoice, InvoiceDraft received, Set<String> known) {
        var named = received.precedingInvoice();
        var supplier = invoice.supplier();
        if (named == null || supplier == null || !isCrediting(received)) {
            return false;
        }
        var number = NormalizedNumber.of(named);
        var statuses = Stream.concat(COUNTING.stream(), WAITING.stream()).toList();
        return known.stream()
                .flatMap(order -> invoices
                        .correctable(order, supplier, statuses, invoice.id().value())
                        .stream())
                .anyMatch(other -> other[0].equals(named)
                        || NormalizedNumber.of((String) other[1]).equals(number));
    }

    /** Whether any of it is given back: a credit note, or a correction with lines below zero. */
    private static boolean isCrediting(InvoiceDraft received) {
        return received.type() == InvoiceType.CREDIT_NOTE
                || received.lines().stream()
                        .anyMatch(line -> isBelowZero(line.quantity())
                                || isBelowZero(line.netAmount())
                                || isBelowZero(line.unitPrice()));
    }

    private static boolean isBelowZero(@Nullable BigDecimal number) {
        return number != null && number.signum() < 0;
    }

    private static Set<Integer> unitsAgreed(Invoice invoice) {
        var agreed = new HashSet<Integer>();
        for (var exception : invoice.exceptions()) {
            var position = exception.position();
            if (exception.type() == ExceptionType.UNIT_MISMATCH
                    && exception.state() == ExceptionState.ACCEPTED
                    && position != null) {
                agreed.add(position);
            }
        }
        return agreed;
    }

    // ---- reading

    /** An invoice, for any module; whether a person may see it is the caller's to check. */
    @Transactional(readOnly = true)
    public Invoice invoice(InvoiceId id) {
        return find(id);
    }

    /** An invoice, if there is one of this reference. */
    @Transactional(readOnly = true)
    public Optional<Invoice> ifKnown(InvoiceId id) {
        return invoices.findById(id.value());
    }

    /** An invoice that this person may see. @throws NotFound otherwise */
    @Transactional(readOnly = true)
    public Invoice invoice(InvoiceId id, Actor actor) {
        var invoice = find(id);
        if (!mayRead(invoice, actor)) {
            throw new NotFound("invoice", id);
        }
        return invoice;
    }

    /** The bytes as received, for a person who may see the invoice. */
    @Transactional(readOnly = true)
    public Original original(InvoiceId id, Actor actor) {
        return original(invoice(id, actor).id());
    }

    /**
     * A document as it was received.
     *
     * @param mediaType under which it came
     * @param content its bytes, unchanged
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Original(String mediaType, byte[] content) {}

    /** Ids of the invoices that name an order, ascending. */
    @Transactional(readOnly = true)
    public List<InvoiceId> invoicesOf(PurchaseOrderNumber order) {
        return ids(invoices.idsOf(order.value()));
    }

    /** Ids of the invoices that name an order and wait for receipts or answers, ascending. */
    @Transactional(readOnly = true)
    public List<InvoiceId> waitingInvoicesOf(PurchaseOrderNumber order) {
        return ids(invoices.idsOf(order.value(), WAITING));
    }

    /**
     * Invoices that a person may see.
     *
     * @throws org.countersign.shared.NotAllowed for people who have nothing to do with invoices (403)
     */
    @Transactional(readOnly = true)
    public Page<Invoice> search(
            @Nullable InvoiceStatus status,
            @Nullable String supplier,
            @Nullable String number,
            @Nullable String purchaseOrder,
            Actor actor,
            Pageable page) {
        mustSeeInvoices(actor);
        return invoices.findAll(
                new Filter<Invoice>()
                        .equal("status", status)
                        .equal("supplier", supplier)
                        .equal("number", number)
                        .member("orders", purchaseOrder)
                        .toSpecification(),
                page);
    }

    /** Demands that a person has to do with invoices. @throws org.countersign.shared.NotAllowed otherwise (403) */
    static void mustSeeInvoices(Actor actor) {
        if (!maySeeInvoices(actor)) {
            actor.mustBeIn(Group.ACCOUNTS_PAYABLE, Group.FINANCE_OFFICER, Group.PURCHASING_AGENT, Group.AUDITOR);
        }
    }

    /** Whether a person sees invoices, and not just those of own orders. */
    public static boolean maySeeInvoices(Actor actor) {
        return PurchaseOrderManagement.seesEveryOrder(actor);
    }

    /** Whether a person may see this invoice: who deals with invoices, and who asked for what it is about. */
    @Transactional(readOnly = true)
    public boolean maySee(Invoice invoice, Actor actor) {
        return mayRead(invoice, actor);
    }

    /** The bytes as received; whether a person may see them is the caller's to check. */
    @Transactional(readOnly = true)
    public Original original(InvoiceId id) {
        return originals
                .findById(id.value())
                .map(kept -> new Original(kept.mediaType(), kept.content()))
                .orElseThrow(() -> new NotFound("original of invoice", id));
    }

    /** What is wrong with a document, though it could be read; whether a person may see it is the caller's to check. */
    @Transactional(readOnly = true)
    public List<InvoiceFinding> findings(Invoice invoice) {
        return invoice.findingCount() == 0
                ? List.of()
                : findings.of(invoice.id().value()).stream()
                        .map(KeptFinding::finding)
                        .toList();
    }

    private boolean mayRead(Invoice invoice, Actor actor) {
        return PurchaseOrderManagement.seesEveryOrder(actor)
                || invoice.orders().stream()
                        .flatMap(number -> orders.find(number).stream())
                        .anyMatch(order -> order.requester().equals(actor.user()));
    }

    private static List<InvoiceId> ids(List<String> ids) {
        return ids.stream().map(InvoiceId::new).collect(Collectors.toUnmodifiableList());
    }

    private Invoice find(InvoiceId id) {
        return invoices.findById(id.value()).orElseThrow(() -> new NotFound("invoice", id));
    }
}
