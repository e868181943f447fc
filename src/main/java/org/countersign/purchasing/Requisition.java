package org.countersign.purchasing;

import static org.countersign.purchasing.RequisitionStatus.*;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** An internal request to buy. Status belongs here; the engine knows only the position in the process. */
@Entity
@Table(name = "requisitions")
public class Requisition {

    @Id
    @Column(name = "number")
    private String number;

    @Version
    private @Nullable Long version;

    @Column(name = "requester")
    private String requester;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private RequisitionStatus status;

    @Column(name = "title")
    private String title;

    @Column(name = "cost_center")
    private String costCenter;

    @Column(name = "department")
    private @Nullable String department;

    @Column(name = "project")
    private @Nullable String project;

    @Column(name = "job_code")
    private @Nullable String jobCode;

    @Column(name = "location")
    private @Nullable String location;

    @Column(name = "currency")
    private String currency;

    @Column(name = "urgency")
    private String urgency;

    @Column(name = "needed_by")
    private @Nullable LocalDate neededBy;

    @Column(name = "justification")
    private @Nullable String justification;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Column(name = "suppliers_named_at")
    private @Nullable Instant suppliersNamedAt;

    @Column(name = "copied_from")
    private @Nullable String copiedFrom;

    @Column(name = "last_note")
    private @Nullable String lastNote;

    @Column(name = "total")
    private BigDecimal total;

    @Column(name = "form_token")
    private @Nullable String formToken;

