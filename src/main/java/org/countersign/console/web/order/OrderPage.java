package org.countersign.console.web.order;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalRecord;
import org.countersign.approval.Approvals;
import org.countersign.approval.Remark;
import org.countersign.console.OrderTimeline;
import org.countersign.console.WayToSupplier;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.RemarkWords;
import org.countersign.console.page.Words;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.Dispatch;
import org.countersign.dispatch.Dispatches;
import org.countersign.dispatch.SupplierMessages;
import org.countersign.invoicing.InvoiceDirectory;
import org.countersign.invoicing.InvoiceSummary;
import org.countersign.mail.MailOutbox;
import org.countersign.mail.OutgoingMail;
import org.countersign.people.Organization;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.InvoicingStatus;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PaymentStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.GoodsReturn;
import org.countersign.receiving.ReceiptPhotos;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;

/**
 * Everything that the page of one order shows, read at one moment and in a number of statements that does not grow with
 * the order.
 */
@Component
class OrderPage {

    private static final int MOST_MAILS = 50;
    private static final int LATEST_EVENTS = 25;
    private static final int MOST_EVENTS = 2000;
    private static final String SUPPLIER = "supplier:";

    private final Dispatches dispatches;
    private final Acknowledgements acknowledgements;
    private final SupplierMessages supplierMessages;
    private final GoodsReceiving receiving;
    private final ReceiptPhotos photos;
    private final InvoiceDirectory invoices;
    private final ChangeOrderManagement changes;
    private final ChangeTurns turns;
    private final RemarkWords remarks;
    private final Approvals approvals;
    private final OrderTimeline timeline;
    private final WayToSupplier way;
    private final MailOutbox outbox;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final PageModel pages;

    OrderPage(
            Dispatches dispatches,
            Acknowledgements acknowledgements,
            SupplierMessages supplierMessages,
            GoodsReceiving receiving,
            ReceiptPhotos photos,
            InvoiceDirectory invoices,
            ChangeOrderManagement changes,
            ChangeTurns turns,
            RemarkWords remarks,
            Approvals approvals,
            OrderTimeline timeline,
            WayToSupplier way,
            MailOutbox outbox,
            SupplierDirectory suppliers,
            Organization organization,
            PageModel pages) {
        this.dispatches = dispatches;
        this.acknowledgements = acknowledgements;
        this.supplierMessages = supplierMessages;
        this.receiving = receiving;
        this.photos = photos;
        this.invoices = invoices;
        this.changes = changes;
        this.turns = turns;
        this.remarks = remarks;
        this.approvals = approvals;
        this.timeline = timeline;
        this.way = way;
        this.outbox = outbox;
        this.suppliers = suppliers;
        this.organization = organization;
        this.pages = pages;
    }

    /**
     * One line of the order.
     *
     * @param line as it stands
     * @param punctuality against the day requested
     */
    record Row(PurchaseOrderLine line, Punctuality punctuality) {}

    /**
     * What happens next.
     *
     * @param sentence what happens next and who has to act
     * @param tone {@code wait} where somebody has to act, {@code busy} where it goes on by itself, {@code bad}, {@code good}
     */
    record Next(String sentence, String tone) {}

    /**
     * What the reader may do with the order as it stands.
     *
     * @param answer record the supplier's answer
     * @param close close lines short
     * @param cancel call the order off
     * @param receive book what arrives: receivers, and who asked for a service
     * @param giveBack book what goes back
     * @param change propose other terms
     * @param reopen expect lines again that were closed short
     */
    record Actions(
            boolean answer,
            boolean close,
            boolean cancel,
            boolean receive,
            boolean giveBack,
            boolean change,
            boolean reopen) {

        static Actions of(PurchaseOrder order, Actor actor, IntPredicate receivable) {
            var buys = actor.isIn(Group.PURCHASING_AGENT);
            var receives = actor.isIn(Group.RECEIVER);
            var status = order.status();
            var open = order.lines().stream().anyMatch(line -> line.open().signum() > 0);
            var here = order.lines().stream().anyMatch(line -> line.net().signum() > 0);
            var invoiced =
                    order.lines().stream().anyMatch(line -> line.invoiced().signum() > 0);
            return new Actions(
                    buys
                            && status.takesReceipts()
                            && !order.proposalPending()
                            && order.declinedReason() == null
                            && open,
                    buys && status.takesReceipts() && open,
                    buys && (status == OrderStatus.CREATED || status.takesReceipts()) && !here && !invoiced,
                    status.takesReceipts()
                            && order.lines().stream()
                                    .anyMatch(line -> line.open().signum() > 0 && receivable.test(line.line())),
                    receives
                            && here
                            && (status.takesReceipts()
                                    || status == OrderStatus.CLOSED_SHORT
                                    || status == OrderStatus.CLOSED),
                    buys
                            && (status == OrderStatus.CREATED || status.takesReceipts())
                            && order.openChange() == null
                            && order.declinedReason() == null,
                    buys && order.isReopenable());
        }

        /** Whether there is anything to do. */
        public boolean any() {
            return answer || close || cancel || receive || giveBack || change || reopen;
        }
    }

