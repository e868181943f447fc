package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.Approvals;
import org.countersign.audit.AuditEntry;
import org.countersign.audit.AuditLog;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.RemarkWords;
import org.countersign.console.page.Words;
import org.countersign.console.web.invoice.InvoicePage.Booked;
import org.countersign.console.web.invoice.InvoicePage.Broken;
import org.countersign.console.web.invoice.InvoicePage.Claimed;
import org.countersign.console.web.invoice.InvoicePage.Discount;
import org.countersign.console.web.invoice.InvoicePage.Event;
import org.countersign.console.web.invoice.InvoicePage.Line;
import org.countersign.console.web.invoice.InvoicePage.Next;
import org.countersign.console.web.invoice.InvoicePage.Note;
import org.countersign.console.web.invoice.InvoicePage.Ordered;
import org.countersign.console.web.invoice.InvoicePage.Original;
import org.countersign.console.web.invoice.InvoicePage.PaymentForm;
import org.countersign.console.web.invoice.InvoicePage.Rate;
import org.countersign.console.web.invoice.InvoicePage.Received;
import org.countersign.console.web.invoice.InvoicePage.Step;
import org.countersign.console.web.invoice.InvoicePage.Sum;
import org.countersign.invoicing.ExceptionState;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceAssignment;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceFinding;
import org.countersign.invoicing.InvoiceList;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceSums;
import org.countersign.invoicing.LineOutcome;
import org.countersign.invoicing.MatchLine;
import org.countersign.invoicing.MatchMode;
import org.countersign.payment.PaymentManagement;
import org.countersign.payment.PaymentRates;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.Limit;
import org.countersign.shared.Money;
import org.countersign.shared.Units;
import org.countersign.supplier.PaymentTerms;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what the page of one invoice shows. Whether the reader may see it is the caller's to check. */
@Component
class InvoicePages {

    /** What our own form writes where somebody typed an invoice and added no scan of it. */
    static final String TYPED_IN = "application/vnd.countersign.typed-in+json";

    private static final String TIMES = " × ";
    private static final int MOST_LINES = 200;
    private static final int MOST_ORDERS = 20;
    private static final int MOST_EVENTS = 30;

    private final InvoiceManagement invoices;
    private final DifferencePages differences;
    private final InvoiceAssignment assignment;
    private final InvoiceSettlement settlement;
    private final InvoiceList list;
    private final PurchaseOrderManagement orders;
    private final PaymentManagement payments;
    private final SupplierDirectory suppliers;
    private final Approvals approvals;
    private final RemarkWords remarks;
    private final AuditLog audit;
    private final Company company;

    InvoicePages(
            InvoiceManagement invoices,
            DifferencePages differences,
            InvoiceAssignment assignment,
            InvoiceSettlement settlement,
            InvoiceList list,
            PurchaseOrderManagement orders,
            PaymentManagement payments,
            SupplierDirectory suppliers,
            Approvals approvals,
            RemarkWords remarks,
            AuditLog audit,
            Company company) {
        this.invoices = invoices;
        this.differences = differences;
        this.assignment = assignment;
        this.settlement = settlement;
        this.list = list;
        this.orders = orders;
        this.payments = payments;
        this.suppliers = suppliers;
        this.approvals = approvals;
        this.remarks = remarks;
        this.audit = audit;
        this.company = company;
    }