    @ElementCollection
    @BatchSize(size = 100)
    @CollectionTable(name = "requisition_words", joinColumns = @JoinColumn(name = "requisition"))
    @Column(name = "word")
    private Set<String> words = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "requisition_lines", joinColumns = @JoinColumn(name = "requisition"))
    @OrderColumn(name = "line_index")
    private List<RequisitionLine> lines = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Requisition() {}

    @SuppressWarnings("NullAway.Init") // write() sets what a draft carries
    Requisition(RequisitionNumber number, UserId requester, Content content, @Nullable Origin origin, Instant at) {
        this.number = number.value();
        this.requester = requester.value();
        this.status = DRAFT;
        this.createdAt = at;
        this.copiedFrom = origin == null ? null : origin.copiedFrom();
        this.formToken = origin == null ? null : origin.formToken();
        write(content);
    }

    /**
     * Where a draft comes from.
     *
     * @param copiedFrom number of the requisition that it was copied from
     * @param formToken of the form that it was written with
     */
    record Origin(@Nullable String copiedFrom, @Nullable String formToken) {}

    /** What a requester writes, checked. */
    record Content(
            String title,
            String costCenter,
            @Nullable String department,
            @Nullable String project,
            @Nullable String jobCode,
            @Nullable String location,
            Currency currency,
            String urgency,
            @Nullable LocalDate neededBy,
            @Nullable String justification,
            List<RequisitionLine> lines,
            Set<String> supplierNames) {}

    /** @throws org.countersign.shared.RuleViolation of R09 unless it is a draft or was returned */
    void replace(Content content) {
        check(isEditable(), PurchasingRule.NOT_EDITABLE, number, status);
        write(content);
    }

    private void write(Content content) {
        title = content.title();
        costCenter = content.costCenter();
        department = content.department();
        project = content.project();
        jobCode = content.jobCode();
        location = content.location();
        currency = content.currency().getCurrencyCode();
        urgency = content.urgency();
        neededBy = content.neededBy();
        justification = content.justification();
        lines.clear();
        lines.addAll(content.lines());
        index(content.supplierNames());
    }

    /** Keeps what lists show of its lines, and the words by which it is found. */
    void index(Set<String> supplierNames) {
        total = total().amount();
        words.clear();
        words.addAll(SearchWords.of(Stream.concat(
                Stream.of(number, title),
                Stream.concat(
                        supplierNames.stream(),
                        lines.stream().flatMap(line -> Stream.of(line.description(), line.item(), line.supplier()))))));
    }

    void submit(Instant at) {
        check(isEditable(), PurchasingRule.NOT_SUBMITTABLE, number, status);
        status = IN_APPROVAL;
        submittedAt = at;
        suppliersNamedAt = null;
        lastNote = null;
    }

    void withdraw(@Nullable String reason) {
        check(
                status == DRAFT || status == RETURNED || status == IN_APPROVAL,
                PurchasingRule.NOT_WITHDRAWABLE,
                number,
                status);
        status = WITHDRAWN;
        lastNote = reason;
    }

    /** Lines that were rejected alone form no order, and the total falls. */
    void approve(Map<Integer, LineRejection> rejected) {
        expect(IN_APPROVAL);
        status = APPROVED;
        if (!rejected.isEmpty()) {
            rejected.forEach((line, why) -> lines.get(line - 1).reject(why));
            total = total().amount();
        }
    }

    void reject(@Nullable String reason) {
        if (status != APPROVED) {
            expect(IN_APPROVAL);
        }
        status = REJECTED;
        lastNote = reason;
    }

    void sendBack(@Nullable String note) {
        expect(IN_APPROVAL);
        status = RETURNED;
        lastNote = note;
    }

    void nameSupplier(int line, String supplier) {
        check(line >= 1 && line <= lines.size(), PurchasingRule.UNKNOWN_LINE, number, line);
        check(
                status == APPROVED
                        && lines.get(line - 1).supplier() == null
                        && !lines.get(line - 1).isRejected(),
                PurchasingRule.SUPPLIER_NOT_MISSING,
                line,
                number);
        lines.get(line - 1).name(supplier);
    }

    void suppliersNamed(Instant at) {
        expect(APPROVED);
        suppliersNamedAt = at;
    }

    /** With the suppliers that were named it needs more approval than it has (R10). */
    void approveAgain() {
        expect(APPROVED);
        status = IN_APPROVAL;
    }

    void ordered() {
        expect(APPROVED);
        status = ORDERED;
    }

    private void expect(RequisitionStatus expected) {
        if (status != expected) {
            throw new IllegalStateException(number + " is " + status + " and not " + expected);
        }
    }

    /** Whether its content may be changed and it may be submitted. */
    public boolean isEditable() {
        return status == DRAFT || status == RETURNED;
    }

    /** Its reference. */
    public RequisitionNumber number() {
        return new RequisitionNumber(number);
    }

    /** Counts its changes; -1 before it is stored. */
    public long version() {
        return version == null ? -1 : version;
    }

    /** Who asks. */
    public UserId requester() {
        return new UserId(requester);
    }

    /** Where it stands. */
    public RequisitionStatus status() {
        return status;
    }

    /** What it is about. */
    public String title() {
        return title;
    }

    /** Code of the cost centre that pays unless a line names its own. */
    public String costCenter() {
        return costCenter;
    }

    /** Code of the department. */
    public @Nullable String department() {
        return department;
    }

    /** The project it is for. */
    public @Nullable String project() {
        return project;
    }

    /** The job it is for. */
    public @Nullable String jobCode() {
        return jobCode;
    }

    /** Where it is to be delivered. */
    public @Nullable String location() {
        return location;
    }

    /** The currency of all its prices. */
    public Currency currency() {
        return Currency.getInstance(currency);
    }

    /** {@code low}, {@code normal} or {@code high}. */
    public String urgency() {
        return urgency;
    }

    /** When everything is needed unless a line says otherwise. */
    public @Nullable LocalDate neededBy() {
        return neededBy;
    }

    /** Why it is asked for. */
    public @Nullable String justification() {
        return justification;
    }

    /** When it was first written, UTC. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was last submitted, UTC. */
    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    /** Up to when what was asked of its suppliers counts together with it (R10): its submission, or when they were named later. */
    public @Nullable Instant countedUntil() {
        return suppliersNamedAt == null ? submittedAt : suppliersNamedAt;
    }

    /** The requisition that it was copied from; approvals are never copied (R02). */
    public @Nullable String copiedFrom() {
        return copiedFrom;
    }

    /** Why it was rejected, returned or withdrawn. */
    public @Nullable String lastNote() {
        return lastNote;
    }

    /** Its lines; line n is at index n - 1. */
    public List<RequisitionLine> lines() {
        return List.copyOf(lines);
    }

    /** Net total of all lines that were not rejected, each rounded once (R12). */
    public Money total() {
        return totalOf(lines.stream().filter(line -> !line.isRejected()));
    }

    /** Net total of all lines as they were asked for. */
    public Money totalAsked() {
        return totalOf(lines.stream());
    }

    /** Net total without some of its lines, given by their numbers. */
    public Money totalWithout(Set<Integer> numbers) {
        return totalOf(IntStream.rangeClosed(1, lines.size())
                .filter(number -> !numbers.contains(number))
                .mapToObj(number -> lines.get(number - 1)));
    }

    private Money totalOf(Stream<RequisitionLine> some) {
        return some.map(line -> line.amount(currency()))
                .reduce(Money.zero(currency()).rounded(), Money::plus);
    }

    /** Suppliers named on its lines that were not rejected, sorted, each once. */
    public List<String> suppliers() {
        return List.copyOf(new TreeSet<>(lines.stream()
                .filter(line -> !line.isRejected())
                .map(RequisitionLine::supplier)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList()));
    }

    /** Numbers of the lines that nobody named a supplier for, and that were not rejected. */
    public List<Integer> linesWithoutSupplier() {
        return IntStream.rangeClosed(1, lines.size())
                .filter(line -> lines.get(line - 1).supplier() == null
                        && !lines.get(line - 1).isRejected())
                .boxed()
                .toList();
    }
}