    /** Names of people and of the supplier, read at once. */
    record Names(Map<UserId, String> people, String supplier, Words say) {

        public String of(@Nullable UserId user) {
            if (user == null) {
                return Words.NOTHING;
            }
            if (user.equals(UserId.SYSTEM)) {
                return say.text("person.system");
            }
            return user.value().startsWith(SUPPLIER) ? supplier : people.getOrDefault(user, user.value());
        }

        public String of(Collection<UserId> users) {
            return users.stream()
                    .map(this::of)
                    .sorted()
                    .reduce((one, two) -> one + ", " + two)
                    .orElse(Words.NOTHING);
        }
    }

    @Transactional(readOnly = true)
    void show(PurchaseOrder order, boolean wholeTimeline, Actor actor, Model model) {
        var say = pages.words();
        var number = order.number();
        var receipts = receiving.receiptsOf(number);
        var returns = receiving.returnsOf(number);
        var claims = invoices.of(number);
        var sent = dispatches.of(number);
        var answer = acknowledgements.latestOf(number).orElse(null);
        var steps = approvals.of(order.requisition().document());
        var changed = changes.of(number);
        var changeRecord =
                changed.isEmpty() ? new ApprovalRecord(List.of(), List.of()) : approvals.recordOf(number.document());
        var changeSteps = changeRecord.entries();
        var openRemarks = changeRecord.remarks().stream().filter(Remark::open).toList();
        var events =
                timeline.latestOf(order, receipts, returns, claims, wholeTimeline ? MOST_EVENTS : LATEST_EVENTS + 1);
        var more = !wholeTimeline && events.size() > LATEST_EVENTS;
        var shown = more ? events.subList(events.size() - LATEST_EVENTS, events.size()) : events;
        var supplier = suppliers.supplier(order.supplier()).orElse(null);
        var supplierName = supplier == null ? order.supplier() : supplier.name();
        var names = new Names(
                organization.namesOf(people(
                        order,
                        receipts,
                        returns,
                        sent,
                        Stream.concat(steps.stream(), changeSteps.stream()).toList(),
                        changed,
                        shown)),
                supplierName,
                say);
        var turn = turns.of(order, changed, changeRecord, names, actor, say);

        model.addAttribute("order", order);
        model.addAttribute("supplierName", supplierName);
        model.addAttribute("names", names);
        model.addAttribute(
                "actions", Actions.of(order, actor, line -> offered(() -> receiving.mayReceive(order, line, actor))));
        model.addAttribute("next", next(order, turn, supplier, claims, say));
        model.addAttribute("rows", rows(order, receipts, say));
        model.addAttribute("receipts", receipts);
        model.addAttribute(
                "reversible",
                receipts.stream()
                        .filter(receipt -> offered(() -> receiving.mayReverse(order, receipt, actor)))
                        .map(receipt -> receipt.number().value())
                        .collect(Collectors.toSet()));
        model.addAttribute("returns", returns);
        model.addAttribute("photos", photos.byReceipt(number));
        model.addAttribute("invoices", claims);
        model.addAttribute("dispatches", sent);
        model.addAttribute("documents", !sent.isEmpty() || order.dispatchedAt() != null);
        model.addAttribute("answer", answer);
        model.addAttribute("supplierMessages", supplierMessages.of(number));
        model.addAttribute("steps", byCycle(steps));
        model.addAttribute(
                "changes",
                IntStream.range(0, changed.size())
                        .mapToObj(index -> changed.get(changed.size() - 1 - index))
                        .toList());
        model.addAttribute("changeSteps", byCycle(changeSteps));
        model.addAttribute("changeTurn", turn);
        model.addAttribute("changeRemarks", openRemarks);
        model.addAttribute(
                "changeSaid",
                remarks
                        .said(
                                changeRecord.remarks(),
                                actor.user(),
                                asked -> turn != null
                                        && turn.mayNote()
                                        && asked.cycle() == turn.change().number())
                        .stream()
                        .collect(groupingBy(said -> said.remark().cycle())));
        model.addAttribute("mayChange", actor.isIn(Group.PURCHASING_AGENT));
        model.addAttribute("mails", mails(order, actor));
        var words = new TimelineWords(say, currencies(claims), order.currency().getCurrencyCode(), order.lines());
        model.addAttribute(
                "events",
                IntStream.range(0, shown.size())
                        .mapToObj(index -> words.told(shown.get(shown.size() - 1 - index)))
                        .toList());
        model.addAttribute("moreEvents", more);
    }