    /**
     * The page of an invoice.
     *
     * @param given what was typed of a payment that was refused; null otherwise
     */
    @Transactional(readOnly = true)
    public InvoicePage of(Invoice invoice, Actor actor, Words say, @Nullable PaymentForm given) {
        var received = invoice.asReceived();
        var known = ordersOf(invoice);
        var supplier = Optional.ofNullable(invoice.supplier()).flatMap(suppliers::supplier);
        var kept = approvals.recordOf(invoice.id().document());
        var answers = stillAsked(invoice, kept.entries());
        var paid = payments.paymentsOf(invoice.id());
        var terms = Optional.ofNullable(invoice.terms())
                .flatMap(PaymentTerms::parse)
                .or(() -> terms(known, supplier));
        var compared = lines(invoice, received, known, say);
        var shown = compared.stream().limit(MOST_LINES).toList();
        var barred = whyNotPaying(invoice, actor);
        var events = audit.entriesOf(invoice.id().document());
        return new InvoicePage(
                invoice,
                received,
                supplierName(invoice, received, supplier),
                next(invoice, answers, actor, say),
                steps(invoice),
                list.isOverdue(invoice),
                terms.map(PaymentTerms::toString).orElse(null),
                invoice.dueDate() != null,
                discount(invoice, terms, say),
                shown,
                compared.size() - shown.size(),
                compared.stream().filter(Line::differs).count(),
                sums(invoice, received, known),
                rates(invoice, received, known),
                differences.of(invoice, actor, say),
                broken(invoice, say),
                answers,
                remarks.said(kept.remarks(), actor.user()),
                paid.stream()
                        .map(one -> new Booked(one, rates(one.rates(), say)))
                        .toList(),
                invoice.rest(),
                barred == null ? paying(invoice, PaymentDesk.seen(paid), actor, say, given) : null,
                actor.isIn(Group.FINANCE_OFFICER)
                        && invoice.status() == InvoiceStatus.SCHEDULED
                        && invoice.paymentRun() == null,
                invoice.status() == InvoiceStatus.SCHEDULED ? payments.holdOf(invoice.id()) : null,
                barred == null ? null : say.text("invoice.pay.barred", say.text("invoice.barred." + barred)),
                original(invoice),
                events.stream()
                        .sorted(Comparator.comparing(AuditEntry::sequence).reversed())
                        .limit(MOST_EVENTS)
                        .map(entry -> event(entry, say))
                        .toList(),
                Math.max(0, events.size() - MOST_EVENTS));
    }

    /** Nobody is told to wait for an answer that nobody is asked for any more, as where goods went back meanwhile. */
    private List<ApprovalEntry> stillAsked(Invoice invoice, List<ApprovalEntry> entries) {
        if (entries.stream().allMatch(entry -> entry.outcome() != null)) {
            return entries;
        }
        var last = entries.stream().mapToInt(ApprovalEntry::cycle).max().orElse(0);
        var pending = approvals.outcomeOf(invoice.id().document()).orElse(null) == ApprovalOutcome.PENDING;
        return entries.stream()
                .filter(entry -> entry.outcome() != null || (pending && entry.cycle() == last))
                .toList();
    }

    private Map<String, PurchaseOrder> ordersOf(Invoice invoice) {
        var known = new HashMap<String, PurchaseOrder>();
        invoice.orders().stream()
                .limit(MOST_ORDERS)
                .forEach(number -> orders.find(number).ifPresent(order -> known.put(number.value(), order)));
        return known;
    }

    private static @Nullable String supplierName(Invoice invoice, InvoiceDraft received, Optional<Supplier> supplier) {
        if (supplier.isPresent()) {
            return supplier.get().name();
        }
        var seller = received.seller();
        return seller == null || seller.names().isEmpty()
                ? invoice.supplier()
                : seller.names().get(0);
    }

    // ---- when

