package org.countersign.sales;

import static org.countersign.sales.SalesOrderStatus.APPROVED;
import static org.countersign.sales.SalesOrderStatus.CANCELLED;
import static org.countersign.sales.SalesOrderStatus.DRAFT;
import static org.countersign.sales.SalesOrderStatus.IN_APPROVAL;
import static org.countersign.sales.SalesOrderStatus.REJECTED;
import static org.countersign.sales.SalesOrderStatus.RELEASED;
import static org.countersign.sales.SalesOrderStatus.RETURNED;
import static org.countersign.sales.SalesOrderStatus.WITHDRAWN;
import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** What a customer wants of us. Status belongs here; the engine knows only the position in the process. */
@Entity
@Table(name = "sales_orders")
public class SalesOrder {

    @Id
    @Column(name = "number")
    private String number;

    @Version
    private @Nullable Long version;

    @Column(name = "requester")
    private String requester;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private SalesOrderStatus status;

    @Column(name = "customer")
    private String customer;

    @Column(name = "title")
    private String title;

    @Column(name = "customer_reference")
    private @Nullable String reference;

    @Column(name = "currency")
    private String currency;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Column(name = "released_at")
    private @Nullable Instant releasedAt;

    @Column(name = "released_by")
    private @Nullable String releasedBy;

    @Column(name = "last_note")
    private @Nullable String lastNote;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "sales_order_lines", joinColumns = @JoinColumn(name = "sales_order"))
    @OrderColumn(name = "line_index")
    private List<SalesOrderLine> lines = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected SalesOrder() {}

    @SuppressWarnings("NullAway.Init") // write() sets what a draft carries
    SalesOrder(SalesOrderNumber number, UserId requester, Content content, Instant at) {
        this.number = number.value();
        this.requester = requester.value();
        this.status = DRAFT;
        this.createdAt = at;
        write(content);
    }

    /** What somebody writes, checked. */
    record Content(
            String customer, String title, @Nullable String reference, Currency currency, List<SalesOrderLine> lines) {}

    /** @throws org.countersign.shared.RuleViolation of R09 unless it is a draft or was returned */
    void replace(Content content) {
        check(isEditable(), SalesRule.NOT_EDITABLE, number, status);
        write(content);
    }

    private void write(Content content) {
        customer = content.customer();
        title = content.title();
        reference = content.reference();
        currency = content.currency().getCurrencyCode();
        lines.clear();
        lines.addAll(content.lines());
    }

    void submit(Instant at) {
        check(isEditable(), SalesRule.NOT_SUBMITTABLE, number, status);
        status = IN_APPROVAL;
        submittedAt = at;
        lastNote = null;
    }

    void withdraw(@Nullable String reason) {
        check(
                status == DRAFT || status == RETURNED || status == IN_APPROVAL,
                SalesRule.NOT_WITHDRAWABLE,
                number,
                status);
        status = WITHDRAWN;
        lastNote = reason;
    }

    void approve() {
        expect(IN_APPROVAL);
        status = APPROVED;
    }

    void reject(@Nullable String reason) {
        expect(IN_APPROVAL);
        status = REJECTED;
        lastNote = reason;
    }

    void sendBack(@Nullable String note) {
        expect(IN_APPROVAL);
        status = RETURNED;
        lastNote = note;
    }

    void release(UserId by, Instant at) {
        check(status == APPROVED, SalesRule.NOT_RELEASABLE, number, status);
        status = RELEASED;
        releasedBy = by.value();
        releasedAt = at;
    }

    void cancel(@Nullable String reason) {
        check(status == APPROVED, SalesRule.NOT_RELEASABLE, number, status);
        status = CANCELLED;
        lastNote = reason;
    }

    private void expect(SalesOrderStatus expected) {
        if (status != expected) {
            throw new IllegalStateException(number + " is " + status + " and not " + expected);
        }
    }

    /** Whether its content may be changed and it may be submitted. */
    public boolean isEditable() {
        return status == DRAFT || status == RETURNED;
    }

    /** Its number. */
    public SalesOrderNumber number() {
        return new SalesOrderNumber(number);
    }

    /** Counts its changes; -1 before it is stored. */
    public long version() {
        return version == null ? -1 : version;
    }

    /** Who raised it. */
    public UserId requester() {
        return new UserId(requester);
    }

    /** Where it stands. */
    public SalesOrderStatus status() {
        return status;
    }

    /** Number of the customer. */
    public String customer() {
        return customer;
    }

    /** What it is about. */
    public String title() {
        return title;
    }

    /** The customer's own number for it. */
    public @Nullable String reference() {
        return reference;
    }

    /** The currency of all its prices. */
    public Currency currency() {
        return Currency.getInstance(currency);
    }

    /** When it was first written, UTC. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was last submitted, UTC. */
    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    /** When it was released to issue, UTC. */
    public @Nullable Instant releasedAt() {
        return releasedAt;
    }

    /** Who released it to issue. */
    public @Nullable UserId releasedBy() {
        return releasedBy == null ? null : new UserId(releasedBy);
    }

    /** Why it was rejected, returned, withdrawn or cancelled. */
    public @Nullable String lastNote() {
        return lastNote;
    }

    /** Its lines; line n is at index n - 1. */
    public List<SalesOrderLine> lines() {
        return List.copyOf(lines);
    }

    /** Net total of all lines, each rounded once (R12). */
    public Money total() {
        return lines.stream()
                .map(line -> line.amount(currency()))
                .reduce(Money.zero(currency()).rounded(), Money::plus);
    }
}