    private static Map<String, String> currencies(List<InvoiceSummary> claims) {
        return claims.stream().collect(Collectors.toMap(InvoiceSummary::id, InvoiceSummary::currency));
    }

    private static List<Row> rows(PurchaseOrder order, List<GoodsReceipt> receipts, Words say) {
        var awaited = order.status() == OrderStatus.CREATED || order.status().takesReceipts();
        return order.lines().stream()
                .map(line -> new Row(line, Punctuality.of(line, awaited, receipts, say.today(), say.zone())))
                .toList();
    }

    private static Map<Integer, List<ApprovalEntry>> byCycle(List<ApprovalEntry> steps) {
        var cycles = new TreeMap<Integer, List<ApprovalEntry>>();
        steps.forEach(step ->
                cycles.computeIfAbsent(step.cycle(), cycle -> new ArrayList<>()).add(step));
        return cycles;
    }

    private @Nullable List<OutgoingMail> mails(PurchaseOrder order, Actor actor) {
        if (!actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR, Group.PURCHASING_AGENT)) {
            return null;
        }
        return outbox.search(
                        order.number().document(),
                        null,
                        actor,
                        PageRequest.of(0, MOST_MAILS, Sort.by(Sort.Direction.DESC, "createdAt", "id")))
                .getContent();
    }

    private static Collection<UserId> people(
            PurchaseOrder order,
            List<GoodsReceipt> receipts,
            List<GoodsReturn> returns,
            List<Dispatch> sent,
            List<ApprovalEntry> steps,
            List<ChangeOrder> changed,
            List<OrderTimeline.Event> events) {
        var people = new HashSet<UserId>();
        people.add(order.requester());
        for (var change : changed) {
            people.add(change.proposedBy());
            add(people, change.endedBy());
        }
        for (var receipt : receipts) {
            people.add(receipt.bookedBy());
            add(people, receipt.reversedBy());
        }
        returns.forEach(goods -> people.add(goods.bookedBy()));
        sent.forEach(dispatch -> people.add(dispatch.by()));
        for (var step : steps) {
            people.addAll(step.candidates());
            add(people, step.assignee());
            add(people, step.by());
            add(people, step.onBehalfOf());
        }
        for (var event : events) {
            people.add(event.by());
            add(people, event.onBehalfOf());
        }
        people.removeIf(user -> user.equals(UserId.SYSTEM) || user.value().startsWith(SUPPLIER));
        return people;
    }

    private static void add(Collection<UserId> people, @Nullable UserId user) {
        if (user != null) {
            people.add(user);
        }
    }

    // ---- what happens next

    private Next next(
            PurchaseOrder order,
            @Nullable ChangeTurn turn,
            @Nullable Supplier supplier,
            List<InvoiceSummary> claims,
            Words say) {
        var open = order.openChange();
        var asked = turn == null ? "" : turn.people();
        if (open != null && order.status() == OrderStatus.CREATED) {
            return new Next(
                    asked.isEmpty()
                            ? say.text("orders.next.changeBeforeSending", open)
                            : say.text("orders.next.changeWaitsBeforeSending", open, asked),
                    "wait");
        }
        if (open != null
                && order.status().takesReceipts()
                && order.declinedReason() == null
                && !order.proposalPending()) {
            return new Next(
                    asked.isEmpty()
                            ? say.text("orders.next.changeOpen", open)
                            : say.text("orders.next.changeWaits", open, asked),
                    "wait");
        }
        return switch (order.status()) {
            case CREATED ->
                way.waitsAt(order.number().document())
                        .map(step -> beforeSending(step, say))
                        .orElseGet(() -> supplier == null || supplier.email() == null
                                ? new Next(say.text("orders.next.byHand"), "wait")
                                : new Next(say.text("orders.next.created"), "busy"));
            case DISPATCHED -> dispatched(order, say);
            case ACKNOWLEDGED, PARTIALLY_RECEIVED -> goods(order, say);
            case RECEIVED, CLOSED_SHORT -> money(order, claims, say);
            case CLOSED -> new Next(say.text("orders.next.closed"), "good");
            case DECLINED -> new Next(say.text("orders.next.declined", said(order.endReason())), "bad");
            case CANCELLED ->
                new Next(
                        say.text(
                                order.numberIsVoid() ? "orders.next.void" : "orders.next.cancelled",
                                said(order.endReason())),
                        "bad");
        };
    }

    private Next beforeSending(WayToSupplier.Step step, Words say) {
        var name = say.shipped("model.purchase-order." + step.element(), step.name());
        var people = organization.namesOf(step.people());
        var asked = Stream.concat(
                        step.people().stream().map(user -> people.getOrDefault(user, user.value())),
                        step.groups().stream()
                                .map(group -> say.textOr(
                                        "group." + group.id(), Objects.requireNonNullElse(group.name(), group.id()))))
                .toList();
        return asked.isEmpty()
                ? new Next(say.text("orders.next.standsBeforeSending", name), "wait")
                : new Next(say.text("orders.next.waitsBeforeSending", name, say.listed(asked)), "wait");
    }

    private static Next dispatched(PurchaseOrder order, Words say) {
        if (order.declinedReason() != null) {
            return new Next(say.text("orders.next.declineOpen", said(order.declinedReason())), "wait");
        }
        if (order.proposalPending()) {
            return new Next(say.text("orders.next.proposalOpen"), "wait");
        }
        return new Next(say.text("orders.next.dispatched", say.day(order.dispatchedAt())), "busy");
    }

    /** A faulty policy hides what it would decide about; the page itself stays there, and the action says what is wrong. */
    private static boolean offered(BooleanSupplier may) {
        try {
            return may.getAsBoolean();
        } catch (RuleViolation faulty) {
            return false;
        }
    }

    private static Next goods(PurchaseOrder order, Words say) {
        if (order.proposalPending()) {
            return new Next(say.text("orders.next.proposalOpen"), "wait");
        }
        var open =
                order.lines().stream().filter(line -> line.open().signum() > 0).count();
        var day = order.dueBy();
        if (day == null) {
            return new Next(say.text("orders.next.goods", open), "busy");
        }
        return day.isBefore(say.today())
                ? new Next(say.text("orders.next.goodsLate", open, say.date(day)), "wait")
                : new Next(say.text("orders.next.goodsBy", open, say.date(day)), "busy");
    }

    private static Next money(PurchaseOrder order, List<InvoiceSummary> claims, Words say) {
        var prefix = order.status() == OrderStatus.CLOSED_SHORT
                ? say.text("orders.next.short", said(order.endReason())) + " "
                : "";
        if (order.isSettled()) {
            return new Next(prefix + say.text("orders.next.settled"), "good");
        }
        if (claims.stream().anyMatch(claim -> claim.status().equals("IN_EXCEPTION"))) {
            return new Next(prefix + say.text("orders.next.exception"), "wait");
        }
        if (order.invoicingStatus() != InvoicingStatus.INVOICED) {
            return new Next(prefix + say.text("orders.next.invoice"), "busy");
        }
        return new Next(
                prefix
                        + say.text(
                                order.paymentStatus() == PaymentStatus.PARTIALLY_PAID
                                        ? "orders.next.restOfPayment"
                                        : "orders.next.payment"),
                "wait");
    }

    private static String said(@Nullable String reason) {
        return reason == null ? Words.NOTHING : reason;
    }
}
