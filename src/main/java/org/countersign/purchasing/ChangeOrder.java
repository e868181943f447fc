package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/**
 * A change of an order that is with its supplier (R11): what it would make of the lines, and what became of it. Until it is
 * applied the order keeps its old terms; after it the order has a new revision, and the change keeps the old terms beside
 * the new ones.
 */
@Entity
@Table(name = "change_orders")
public class ChangeOrder {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "purchase_order")
    private String order;

    @Column(name = "change_number")
    private int number;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private ChangeOrderStatus status;

    @Column(name = "reason")
    private String reason;

    @Column(name = "proposed_by")
    private String proposedBy;

    @Column(name = "proposed_at")
    private Instant proposedAt;

    @Column(name = "from_revision")
    private int fromRevision;

    @Column(name = "revision")
    private @Nullable Integer revision;

    @Column(name = "currency")
    private String currency;

    @Column(name = "old_total")
    private BigDecimal oldTotal;

    @Column(name = "new_total")
    private BigDecimal newTotal;

    @Column(name = "approved_total")
    private BigDecimal approvedTotal;

    @Column(name = "approval_needed")
    private boolean approvalNeeded;

    @Column(name = "policy_rules")
    private @Nullable String policyRules;

    @Column(name = "policy_reason")
    private @Nullable String policyReason;

    @Column(name = "policy_version")
    private int policyVersion;

    @Column(name = "misfit")
    private @Nullable String misfit;

    @Column(name = "misfit_parts")
    private @Nullable String misfitParts;

    @Column(name = "ended_by")
    private @Nullable String endedBy;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "end_note")
    private @Nullable String endNote;

    @OneToMany(mappedBy = "change", cascade = CascadeType.ALL, fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 50)
    @OrderBy("line")
    private List<ChangeOrderLine> lines = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ChangeOrder() {}

    /**
     * @param number counts the changes proposed of the order, from 1
     * @param approvedTotal the total to which people agreed last, whatever passed by policy since
     */
    ChangeOrder(
            PurchaseOrder order,
            int number,
            String reason,
            List<ChangeOrderLine> lines,
            Money approvedTotal,
            UserId by,
            Instant at) {
        this.id = order.number() + "/" + number;
        this.order = order.number().value();
        this.number = number;
        this.status = ChangeOrderStatus.PROPOSED;
        this.reason = reason;
        this.proposedBy = by.value();
        this.proposedAt = at;
        this.fromRevision = order.revision();
        this.currency = order.currency().getCurrencyCode();
        this.oldTotal = order.total().amount();
        this.newTotal = order.totalWith(lines).amount();
        this.approvedTotal = approvedTotal.amount();
        for (var line : lines) {
            line.belongTo(this);
            this.lines.add(line);
        }
    }

    void judged(ChangeVerdict verdict) {
        approvalNeeded = verdict.approvalNeeded();
        policyRules = verdict.rules().isEmpty() ? null : String.join(",", verdict.rules());
        policyReason = verdict.reason().isEmpty() ? null : verdict.reason();
        policyVersion = verdict.policyVersion();
    }

    void applied(int made, Instant at) {
        check(status.isOpen(), PurchasingRule.CHANGE_ENDED, number, order, status);
        status = ChangeOrderStatus.APPLIED;
        revision = made;
        misfit = null;
        misfitParts = null;
        endedAt = at;
    }

    void unfit(Explanation why) {
        check(status.isOpen(), PurchasingRule.CHANGE_ENDED, number, order, status);
        status = ChangeOrderStatus.UNFIT;
        misfit = why.english();
        misfitParts = why.facts();
    }

    void ended(ChangeOrderStatus how, @Nullable String note, UserId by, Instant at) {
        check(status.isOpen(), PurchasingRule.CHANGE_ENDED, number, order, status);
        status = how;
        endedBy = by.value();
        endedAt = at;
        endNote = note;
    }

    String id() {
        return id;
    }

    /** Its order. */
    public PurchaseOrderNumber order() {
        return new PurchaseOrderNumber(order);
    }

    /** Counts the changes proposed of its order, from 1; its approval is the order's cycle of this number. */
    public int number() {
        return number;
    }

    /** Where it stands. */
    public ChangeOrderStatus status() {
        return status;
    }

    /** Why the order is to be changed. */
    public String reason() {
        return reason;
    }

    /** Who proposed it. */
    public UserId proposedBy() {
        return new UserId(proposedBy);
    }

    /** When it was proposed, UTC. */
    public Instant proposedAt() {
        return proposedAt;
    }

    /** The revision of the order that it changes; 1 is the original order. */
    public int fromRevision() {
        return fromRevision;
    }

    /** The revision that it made; null unless it was applied. */
    public @Nullable Integer revision() {
        return revision;
    }

    /** The currency of the order. */
    public Currency currency() {
        return Currency.getInstance(currency);
    }

    /** The order's net total before. */
    public Money oldTotal() {
        return new Money(oldTotal, currency()).rounded();
    }

    /** The order's net total after it. */
    public Money newTotal() {
        return new Money(newTotal, currency()).rounded();
    }

    /** The net total to which people agreed last: small increases one after the other are measured against it. */
    public Money approvedTotal() {
        return new Money(approvedTotal, currency()).rounded();
    }

    /** By how much the order's total grows since people agreed last; negative where it shrinks. */
    public Money totalIncrease() {
        return newTotal().minus(approvedTotal());
    }

    /** The same in percent. */
    public BigDecimal totalIncreasePercent() {
        return ChangeOrderLine.percent(totalIncrease().amount(), approvedTotal().amount());
    }

    /** Whether the table {@code change-policy} demanded approval again. */
    public boolean approvalNeeded() {
        return approvalNeeded;
    }

    /** Ids of the rules of the table that fired. */
    public List<String> policyRules() {
        return policyRules == null ? List.of() : Arrays.asList(policyRules.split(","));
    }

    /** Why, in words; empty where the rules give no reason. */
    public String policyReason() {
        return policyReason == null ? "" : policyReason;
    }

    /** Version of the table; 0 where it could not be asked. */
    public int policyVersion() {
        return policyVersion;
    }

    /** Why it no longer fits the order, in words; null while it does. */
    public @Nullable Explanation misfit() {
        return misfit == null ? null : Explanation.kept(misfit, misfitParts);
    }

    /** Who refused it or took it back. */
    public @Nullable UserId endedBy() {
        return endedBy == null ? null : new UserId(endedBy);
    }

    /** When it was applied, refused or taken back, UTC. */
    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** Why it was refused or taken back. */
    public @Nullable String endNote() {
        return endNote;
    }

    /** What it makes of the lines, in their order. */
    public List<ChangeOrderLine> lines() {
        return List.copyOf(lines);
    }
}