    private static Optional<PaymentTerms> terms(Map<String, PurchaseOrder> known, Optional<Supplier> supplier) {
        return known.values().stream()
                .sorted(Comparator.comparing(order -> order.number().value()))
                .map(PurchaseOrder::paymentTerms)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> supplier.map(Supplier::paymentTerms))
                .flatMap(PaymentTerms::parse);
    }

    private static @Nullable Discount discount(Invoice invoice, Optional<PaymentTerms> terms, Words say) {
        var amount = invoice.discount();
        var until = invoice.discountUntil();
        var agreed = terms.map(PaymentTerms::discount).orElse(null);
        if (amount == null || until == null || agreed == null) {
            return null;
        }
        return new Discount(
                agreed.percent(),
                amount,
                agreed.base().name(),
                until,
                until.isBefore(say.today()),
                invoice.discountTaken().signum() > 0);
    }

    // ---- what happens next

    private Next next(Invoice invoice, List<ApprovalEntry> answers, Actor actor, Words say) {
        var tasks = "/tasks?document=" + invoice.id();
        return switch (invoice.status()) {
            case CAPTURED -> next("busy", "hourglass-split", "captured", say, "", null, null);
            case MATCHED -> next("busy", "hourglass-split", "captured", say, "", null, null);
            case AWAITING_RECEIPT -> {
                var first = invoice.orders().stream().findFirst().map(PurchaseOrderNumber::value);
                yield actor.isIn(Group.RECEIVER) && first.isPresent()
                        ? next("wait", "box-seam", "receipt", say, "", "/receiving/" + first.get(), "receive")
                        : next("wait", "box-seam", "receipt", say, "", null, null);
            }
            case IN_EXCEPTION, DUPLICATE -> {
                var open = invoice.openExceptions().stream()
                        .filter(one -> one.waitsFor() == null)
                        .toList();
                if (open.isEmpty()) {
                    yield next("busy", "hourglass-split", "supplier", say, "", null, null);
                }
                if (isAssigned(invoice, open)) {
                    yield next("busy", "hourglass-split", "captured", say, "", null, null);
                }
                var who = open.stream()
                        .map(one -> DifferencePages.handler(one, say))
                        .distinct()
                        .collect(Collectors.joining(", "));
                var mine = open.stream().anyMatch(one -> differences.isMine(one, invoice, actor));
                var key = invoice.status() == InvoiceStatus.DUPLICATE
                        ? "duplicate"
                        : open.size() == 1 ? "difference" : "differences";
                yield new Next(
                        "wait",
                        "exclamation-triangle",
                        say.text("invoice.next." + key + ".title", open.size()),
                        say.text("invoice.next." + key, who),
                        mine ? tasks : null,
                        mine ? say.text("invoice.next.answer") : null);
            }
            case APPROVED -> {
                var pending =
                        answers.stream().filter(one -> one.outcome() == null).toList();
                var returned = pending.isEmpty()
                        && !answers.isEmpty()
                        && "RETURNED".equals(answers.get(answers.size() - 1).outcome());
                if (returned) {
                    var mine = actor.isIn(Group.ACCOUNTS_PAYABLE);
                    yield next("wait", "arrow-return-left", "returned", say, "", mine ? tasks : null, "answer");
                }
                var mine = pending.stream()
                        .anyMatch(one -> one.candidates().contains(actor.user())
                                || actor.user().equals(one.assignee()));
                yield next("wait", "check2-square", "approved", say, "", mine ? tasks : null, "approve");
            }
            case SCHEDULED ->
                invoice.paymentRun() != null
                        ? next(
                                "busy",
                                "bank",
                                "inRun",
                                say,
                                invoice.paymentRun(),
                                PaymentManagement.maySeeRuns(actor) ? "/payment-runs/" + invoice.paymentRun() : null,
                                "run")
                        : next(
                                "busy",
                                "calendar-check",
                                invoice.paid().signum() == 0 ? "scheduled" : "partlyPaid",
                                say,
                                say.date(invoice.payBy()),
                                actor.isIn(Group.FINANCE_OFFICER) ? "#payment" : null,
                                "pay");
            case PAID -> next("good", "check-circle", "paid", say, "", null, null);
            case REJECTED ->
                next(
                        "bad",
                        "x-circle",
                        "rejected",
                        say,
                        Objects.requireNonNullElse(invoice.endReason(), Words.NOTHING),
                        null,
                        null);
        };
    }

    private static Next next(
            String tone,
            String icon,
            String key,
            Words say,
            String argument,
            @Nullable String link,
            @Nullable String action) {
        return new Next(
                tone,
                icon,
                say.text("invoice.next." + key + ".title"),
                say.text("invoice.next." + key, argument),
                link,
                link == null || action == null ? null : say.text("invoice.next." + action));
    }

    private static List<Step> steps(Invoice invoice) {
        var keys = List.of("captured", "matched", "approved", "paid");
        int reached = switch (invoice.status()) {
            case CAPTURED, AWAITING_RECEIPT, IN_EXCEPTION, DUPLICATE, REJECTED -> 1;
            case MATCHED, APPROVED -> 2;
            case SCHEDULED -> 3;
            case PAID -> 4;
        };
        var stopped = invoice.status() == InvoiceStatus.REJECTED;
        var steps = new ArrayList<Step>();
        for (int index = 0; index < keys.size(); index++) {
            var state = index < reached ? "done" : index > reached ? "todo" : stopped ? "stopped" : "now";
            steps.add(new Step(keys.get(index), state));
        }
        return steps;
    }

    // ---- line by line

    private static List<Line> lines(
            Invoice invoice, InvoiceDraft received, Map<String, PurchaseOrder> known, Words say) {
        var compared = new HashMap<Integer, MatchLine>();
        invoice.matchLines().forEach(line -> compared.put(line.position(), line));
        var found = new HashMap<Integer, List<InvoiceException>>();
        for (var exception : invoice.exceptions()) {
            var at = exception.position();
            if (at != null) {
                found.computeIfAbsent(at, position -> new ArrayList<>()).add(exception);
            }
        }
        var sums = InvoiceSums.of(received);
        var lines = new ArrayList<Line>();
        for (int index = 0; index < received.lines().size(); index++) {
            lines.add(line(
                    invoice,
                    found.getOrDefault(index + 1, List.of()),
                    index + 1,
                    received.lines().get(index),
                    sums.lines().get(index),
                    compared.get(index + 1),
                    known,
                    say));
        }
        lines.sort(Comparator.comparing(line -> !line.differs()));
        return lines;
    }

    private static Line line(
            Invoice invoice,
            List<InvoiceException> found,
            int position,
            InvoiceDraft.Line claimed,
            BigDecimal net,
            @Nullable MatchLine match,
            Map<String, PurchaseOrder> known,
            Words say) {
        var number = match == null ? null : match.purchaseOrder();
        var order = number == null ? null : known.get(number);
        var orderLine = match == null ? null : match.orderLine();
        var line =
                order == null || orderLine == null || orderLine > order.lines().size()
                        ? null
                        : order.lines().get(orderLine - 1);
        var unit = match == null || match.orderUnit() == null
                ? line == null ? claimed.unit() : line.unit()
                : match.orderUnit();
        var quantity = match == null ? null : match.ordered();
        var price = match == null
                ? null
                : match.orderPrice() == null && line != null ? line.unitPrice() : match.orderPrice();
        var ordered = quantity == null || price == null || order == null
                ? null
                : new Ordered(
                        say.quantity(quantity, unit == null ? "C62" : unit)
                                + TIMES
                                + say.price(price, order.currency()),
                        Money.ofLine(quantity, price, order.currency()).amount());
        var accepted = match == null ? null : match.accepted();
        var arrived = accepted == null || match == null
                ? null
                : new Received(
                        accepted,
                        line == null ? null : line.received(),
                        line == null ? null : line.rejected(),
                        line == null ? null : line.returned(),
                        match.mode() != MatchMode.TWO_WAY);
        var notes = notes(invoice, found, claimed, match, unit, order, say);
        var homeless = match != null && match.outcome() == LineOutcome.UNMATCHED && order == null;
        var waits = homeless || notes.stream().anyMatch(note -> note.tone().equals("wait"));
        var description = claimed.description() == null
                ? line == null ? Objects.requireNonNullElse(claimed.item(), Words.NOTHING) : line.description()
                : claimed.description();
        return new Line(
                position,
                invoice.labelOf(position),
                number,
                orderLine,
                description,
                claimed.item() == null ? claimed.sellerItem() : claimed.item(),
                unit,
                ordered,
                arrived,
                match == null ? null : match.invoicedBefore(),
                new Claimed(claimed(claimed, unit, invoice.currency(), say), net, claimed.taxRate()),
                match == null ? "idle" : waits ? "wait" : "good",
                match == null
                        ? "notCompared"
                        : waits
                                ? match.outcome() == LineOutcome.UNMATCHED
                                        ? "unmatched"
                                        : match.outcome() == LineOutcome.AWAITING_RECEIPT ? "awaiting" : "differs"
                                : match.outcome() == LineOutcome.MATCHED
                                        ? "agrees"
                                        : match.outcome() == LineOutcome.UNPLANNED ? "unplanned" : "accepted",
                notes,
                match == null || match.orderUnit() == null ? Units.only(unit == null ? "C62" : unit) : match.units());
    }

    /** Quantity times price, as the supplier wrote it. */
    private static String claimed(InvoiceDraft.Line line, @Nullable String unit, String currency, Words say) {
        var in = line.unit() == null ? unit : line.unit();
        var quantity = in == null ? say.number(line.quantity()) : say.quantity(line.quantity(), in);
        var base = line.priceBaseQuantity();
        if (line.unitPrice() == null) {
            return quantity;
        }
        return quantity
                + TIMES
                + say.price(line.unitPrice(), Currency.getInstance(currency))
                + (base == null || base.compareTo(BigDecimal.ONE) == 0 ? "" : " / " + say.number(base));
    }

    private static List<Note> notes(
            Invoice invoice,
            List<InvoiceException> found,
            InvoiceDraft.Line claimed,
            @Nullable MatchLine match,
            @Nullable String unit,
            @Nullable PurchaseOrder order,
            Words say) {
        var notes = new ArrayList<Note>();
        if (match == null) {
            return notes;
        }
        var told = new LinkedHashSet<ExceptionType>();
        for (var exception : found) {
            if (exception.state() == ExceptionState.RESOLVED) {
                continue;
            }
            told.add(exception.type());
            var sentence = sentence(exception, invoice, claimed, match, unit, order, say);
            notes.add(
                    exception.isOpen()
                            ? new Note("wait", sentence)
                            : new Note(
                                    "good",
                                    say.text("invoice.note.accepted", sentence, say.name(exception.answeredBy()))));
        }
        var variance = match.priceVariance();
        if (variance != null
                && variance.signum() != 0
                && order != null
                && !told.contains(ExceptionType.PRICE_VARIANCE)) {
            notes.add(new Note(
                    "good",
                    variance.signum() < 0
                            ? match.priceUnder().isNone()
                                    ? say.text("invoice.note.cheaper", say.amount(variance.abs(), invoice.currency()))
                                    : say.text(
                                            "invoice.note.withinPriceUnder",
                                            say.amount(variance.abs(), invoice.currency()),
                                            tolerance(match.priceUnder(), order, say))
                            : say.text(
                                    "invoice.note.withinPrice",
                                    say.amount(variance, invoice.currency()),
                                    priceTolerance(match, order, say))));
        }
        return notes;
    }

    /** What differs at a line, with the tolerance that applied, in the reader's language. */
    private static String sentence(
            InvoiceException exception,
            Invoice invoice,
            InvoiceDraft.Line claimed,
            MatchLine match,
            @Nullable String unit,
            @Nullable PurchaseOrder order,
            Words say) {
        var in = unit == null ? "C62" : unit;
        var amount = say.amount(exception.amount(), invoice.currency());
        var before = match.invoicedBefore() == null ? BigDecimal.ZERO : match.invoicedBefore();
        var inAll = before.add(match.invoiced());
        return switch (exception.type()) {
            case PRICE_VARIANCE ->
                isCheaper(match)
                        ? say.text("invoice.note.priceUnder", amount, tolerance(match.priceUnder(), order, say))
                        : say.text("invoice.note.price", amount, priceTolerance(match, order, say));
            case QUANTITY_NOT_ORDERED ->
                say.text(
                        "invoice.note.overOrdered",
                        say.quantity(inAll, in),
                        say.quantity(match.ordered(), in),
                        amount,
                        quantityTolerance(match, say));
            case QUANTITY_NOT_RECEIVED ->
                say.text(
                        "invoice.note.overReceived",
                        say.quantity(inAll, in),
                        say.quantity(match.accepted(), in),
                        amount);
            case MISSING_RECEIPT -> say.text("invoice.note.nothingArrived", say.quantity(match.invoiced(), in), amount);
            case UNIT_MISMATCH ->
                say.text(
                        "invoice.note.unit",
                        claimed.unit() == null ? Words.NOTHING : say.unit(claimed.unit()),
                        say.unit(in));
            case UNMATCHED_LINE ->
                say.text(
                        match.isAmbiguous() ? "invoice.note.ambiguous" : "invoice.note.unmatched",
                        Objects.requireNonNullElse(match.purchaseOrder(), Words.NOTHING),
                        amount);
            default -> say.explained(exception.explanation());
        };
    }

    private static boolean isCheaper(MatchLine match) {
        var variance = match.priceVariance();
        return match.invoiced().signum() > 0 && variance != null && variance.signum() < 0;
    }

    private static String priceTolerance(MatchLine match, @Nullable PurchaseOrder order, Words say) {
        return tolerance(match.price(), order, say);
    }

    private static String tolerance(@Nullable Limit limit, @Nullable PurchaseOrder order, Words say) {
        return ToleranceWords.price(
                limit, order == null ? null : order.currency().getCurrencyCode(), say);
    }

    private static String quantityTolerance(MatchLine match, Words say) {
        return ToleranceWords.quantity(match.quantity(), match.ordered(), match.orderUnit(), say);
    }

    // ---- sums

    private static List<Sum> sums(Invoice invoice, InvoiceDraft received, Map<String, PurchaseOrder> known) {
        var computed = InvoiceSums.of(received, orderRates(invoice, known));
        var tolerated = invoice.toleratedTotal();
        var sums = new ArrayList<Sum>();
        sums.add(new Sum("lines", computed.lineTotal(), null, null, "idle", false));
        addIfAny(sums, "allowances", negative(received.allowances()));
        addIfAny(sums, "charges", received.charges());
        var stated = received.netTotal();
        sums.add(sum("net", stated, computed.net(), tolerated, false));
        var net = stated == null ? computed.net() : stated;
        sums.add(sum("tax", received.taxTotal(), computed.tax(), invoice.toleratedTax(), false));
        var tax = received.taxTotal() == null ? computed.tax() : received.taxTotal();
        sums.add(sum("gross", received.grossTotal(), net.add(tax), tolerated, false));
        var gross = received.grossTotal() == null ? net.add(tax) : received.grossTotal();
        addIfAny(sums, "prepaid", negative(received.prepaid()));
        addIfAny(sums, "rounding", received.rounding());
        sums.add(sum(
                "payable",
                received.payable(),
                gross.subtract(orZero(received.prepaid())).add(orZero(received.rounding())),
                tolerated,
                true));
        return sums;
    }

    private static Sum sum(
            String key,
            @Nullable BigDecimal stated,
            BigDecimal computed,
            @Nullable BigDecimal tolerated,
            boolean strong) {
        if (stated == null) {
            return new Sum(key, null, computed, null, "idle", strong);
        }
        var apart = stated.subtract(computed);
        var tone = apart.signum() == 0
                ? "good"
                : tolerated == null ? "idle" : apart.abs().compareTo(tolerated) <= 0 ? "within" : "wait";
        return new Sum(key, stated, computed, apart, tone, strong);
    }

    private static void addIfAny(List<Sum> sums, String key, @Nullable BigDecimal stated) {
        if (stated != null && stated.signum() != 0) {
            sums.add(new Sum(key, stated, null, null, "idle", false));
        }
    }

    private static List<Rate> rates(Invoice invoice, InvoiceDraft received, Map<String, PurchaseOrder> known) {
        return InvoiceSums.of(received, orderRates(invoice, known)).rates().stream()
                .map(rate -> new Rate(rate.percent(), rate.base(), rate.tax()))
                .toList();
    }

    private static Map<Integer, BigDecimal> orderRates(Invoice invoice, Map<String, PurchaseOrder> known) {
        var rates = new HashMap<Integer, BigDecimal>();
        for (var match : invoice.matchLines()) {
            var number = match.orderLine();
            var order = match.purchaseOrder() == null ? null : known.get(match.purchaseOrder());
            if (order != null && number != null && number <= order.lines().size()) {
                rates.put(match.position(), order.lines().get(number - 1).taxRate());
            }
        }
        return rates;
    }

    /** Whether somebody has just said which order it is for, and it is about to be compared with that. */
    private boolean isAssigned(Invoice invoice, List<InvoiceException> open) {
        return open.stream().allMatch(one -> one.type() == ExceptionType.UNKNOWN_ORDER)
                && assignment.withoutOrder(invoice).isEmpty();
    }

    // ---- paying

    private @Nullable String whyNotPaying(Invoice invoice, Actor actor) {
        if (!actor.isIn(Group.FINANCE_OFFICER) || invoice.status() != InvoiceStatus.SCHEDULED) {
            return null;
        }
        if (!settlement.barredFromPayment(invoice.id()).containsKey(actor.user())) {
            return null;
        }
        if (invoice.isCapturedBy(actor.user())) {
            return "captured";
        }
        return invoice.orders().stream()
                        .flatMap(number -> orders.find(number).stream())
                        .anyMatch(order -> order.requester().equals(actor.user()))
                ? "asked"
                : "received";
    }

    /** What a payment in another currency came to, at which rate, and how far that is from what the invoice promised. */
    private @Nullable String rates(@Nullable PaymentRates rates, Words say) {
        if (rates == null || rates.rate() == null) {
            return null;
        }
        var base = company.baseCurrency();
        var said = say.text(
                "invoice.payment.rate",
                say.amount(rates.baseAmount(), base),
                say.number(rates.rate()),
                say.date(rates.rateDate()));
        var difference = rates.difference();
        if (difference == null || difference.signum() == 0) {
            return said;
        }
        return said + " "
                + say.text(
                        difference.signum() > 0 ? "invoice.payment.dearer" : "invoice.payment.cheaper",
                        say.amount(difference.abs(), base),
                        say.number(rates.invoiceRate()),
                        say.date(rates.invoiceRateDate()));
    }

    private static @Nullable PaymentForm paying(
            Invoice invoice, String seen, Actor actor, Words say, @Nullable PaymentForm given) {
        if (!actor.isIn(Group.FINANCE_OFFICER)
                || invoice.status() != InvoiceStatus.SCHEDULED
                || invoice.paymentRun() != null) {
            return null;
        }
        var today = say.today();
        var off = invoice.discountOn(today);
        var next = off.signum() > 0 ? invoice.rest().subtract(off) : invoice.dueOn(today);
        return given == null
                ? new PaymentForm(
                        DecimalText.of(next, digits(invoice.currency()), say.language()), today.toString(), "", seen)
                : given;
    }

    // ---- what it came as, and what happened

    private List<Broken> broken(Invoice invoice, Words say) {
        var found = new LinkedHashMap<String, List<InvoiceFinding>>();
        for (var finding : invoices.findings(invoice)) {
            found.computeIfAbsent(say.explained(finding.explanation()), sentence -> new ArrayList<>())
                    .add(finding);
        }
        return found.entrySet().stream()
                .map(one -> new Broken(
                        one.getKey(),
                        one.getValue().get(0).place(),
                        one.getValue().size()))
                .toList();
    }

    private Original original(Invoice invoice) {
        var kept = invoices.original(invoice.id());
        var scan = ScanType.of(kept.mediaType());
        var paper = invoice.asReceived().references().customization() == null ? "pdf" : "hybrid";
        var kind = scan.map(type -> type == ScanType.PDF ? paper : "picture").orElse(written(kept.mediaType()));
        return new Original(
                kept.mediaType(),
                kind,
                kept.content().length,
                scan.isPresent() || kind.equals("file") ? null : DocumentText.of(kept.mediaType(), kept.content()));
    }

    private static String written(String mediaType) {
        if (mediaType.equals(TYPED_IN)) {
            return "typed";
        }
        if (mediaType.startsWith("application/octet-stream")) {
            return "file";
        }
        return mediaType.contains("json") ? "json" : mediaType.startsWith("text/plain") ? "text" : "xml";
    }

    private static Event event(AuditEntry entry, Words say) {
        var key = "invoice.event." + entry.event().replaceFirst("^invoice\\.", "");
        var comment = entry.after().get("comment");
        var reason = comment == null ? entry.after().get("reason") : comment;
        return new Event(
                entry.at(),
                say.name(entry.by()),
                entry.onBehalfOf() == null ? null : say.name(entry.onBehalfOf()),
                Objects.requireNonNullElseGet(
                        say.putRight(entry.event(), entry.after()), () -> say.textOr(key, entry.event())),
                reason == null ? detail(entry, say) : reason.toString());
    }

    private static @Nullable String detail(AuditEntry entry, Words say) {
        var type = entry.after().get("type");
        if (entry.event().startsWith("invoice.exception") && type != null) {
            return say.textOr("invoiceException." + type, type.toString());
        }
        if (entry.event().equals("invoice.lines-paired") && entry.after().get("lines") instanceof List<?> lines) {
            return lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (!entry.event().equals("invoice.matched")) {
            return null;
        }
        var status = entry.after().get("status");
        return status == null ? null : say.textOr("invoiceStatus." + status, status.toString());
    }

    private static int digits(String currency) {
        return Money.digits(Currency.getInstance(currency));
    }

    private static @Nullable BigDecimal negative(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.negate();
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
