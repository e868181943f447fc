package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.Filter;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierMaster;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everything that people, other modules and the process do with invoices that were captured. */
@Service
@Transactional
public class InvoiceManagement {

    private static final int LONGEST_COMMENT = 2000;
    private static final List<InvoiceStatus> COUNTING =
            List.of(InvoiceStatus.MATCHED, InvoiceStatus.APPROVED, InvoiceStatus.SCHEDULED, InvoiceStatus.PAID);
    private static final List<InvoiceStatus> WAITING =
            List.of(InvoiceStatus.AWAITING_RECEIPT, InvoiceStatus.IN_EXCEPTION);

    private final Invoices invoices;
    private final InvoiceOriginals originals;
    private final PurchaseOrderManagement orders;
    private final GoodsReceiving receiving;
    private final SupplierDirectory suppliers;
    private final SupplierMaster supplierMaster;
    private final Senders senders;
    private final MatchPolicy policy;
    private final ExceptionRouting routing;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InvoiceManagement(
            Invoices invoices,
            InvoiceOriginals originals,
            PurchaseOrderManagement orders,
            GoodsReceiving receiving,
            SupplierDirectory suppliers,
            SupplierMaster supplierMaster,
            Senders senders,
            MatchPolicy policy,
            ExceptionRouting routing,
            InvoiceWorkflow workflow,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invoices = invoices;
        this.originals = originals;
        this.orders = orders;
        this.receiving = receiving;
        this.suppliers = suppliers;
        this.supplierMaster = supplierMaster;
        this.senders = senders;
        this.policy = policy;
        this.routing = routing;
        this.workflow = workflow;
        this.audit = audit;
        this.events = events;
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
                orders.invoiceRecalled(number, id.value(), quantitiesOf(invoice, number.value()));
            }
            invoice.takenBack();
            invoices.flush();
        }
        var facts = new TreeMap<String, OrderFacts>();
        locked.forEach((number, order) -> facts.put(number, factsOf(order, invoice)));
        var report = new Matching(
                        invoice.asReceived(),
                        facts,
                        policy.tolerances(null, invoice.supplier()),
                        knownIban(invoice),
                        unitsAgreed(invoice),
                        correctsKnownInvoice(invoice, locked.keySet()))
                .match();
        invoice.matched(report, clock.instant());
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
            for (var number : locked.keySet()) {
                orders.invoiced(
                        new PurchaseOrderNumber(number),
                        id.value(),
                        quantitiesOf(invoice, number),
                        twoWayLinesOf(invoice, number),
                        invoice.signedPayable());
                if (invoice.paid().signum() != 0) {
                    orders.paid(new PurchaseOrderNumber(number), id.value(), invoice.signedPaid(), Actor.SYSTEM);
                }
                if (invoice.type() == InvoiceType.CREDIT_NOTE) {
                    workflow.credited(new PurchaseOrderNumber(number));
                }
            }
        }
        invoices.flush();
    }

    private void takeBack(Invoice invoice) {
        for (var number : invoice.orders()) {
            orders.invoiceRejected(
                    number,
                    invoice.id().value(),
                    quantitiesOf(invoice, number.value()),
                    twoWayLinesOf(invoice, number.value()));
            var credited = creditedLinesOf(invoice, number.value());
            if (!credited.isEmpty()) {
                orders.lockIfKnown(number).ifPresent(order -> workflow.creditTakenBack(order, credited));
            }
        }
    }

    private static Set<Integer> creditedLinesOf(Invoice invoice, String order) {
        return quantitiesOf(invoice, order).entrySet().stream()
                .filter(line -> line.getValue().signum() < 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private OrderFacts factsOf(PurchaseOrder order, Invoice invoice) {
        var number = order.number().value();
        var variances = new HashMap<Integer, BigDecimal>();
        for (var row : invoices.variancesOf(number, COUNTING)) {
            variances.put((Integer) row[0], (BigDecimal) row[1]);
        }
        var disputed = new HashMap<Integer, BigDecimal>();
        if (invoice.type() == InvoiceType.CREDIT_NOTE) {
            for (var row : invoices.invoicedIn(number, WAITING)) {
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
                invoices.netOf(number, COUNTING).add((BigDecimal) extras[0]),
                (BigDecimal) extras[0],
                (BigDecimal) extras[1],
                order.lines().stream()
                        .map(line -> factsOf(
                                line,
                                variances.getOrDefault(line.line(), BigDecimal.ZERO),
                                disputed.getOrDefault(line.line(), BigDecimal.ZERO),
                                tolerances.computeIfAbsent(
                                        Optional.ofNullable(line.category()),
                                        category -> policy.tolerances(category.orElse(null), order.supplier()))))
                        .toList());
    }

    private static OrderFacts.Line factsOf(
            PurchaseOrderLine line, BigDecimal variance, BigDecimal disputed, Tolerances tolerances) {
        return new OrderFacts.Line(
                line.line(),
                line.item(),
                line.description(),
                line.unit(),
                line.ordered(),
                line.received().signum() > 0,
                line.net(),
                line.returned(),
                disputed,
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

    private boolean correctsKnownInvoice(Invoice invoice, Set<String> known) {
        var named = invoice.asReceived().precedingInvoice();
        if (named == null || invoice.type() != InvoiceType.CREDIT_NOTE) {
            return false;
        }
        var number = NormalizedNumber.of(named);
        return known.stream()
                .flatMap(order -> invoices.summariesOf(order).stream())
                .anyMatch(other -> !other.id().equals(invoice.id().value())
                        && !other.status().equals(InvoiceStatus.REJECTED.name())
                        && !other.status().equals(InvoiceStatus.DUPLICATE.name())
                        && (other.id().equals(named)
                                || NormalizedNumber.of(other.number()).equals(number)));
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

    private static Map<Integer, BigDecimal> quantitiesOf(Invoice invoice, String order) {
        var quantities = new TreeMap<Integer, BigDecimal>();
        for (var line : invoice.matchLines()) {
            var orderLine = line.orderLine();
            if (orderLine != null && order.equals(line.purchaseOrder())) {
                quantities.merge(orderLine, line.invoiced(), BigDecimal::add);
            }
        }
        return quantities;
    }

    private static Set<Integer> twoWayLinesOf(Invoice invoice, String order) {
        var twoWay = new HashSet<Integer>();
        for (var line : invoice.matchLines()) {
            var orderLine = line.orderLine();
            if (orderLine != null && order.equals(line.purchaseOrder()) && line.mode() == MatchMode.TWO_WAY) {
                twoWay.add(orderLine);
            }
        }
        return twoWay;
    }

    // ---- exceptions

    /**
     * Finds the handler of every open difference (R20). Called by the process.
     *
     * @throws RuntimeException when the routing table cannot answer: nobody is asked then, and operations sees why
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void route(InvoiceId id) {
        for (var exception : find(id).openExceptions()) {
            if (!exception.isSentBack()) {
                exception.route(routing.handlerOf(exception.type()));
            }
        }
        invoices.flush();
    }

    /** The open differences that a person or a group is asked about; those for the approvers of the order are not. */
    @Transactional(readOnly = true)
    public List<InvoiceException> exceptionsForPeople(InvoiceId id) {
        return find(id).openExceptions().stream()
                .filter(exception -> !isForApprovers(exception))
                .toList();
    }

    /** The open differences that the approvers of the order are asked about. */
    @Transactional(readOnly = true)
    public List<InvoiceException> exceptionsForApprovers(InvoiceId id) {
        return find(id).openExceptions().stream()
                .filter(InvoiceManagement::isForApprovers)
                .toList();
    }

    private static boolean isForApprovers(InvoiceException exception) {
        return ExceptionRouting.APPROVERS.equals(exception.handler());
    }

    /** An exception with its invoice, whoever asks. */
    @Transactional(readOnly = true)
    public Invoice invoiceOfException(String exception) {
        return invoices.invoiceOf(exception).stream()
                .findFirst()
                .flatMap(invoices::findById)
                .orElseThrow(() -> new NotFound("exception", exception));
    }

    /**
     * The difference that a task asks about, whatever its variables say.
     *
     * @throws NotFound when it asks about none
     */
    @Transactional(readOnly = true)
    public String exceptionAskedIn(String task) {
        return invoices.exceptionAskedIn(task).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("exception of task", task));
    }

    /** The task for a difference exists: its people are told. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void asked(String exceptionId, String task) {
        var invoice = invoiceOfException(exceptionId);
        var exception = invoice.exception(exceptionId);
        exception.askedIn(task);
        var handler = exception.handler();
        events.publishEvent(new InvoiceExceptionAsked(
                invoice.id(),
                exceptionId,
                exception.rounds(),
                task,
                exception.type(),
                handler == null ? Group.ACCOUNTS_PAYABLE.id() : handler,
                invoice.supplier(),
                invoice.number(),
                invoice.orders(),
                exception.amount(),
                invoice.currency(),
                exception.explanation()));
    }

    /**
     * Records a handler's answer to a difference (R18, R20, R21).
     *
     * @param comment required for accepting and rejecting
     * @throws org.countersign.shared.RuleViolation when the person may not, or the difference cannot be settled so: it
     *     stays open
     */
    public void answer(String exceptionId, ExceptionAnswer answer, @Nullable String comment, Actor by) {
        var invoice = invoiceOfException(exceptionId);
        var exception = invoice.exception(exceptionId);
        check(
                exception.isOpen()
                        && (invoice.status() == InvoiceStatus.IN_EXCEPTION
                                || invoice.status() == InvoiceStatus.DUPLICATE),
                InvoicingRule.EXCEPTION_SETTLED,
                invoice.id());
        demandHandler(exception, invoice, by);
        check(answer.isOffered(), InvoicingRule.NOT_OFFERED_YET, answer.word());
        var said = comment == null || comment.isBlank() ? null : comment.strip();
        switch (answer) {
            case ACCEPT -> {
                check(
                        exception.mayBeAccepted(),
                        InvoicingRule.NOT_ACCEPTABLE,
                        exception.type().label(),
                        exception.type().advice());
                accept(invoice, exception, reason(said), by);
            }
            case RECHECK -> {
                exception.answered(by.user(), said, clock.instant());
                if (exception.isSentBack()) {
                    exception.route(ExceptionRouting.APPROVERS);
                }
                record(invoice, exception, "invoice.exception-rechecked", by, said);
            }
            case REJECT -> reject(invoice, reason(said), by);
            case AWAIT_CREDIT, ASK_SUPPLIER -> throw new IllegalStateException("Refused above");
        }
        invoices.flush();
    }

    private void accept(Invoice invoice, InvoiceException exception, String why, Actor by) {
        var status = invoice.status();
        exception.accept(by.user(), why, clock.instant());
        invoice.accepted(exception);
        record(invoice, exception, "invoice.exception-accepted", by, why);
        var supplier = invoice.supplier();
        var account = invoice.iban();
        if (exception.type() == ExceptionType.BANK_ACCOUNT_CHANGED && supplier != null && account != null) {
            supplierMaster.accountConfirmed(supplier, account, by);
        }
        if (status != invoice.status()) {
            audit.record(AuditEvent.of(invoice.id().document(), "invoice.duplicate-overridden", by)
                    .rule("R18")
                    .changed("status", status.name(), invoice.status().name())
                    .with("comment", why));
        }
    }

    private void demandHandler(InvoiceException exception, Invoice invoice, Actor by) {
        var handler = exception.handler() == null ? Group.ACCOUNTS_PAYABLE.id() : exception.handler();
        check(
                isHandler(exception, by),
                InvoicingRule.NOT_THE_HANDLER,
                handler.startsWith(ExceptionRouting.PERSON)
                        ? handler.substring(ExceptionRouting.PERSON.length())
                        : "Somebody of the group " + handler);
        check(!isKeptOut(exception, invoice, by), InvoicingRule.CAPTURER_KEEPS_OUT, invoice.id());
    }

    private static boolean isHandler(InvoiceException exception, Actor by) {
        var handler = exception.handler() == null ? Group.ACCOUNTS_PAYABLE.id() : exception.handler();
        return handler.startsWith(ExceptionRouting.PERSON)
                ? handler.equals(ExceptionRouting.PERSON + by.user().value())
                : by.groups().contains(handler);
    }

    private static boolean isKeptOut(InvoiceException exception, Invoice invoice, Actor by) {
        return exception.type() == ExceptionType.BANK_ACCOUNT_CHANGED
                && by.user().equals(invoice.capturedBy());
    }

    /** The approvers of the order agreed to pay beyond its total (R20). Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overOrderApproved(InvoiceId id, Actor by, @Nullable String comment) {
        var invoice = find(id);
        exceptionsForApprovers(id)
                .forEach(exception ->
                        accept(invoice, exception, comment == null ? "Approved beyond the order" : comment, by));
        invoices.flush();
    }

    /** The approvers of the order sent it back with a note: accounts payable looks first. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overOrderReturned(InvoiceId id, Actor by, @Nullable String comment) {
        var invoice = find(id);
        for (var exception : exceptionsForApprovers(id)) {
            exception.answered(by.user(), comment, clock.instant());
            exception.sendBack(Group.ACCOUNTS_PAYABLE.id());
            record(invoice, exception, "invoice.exception-sent-back", by, comment);
        }
        invoices.flush();
    }

    /** The invoice is refused as a whole. Called by the process after the approvers rejected. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(InvoiceId id, Actor by, @Nullable String comment) {
        reject(find(id), comment == null || comment.isBlank() ? "Rejected" : comment, by);
        invoices.flush();
    }

    private void reject(Invoice invoice, String why, Actor by) {
        var before = invoice.status();
        if (before == InvoiceStatus.REJECTED) {
            return;
        }
        demandNothingPaid(invoice);
        invoice.reject(why);
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.rejected", by)
                .changed("status", before.name(), invoice.status().name())
                .with("reason", why));
        if (before.counts()) {
            invoices.flush();
            takeBack(invoice);
        } else {
            for (var number : invoice.orders()) {
                var twoWay = twoWayLinesOf(invoice, number.value());
                if (!twoWay.isEmpty()) {
                    orders.endReceiptByInvoice(number, invoice.id().value(), twoWay);
                }
            }
        }
    }

    /**
     * Demands that an invoice can still be refused, before anybody's answer says so. Nothing is demanded of what is no invoice.
     *
     * @throws org.countersign.shared.RuleViolation where a part of it is paid (409)
     */
    @Transactional(readOnly = true)
    public void demandRejectable(InvoiceId id) {
        invoices.findById(id.value()).ifPresent(InvoiceManagement::demandNothingPaid);
    }

    private static void demandNothingPaid(Invoice invoice) {
        check(
                invoice.paid().signum() == 0,
                InvoicingRule.PARTLY_PAID,
                invoice.paid().toPlainString() + " " + invoice.currency(),
                invoice.id());
    }

    private void record(Invoice invoice, InvoiceException exception, String event, Actor by, @Nullable String comment) {
        audit.record(AuditEvent.of(invoice.id().document(), event, by)
                .rule("R20")
                .with("type", exception.type().name())
                .with("line", exception.position())
                .with("amount", exception.amount().toPlainString())
                .with("state", exception.state().name())
                .with("comment", comment));
    }

    private static String reason(@Nullable String said) {
        check(said != null && said.length() <= LONGEST_COMMENT, InvoicingRule.REASON_NEEDED);
        return said == null ? "" : said;
    }

    // ---- payment

    /**
     * Who must not approve or book the payment of an invoice, each with the reason for people (R21): who asked for what is
     * paid, who booked its receipt, and who captured the invoice.
     */
    @Transactional(readOnly = true)
    public Map<UserId, String> barredFromPayment(InvoiceId id) {
        var invoice = find(id);
        var barred = new LinkedHashMap<UserId, String>();
        barred.put(invoice.capturedBy(), "captured the invoice");
        for (var number : invoice.orders()) {
            receiving.receiversOf(number).forEach(person -> barred.put(person, "received goods of " + number));
            orders.find(number).ifPresent(order -> barred.put(order.requester(), "asked for order " + number));
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
        var why = reason(comment == null || comment.isBlank() ? null : comment.strip());
        if (refuse) {
            reject(invoice, why, by);
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
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice pay(InvoiceId id, BigDecimal amount, Actor by) {
        var locked = find(id);
        var before = locked.status();
        locked.pay(amount);
        audit.record(AuditEvent.of(id.document(), "invoice.paid", by)
                .rule("R21")
                .changed("status", before.name(), locked.status().name())
                .with("amount", amount.toPlainString())
                .with("paid", locked.paid().toPlainString())
                .with("payable", locked.payable().toPlainString()));
        invoices.flush();
        if (locked.status() == InvoiceStatus.PAID) {
            workflow.paid(locked);
        }
        for (var number : locked.orders()) {
            orders.paid(number, id.value(), locked.signedPaid(), by);
        }
        return locked;
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

    /** Whether a person answers to a difference (R20, R21). */
    @Transactional(readOnly = true)
    public boolean mayAnswer(InvoiceException exception, Invoice invoice, Actor actor) {
        return isHandler(exception, actor) && !isKeptOut(exception, invoice, actor);
    }

    /** The bytes as received; whether a person may see them is the caller's to check. */
    @Transactional(readOnly = true)
    public Original original(InvoiceId id) {
        return originals
                .findById(id.value())
                .map(kept -> new Original(kept.mediaType(), kept.content()))
                .orElseThrow(() -> new NotFound("original of invoice", id));
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
