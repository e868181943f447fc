package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that people and the process do with requisitions. */
@Service
public class RequisitionManagement {

    private static final int LONGEST_REASON = 2000;
    private static final int MOST_ATTEMPTS = 10;

    private final Requisitions requisitions;
    private final RequisitionSearch search;
    private final RequisitionWriting writing;
    private final RequisitionAttachments attachments;
    private final RequisitionQuotes quotes;
    private final DocumentNumbers numbers;
    private final RequisitionWorkflow workflow;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final SubmissionTurns turns;

    RequisitionManagement(
            Requisitions requisitions,
            RequisitionSearch search,
            RequisitionWriting writing,
            RequisitionAttachments attachments,
            RequisitionQuotes quotes,
            DocumentNumbers numbers,
            RequisitionWorkflow workflow,
            SupplierDirectory suppliers,
            Organization organization,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions,
            SubmissionTurns turns) {
        this.requisitions = requisitions;
        this.search = search;
        this.writing = writing;
        this.attachments = attachments;
        this.quotes = quotes;
        this.numbers = numbers;
        this.workflow = workflow;
        this.suppliers = suppliers;
        this.organization = organization;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.turns = turns;
    }

    /**
     * Writes a new draft of the actor's own.
     *
     * @throws org.countersign.shared.RuleViolation naming every faulty field (422)
     * @throws NotAllowed for auditors and operations, who only read
     */
    @Transactional
    public Requisition create(RequisitionDraft draft, Actor actor) {
        return create(draft, null, actor);
    }

