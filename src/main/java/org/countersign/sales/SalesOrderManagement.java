package org.countersign.sales;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.currency.ExchangeRates;
import org.countersign.shared.Actor;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Filter;
import org.countersign.shared.Formats;
import org.countersign.shared.GaplessNumbers;
import org.countersign.shared.Group;
import org.countersign.shared.KnownApprovers;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises sales orders, has them approved, and releases to issue what is approved. Sales agents do all this; nobody else
 * writes anything.
 */
@Service
public class SalesOrderManagement {

    /** The kind of its approval, as the approval policy knows it. */
    public static final String KIND = "sales-order";

    private static final int LONGEST_REASON = 2000;
    private static final int MOST_LINES = 1000;

    private final SalesOrders orders;
    private final CustomerMaster customers;
    private final ItemCatalog items;
    private final ExchangeRates rates;
    private final GaplessNumbers numbers;
    private final SalesOrderWorkflow workflow;
    private final ApprovalProof approvals;
    private final KnownApprovers people;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SalesOrderManagement(
            SalesOrders orders,
            CustomerMaster customers,
            ItemCatalog items,
            ExchangeRates rates,
            GaplessNumbers numbers,
            SalesOrderWorkflow workflow,
            ApprovalProof approvals,
            KnownApprovers people,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.orders = orders;
        this.customers = customers;
        this.items = items;
        this.rates = rates;
        this.numbers = numbers;
        this.workflow = workflow;
        this.approvals = approvals;
        this.people = people;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Writes a new draft of the actor's own. Its number is drawn here and is gapless: what is refused takes none (R22).
     *
     * @throws org.countersign.shared.RuleViolation naming every faulty field (422)
     * @throws NotAllowed for anybody but a sales agent
     */
    @Transactional
    public SalesOrder create(SalesOrderDraft draft, Actor actor) {
        actor.mustBeIn(Group.SALES_AGENT);
        var content = read(draft);
        var number = new SalesOrderNumber(numbers.nextSalesOrder());
        var order = orders.saveAndFlush(new SalesOrder(number, actor.user(), content, clock.instant()));
        audit.record(AuditEvent.of(number.document(), "sales-order.created", actor)
                .with("customer", order.customer())
                .with("title", order.title())
                .with("total", order.total().toString()));
        return order;
    }

    /**
     * Replaces the content of the actor's own draft or returned sales order.
     *
     * @throws org.countersign.shared.RuleViolation of R09 while it is in approval or later (409)
     */
    @Transactional
    public SalesOrder replace(SalesOrderNumber number, SalesOrderDraft draft, Actor actor) {
        return replace(number, draft, null, actor);
    }

    /**
     * Replaces the content unless somebody changed it since.
     *
     * @param version the {@link SalesOrder#version()} that was read before writing; null to replace whatever is there
     * @throws org.countersign.shared.RuleViolation when it was changed meanwhile, or of R09 (409)
     */
    @Transactional
    public SalesOrder replace(SalesOrderNumber number, SalesOrderDraft draft, @Nullable Long version, Actor actor) {
        var order = own(number, actor);
        check(order.isEditable(), SalesRule.NOT_EDITABLE, number, order.status());
        check(version == null || version == order.version(), SalesRule.CHANGED_SINCE, number);
        var before = order.total();
        var customer = order.customer();
        order.replace(read(draft));
        orders.flush();
        audit.record(AuditEvent.of(number.document(), "sales-order.changed", actor)
                .changed("total", before.toString(), order.total().toString())
                .changed("customer", customer, order.customer())
                .with("title", order.title()));
        return order;
    }

    /**
     * The actor's own draft or returned sales order, to be changed.
     *
     * @throws org.countersign.shared.RuleViolation of R09 while it is in approval or later (409)
     */
    @Transactional(readOnly = true)
    public SalesOrder editable(SalesOrderNumber number, Actor actor) {
        var order = order(number);
        mustBeOwn(order, actor);
        check(order.isEditable(), SalesRule.NOT_EDITABLE, number, order.status());
        return order;
    }

    /**
     * Submits the actor's own draft or returned sales order. The policy is asked first, in a transaction of its own, on the
     * sales order as it then is (R02).
     *
     * @throws org.countersign.shared.RuleViolation when it is in no state for it, or was changed meanwhile (409)
     */
    public SalesOrder submit(SalesOrderNumber number, Actor actor) {
        var read = order(number);
        mustBeOwn(read, actor);
        check(read.isEditable(), SalesRule.NOT_SUBMITTABLE, number, read.status());
        var route = workflow.route(read);
        transaction.executeWithoutResult(status -> {
            var order = locked(number);
            check(order.version() == read.version(), SalesRule.CHANGED_MEANWHILE, number);
            if (order.status() == SalesOrderStatus.RETURNED) {
                workflow.resubmit(order, route, actor.user());
            } else {
                submitted(order, actor);
                workflow.submitted(order, route);
            }
        });
        return order(number);
    }

    /** Whoever raised it answered the task to revise: a new cycle begins. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resubmitted(SalesOrderNumber number, Actor actor) {
        submitted(own(number, actor), actor);
    }

    private void submitted(SalesOrder order, Actor actor) {
        order.submit(clock.instant());
        orders.saveAndFlush(order);
        audit.record(AuditEvent.of(order.number().document(), "sales-order.submitted", actor)
                .with("total", order.total().toString()));
    }

    /**
     * Takes the actor's own sales order back, before it is approved.
     *
     * @param reason required once it was submitted, up to 2000 characters
     */
    @Transactional
    public SalesOrder withdraw(SalesOrderNumber number, @Nullable String reason, Actor actor) {
        var order = own(number, actor);
        var before = order.status();
        check(before == SalesOrderStatus.DRAFT || isReason(reason), SalesRule.REASON_REQUIRED);
        withdraw(order, reason, actor);
        if (before != SalesOrderStatus.DRAFT) {
            orders.flush();
            workflow.withdrawn(order, reason);
        }
        return order;
    }

    /**
     * Whoever raised it answered the task to revise by withdrawing; a sales agent or an administrator does where that person
     * has left. Called by the process.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdrawnInProcess(SalesOrderNumber number, @Nullable String reason, Actor actor) {
        var order = locked(number);
        if (people.isPerson(order.requester()) || !actor.isIn(Group.SALES_AGENT, Group.ADMINISTRATOR)) {
            mustBeOwn(order, actor);
        }
        withdraw(order, reason, actor);
    }

    private void withdraw(SalesOrder order, @Nullable String reason, Actor actor) {
        var before = order.status();
        order.withdraw(reason);
        audit.record(AuditEvent.of(order.number().document(), "sales-order.withdrawn", actor)
                .changed("status", before.name(), order.status().name())
                .with("reason", reason));
    }

    /** The last approval is in, or a rule approved. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(SalesOrderNumber number) {
        var order = locked(number);
        order.approve();
        audit.record(AuditEvent.of(number.document(), "sales-order.approved", Actor.SYSTEM));
        tell(order);
    }

    /** Somebody refused it for good. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(SalesOrderNumber number, @Nullable String reason) {
        var order = locked(number);
        order.reject(reason);
        audit.record(AuditEvent.of(number.document(), "sales-order.rejected", Actor.SYSTEM)
                .with("reason", reason));
        tell(order);
    }

    /** Somebody sent it back for changes. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(SalesOrderNumber number, @Nullable String note) {
        var order = locked(number);
        order.sendBack(note);
        audit.record(AuditEvent.of(number.document(), "sales-order.returned", Actor.SYSTEM)
                .with("note", note));
        tell(order);
    }

    /**
     * Releases an approved sales order to issue, by answering the task that asks for it.
     *
     * @throws org.countersign.shared.RuleViolation unless it is approved, by recorded approvals too (409)
     * @throws NotAllowed for anybody but a sales agent
     */
    @Transactional
    public SalesOrder release(SalesOrderNumber number, Actor actor) {
        actor.mustBeIn(Group.SALES_AGENT);
        var order = locked(number);
        mustBeReleasable(order);
        workflow.decide(order, true, null, actor.user());
        return order;
    }

    /**
     * Calls an approved sales order off, by answering the task that asks for its release.
     *
     * @param reason required, up to 2000 characters
     */
    @Transactional
    public SalesOrder cancel(SalesOrderNumber number, @Nullable String reason, Actor actor) {
        actor.mustBeIn(Group.SALES_AGENT);
        check(isReason(reason), SalesRule.REASON_REQUIRED);
        var order = locked(number);
        check(order.status() == SalesOrderStatus.APPROVED, SalesRule.NOT_RELEASABLE, number, order.status());
        workflow.decide(order, false, reason, actor.user());
        return order;
    }

    /** A sales agent released it. The recorded approvals are looked at again, for a token can be moved. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void releasedInProcess(SalesOrderNumber number, Actor actor) {
        actor.mustBeIn(Group.SALES_AGENT);
        var order = locked(number);
        mustBeReleasable(order);
        order.release(actor.user(), clock.instant());
        audit.record(AuditEvent.of(number.document(), "sales-order.released", actor)
                .rule("R01")
                .with("total", order.total().toString()));
    }

    /** A sales agent called it off. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelledInProcess(SalesOrderNumber number, @Nullable String reason, Actor actor) {
        actor.mustBeIn(Group.SALES_AGENT);
        check(isReason(reason), SalesRule.REASON_REQUIRED);
        var order = locked(number);
        order.cancel(reason);
        audit.record(
                AuditEvent.of(number.document(), "sales-order.cancelled", actor).with("reason", reason));
    }

    private void mustBeReleasable(SalesOrder order) {
        check(order.status() == SalesOrderStatus.APPROVED, SalesRule.NOT_RELEASABLE, order.number(), order.status());
        check(approvals.isApproved(order.number().document(), KIND), SalesRule.NOT_APPROVED, order.number());
    }

    /**
     * A sales order, for any module; whether a person may see it is the caller's to check.
     *
     * @throws NotFound when there is none of this number
     */
    @Transactional(readOnly = true)
    public SalesOrder order(SalesOrderNumber number) {
        return find(number).orElseThrow(() -> new NotFound("sales order", number));
    }

    /** A sales order, if there is one of this number. */
    @Transactional(readOnly = true)
    public Optional<SalesOrder> find(SalesOrderNumber number) {
        return orders.findById(number.value());
    }

    /**
     * The sales orders that match.
     *
     * @param text a part of the number or the title, if given
     * @throws NotAllowed for anybody who does not see them all
     */
    @Transactional(readOnly = true)
    public Page<SalesOrder> search(
            @Nullable String text,
            @Nullable SalesOrderStatus status,
            @Nullable String customer,
            @Nullable String requester,
            Actor actor,
            Pageable page) {
        if (!seesEverySalesOrder(actor)) {
            throw new NotAllowed(Group.SALES_AGENT, Group.FINANCE_OFFICER, Group.ADMINISTRATOR, Group.AUDITOR);
        }
        return orders.findAll(
                new Filter<SalesOrder>()
                        .containing(text, "number", "title")
                        .equal("status", status)
                        .equal("customer", customer)
                        .equal("requester", requester)
                        .toSpecification(),
                page);
    }

    /** Whether a person sees all sales orders by the groups held. */
    public static boolean seesEverySalesOrder(Actor actor) {
        return actor.readsEverything() || actor.isIn(Group.SALES_AGENT, Group.FINANCE_OFFICER);
    }

    // ---- writing

    private SalesOrder.Content read(SalesOrderDraft draft) {
        var check = new FieldCheck();
        var customer = Formats.trimmed(draft.customer());
        check.that(customer != null, "customer", "is required")
                .that(
                        customer == null || customers.find(customer).isPresent(),
                        "customer",
                        "there is no customer " + customer)
                .atMost(draft.title(), "title", 200)
                .atMost(draft.reference(), "reference", 64);
        var currency = currency(draft.currency(), check);
        List<SalesOrderDraft.@Nullable Line> written = draft.lines() == null ? List.of() : draft.lines();
        check.that(!written.isEmpty(), "lines", "needs one line at least");
        check.that(written.size() <= MOST_LINES, "lines", "has at most " + MOST_LINES + " lines");
        var known = items.items(written.stream()
                .flatMap(Stream::ofNullable)
                .flatMap(line -> Stream.ofNullable(Formats.trimmed(line.item())))
                .distinct()
                .limit(MOST_LINES)
                .toList());
        var lines = new ArrayList<SalesOrderLine>();
        for (int index = 0; index < Math.min(written.size(), MOST_LINES); index++) {
            var line = written.get(index);
            if (line == null) {
                check.that(false, "lines[" + index + "]", "is empty");
            } else {
                line(line, "lines[" + index + "].", known, check).ifPresent(lines::add);
            }
        }
        check.demand(SalesRule.INCOMPLETE_SALES_ORDER);
        return new SalesOrder.Content(
                Objects.requireNonNull(customer),
                Objects.requireNonNullElseGet(
                        Formats.trimmed(draft.title()),
                        () -> shortened(lines.get(0).description())),
                Formats.trimmed(draft.reference()),
                currency,
                lines);
    }

    private static Optional<SalesOrderLine> line(
            SalesOrderDraft.Line line, String path, List<Item> known, FieldCheck check) {
        var number = Formats.trimmed(line.item());
        var item = known.stream().filter(one -> one.number().equals(number)).findFirst();
        check.that(number == null || item.isPresent(), path + "item", "there is no item " + number);
        var description = Optional.ofNullable(Formats.trimmed(line.description()))
                .or(() -> item.map(Item::name))
                .orElse(null);
        check.that(number != null || description != null, path + "description", "is required where no item is named")
                .atMost(description, path + "description", 500);
        var quantity = line.quantity();
        check.that(quantity != null && quantity.signum() > 0, path + "quantity", "is required and above zero")
                .digits(quantity, path + "quantity", 13, 6);
        var price = line.unitPrice();
        check.that(price != null && price.signum() >= 0, path + "unitPrice", "is required and not below zero")
                .digits(price, path + "unitPrice", 13, 8);
        var unit = Optional.ofNullable(Formats.trimmed(line.unit()))
                .or(() -> item.map(Item::unit))
                .orElse("EA");
        check.that(Formats.isUnit(unit), path + "unit", "is a UN/ECE Recommendation 20 code such as EA, KGM, HUR");
        return description == null || quantity == null || price == null
                ? Optional.empty()
                : Optional.of(new SalesOrderLine(number, description, quantity, unit, price));
    }

    private Currency currency(@Nullable String code, FieldCheck check) {
        var wanted = Formats.trimmed(code);
        if (wanted == null) {
            return rates.baseCurrency();
        }
        check.that(Formats.isCurrency(wanted), "currency", "is an ISO 4217 code such as EUR");
        return Formats.isCurrency(wanted) ? Currency.getInstance(wanted) : rates.baseCurrency();
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 199) + "…";
    }

    private void tell(SalesOrder order) {
        events.publishEvent(new SalesOrderEvent(
                order.number(),
                order.status(),
                order.title(),
                customers.find(order.customer()).map(Customer::name).orElse(order.customer()),
                order.requester(),
                order.total(),
                order.lastNote(),
                clock.instant()));
    }

    private SalesOrder own(SalesOrderNumber number, Actor actor) {
        var order = locked(number);
        mustBeOwn(order, actor);
        return order;
    }

    private static void mustBeOwn(SalesOrder order, Actor actor) {
        actor.mustBeIn(Group.SALES_AGENT);
        check(order.requester().equals(actor.user()), SalesRule.NOT_YOURS, order.requester(), order.number());
    }

    private SalesOrder locked(SalesOrderNumber number) {
        return orders.lock(number.value()).orElseThrow(() -> new NotFound("sales order", number));
    }

    private static boolean isReason(@Nullable String reason) {
        return reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON;
    }
}
