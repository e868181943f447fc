package org.countersign.receiving;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.DocumentNumbers;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Books what arrives and what goes back. The order's own lines hold the sums; here is what happened when. */
@Service
public class GoodsReceiving {

    private static final int MOST_ORDERS_OF_A_NOTE = 5;

    private static final String SURPLUS = "More than ordered";
    private static final int LONGEST_REASON = 500;
    private static final int MOST_SERIALS = 4000;
    private static final String INEXACT = "does not come out exactly in the unit in which the line is counted";

    private final GoodsReceipts receipts;
    private final GoodsReturns returns;
    private final PurchaseOrderManagement orders;
    private final DocumentNumbers numbers;
    private final ReceivingRights rights;
    private final ReceivingWorkflow workflow;
    private final ReceiptPhotos photos;
    private final AuditTrail audit;
    private final Clock clock;

    GoodsReceiving(
            GoodsReceipts receipts,
            GoodsReturns returns,
            PurchaseOrderManagement orders,
            DocumentNumbers numbers,
            ReceivingRights rights,
            ReceivingWorkflow workflow,
            ReceiptPhotos photos,
            AuditTrail audit,
            Clock clock) {
        this.receipts = receipts;
        this.returns = returns;
        this.orders = orders;
        this.numbers = numbers;
        this.rights = rights;
        this.workflow = workflow;
        this.photos = photos;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Books a delivery. For a closed order it is recorded as late, and a purchasing agent decides what becomes of it; what
     * comes for closed lines of an open order, or is more than the order takes where the policy asks about that, is a receipt
     * of its own ({@link GoodsReceipt#waiting}).
     *
     * @throws RuleViolation for faulty fields (422), a quantity beyond the tolerance or an order that takes no goods (409)
     * @throws NotFound when there is no such order
     * @throws NotAllowed unless a receiver books it, or the requester books services
     */
    @Transactional
    public GoodsReceipt receive(PurchaseOrderNumber number, ReceiptDraft draft, Actor by) {
        return book(number, draft, null, by);
    }

    /**
     * Books a delivery that a person wrote into a form, with the photos that wait with it. What comes again with the same form
     * answers as the first time and books nothing.
     *
     * @param form drawn for this one filling in of the form
     * @see #receive(PurchaseOrderNumber, ReceiptDraft, Actor)
     */
    @Transactional
    public GoodsReceipt receive(PurchaseOrderNumber number, ReceiptDraft draft, String form, Actor by) {
        return book(number, draft, form, by);
    }

    private GoodsReceipt book(PurchaseOrderNumber number, ReceiptDraft draft, @Nullable String form, Actor by) {
        var order = orders.lock(number);
        var booked = form == null
                ? Optional.<GoodsReceipt>empty()
                : receipts.findByForm(form)
                        .filter(receipt -> receipt.bookedBy().equals(by.user())
                                && receipt.purchaseOrder().equals(number.value()));
        if (booked.isPresent()) {
            receipts.findByRestOf(booked.get().number().value()).ifPresent(booked.get()::waits);
            return booked.get();
        }
        var lines = checked(order, draft, () -> receipts.findByPurchaseOrderOrderByNumber(number.value()));
        mayReceive(order, lines, by);
        var receivedAt = draft.receivedAt() == null ? clock.instant() : draft.receivedAt();
        check(!receivedAt.isAfter(clock.instant()), ReceivingRule.IN_THE_FUTURE);
        if (ReceivingRights.isClosed(order)) {
            return waiting(order, draft, receivedAt, lines, ReceiptState.LATE, form, by);
        }
        check(order.status().takesReceipts(), ReceivingRule.NOT_RECEIVABLE, number, order.status());
        var toDecide = lines.stream()
                .filter(line -> isLate(order, line) || orders.asksAbout(order, booked(order, line)))
                .toList();
        var asked = toDecide.stream().anyMatch(line -> isLate(order, line)) ? ReceiptState.LATE : ReceiptState.SURPLUS;
        if (toDecide.size() == lines.size()) {
            return waiting(order, draft, receivedAt, lines, asked, form, by);
        }
        var now = toDecide.isEmpty()
                ? lines
                : lines.stream().filter(line -> !toDecide.contains(line)).toList();
        var receipt = save(order, draft, receivedAt, now, ReceiptState.BOOKED, form, by);
        try {
            orders.receive(number, booked(order, now), toInspect(order, receipt), by);
        } catch (RuleViolation refused) {
            throw ServiceLines.inMoney(refused, order, now);
        }
        if (!toDecide.isEmpty()) {
            receipt.waits(waiting(order, draft, receivedAt, toDecide, asked, null, by));
        }
        return receipt;
    }

    private GoodsReceipt waiting(
            PurchaseOrder order,
            ReceiptDraft draft,
            Instant receivedAt,
            List<GoodsReceipt.Line> lines,
            ReceiptState asked,
            @Nullable String form,
            Actor by) {
        var waiting = save(order, draft, receivedAt, lines, asked, form, by);
        workflow.arrivedUnexpected(waiting);
        return waiting;
    }

    /** What is refused at the door of a closed line asks nobody. */
    private static boolean isLate(PurchaseOrder order, GoodsReceipt.Line line) {
        return order.line(line.line()).isClosed() && line.rejected().compareTo(line.quantity()) < 0;
    }

    private static List<PurchaseOrderManagement.Receipt> booked(PurchaseOrder order, List<GoodsReceipt.Line> lines) {
        return lines.stream().map(line -> booked(order, line)).toList();
    }

    private static PurchaseOrderManagement.Receipt booked(PurchaseOrder order, GoodsReceipt.Line line) {
        return new PurchaseOrderManagement.Receipt(
                line.line(), count(order, line, plain(line.quantity())), count(order, line, plain(line.rejected())));
    }

    /** In the unit in which the order line counts; what was booked comes out exactly, or it would have been refused. */
    private static BigDecimal count(PurchaseOrder order, GoodsReceipt.Line line, BigDecimal quantity) {
        return order.line(line.line()).units().count(quantity, line.unit()).orElseThrow();
    }

    /** What of a receipt has to be inspected by its policy waits for it from now on, and its inspectors are asked. */
    private Map<Integer, BigDecimal> toInspect(PurchaseOrder order, GoodsReceipt receipt) {
        var groups = orders.inspectors(
                order,
                receipt.lines().stream()
                        .filter(line -> line.rejected().compareTo(line.quantity()) < 0)
                        .map(GoodsReceipt.Line::line)
                        .toList());
        if (groups.isEmpty()) {
            return Map.of();
        }
        receipt.awaitInspection(new HashSet<>(groups.values()), groups.keySet());
        receipts.flush();
        workflow.toInspect(receipt);
        return counted(order, receipt, uninspected(receipt));
    }

    private static Map<Integer, BigDecimal> counted(
            PurchaseOrder order, GoodsReceipt receipt, Map<Integer, BigDecimal> quantities) {
        var counted = new TreeMap<Integer, BigDecimal>();
        for (var line : receipt.lines()) {
            var quantity = quantities.get(line.line());
            if (quantity != null) {
                counted.put(line.line(), count(order, line, quantity));
            }
        }
        return counted;
    }

    private static Map<Integer, BigDecimal> uninspected(GoodsReceipt receipt) {
        var waiting = new TreeMap<Integer, BigDecimal>();
        for (var line : receipt.lines()) {
            if (line.uninspected().signum() > 0) {
                waiting.put(line.line(), line.uninspected());
            }
        }
        return waiting;
    }

    /**
     * Books what an inspection found, line by line: what failed is refused, the rest may be paid. Lines left out wait on.
     *
     * @throws RuleViolation for faulty fields (422), when nothing waits, or more failed than does (409)
     * @throws NotFound when the order has no such receipt
     * @throws NotAllowed unless the person is in a group that inspects it
     */
    @Transactional
    public GoodsReceipt inspect(PurchaseOrderNumber number, String receiptNumber, InspectionDraft draft, Actor by) {
        var order = orders.lock(number);
        var receipt = receipts.findById(receiptNumber)
                .filter(found -> found.purchaseOrder().equals(number.value()))
                .orElseThrow(() -> new NotFound("goods receipt", receiptNumber));
        check(!receipt.inspectors().isEmpty(), ReceivingRule.NOTHING_TO_INSPECT, receiptNumber);
        if (!mayInspect(receipt, by)) {
            throw new NotAllowed("This receipt is inspected by " + String.join(", ", receipt.inspectors()) + ".");
        }
        check(receipt.awaitsInspection(), ReceivingRule.NOTHING_TO_INSPECT, receiptNumber);
        var waiting = uninspected(receipt);
        var results = new TreeMap<Integer, PurchaseOrderManagement.Inspected>();
        for (var line : checked(draft, waiting, order, receipt)) {
            var found = Optional.ofNullable(line.line()).orElseThrow();
            var failed = line.failed() == null ? BigDecimal.ZERO : line.failed();
            results.put(
                    found,
                    new PurchaseOrderManagement.Inspected(
                            Optional.ofNullable(counted(order, receipt, waiting).get(found))
                                    .orElseThrow(),
                            Optional.ofNullable(counted(order, receipt, Map.of(found, failed))
                                            .get(found))
                                    .orElseThrow()));
            receipt.inspected(found, failed, failed.signum() > 0 ? line.reason() : null, clock.instant());
            audit.record(AuditEvent.of(receipt.number(), "goods-receipt.inspected", by)
                    .with("purchaseOrder", number.value())
                    .with("line", found)
                    .with("failed", failed.toPlainString())
                    .with("reason", failed.signum() > 0 ? line.reason() : null)
                    .with("comment", blankless(draft.comment())));
        }
        receipts.flush();
        orders.inspected(number, results, by);
        workflow.inspected(receipt);
        return receipt;
    }

    private static List<InspectionDraft.Line> checked(
            InspectionDraft draft, Map<Integer, BigDecimal> waiting, PurchaseOrder order, GoodsReceipt receipt) {
        var check = new FieldCheck();
        var written = draft.lines() == null ? List.<InspectionDraft.Line>of() : draft.lines();
        check.that(!written.isEmpty(), "lines", "needs one line at least").atMost(draft.comment(), "comment", 2000);
        var lines = new ArrayList<InspectionDraft.Line>();
        var seen = new HashSet<Integer>();
        for (int index = 0; index < written.size(); index++) {
            var path = "lines[" + index + "]";
            var line = written.get(index);
            if (line == null || line.line() == null || !waiting.containsKey(line.line())) {
                check.that(
                        false, path + ".line", "is no line of " + receipt.number() + " that waits for its inspection");
                continue;
            }
            var failed = line.failed() == null ? BigDecimal.ZERO : line.failed();
            check.that(seen.add(line.line()), path + ".line", "stands here twice")
                    .digits(failed, path + ".failed", 13, 6)
                    .that(failed.signum() >= 0, path + ".failed", "is zero or above")
                    .that(
                            receipt.lines().stream()
                                    .filter(one -> one.line() == line.line())
                                    .allMatch(one -> comesOut(order.line(one.line()), failed, one.unit())),
                            path + ".failed",
                            INEXACT)
                    .atMost(line.reason(), path + ".reason", LONGEST_REASON)
                    .that(
                            failed.signum() <= 0
                                    || (line.reason() != null && !line.reason().isBlank()),
                            path + ".reason",
                            "is required where something failed");
            lines.add(line);
        }
        check.demand(ReceivingRule.INCOMPLETE_INSPECTION);
        return lines;
    }

    /** Whether a person is in a group that inspects a receipt. */
    public boolean mayInspect(GoodsReceipt receipt, Actor by) {
        return receipt.inspectors().stream().anyMatch(by.groups()::contains);
    }

    /** As it was written: the database keeps zeros behind it. */
    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private GoodsReceipt save(
            PurchaseOrder order,
            ReceiptDraft draft,
            Instant receivedAt,
            List<GoodsReceipt.Line> lines,
            ReceiptState state,
            @Nullable String form,
            Actor by) {
        var receipt = receipts.save(new GoodsReceipt(
                numbers.reference(Series.GOODS_RECEIPT),
                order.number().value(),
                draft.deliveryNote(),
                receivedAt,
                clock.instant(),
                by.user(),
                state,
                form,
                lines));
        var pictures = form == null ? List.<String>of() : photos.book(form, receipt.number(), by);
        audit.record(AuditEvent.of(receipt.number(), "goods-receipt.booked", by)
                .with("purchaseOrder", order.number().value())
                .with("deliveryNote", draft.deliveryNote())
                .with("state", state.name())
                .with("accepted", ServiceLines.said(lines, order.currency()))
                .with("photos", pictures.isEmpty() ? null : pictures));
        return receipt;
    }

    private static List<GoodsReceipt.Line> checked(
            PurchaseOrder order, ReceiptDraft draft, Supplier<List<GoodsReceipt>> earlier) {
        var check = new FieldCheck();
        check.atMost(draft.deliveryNote(), "deliveryNote", 100);
        var written = draft.lines() == null ? List.<ReceiptDraft.Line>of() : draft.lines();
        check.that(!written.isEmpty(), "lines", "needs one line at least");
        var lines = new ArrayList<GoodsReceipt.Line>();
        var seen = new HashSet<Integer>();
        for (int index = 0; index < written.size(); index++) {
            var path = "lines[" + index + "]";
            var line = written.get(index);
            if (line == null || line.line() == null) {
                check.that(false, path + ".line", "is required: the number of the order line");
                continue;
            }
            if (!knows(order, line.line())) {
                check.that(false, path + ".line", noLine(order, line.line()));
                continue;
            }
            var accepted = ServiceLines.isShare(line)
                    ? ServiceLines.accepted(order, line, path, earlier, check)
                    : Optional.<ServiceShare.Accepted>empty();
            var quantity = accepted.map(ServiceShare.Accepted::quantity).orElse(line.quantity());
            var rejected = line.rejected() == null ? BigDecimal.ZERO : line.rejected();
            var ordered = order.line(line.line());
            var unit = unit(line.unit(), ordered, path, check);
            check.that(seen.add(line.line()), path + ".line", "stands here twice")
                    .that(quantity == null || comesOut(ordered, quantity, unit), path + ".quantity", INEXACT)
                    .that(comesOut(ordered, rejected, unit), path + ".rejected", INEXACT);
            check.that(
                            ServiceLines.isShare(line) || quantity != null && quantity.signum() > 0,
                            path + ".quantity",
                            "is required and above zero")
                    .digits(quantity, path + ".quantity", 13, 6)
                    .digits(rejected, path + ".rejected", 13, 6)
                    .that(
                            rejected.signum() >= 0 && (quantity == null || rejected.compareTo(quantity) <= 0),
                            path + ".rejected",
                            "lies between zero and the quantity that arrived")
                    .atMost(line.reason(), path + ".reason", 500)
                    .that(
                            rejected.signum() <= 0
                                    || (line.reason() != null && !line.reason().isBlank()),
                            path + ".reason",
                            "is required where something is rejected");
            if (quantity != null) {
                var arrived = GoodsReceipt.Line.arrived(line.line(), quantity, rejected, line.reason(), unit)
                        .labelled(
                                blankless(line.lot()),
                                serials(
                                        line,
                                        path,
                                        ordered.units().count(quantity, unit).orElse(quantity),
                                        check));
                lines.add(accepted.map(ServiceShare.Accepted::said)
                        .map(arrived::acceptedAs)
                        .orElse(arrived));
            }
        }
        check.demand(ReceivingRule.INCOMPLETE_RECEIPT);
        return lines;
    }

    /** The unit that somebody counted in, if it is not the line's own. */
    private static @Nullable String unit(
            @Nullable String written, PurchaseOrderLine line, String path, FieldCheck check) {
        if (written == null || written.isBlank()) {
            return null;
        }
        var unit = written.strip().toUpperCase(Locale.ROOT);
        if (unit.equals(line.unit())) {
            return null;
        }
        check.that(
                line.units().knows(unit),
                path + ".unit",
                "is no unit that this line can be counted in; it knows "
                        + String.join(", ", line.units().sizes().keySet()));
        return unit;
    }

    private static boolean comesOut(PurchaseOrderLine line, BigDecimal quantity, @Nullable String unit) {
        return !line.units().knows(unit) || line.units().count(quantity, unit).isPresent();
    }

    /** Serial numbers as they are kept: each once, and no more of them than pieces. */
    private static @Nullable String serials(
            ReceiptDraft.Line line, String path, BigDecimal quantity, FieldCheck check) {
        check.atMost(line.lot(), path + ".lot", 100);
        var written = line.serialNumbers() == null ? List.<@Nullable String>of() : line.serialNumbers();
        if (written.isEmpty()) {
            return null;
        }
        var numbers = new LinkedHashSet<String>();
        for (var number : written) {
            var clean = number == null ? "" : number.strip();
            check.that(
                    !clean.isEmpty() && clean.length() <= 100 && clean.indexOf('\n') < 0 && numbers.add(clean),
                    path + ".serialNumbers",
                    "are up to 100 characters each, none empty and none twice");
        }
        var text = String.join("\n", numbers);
        check.that(
                        BigDecimal.valueOf(numbers.size()).compareTo(quantity) <= 0,
                        path + ".serialNumbers",
                        "are more than arrived")
                .that(
                        text.length() <= MOST_SERIALS,
                        path + ".serialNumbers",
                        "are too many for one receipt: book it in parts");
        return text;
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean knows(PurchaseOrder order, int line) {
        return line >= 1 && line <= order.lines().size();
    }

    private static String noLine(PurchaseOrder order, int line) {
        var last = order.lines().size();
        return "is no line of " + order.number() + ": there is no line " + line + ", "
                + (last == 1 ? "only line 1" : "only lines 1 to " + last);
    }

    private void mayReceive(PurchaseOrder order, List<GoodsReceipt.Line> lines, Actor by) {
        if (!lines.stream().allMatch(line -> mayReceive(order, line.line(), by))) {
            throw ReceivingRights.refused();
        }
    }

    /**
     * Books what goes back; it lowers what counts as received (R16).
     *
     * @throws RuleViolation for faulty fields (422), or more than is here (409)
     * @throws NotFound when there is no such order
     */
    @Transactional
    public GoodsReturn giveBack(PurchaseOrderNumber number, ReturnDraft draft, Actor by) {
        by.mustBeIn(Group.RECEIVER);
        var order = orders.lock(number);
        var check = new FieldCheck();
        check.text(draft.reason(), "reason", 500);
        var written = draft.lines() == null ? List.<ReturnDraft.Line>of() : draft.lines();
        check.that(!written.isEmpty(), "lines", "needs one line at least");
        var quantities = new TreeMap<Integer, BigDecimal>();
        var lines = new TreeMap<Integer, GoodsReturn.Line>();
        for (int index = 0; index < written.size(); index++) {
            var path = "lines[" + index + "]";
            var line = written.get(index);
            if (line == null || line.line() == null) {
                check.that(false, path + ".line", "is required: the number of the order line");
                continue;
            }
            if (!knows(order, line.line())) {
                check.that(false, path + ".line", noLine(order, line.line()));
                continue;
            }
            var quantity = line.quantity();
            var ordered = order.line(line.line());
            var unit = unit(line.unit(), ordered, path, check);
            check.that(quantity != null && quantity.signum() > 0, path + ".quantity", "is required and above zero")
                    .digits(quantity, path + ".quantity", 13, 6)
                    .that(quantity == null || comesOut(ordered, quantity, unit), path + ".quantity", INEXACT);
            if (quantity != null) {
                check.that(
                        lines.put(line.line(), new GoodsReturn.Line(line.line(), quantity, unit)) == null,
                        path + ".line",
                        "stands here twice");
                ordered.units().count(quantity, unit).ifPresent(counted -> quantities.put(line.line(), counted));
            }
        }
        check.demand(ReceivingRule.INCOMPLETE_RETURN);
        var reason = Optional.ofNullable(draft.reason()).orElseThrow().trim();
        orders.giveBack(number, quantities, by);
        var goods = returns.save(new GoodsReturn(
                numbers.reference(Series.GOODS_RETURN),
                number.value(),
                reason,
                clock.instant(),
                by.user(),
                List.copyOf(lines.values())));
        audit.record(AuditEvent.of(goods.number(), "goods-return.booked", by)
                .with("purchaseOrder", number.value())
                .with("reason", reason));
        return goods;
    }

    /**
     * Takes back a receipt that was booked by mistake: as if it had never arrived, unlike a return. What is right is booked
     * again.
     *
     * @param reason required, up to 500 characters
     * @throws RuleViolation without a reason (422), when it counts nothing, goods of it went back, or paid invoices need it
     *     (409)
     * @throws NotFound when the order has no such receipt
     * @throws NotAllowed unless a receiver does it, or whoever booked these services
     */
    @Transactional
    public GoodsReceipt reverse(PurchaseOrderNumber number, String receiptNumber, @Nullable String reason, Actor by) {
        var order = orders.lock(number);
        var receipt = receipts.findById(receiptNumber)
                .filter(found -> found.purchaseOrder().equals(number.value()))
                .orElseThrow(() -> new NotFound("goods receipt", receiptNumber));
        if (!isEntitledToReverse(order, receipt, by)) {
            throw ReceivingRights.refused();
        }
        var check = new FieldCheck();
        check.text(reason, "reason", 500);
        check.demand(ReceivingRule.INCOMPLETE_REVERSAL);
        var why = Optional.ofNullable(reason).orElseThrow().trim();
        var waiting = counted(order, receipt, uninspected(receipt));
        receipt.reverse(why, by.user(), clock.instant());
        audit.record(AuditEvent.of(receipt.number(), "goods-receipt.reversed", by)
                .with("purchaseOrder", number.value())
                .with("reason", why));
        receipts.flush();
        orders.reverse(
                number,
                receipt.lines().stream()
                        .map(line -> new PurchaseOrderManagement.Receipt(
                                line.line(),
                                count(order, line, plain(line.quantity())),
                                count(order, line, plain(line.rejected().add(line.failed())))))
                        .toList(),
                waiting,
                why,
                by);
        if (!waiting.isEmpty()) {
            workflow.inspected(receipt);
        }
        return receipt;
    }

    /** Whether a person may reverse a receipt of an order: receivers may, and who booked what they may receive. */
    @Transactional(readOnly = true, noRollbackFor = RuleViolation.class)
    public boolean mayReverse(PurchaseOrder order, GoodsReceipt receipt, Actor by) {
        return receipt.isCounted() && isEntitledToReverse(order, receipt, by);
    }

    private boolean isEntitledToReverse(PurchaseOrder order, GoodsReceipt receipt, Actor by) {
        return by.isIn(Group.RECEIVER)
                || receipt.bookedBy().equals(by.user())
                        && receipt.lines().stream().allMatch(line -> mayReceive(order, line.line(), by));
    }

    /**
     * A purchasing agent decided about goods that came late, or were more than the order takes. Kept ones count on the order;
     * of what is sent back only what the order takes does, and the rest is refused with the reason. Called by the process.
     *
     * @param comment why it is sent back
     * @throws RuleViolation when it is decided already, or its order takes no goods any more (409)
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unexpectedHandled(DocumentNumber number, boolean kept, @Nullable String comment, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var of = new PurchaseOrderNumber(receipt(number).purchaseOrder());
        var order = orders.lock(of);
        var receipt = receipt(number);
        if (kept) {
            receipt.keep(clock.instant());
            receipts.flush();
            orders.keepLate(of, booked(order, receipt.lines()), toInspect(order, receipt), by);
        } else {
            var taken = taken(order, receipt, comment);
            if (taken.stream().allMatch(line -> line.rejected().compareTo(line.quantity()) == 0)) {
                receipt.sendBack();
            } else {
                receipt.keepPart(taken, clock.instant());
                receipts.flush();
                orders.receive(of, booked(order, taken), toInspect(order, receipt), by);
            }
        }
        audit.record(AuditEvent.of(number, "goods-receipt.late-handled", by)
                .with("state", receipt.state().name())
                .with("comment", comment));
    }

    /** The lines of a receipt with everything refused that the order does not take. */
    private List<GoodsReceipt.Line> taken(PurchaseOrder order, GoodsReceipt receipt, @Nullable String comment) {
        var why = comment == null || comment.isBlank() ? SURPLUS : comment.strip();
        return receipt.lines().stream()
                .map(line -> line.countedBy(order.line(line.line()).units()))
                .map(line -> {
                    var good = line.quantity().subtract(line.rejected());
                    var refused = good.subtract(good.min(orders.room(order, line.line())));
                    return refused.signum() == 0
                            ? line
                            : line.refused(
                                    refused, shortened(line.reason() == null ? why : line.reason() + "; " + why));
                })
                .toList();
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /**
     * Whether a person may book a line of an order as arrived: receivers may, and the requester where it is a service.
     *
     * @throws RuleViolation when the policy that says what a service is cannot be applied (409); who only asks goes on
     */
    @Transactional(readOnly = true, noRollbackFor = RuleViolation.class)
    public boolean mayReceive(PurchaseOrder order, int line, Actor by) {
        return rights.mayReceive(order, line, by);
    }

    /**
     * Whether people are offered to accept a line by percent or amount: services are, and what was written freely; goods of
     * the catalog are counted.
     */
    public boolean isAcceptedByShare(PurchaseOrder order, PurchaseOrderLine line) {
        return line.units().isPlain() && (line.item() == null || rights.isService(order, line.line()));
    }

    /** A receipt of this number. @throws NotFound when there is none */
    @Transactional(readOnly = true)
    public GoodsReceipt receipt(DocumentNumber number) {
        return receipts.findById(number.value()).orElseThrow(() -> new NotFound("goods receipt", number));
    }

    /** The receipts of an order, oldest first. */
    @Transactional(readOnly = true)
    public List<GoodsReceipt> receiptsOf(PurchaseOrderNumber order) {
        return receipts.findByPurchaseOrderOrderByNumber(order.value());
    }

    /** The returns of an order, oldest first. */
    @Transactional(readOnly = true)
    public List<GoodsReturn> returnsOf(PurchaseOrderNumber order) {
        return returns.findByPurchaseOrderOrderByNumber(order.value());
    }

    /** The orders that a delivery note was booked on, a few at the most. */
    @Transactional(readOnly = true)
    public List<PurchaseOrderNumber> ordersOfDeliveryNote(String note) {
        return receipts.ordersOf(note.strip(), Limit.of(MOST_ORDERS_OF_A_NOTE)).stream()
                .map(PurchaseOrderNumber::new)
                .toList();
    }

    /** Everybody who booked goods of these orders, by the order; they never approve its payment (R21). */
    @Transactional(readOnly = true)
    public Map<PurchaseOrderNumber, Set<UserId>> receiversOf(Collection<PurchaseOrderNumber> orders) {
        return orders.isEmpty()
                ? Map.of()
                : receipts
                        .bookersOf(
                                orders.stream().map(PurchaseOrderNumber::value).toList())
                        .stream()
                        .collect(Collectors.groupingBy(
                                row -> new PurchaseOrderNumber((String) row[0]),
                                Collectors.mapping(row -> new UserId((String) row[1]), Collectors.toSet())));
    }
}