    /**
     * Writes a new draft from a form, once: a second click finds what the first one wrote.
     *
     * @param copiedFrom number of the requisition that the form was filled from, which the actor may see; null if none was
     * @param token of the form, drawn when it was opened
     * @return the draft; or what was written with this form before, as it stands now
     */
    public Requisition createOnce(RequisitionDraft draft, @Nullable String copiedFrom, String token, Actor actor) {
        mayRaise(actor);
        var user = actor.user().value();
        var before = requisitions.writtenWith(token, user);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return Objects.requireNonNull(
                    transaction.execute(status -> create(draft, new Requisition.Origin(copiedFrom, token), actor)));
        } catch (DataIntegrityViolationException twice) {
            return requisitions.writtenWith(token, user).orElseThrow(() -> twice);
        }
    }

    /** What the actor wrote with a form before, if anything. */
    @Transactional(readOnly = true)
    public Optional<Requisition> writtenWith(String token, Actor actor) {
        return requisitions.writtenWith(token, actor.user().value());
    }

    private Requisition create(RequisitionDraft draft, Requisition.@Nullable Origin origin, Actor actor) {
        mayRaise(actor);
        var content = writing.read(draft);
        var number = new RequisitionNumber(numbers.reference(Series.REQUISITION));
        var requisition =
                requisitions.saveAndFlush(new Requisition(number, actor.user(), content, origin, clock.instant()));
        audit.record(AuditEvent.of(number.document(), "requisition.created", actor)
                .with("title", requisition.title())
                .with("total", requisition.total().toString())
                .with("copiedFrom", requisition.copiedFrom()));
        return requisition;
    }

    /**
     * Replaces the content of the actor's own draft or returned requisition.
     *
     * @throws org.countersign.shared.RuleViolation of R09 while it is in approval or later (409)
     */
    @Transactional
    public Requisition replace(RequisitionNumber number, RequisitionDraft draft, Actor actor) {
        return replace(number, draft, null, actor);
    }

    /**
     * Replaces the content unless somebody changed it since.
     *
     * @param version the {@link Requisition#version()} that was read before writing; null to replace whatever is there
     * @throws org.countersign.shared.RuleViolation when it was changed meanwhile, or of R09 (409)
     */
    @Transactional
    public Requisition replace(RequisitionNumber number, RequisitionDraft draft, @Nullable Long version, Actor actor) {
        var requisition = locked(number);
        mustBeRequester(requisition, actor);
        check(requisition.isEditable(), PurchasingRule.NOT_EDITABLE, number, requisition.status());
        check(version == null || version == requisition.version(), PurchasingRule.CHANGED_SINCE, number);
        var before = requisition.total();
        requisition.replace(writing.read(draft));
        audit.record(AuditEvent.of(number.document(), "requisition.changed", actor)
                .changed("total", before.toString(), requisition.total().toString())
                .with("title", requisition.title()));
        return requisition;
    }

    /**
     * Submits the actor's own draft or returned requisition. The policy is asked first, in a transaction of its own, on
     * the document as it then is (R02).
     *
     * @throws org.countersign.shared.RuleViolation when it is in no state for it, or was changed meanwhile (409), or quotes
     *     that the policy demands are missing (422)
     */
    public Requisition submit(RequisitionNumber number, Actor actor) {
        var read = requisition(number);
        mustBeRequester(read, actor);
        check(read.isEditable(), PurchasingRule.NOT_SUBMITTABLE, number, read.status());
        var done = false;
        for (var attempt = 0; !done; attempt++) {
            check(attempt < MOST_ATTEMPTS, PurchasingRule.CHANGED_MEANWHILE, number);
            var route = workflow.route(read);
            done = Boolean.TRUE.equals(transaction.execute(status -> submitted(read, route, actor)));
        }
        return requisition(number);
    }

    /** Whether it is submitted now; not where the requester asked the same suppliers for more since the policy answered (R10). */
    private boolean submitted(Requisition read, RequisitionWorkflow.Route route, Actor actor) {
        var number = read.number();
        turns.take(read.requester(), read.suppliers());
        if (!workflow.stillHolds(route)) {
            return false;
        }
        var requisition = locked(number);
        check(requisition.version() == read.version(), PurchasingRule.CHANGED_MEANWHILE, number);
        if (requisition.status() == RequisitionStatus.RETURNED) {
            workflow.resubmit(requisition, route, actor.user());
        } else {
            submitted(requisition, actor);
            workflow.submitted(requisition, route);
        }
        return true;
    }

    /** The requester answered the task to revise: a new cycle begins. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resubmitted(RequisitionNumber number, Actor actor) {
        // Before the requisition itself, as in every other submission.
        turns.take(actor.user(), requisitions.suppliersOf(number.value()));
        var requisition = locked(number);
        mustBeRequester(requisition, actor);
        submitted(requisition, actor);
    }

    private void submitted(Requisition requisition, Actor actor) {
        // Suppliers may have been blocked since the draft was written.
        requisition.suppliers().forEach(this::mustBeUsable);
        var offers = quotes.demand(requisition);
        requisition.submit(clock.instant());
        requisitions.saveAndFlush(requisition);
        audit.record(AuditEvent.of(requisition.number().document(), "requisition.submitted", actor)
                .with("total", requisition.total().toString())
                .with("attachments", attachments.hashes(requisition.number()))
                .with("quotes", offers));
    }

    /**
     * Takes the actor's own requisition back, before it is approved.
     *
     * @param reason required once it was submitted, up to 2000 characters
     */
    @Transactional
    public Requisition withdraw(RequisitionNumber number, @Nullable String reason, Actor actor) {
        var requisition = locked(number);
        mustBeRequester(requisition, actor);
        var before = requisition.status();
        check(before == RequisitionStatus.DRAFT || isReason(reason), PurchasingRule.REASON_REQUIRED);
        requisition.withdraw(reason);
        audit.record(AuditEvent.of(number.document(), "requisition.withdrawn", actor)
                .changed("status", before.name(), requisition.status().name())
                .with("reason", reason));
        if (before != RequisitionStatus.DRAFT) {
            requisitions.flush();
            workflow.withdrawn(requisition, reason);
        }
        return requisition;
    }

    /**
     * The requester answered the task to revise by withdrawing; an administrator does where the requester has left.
     * Called by the process.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdrawnInProcess(RequisitionNumber number, @Nullable String reason, Actor actor) {
        var requisition = locked(number);
        if (organization.isActive(requisition.requester()) || !actor.isIn(Group.ADMINISTRATOR)) {
            mustBeRequester(requisition, actor);
        }
        requisition.withdraw(reason);
        audit.record(
                AuditEvent.of(number.document(), "requisition.withdrawn", actor).with("reason", reason));
    }

    /**
     * Writes a new draft of the actor's own with the content of one that the actor may see; approvals are not copied.
     *
     * @param withAttachments whether the files are copied too
     */
    @Transactional
    public Requisition copy(RequisitionNumber number, boolean withAttachments, Actor actor) {
        var copy = create(draftOf(requisition(number)), new Requisition.Origin(number.value(), null), actor);
        if (withAttachments) {
            attachments.copy(number, copy.number(), actor);
        }
        return copy;
    }

    /** The content of a requisition as a draft that can be written again; suppliers that are blocked now are left out. */
    @Transactional(readOnly = true)
    public RequisitionDraft draftOf(Requisition source) {
        var usable = suppliers.suppliers(source.suppliers()).stream()
                .filter(known -> known.status() != SupplierStatus.BLOCKED)
                .map(Supplier::number)
                .collect(Collectors.toSet());
        return new RequisitionDraft(
                source.title(),
                source.costCenter(),
                source.department(),
                source.project(),
                source.jobCode(),
                source.location(),
                source.currency().getCurrencyCode(),
                source.urgency(),
                source.neededBy(),
                source.justification(),
                source.lines().stream()
                        .map(line -> new RequisitionDraft.Line(
                                line.item(),
                                line.description(),
                                line.category(),
                                line.quantity(),
                                line.unit(),
                                line.unitPrice(),
                                line.taxRate(),
                                line.supplier() != null && usable.contains(line.supplier()) ? line.supplier() : null,
                                line.costCenter(),
                                line.deliveryDate(),
                                line.link()))
                        .toList());
    }

    /** What is wrong with a draft, every faulty field with what is expected; empty when it can be stored. */
    @Transactional(readOnly = true)
    public List<FieldProblem> problemsOf(RequisitionDraft draft) {
        try {
            writing.read(draft);
            return List.of();
        } catch (RuleViolation incomplete) {
            return incomplete.fields();
        }
    }

    /**
     * What a requisition that is being written would come to and who would have to approve it. Nothing is written, and
     * nothing is refused: what cannot be read yet is left out.
     *
     * @throws NotAllowed for auditors and operations, who only read
     */
    @Transactional(readOnly = true)
    public RequisitionOutlook outlook(RequisitionDraft draft, Actor actor) {
        mayRaise(actor);
        var sketch = writing.sketch(draft);
        var requisition =
                new Requisition(new RequisitionNumber("new"), actor.user(), sketch.content(), null, clock.instant());
        var amounts = sketch.lines().stream()
                .map(line -> line == null ? null : line.amount(requisition.currency()))
                .toList();
        var known = !requisition.lines().isEmpty() && !requisition.costCenter().isEmpty();
        return new RequisitionOutlook(requisition.total(), amounts, known ? workflow.forecast(requisition) : null);
    }

    /**
     * Who would have to approve a draft or returned requisition if it were submitted as it stands now. Whether a person may
     * see it is the caller's to check.
     *
     * @throws org.countersign.shared.RuleViolation once it is submitted (409)
     */
    @Transactional(readOnly = true)
    public RequisitionOutlook outlook(Requisition requisition) {
        check(requisition.isEditable(), PurchasingRule.NOT_SUBMITTABLE, requisition.number(), requisition.status());
        return new RequisitionOutlook(
                requisition.total(),
                requisition.lines().stream()
                        .map(line -> line.amount(requisition.currency()))
                        .toList(),
                workflow.forecast(requisition));
    }

    /** The last approval is in. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(RequisitionNumber number, Map<Integer, LineRejection> rejected) {
        var requisition = locked(number);
        requisition.approve(rejected);
        audit.record(AuditEvent.of(number.document(), "requisition.approved", Actor.SYSTEM)
                .with(
                        "rejectedLines",
                        rejected.isEmpty()
                                ? null
                                : rejected.keySet().stream().sorted().toList())
                .with("total", rejected.isEmpty() ? null : requisition.total().toString()));
        if (!requisition.linesWithoutSupplier().isEmpty()) {
            events.publishEvent(new RequisitionEvent.SupplierMissing(number));
        }
    }

    /** Somebody refused it for good. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(RequisitionNumber number, @Nullable String reason, Actor by) {
        var requisition = locked(number);
        requisition.reject(reason);
        audit.record(
                AuditEvent.of(number.document(), "requisition.rejected", by).with("reason", reason));
        events.publishEvent(new RequisitionEvent.Rejected(
                number, requisition.title(), requisition.requester(), requisition.total(), reason));
    }

    /** Somebody sent it back for changes. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(RequisitionNumber number, @Nullable String note) {
        var requisition = locked(number);
        requisition.sendBack(note);
        audit.record(AuditEvent.of(number.document(), "requisition.returned", Actor.SYSTEM)
                .with("note", note));
        events.publishEvent(new RequisitionEvent.Returned(
                number, requisition.title(), requisition.requester(), requisition.total(), note));
    }

    /**
     * Names the supplier of approved lines that have none. The policy is asked again with this supplier, for what was
     * approved without one was counted together with nothing (R10): what it demands beyond what was answered is asked
     * before any order is made.
     *
     * @param lines line numbers, from 1
     * @throws org.countersign.shared.RuleViolation for an unknown or blocked supplier, or a line that has one
     * @throws NotAllowed for anybody but a purchasing agent
     */
    @Transactional
    public void nameSupplier(RequisitionNumber number, Set<Integer> lines, String supplier, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        mustBeUsable(supplier);
        // Before the requisition itself, as in every submission.
        turns.take(requisition(number).requester(), Set.of(supplier));
        var requisition = locked(number);
        lines.stream().sorted().forEach(line -> requisition.nameSupplier(line, supplier));
        audit.record(AuditEvent.of(number.document(), "requisition.supplier-named", actor)
                .with("lines", lines.stream().sorted().toList())
                .with("supplier", supplier));
        requisition.suppliersNamed(clock.instant());
        requisitions.flush();
        if (!workflow.isApprovedWithItsSuppliers(requisition)) {
            requisition.approveAgain();
            audit.record(AuditEvent.of(number.document(), "requisition.approval-again", Actor.SYSTEM)
                    .rule("R10")
                    .with("supplier", supplier));
            events.publishEvent(new RequisitionEvent.ApprovalAgain(number));
        }
    }

    /** A purchasing agent found no supplier for it: it ends. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelledByPurchasing(RequisitionNumber number, @Nullable String reason, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        check(isReason(reason), PurchasingRule.REASON_REQUIRED);
        rejected(number, reason, actor);
    }

    /** Every line stands on an order. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ordered(RequisitionNumber number) {
        locked(number).ordered();
        audit.record(AuditEvent.of(number.document(), "requisition.ordered", Actor.SYSTEM));
        events.publishEvent(new RequisitionEvent.Ordered(number));
    }

    /**
     * A requisition, for any module; whether a person may see it is the caller's to check.
     *
     * @throws NotFound when there is none of this number
     */
    @Transactional(readOnly = true)
    public Requisition requisition(RequisitionNumber number) {
        return find(number).orElseThrow(() -> new NotFound("requisition", number));
    }

    /** A requisition, if there is one of this number. */
    @Transactional(readOnly = true)
    public Optional<Requisition> find(RequisitionNumber number) {
        return requisitions.findById(number.value());
    }

    /** Requisitions that a person may see in a list: all for those who read or buy everything, else the own ones. */
    @Transactional(readOnly = true)
    public Page<RequisitionSummary> search(
            @Nullable RequisitionStatus status,
            @Nullable String requester,
            @Nullable String costCenter,
            Actor actor,
            Pageable page) {
        return search(new RequisitionQuery(null, status, requester, costCenter, null, null, Set.of()), actor, page);
    }

    /**
     * Requisitions that a person may see in a list: all for those who read or buy everything, else the own ones and those
     * that the caller found to concern the person.
     */
    @Transactional(readOnly = true)
    public Page<RequisitionSummary> search(RequisitionQuery query, Actor actor, Pageable page) {
        return search.search(viewer(actor), query, page);
    }

    /** A part of what {@link #search(RequisitionQuery, Actor, Pageable) search} finds, uncounted. */
    @Transactional(readOnly = true)
    public Slice<RequisitionSummary> part(RequisitionQuery query, Actor actor, Pageable part) {
        return search.part(viewer(actor), query, part);
    }

    private static @Nullable String viewer(Actor actor) {
        return seesEveryRequisition(actor) ? null : actor.user().value();
    }

    /** Whether a person may raise requisitions: everybody but those who only read. */
    public static boolean raisesRequisitions(Actor actor) {
        return !actor.isIn(Group.AUDITOR, Group.OPERATIONS);
    }

    /** Whether a person sees all requisitions by the groups held. */
    public static boolean seesEveryRequisition(Actor actor) {
        return actor.readsEverything() || actor.isIn(Group.PURCHASING_AGENT, Group.FINANCE_OFFICER, Group.CFO);
    }

    private Requisition locked(RequisitionNumber number) {
        return requisitions.lock(number.value()).orElseThrow(() -> new NotFound("requisition", number));
    }

    private void mustBeUsable(String supplier) {
        var known = suppliers.supplier(supplier);
        check(known.isPresent(), PurchasingRule.SUPPLIER_UNKNOWN, supplier);
        check(
                known.map(found -> found.status() != SupplierStatus.BLOCKED).orElse(false),
                PurchasingRule.SUPPLIER_BLOCKED,
                supplier);
    }

    static void mayRaise(Actor actor) {
        if (!raisesRequisitions(actor)) {
            throw new NotAllowed("Auditors and operations read everything and change nothing.");
        }
    }

    static void mustBeRequester(Requisition requisition, Actor actor) {
        UserId requester = requisition.requester();
        check(requester.equals(actor.user()), PurchasingRule.NOT_YOURS, requester, requisition.number());
    }

    private static boolean isReason(@Nullable String reason) {
        return reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON;
    }
}
