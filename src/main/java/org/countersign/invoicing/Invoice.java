package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.supplier.PaymentTerms;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/**
 * A supplier's invoice or credit note, exactly as received, with what its last match found. No figure of the supplier is
 * ever altered (R19).
 */
@Entity
@Table(name = "invoices")
public class Invoice {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private InvoiceStatus status;

    @Column(name = "supplier")
    private @Nullable String supplier;

    @Column(name = "supplier_assigned")
    private boolean supplierAssigned;

    @Column(name = "seller_names")
    private @Nullable String sellerNames;

    @Column(name = "seller_tax_ids")
    private @Nullable String sellerTaxIds;

    @Column(name = "seller_addresses")
    private @Nullable String sellerAddresses;

    @Column(name = "number")
    private String number;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    private InvoiceType type;

    @Column(name = "issue_date")
    private @Nullable LocalDate issueDate;

    @Column(name = "due_date")
    private @Nullable LocalDate dueDate;

    @Column(name = "currency")
    private String currency;

    @Column(name = "purchase_order")
    private @Nullable String purchaseOrder;

    @Column(name = "preceding_invoice")
    private @Nullable String precedingInvoice;

    @Column(name = "iban")
    private @Nullable String iban;

    @Column(name = "allowances")
    private @Nullable BigDecimal allowances;

    @Column(name = "charges")
    private @Nullable BigDecimal charges;

    @Column(name = "net_total")
    private @Nullable BigDecimal netTotal;

    @Column(name = "tax_total")
    private @Nullable BigDecimal taxTotal;

    @Column(name = "gross_total")
    private @Nullable BigDecimal grossTotal;

    @Column(name = "prepaid")
    private @Nullable BigDecimal prepaid;

    @Column(name = "rounding")
    private @Nullable BigDecimal rounding;

    @Column(name = "payable")
    private BigDecimal payable;

    @Embedded
    private @Nullable InvoiceReferences references;

    @Column(name = "finding_count")
    private int findingCount;

    @Column(name = "rules_due")
    private boolean rulesDue;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "captured_by")
    private String capturedBy;

    @Column(name = "prepared_by")
    private @Nullable String preparedBy;

    @Column(name = "captured_at")
    private Instant capturedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "match_mode")
    private @Nullable MatchMode matchMode;

    @Enumerated(EnumType.STRING)
    @Column(name = "match_result")
    private @Nullable MatchResult matchResult;

    @Column(name = "matched_at")
    private @Nullable Instant matchedAt;

    @Column(name = "extras_order")
    private @Nullable String extrasOrder;

    @Column(name = "extras")
    private BigDecimal extras = BigDecimal.ZERO;

    @Column(name = "paid")
    private BigDecimal paid = BigDecimal.ZERO;

    @Column(name = "end_reason")
    private @Nullable String endReason;

    @Column(name = "recalled_at")
    private @Nullable Instant recalledAt;

    @Column(name = "receipt_awaited_since")
    private @Nullable Instant receiptAwaitedSince;

    @Column(name = "receipt_reminders")
    private int receiptReminders;

    @Column(name = "receipt_reminded_at")
    private @Nullable Instant receiptRemindedAt;

    @Column(name = "pay_by")
    private @Nullable LocalDate payBy;

    @Column(name = "terms")
    private @Nullable String terms;

    @Column(name = "discount")
    private @Nullable BigDecimal discount;

    @Column(name = "discount_until")
    private @Nullable LocalDate discountUntil;

    @Column(name = "discount_taken")
    private BigDecimal discountTaken = BigDecimal.ZERO;

    @Column(name = "allocated")
    private BigDecimal allocated = BigDecimal.ZERO;

    @Column(name = "prepaid_covered")
    private BigDecimal prepaidCovered = BigDecimal.ZERO;

    @Column(name = "payment_run")
    private @Nullable String paymentRun;

    @Column(name = "tolerated_tax")
    private @Nullable BigDecimal toleratedTax;

    @Column(name = "tolerated_total")
    private @Nullable BigDecimal toleratedTotal;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "invoice_lines", joinColumns = @JoinColumn(name = "invoice"))
    @OrderColumn(name = "line_index")
    private List<InvoiceLine> lines = new ArrayList<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "invoice_adjustments", joinColumns = @JoinColumn(name = "invoice"))
    @OrderColumn(name = "adjustment_index")
    private List<InvoiceAdjustment> adjustments = new ArrayList<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "invoice_orders", joinColumns = @JoinColumn(name = "invoice"))
    @Column(name = "purchase_order")
    private Set<String> orders = new HashSet<>();

    /** Only searched for, by {@link InvoiceList}. */
    @SuppressWarnings("UnusedVariable")
    @ElementCollection
    @CollectionTable(name = "invoice_words", joinColumns = @JoinColumn(name = "invoice"))
    @Column(name = "word")
    private Set<String> words = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "invoice_match_lines", joinColumns = @JoinColumn(name = "invoice"))
    @OrderColumn(name = "line_index")
    private List<MatchLine> matchLines = new ArrayList<>();

    /** Asked for where {@link #pairedLines} says that there are some: most invoices have none. */
    @ElementCollection
    @CollectionTable(name = "invoice_pairings", joinColumns = @JoinColumn(name = "invoice"))
    @MapKeyColumn(name = "line_position")
    private Map<Integer, LinePaired> pairings = new HashMap<>();

    @Column(name = "paired_lines")
    private int pairedLines;

    @Column(name = "match_run")
    private int matchRun;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @OrderBy("sequence")
    private List<InvoiceException> exceptions = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Invoice() {}

    Invoice(
            InvoiceId id,
            InvoiceDraft draft,
            @Nullable String supplier,
            String mediaType,
            BigDecimal payable,
            InvoiceTerms terms,
            UserId by,
            Instant at) {
        this.id = id.value();
        this.status = InvoiceStatus.CAPTURED;
        this.supplier = supplier;
        var seller = draft.seller();
        if (seller != null) {
            this.sellerNames = joined(seller.names());
            this.sellerTaxIds = joined(seller.taxIds());
            this.sellerAddresses = joined(seller.addresses());
        }
        this.number = Objects.requireNonNull(draft.number());
        this.type = draft.type() == null ? InvoiceType.INVOICE : draft.type();
        this.currency = Objects.requireNonNull(draft.currency());
        this.issueDate = draft.issueDate();
        this.dueDate = draft.dueDate();
        this.purchaseOrder = draft.purchaseOrder();
        this.precedingInvoice = draft.precedingInvoice();
        this.iban = draft.iban();
        this.allowances = draft.allowances();
        this.charges = draft.charges();
        this.netTotal = draft.netTotal();
        this.taxTotal = draft.taxTotal();
        this.grossTotal = draft.grossTotal();
        this.prepaid = draft.prepaid();
        this.rounding = draft.rounding();
        this.payable = payable;
        this.payBy = terms.payBy();
        this.terms = terms.terms();
        this.discount = terms.discount();
        this.discountUntil = terms.discountUntil();
        this.references = new InvoiceReferences(draft.references());
        this.findingCount = draft.findings().size();
        // What breaks its schema, or has more lines than are taken, is worth no measuring.
        this.rulesDue =
                draft.references().customization() != null && draft.findings().isEmpty();
        this.mediaType = mediaType;
        this.capturedBy = by.value();
        this.capturedAt = at;
        draft.lines().forEach(line -> lines.add(new InvoiceLine(line)));
        draft.adjustments().forEach(adjustment -> adjustments.add(new InvoiceAdjustment(adjustment)));
        for (var line : draft.lines()) {
            var order = Matching.orderOf(draft, line);
            if (order != null) {
                orders.add(order);
            }
        }
        words.addAll(SearchWords.of(id.value(), number, orders));
    }

    /** Everything as it was received, but for what is wrong with the document itself: see {@link #findingCount()}. */
    public InvoiceDraft asReceived() {
        return new InvoiceDraft(
                supplier,
                seller(),
                number,
                type,
                issueDate,
                dueDate,
                currency,
                purchaseOrder,
                precedingInvoice,
                iban,
                lines.stream().map(InvoiceLine::asReceived).toList(),
                adjustments.stream().map(InvoiceAdjustment::asReceived).toList(),
                allowances,
                charges,
                netTotal,
                taxTotal,
                grossTotal,
                prepaid,
                rounding,
                payable,
                references == null ? InvoiceDraft.References.NONE : references.asReceived(),
                List.of());
    }

    /** As received, but each line for the order that somebody said it is for. */
    InvoiceDraft asAssigned() {
        return asReceived().toBuilder()
                .lines(lines.stream().map(InvoiceLine::asAssigned).toList())
                .build();
    }

    /** Somebody said which order these lines, from 1, are for; who did took part in the capture (R21). */
    void assign(Set<Integer> positions, String order, UserId by) {
        positions.forEach(position -> lines.get(position - 1).assign(order));
        if (isPairedByPersons()) {
            // What was said last counts: a line of another order cannot be meant any more.
            pairings.entrySet()
                    .removeIf(said -> positions.contains(said.getKey())
                            && !said.getValue().purchaseOrder().equals(order));
            pairedLines = pairings.size();
        }
        var assigned = asAssigned();
        orders.clear();
        for (var line : assigned.lines()) {
            var number = Matching.orderOf(assigned, line);
            if (number != null) {
                orders.add(number);
            }
        }
        words.addAll(SearchWords.of(id, number, orders));
        preparedBy(by);
    }

    /** Somebody said who it is from. */
    void isFrom(String number, UserId by) {
        supplier = number;
        preparedBy(by);
    }

    /** Whether the approvers of the order are asked to accept differences above their handlers' limits, and nothing else. */
    public boolean isAcceptanceProposed() {
        var asked = exceptions.stream()
                .filter(one -> one.isOpen() && ExceptionRouting.APPROVERS.equals(one.handler()))
                .toList();
        return !asked.isEmpty() && asked.stream().allMatch(one -> one.proposedBy() != null);
    }

    /** Somebody said that it is from this very supplier, and not only for an order of it. */
    void supplierAssigned() {
        supplierAssigned = true;
    }

    /** Whether a person said that it is from its supplier. */
    boolean isSupplierAssigned() {
        return supplierAssigned;
    }

    /** Its terms became known with its order or its supplier. */
    void agree(InvoiceTerms agreed) {
        payBy = agreed.payBy();
        terms = agreed.terms();
        discount = agreed.discount();
        discountUntil = agreed.discountUntil();
    }

    /** The same number of the same supplier is here already, as was found once its supplier was known (R18). */
    void foundDuplicateOf(InvoiceId other) {
        if (exceptions.stream().noneMatch(one -> one.type() == ExceptionType.DUPLICATE_INVOICE)) {
            duplicateOf(other);
        }
    }

    /** How much is wrong with the document itself, though it could be read; what it is, is kept beside it. */
    public int findingCount() {
        return findingCount;
    }

    /** Whether it claims to keep rules, and nobody looked yet whether it does. */
    boolean isToBeMeasured() {
        return rulesDue;
    }

    /** @param broken how much of what it claims to keep it breaks */
    void measured(int broken) {
        rulesDue = false;
        findingCount = broken;
    }

    private InvoiceDraft.@Nullable Seller seller() {
        return sellerNames == null && sellerTaxIds == null && sellerAddresses == null
                ? null
                : new InvoiceDraft.Seller(split(sellerTaxIds), split(sellerNames), split(sellerAddresses));
    }

    /** The same number of the same supplier is here already (R18). */
    void duplicateOf(InvoiceId other) {
        status = InvoiceStatus.DUPLICATE;
        matchResult = MatchResult.IN_EXCEPTION;
        raise(new Difference(
                ExceptionType.DUPLICATE_INVOICE,
                null,
                null,
                payable.abs(),
                Explanation.of(InvoicingStatement.DUPLICATE, number, other)));
    }

    /** The order that the charges of a whole document belong to: the one that it names, else the first of its lines'. */
    static @Nullable String mainOrder(@Nullable String named, Set<String> orders) {
        return named != null && orders.contains(named)
                ? named
                : orders.stream().min(Comparator.naturalOrder()).orElse(named);
    }

    /** Takes over what a match found; exceptions that somebody accepted stay so while they do not grow. */
    void matched(MatchReport report, Instant at) {
        matchMode = report.mode();
        matchedAt = at;
        extras = report.extras();
        toleratedTax = report.tolerances().tax();
        toleratedTotal = report.tolerances().total();
        extrasOrder = mainOrder(purchaseOrder, orders);
        matchLines.clear();
        matchLines.addAll(report.lines());
        var found = new LinkedHashMap<InvoiceException.About, Difference>();
        report.differences().forEach(one -> found.putIfAbsent(InvoiceException.About.of(one), one));
        for (var known : exceptions) {
            var again = found.get(known.about());
            if (again != null) {
                known.foundAgain(again);
            } else if (known.isOpen()
                    ? !known.type().staysOpen()
                    : !known.type().staysAccepted()) {
                known.gone();
            }
        }
        exceptions.forEach(known -> found.remove(known.about()));
        found.values().forEach(this::raise);
        var open = openExceptions();
        if (open.isEmpty()) {
            matchResult = MatchResult.MATCHED;
            status = InvoiceStatus.MATCHED;
        } else if (open.stream().allMatch(one -> one.type() == ExceptionType.MISSING_RECEIPT)) {
            matchResult = MatchResult.AWAITING_RECEIPT;
            if (status != InvoiceStatus.AWAITING_RECEIPT || receiptAwaitedSince == null) {
                receiptAwaitedSince = at;
                receiptReminders = 0;
                receiptRemindedAt = null;
            }
            status = InvoiceStatus.AWAITING_RECEIPT;
        } else {
            matchResult = MatchResult.IN_EXCEPTION;
            status = InvoiceStatus.IN_EXCEPTION;
        }
    }

    /** The last match found something else than the one before it. */
    void countMatchRun() {
        matchRun++;
    }

    /** Number of the last match, from 1; one that finds the same again has the number of the one before it. */
    public int matchRun() {
        return matchRun;
    }

    private void raise(Difference difference) {
        exceptions.add(new InvoiceException(this, exceptions.size() + 1, difference));
    }

    void accepted(InvoiceException exception) {
        if (exception.type() == ExceptionType.DUPLICATE_INVOICE && status == InvoiceStatus.DUPLICATE) {
            status = InvoiceStatus.CAPTURED;
        }
    }

    void approved() {
        status = InvoiceStatus.APPROVED;
    }

    /** What it was approved for is no longer here: it is to be matched again, and until then its orders still hold it. */
    void recall(Instant at) {
        check(
                status == InvoiceStatus.MATCHED
                        || status == InvoiceStatus.APPROVED
                        || status == InvoiceStatus.SCHEDULED,
                InvoicingRule.NOT_PAYABLE,
                id,
                status);
        status = InvoiceStatus.CAPTURED;
        recalledAt = at;
    }

    /** Goods of these lines of an order went back: what was accepted of their receipts was another difference. */
    void endAcceptedReceipts(String order, Set<Integer> orderLines) {
        for (var line : matchLines) {
            var orderLine = line.orderLine();
            if (orderLine != null && order.equals(line.purchaseOrder()) && orderLines.contains(orderLine)) {
                exceptions.stream()
                        .filter(known -> known.isAcceptedReceiptOf(line.position()))
                        .forEach(InvoiceException::gone);
            }
        }
    }

    /**
     * A person says which line of an order a line belongs to. What was accepted of the line was accepted beside another line
     * of an order, and is to be looked at again.
     *
     * @return what was said before; null where nobody said anything
     */
    @Nullable
    LinePaired pair(int position, LinePaired with) {
        var before = pairings.put(position, with);
        pairedLines = pairings.size();
        for (var exception : exceptions) {
            var about = exception.position();
            if (about != null && about == position && exception.state() == ExceptionState.ACCEPTED) {
                exception.gone();
            }
        }
        return before;
    }

    /** What persons said of lines, by their position. */
    Map<Integer, LinePaired> pairings() {
        return pairedLines == 0 ? Map.of() : Map.copyOf(pairings);
    }

    /** Whether persons said which lines of orders some of its lines belong to. */
    public boolean isPairedByPersons() {
        return pairedLines > 0;
    }

    /** A line as it was received. @param position from 1 */
    public InvoiceDraft.Line lineReceived(int position) {
        return lines.get(position - 1).asReceived();
    }

    /** How many lines it has. */
    public int lineCount() {
        return lines.size();
    }

    /** What the last match says of a line; empty before the first. */
    public Optional<MatchLine> matchLine(int position) {
        // They are kept in the order of the invoice's lines.
        return position >= 1 && position <= matchLines.size()
                ? Optional.of(matchLines.get(position - 1))
                : Optional.empty();
    }

    void receiptReminded(Instant at) {
        receiptReminders++;
        receiptRemindedAt = at;
    }

    /** Since when it waits for a receipt, UTC; null where it never did. */
    public @Nullable Instant receiptAwaitedSince() {
        return receiptAwaitedSince;
    }

    /** How often receivers were reminded since then. */
    public int receiptReminders() {
        return receiptReminders;
    }

    /** When they were reminded last, UTC; null where they were not. */
    public @Nullable Instant receiptRemindedAt() {
        return receiptRemindedAt;
    }

    /** Its orders no longer hold it. */
    void takenBack() {
        recalledAt = null;
    }

    void reject(String reason) {
        status = InvoiceStatus.REJECTED;
        endReason = reason;
    }

    void schedule() {
        check(status == InvoiceStatus.APPROVED, InvoicingRule.NOT_TO_BE_PAID_YET, id, status);
        status = InvoiceStatus.SCHEDULED;
    }

    /**
     * @param amount above zero, or zero where nothing is to be paid
     * @param off what is taken off beside it, zero or above
     */
    void pay(BigDecimal amount, BigDecimal off) {
        check(status == InvoiceStatus.SCHEDULED, InvoicingRule.NOT_PAYABLE, id, status);
        var due = payable.abs();
        if (due.signum() == 0) {
            check(amount.signum() == 0, InvoicingRule.NOTHING_TO_PAY, id);
        } else {
            check(amount.signum() > 0, InvoicingRule.AMOUNT_POSITIVE);
            check(
                    amount.add(off).compareTo(rest()) <= 0,
                    InvoicingRule.MORE_THAN_PAYABLE,
                    settled().toPlainString(),
                    id,
                    amount.toPlainString(),
                    due.toPlainString());
        }
        // A discount is for paying all of it early: a part that came in time earns nothing yet.
        check(
                off.signum() == 0 || amount.add(off).compareTo(rest()) == 0,
                InvoicingRule.DISCOUNT_NOT_EARNED,
                off.toPlainString(),
                id,
                rest().subtract(amount).subtract(off).toPlainString());
        paid = paid.add(amount);
        discountTaken = discountTaken.add(off);
        if (rest().signum() == 0) {
            status = InvoiceStatus.PAID;
        } else {
            derivePayBy();
        }
    }

    private void derivePayBy() {
        if (isInParts()) {
            payBy = instalments().stream()
                    .filter(part -> part.open().signum() > 0)
                    .map(Instalment::due)
                    .findFirst()
                    .orElse(payBy);
        }
    }

    /** What was booked as paid was not, or came back: it is to be paid again. */
    void takeBack(BigDecimal amount, BigDecimal off) {
        paid = paid.subtract(amount);
        discountTaken = discountTaken.subtract(off);
        if (status == InvoiceStatus.PAID) {
            status = InvoiceStatus.SCHEDULED;
        }
        derivePayBy();
    }

    /** Sets off what was prepaid with an invoice; below zero where that is undone. */
    void allocate(BigDecimal amount) {
        allocated = allocated.add(amount);
    }

    /** What this invoice counts as prepaid was found; below zero where that is undone. */
    void coverPrepaid(BigDecimal amount) {
        prepaidCovered = prepaidCovered.add(amount);
    }

    void takeIntoRun(String run) {
        check(status == InvoiceStatus.SCHEDULED, InvoicingRule.NOT_PAYABLE, id, status);
        check(paymentRun == null, InvoicingRule.IN_PAYMENT_RUN, id, String.valueOf(paymentRun));
        paymentRun = run;
    }

    void leaveRun() {
        paymentRun = null;
    }

    InvoiceException exception(String exceptionId) {
        return exceptions.stream()
                .filter(one -> one.id().equals(exceptionId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No exception " + exceptionId + " of " + id));
    }

    /** Our reference. */
    public InvoiceId id() {
        return new InvoiceId(id);
    }

    /** Where it stands. */
    public InvoiceStatus status() {
        return status;
    }

    /** Number of the supplier in our master; null while nobody knows who it is from. */
    public @Nullable String supplier() {
        return supplier;
    }

    /** The supplier's number. */
    public String number() {
        return number;
    }

    /** Invoice or credit note. */
    public InvoiceType type() {
        return type;
    }

    /** ISO 4217 code as received. */
    public String currency() {
        return currency;
    }

    /** When the supplier issued it. */
    public @Nullable LocalDate issueDate() {
        return issueDate;
    }

    /** When it is to be paid. */
    public @Nullable LocalDate dueDate() {
        return dueDate;
    }

    /**
     * Until when it is to be paid: as it states, else by the terms agreed with the supplier; of several instalments the next
     * that is open. Null where neither says.
     */
    public @Nullable LocalDate payBy() {
        return payBy;
    }

    /** How far its tax could lie from that of its own lines at the last match; null before the first. */
    public @Nullable BigDecimal toleratedTax() {
        return toleratedTax;
    }

    /** How far its totals could lie from its own lines at the last match; null before the first. */
    public @Nullable BigDecimal toleratedTotal() {
        return toleratedTotal;
    }

    /** Where the money is to go, as received. */
    public @Nullable String iban() {
        return iban;
    }

    /** What is to be paid, as received: positive for a credit note too. */
    public BigDecimal payable() {
        return payable;
    }

    /** What is to be paid as it counts: negative for a credit note (R16). */
    public BigDecimal signedPayable() {
        return type.signed(payable);
    }

    /** What was paid so far, counted like {@link #payable()}. */
    public BigDecimal paid() {
        return paid;
    }

    /** What was paid so far as it counts: negative for a credit note (R16). */
    public BigDecimal signedPaid() {
        return signed(paid);
    }

    /** What was settled so far as it counts: what was paid, and the discount that was taken with it. */
    public BigDecimal signedSettled() {
        return signed(settled());
    }

    private BigDecimal settled() {
        return paid.add(discountTaken);
    }

    private BigDecimal signed(BigDecimal amount) {
        return payable.signum() < 0 ? type.signed(amount).negate() : type.signed(amount);
    }

    /** What is left to be paid, never below zero. */
    public BigDecimal rest() {
        return payable.abs().subtract(settled());
    }

    /** What was prepaid with this document and no invoice has used yet; zero for all but prepayments. */
    public BigDecimal prepaymentOpen() {
        return type == InvoiceType.PREPAYMENT ? paid.subtract(allocated) : BigDecimal.ZERO;
    }

    /** How much of what was prepaid with this document is set off with invoices. */
    public BigDecimal allocated() {
        return allocated;
    }

    /** What it counts as prepaid itself (BT-113): its payable amount is less by that. */
    public BigDecimal prepaid() {
        return prepaid == null || type != InvoiceType.INVOICE ? BigDecimal.ZERO : prepaid.max(BigDecimal.ZERO);
    }

    /** How much of {@link #prepaid()} was found among what was prepaid. */
    public BigDecimal prepaidCovered() {
        return prepaidCovered;
    }

    /** What of {@link #prepaid()} nobody has found yet; never below zero. */
    public BigDecimal prepaidUncovered() {
        return prepaid().subtract(prepaidCovered).max(BigDecimal.ZERO);
    }

    /** The terms by which it is paid, as {@link PaymentTerms} are written, kept as they were when it was captured. */
    public @Nullable String terms() {
        return terms;
    }

    /** What may be taken off for paying early; null where nothing may. */
    public @Nullable BigDecimal discount() {
        return discount;
    }

    /** The last day on which a payment may be made with {@link #discount()} taken off. */
    public @Nullable LocalDate discountUntil() {
        return discountUntil;
    }

    /** What was taken off for paying early. */
    public BigDecimal discountTaken() {
        return discountTaken;
    }

    /** What may still be taken off a payment of this day; zero where nothing may. */
    public BigDecimal discountOn(LocalDate day) {
        return discount == null
                        || discountUntil == null
                        || day.isAfter(discountUntil)
                        || discountTaken.signum() != 0
                        || discount.compareTo(rest()) >= 0
                ? BigDecimal.ZERO
                : discount;
    }

    /** The payment run that it is in and that is not over yet; null where it is in none. */
    public @Nullable String paymentRun() {
        return paymentRun;
    }

    /** Whether it is paid in parts, each on a day of its own. */
    public boolean isInParts() {
        return agreed().map(PaymentTerms::isInParts).orElse(false);
    }

    private Optional<PaymentTerms> agreed() {
        return Optional.ofNullable(terms).flatMap(PaymentTerms::parse);
    }

    /**
     * What is due when, the earliest first, and what of it is still open: together exactly what is to be paid (R12). Empty
     * where no day is known.
     */
    public List<Instalment> instalments() {
        var issued = issueDate;
        var due = payBy;
        if (due == null || payable.signum() == 0) {
            return List.of();
        }
        if (issued == null || !isInParts()) {
            return List.of(new Instalment(due, payable.abs(), rest()));
        }
        var instalments = new ArrayList<Instalment>();
        var left = settled();
        for (var part :
                agreed().orElseThrow().partsOf(payable.abs(), issued, Money.digits(Currency.getInstance(currency)))) {
            var covered = left.min(part.amount());
            left = left.subtract(covered);
            instalments.add(
                    new Instalment(part.due(), part.amount(), part.amount().subtract(covered)));
        }
        return List.copyOf(instalments);
    }

    /** What is to be paid next: the parts that are due on this day or before, or the first open one where none is. */
    public BigDecimal dueOn(LocalDate day) {
        var open =
                instalments().stream().filter(part -> part.open().signum() > 0).toList();
        var due = open.stream()
                .filter(part -> !part.due().isAfter(day))
                .map(Instalment::open)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return due.signum() > 0 ? due : open.isEmpty() ? rest() : open.get(0).open();
    }

    /**
     * A part of what is to be paid.
     *
     * @param due when
     * @param amount how much, counted like {@link #payable()} without its sign
     * @param open how much of it is not settled yet
     */
    public record Instalment(LocalDate due, BigDecimal amount, BigDecimal open) {}

    /** Media type of the bytes received. */
    public String mediaType() {
        return mediaType;
    }

    /** Who captured it: the product itself where it came by mail. */
    public UserId capturedBy() {
        return new UserId(capturedBy);
    }

    /** A person took part in its capture (R21). */
    void preparedBy(UserId user) {
        if (!isCapturedBy(user)) {
            preparedBy = preparedBy == null ? user.value() : preparedBy + "\n" + user.value();
        }
    }

    /** Who else took part in its capture: sent it by mail from within, or said what it is for. */
    public List<UserId> preparedBy() {
        return split(preparedBy).stream().map(UserId::new).toList();
    }

    /** Whether a person captured it, or took part in that: who did keeps out of its payment (R21). */
    public boolean isCapturedBy(UserId user) {
        return capturedBy.equals(user.value()) || preparedBy().contains(user);
    }

    /** When, UTC. */
    public Instant capturedAt() {
        return capturedAt;
    }

    /** When it was stopped because goods went back, UTC; null unless it is still to be matched again. */
    public @Nullable Instant recalledAt() {
        return recalledAt;
    }

    /** Why it was refused. */
    public @Nullable String endReason() {
        return endReason;
    }

    /** The orders that it names and that need not exist, ascending. */
    public Set<PurchaseOrderNumber> orders() {
        return orders.stream()
                .sorted()
                .map(PurchaseOrderNumber::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the last match compared; null before the first. */
    public @Nullable MatchMode matchMode() {
        return matchMode;
    }

    /** What the last match came to; null before the first. */
    public @Nullable MatchResult matchResult() {
        return matchResult;
    }

    /** When it was matched last, UTC. */
    public @Nullable Instant matchedAt() {
        return matchedAt;
    }

    /** The lines as the last match saw them. */
    public List<MatchLine> matchLines() {
        return List.copyOf(matchLines);
    }

    /** All differences ever found. */
    public List<InvoiceException> exceptions() {
        return List.copyOf(exceptions);
    }

    /** The differences that nobody settled yet. */
    public List<InvoiceException> openExceptions() {
        return exceptions.stream().filter(InvoiceException::isOpen).toList();
    }

    /** How a line is called: as the supplier called it, else by its position. */
    public String labelOf(int position) {
        var label = lineReceived(position).line();
        return label == null ? Integer.toString(position) : label;
    }

    private static String joined(List<String> texts) {
        var all = texts.stream().map(text -> text.replace('\n', ' ')).collect(Collectors.joining("\n"));
        return all.length() <= 2000 ? all : all.substring(0, 2000);
    }

    private static List<String> split(@Nullable String texts) {
        return texts == null || texts.isEmpty() ? List.of() : List.of(texts.split("\n"));
    }
}
