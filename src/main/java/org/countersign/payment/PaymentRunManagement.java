package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.payment.PaymentRunItem.Creditor;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.GaplessNumbers;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts payment runs together and releases each once; what becomes of them is booked by {@link TransferOutcomes}. Finance
 * officers do all this; for every payment of a run R21 holds, and is looked at again when the run is released.
 */
@Service
@Transactional
public class PaymentRunManagement {

    /** The most invoices of one run. */
    static final int MOST = 1000;

    private static final int LONGEST_REASON = 2000;

    private final PaymentRuns runs;
    private final PaymentRunItems items;
    private final PaymentRunFiles files;
    private final PaymentHolding holding;
    private final PaymentProposals proposals;
    private final PaymentManagement payments;
    private final TransferOutcomes outcomes;
    private final InvoiceSettlement settlement;
    private final InvoicesToPay invoices;
    private final SupplierDirectory suppliers;
    private final BankFile bankFile;
    private final PaymentSettings settings;
    private final GaplessNumbers numbers;
    private final AuditTrail audit;
    private final Clock clock;

    PaymentRunManagement(
            PaymentRuns runs,
            PaymentRunItems items,
            PaymentRunFiles files,
            PaymentHolding holding,
            PaymentProposals proposals,
            PaymentManagement payments,
            TransferOutcomes outcomes,
            InvoiceSettlement settlement,
            InvoicesToPay invoices,
            SupplierDirectory suppliers,
            BankFile bankFile,
            PaymentSettings settings,
            GaplessNumbers numbers,
            AuditTrail audit,
            Clock clock) {
        this.runs = runs;
        this.items = items;
        this.files = files;
        this.holding = holding;
        this.proposals = proposals;
        this.payments = payments;
        this.outcomes = outcomes;
        this.settlement = settlement;
        this.invoices = invoices;
        this.suppliers = suppliers;
        this.bankFile = bankFile;
        this.settings = settings;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- putting together

    /**
     * Puts a run together: for each supplier, currency and account one transfer, from which the supplier's open credit notes
     * are taken off.
     *
     * @param executionDate when the bank is to carry it out; today where it is not given
     * @param until where no invoices are given: all that is due, or loses a discount worth taking, by then and is not held
     * @param chosen the invoices; null for all until then
     * @throws org.countersign.shared.RuleViolation where one of them is held, in another run, or nothing is to be paid
     */
    public PaymentRun create(
            @Nullable LocalDate executionDate,
            @Nullable LocalDate until,
            @Nullable Collection<InvoiceId> chosen,
            Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var today = proposals.today();
        var day = executionDate == null ? today : executionDate;
        new FieldCheck()
                .that(!day.isBefore(today), "executionDate", "is not in the past")
                .that(!day.isAfter(today.plusYears(1)), "executionDate", "is at most a year away")
                .that(
                        chosen == null || chosen.stream().noneMatch(id -> id.value() == null),
                        "invoices",
                        "names each invoice by its id")
                .demand(PaymentRule.FAULTY_RUN);
        check(chosen == null || chosen.size() <= MOST, PaymentRule.RUN_TOO_LARGE, MOST);
        var ids = chosen == null ? allUntil(until == null ? day : until, day) : chosen;
        check(!ids.isEmpty(), PaymentRule.RUN_EMPTY);
        var number = new PaymentRunNumber(numbers.nextPaymentRun());
        var run = runs.saveAndFlush(new PaymentRun(number, day, by.user(), clock.instant()));
        var kept = itemsOf(number, ids, day);
        items.saveAllAndFlush(kept);
        for (var item : kept) {
            audit.record(AuditEvent.of(item.invoice().document(), "invoice.in-payment-run", by)
                    .with("run", number.value())
                    .with("amount", item.amount().toPlainString() + " " + item.currency()));
        }
        audit.record(AuditEvent.of(number.document(), "payment-run.created", by)
                .with("executionDate", day.toString())
                .with("transfers", said(kept)));
        return run;
    }

    /** What is not due by then waits for its day, unless paying it now earns a discount that is worth it. */
    private List<InvoiceId> allUntil(LocalDate until, LocalDate day) {
        var found = invoices.toPay(until, day, PageRequest.of(0, MOST));
        check(found.getTotalElements() <= MOST, PaymentRule.RUN_TOO_LARGE, MOST);
        var asProposed = proposals.proposals(found.getContent(), day);
        var ids = found.getContent().stream()
                .map(asProposed)
                .filter(one -> one.held() == null && (one.isDue(until) || one.takesDiscount()))
                .map(one -> one.invoice().id())
                .toList();
        // Behind its lock each of them is read as it is then.
        invoices.forget(found.getContent());
        return ids;
    }

    private List<PaymentRunItem> itemsOf(PaymentRunNumber run, Collection<InvoiceId> ids, LocalDate day) {
        var beside = invoices.creditsBeside(ids, MOST);
        var locked = settlement.lockAlone(
                Stream.concat(ids.stream(), beside.stream()).distinct().toList());
        var claimed = ids.stream()
                .distinct()
                .sorted(Comparator.comparing(InvoiceId::value))
                .map(id -> found(locked, id))
                .toList();
        invoices.claim(claimed, run.value());
        var asProposed = proposals.proposals(claimed, day);
        var bundles = new TreeMap<String, List<PaymentProposal>>();
        for (var invoice : claimed) {
            check(
                    invoice.type() != InvoiceType.CREDIT_NOTE
                            && invoice.payable().signum() > 0,
                    PaymentRule.NO_INVOICE_TO_PAY,
                    invoice.id());
            var proposal = asProposed.apply(invoice);
            var held = proposal.held();
            if (held != null) {
                throw held.refused(invoice.id());
            }
            bundles.computeIfAbsent(
                            proposal.supplierName() + "|" + invoice.supplier() + "|" + invoice.currency(),
                            key -> new ArrayList<>())
                    .add(proposal);
        }
        var creditors = creditorsOf(claimed);
        var credits = creditsOf(beside, locked);
        var kept = new ArrayList<PaymentRunItem>();
        var transfer = 0;
        for (var bundle : bundles.values()) {
            transfer++;
            var first = bundle.get(0).invoice();
            var creditor = Objects.requireNonNull(creditors.get(String.valueOf(first.supplier())));
            var left = BigDecimal.ZERO;
            for (var proposal : bundle) {
                var offer = proposal.takesDiscount() ? proposal.discount() : null;
                kept.add(new PaymentRunItem(
                        run,
                        kept.size() + 1,
                        transfer,
                        proposal.invoice(),
                        false,
                        creditor,
                        proposal.amount(),
                        proposal.discountTaken(),
                        offer == null ? null : offer.yearly()));
                left = left.add(proposal.amount());
            }
            for (var credit : credits) {
                if (left.signum() > 0
                        && creditor.supplier().equals(credit.supplier())
                        && credit.currency().equals(first.currency())) {
                    var amount = credit.rest().min(left);
                    left = left.subtract(amount);
                    kept.add(new PaymentRunItem(
                            run, kept.size() + 1, transfer, credit, true, creditor, amount, BigDecimal.ZERO, null));
                }
            }
        }
        invoices.claim(
                kept.stream()
                        .filter(PaymentRunItem::isCredit)
                        .map(item -> found(locked, item.invoice()))
                        .toList(),
                run.value());
        return kept;
    }

    private static Invoice found(Map<InvoiceId, Invoice> locked, InvoiceId id) {
        var invoice = locked.get(id);
        if (invoice == null) {
            throw new NotFound("invoice", id);
        }
        return invoice;
    }

    /** Those that are still open behind their locks, and that nobody holds back, the oldest first. */
    private List<Invoice> creditsOf(List<InvoiceId> beside, Map<InvoiceId, Invoice> locked) {
        var held = holding.heldOf(beside);
        return beside.stream()
                .filter(id -> !held.contains(id))
                .flatMap(id -> Optional.ofNullable(locked.get(id)).stream())
                .filter(one -> one.status() == InvoiceStatus.SCHEDULED && one.paymentRun() == null)
                .toList();
    }

    private Map<String, Creditor> creditorsOf(Collection<Invoice> claimed) {
        var wanted = claimed.stream()
                .map(Invoice::supplier)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.toSet());
        var creditors = new LinkedHashMap<String, Creditor>();
        for (var supplier : suppliers.suppliers(wanted)) {
            var account = supplier.confirmedIban();
            if (account != null) {
                creditors.put(supplier.number(), creditor(supplier, account));
            }
        }
        return creditors;
    }

    private static Creditor creditor(Supplier supplier, String account) {
        return new Creditor(
                supplier.number(),
                supplier.accountHolder() == null ? supplier.name() : supplier.accountHolder(),
                account,
                supplier.bic(),
                supplier.city(),
                supplier.country());
    }

    private static List<String> said(List<PaymentRunItem> items) {
        return Transfer.of(items).stream()
                .map(one -> one.number() + ": " + one.amount().toPlainString() + " " + one.currency() + " to "
                        + one.iban() + " for "
                        + one.items().stream()
                                .map(item -> item.invoice().value())
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    /** Takes an invoice out of a run that is not released; credit notes that nothing is left for go with it. */
    public void remove(PaymentRunNumber number, InvoiceId invoice, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var run = locked(number);
        run.demandOpen();
        var all = items.findByRunOrderByPosition(number.value());
        var gone = all.stream()
                .filter(item -> item.invoice().equals(invoice))
                .findFirst()
                .orElseThrow(() -> new NotFound("invoice of payment run " + number, invoice));
        var ofTransfer =
                all.stream().filter(item -> item.transfer() == gone.transfer()).toList();
        var locked = settlement.lockAlone(
                ofTransfer.stream().map(PaymentRunItem::invoice).toList());
        drop(gone, locked, by);
        var rest = ofTransfer.stream().filter(item -> item != gone).toList();
        var left = rest.stream()
                .filter(item -> !item.isCredit())
                .map(PaymentRunItem::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        for (var credit : rest.stream().filter(PaymentRunItem::isCredit).toList()) {
            var amount = credit.amount().min(left);
            left = left.subtract(amount);
            if (amount.signum() == 0) {
                drop(credit, locked, by);
            } else {
                credit.lowerTo(amount);
            }
        }
        items.flush();
    }

    private void drop(PaymentRunItem item, Map<InvoiceId, Invoice> locked, Actor by) {
        items.delete(item);
        invoices.giveBack(List.of(found(locked, item.invoice())), item.run().value());
        audit.record(AuditEvent.of(item.run().document(), "payment-run.item-removed", by)
                .with("invoice", item.invoice().value())
                .with("amount", item.amount().toPlainString() + " " + item.currency()));
        audit.record(AuditEvent.of(item.invoice().document(), "invoice.out-of-payment-run", by)
                .with("run", item.run().value()));
    }

    /** Gives a run up that is not released. Its invoices can be paid otherwise. */
    public PaymentRun cancel(PaymentRunNumber number, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var run = locked(number);
        var why = reason == null || reason.isBlank() ? null : reason.strip();
        new FieldCheck().atMost(why, "reason", LONGEST_REASON).demand(PaymentRule.FAULTY_RUN);
        run.cancel(why, clock.instant());
        var all = items.findByRunOrderByPosition(number.value());
        all.forEach(item -> item.become(PaymentState.FAILED, null));
        invoices.giveBack(
                settlement
                        .lockAlone(all.stream().map(PaymentRunItem::invoice).toList())
                        .values(),
                number.value());
        audit.record(
                AuditEvent.of(number.document(), "payment-run.cancelled", by).with("reason", why));
        return runs.saveAndFlush(run);
    }

    // ---- releasing

    /**
     * Releases a run: looks at every payment of it again (R21) and makes the file for the bank, once.
     *
     * @throws org.countersign.shared.RuleViolation where it is released already, or a payment of it must not be made (409)
     */
    public PaymentRun release(PaymentRunNumber number, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var run = locked(number);
        run.demandOpen();
        var all = items.findByRunOrderByPosition(number.value());
        check(!all.isEmpty(), PaymentRule.RUN_EMPTY);
        check(
                !run.executionDate().isBefore(proposals.today()),
                PaymentRule.EXECUTION_PASSED,
                number,
                run.executionDate());
        var transfers = Transfer.of(all);
        var locked = demandAllPayable(run, transfers, all, by);
        var now = clock.instant();
        run.release(by.user(), now);
        all.forEach(item -> item.become(PaymentState.SENT, null));
        var money = transfers.stream().filter(one -> one.amount().signum() > 0).toList();
        String digest = null;
        if (!money.isEmpty()) {
            check(settings.iban() != null && !settings.iban().isBlank(), PaymentRule.NO_OWN_ACCOUNT);
            var content = bankFile.write(run, money, now);
            digest = PaymentRunFile.digestOf(content);
            files.saveAndFlush(new PaymentRunFile(number, content));
        }
        audit.record(AuditEvent.of(number.document(), "payment-run.released", by)
                .rule("R21")
                .with("executionDate", run.executionDate().toString())
                .with("transfers", said(all))
                .with("sha256", digest));
        runs.saveAndFlush(run);
        for (var nothing :
                transfers.stream().filter(one -> one.amount().signum() == 0).toList()) {
            outcomes.book(nothing, locked, now, null, by);
        }
        outcomes.endWhenDone(run);
        return run;
    }

    /** @return its invoices and credit notes, as they are behind their locks */
    private Map<InvoiceId, Invoice> demandAllPayable(
            PaymentRun run, List<Transfer> transfers, List<PaymentRunItem> all, Actor by) {
        var creditors = new LinkedHashMap<String, Creditor>();
        suppliers
                .suppliers(all.stream().map(PaymentRunItem::supplier).collect(Collectors.toSet()))
                .forEach(supplier -> {
                    var account = supplier.confirmedIban();
                    check(
                            supplier.status() != SupplierStatus.BLOCKED,
                            PaymentRule.SUPPLIER_BLOCKED,
                            supplier.name(),
                            run.number());
                    if (account != null && account.equals(supplier.iban())) {
                        creditors.put(supplier.number(), creditor(supplier, account));
                    }
                });
        // What is set off in full is booked at once, and changes its orders: these are locked before any invoice.
        settlement.lockOrders(transfers.stream()
                .filter(one -> one.amount().signum() == 0)
                .flatMap(one -> TransferOutcomes.invoicesOf(one).stream())
                .toList());
        var ids = all.stream().map(PaymentRunItem::invoice).toList();
        var locked = settlement.lockAlone(ids);
        // Asked behind the locks: whoever holds an invoice back locks it too.
        holding.demandNotHeld(ids);
        for (var item : all) {
            var invoice = found(locked, item.invoice());
            var creditor = creditors.get(item.supplier());
            check(
                    TransferOutcomes.isStillPayable(item, invoice)
                            && creditor != null
                            && creditor.iban().equals(item.iban())
                            && (item.discount().signum() == 0
                                    || TransferOutcomes.earnsDiscount(item, invoice)
                                            && item.discount().compareTo(invoice.discountOn(run.executionDate())) <= 0),
                    PaymentRule.NO_LONGER_PAYABLE,
                    item.invoice());
        }
        payments.demandPayableBy(locked.values(), by);
        return locked;
    }

    /**
     * The file of a released run: the same bytes each time, and each time on record.
     *
     * @throws org.countersign.shared.RuleViolation before it is released (409)
     */
    public byte[] download(PaymentRunNumber number, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var run = locked(number);
        check(run.releasedAt() != null, PaymentRule.RUN_NOT_RELEASED, number);
        var file = files.findById(number.value()).orElse(null);
        check(file != null, PaymentRule.RUN_WITHOUT_FILE, number);
        run.downloaded(by.user(), clock.instant());
        audit.record(AuditEvent.of(number.document(), "payment-run.downloaded", by)
                .with("times", run.downloads())
                .with("sha256", Objects.requireNonNull(file).digest()));
        runs.saveAndFlush(run);
        return file.content();
    }

    // ---- reading

    /** A run. @throws NotFound where there is none of this number */
    @Transactional(readOnly = true)
    public PaymentRun run(PaymentRunNumber number, Actor actor) {
        PaymentProposals.mustSee(actor);
        return runs.findById(number.value()).orElseThrow(() -> new NotFound("payment run", number));
    }

    /** The runs, of one status if given. */
    @Transactional(readOnly = true)
    public Page<PaymentRun> list(@Nullable PaymentRunStatus status, Pageable page, Actor actor) {
        PaymentProposals.mustSee(actor);
        return status == null ? runs.findAll(page) : runs.findByStatus(status, page);
    }

    /** The transfers of a run, ascending. */
    @Transactional(readOnly = true)
    public List<Transfer> transfersOf(PaymentRunNumber number) {
        return Transfer.of(items.findByRunOrderByPosition(number.value()));
    }

    /** One transfer of a run; empty where it has none of this number. */
    @Transactional(readOnly = true)
    public Optional<Transfer> transferOf(PaymentRunNumber number, int transfer) {
        return Transfer.of(items.findByRunAndTransferOrderByPosition(number.value(), transfer)).stream()
                .findFirst();
    }

    /** How many transfers of a run are in a currency, and what they come to. */
    public record Sum(String currency, int transfers, BigDecimal amount) {}

    /** What runs come to by currency, without reading what is in them. */
    @Transactional(readOnly = true)
    public Map<PaymentRunNumber, List<Sum>> sumsOf(Collection<PaymentRunNumber> wanted) {
        return wanted.isEmpty()
                ? Map.of()
                : items.sumsOf(wanted.stream().map(PaymentRunNumber::value).toList()).stream()
                        .collect(Collectors.groupingBy(
                                row -> new PaymentRunNumber((String) row[0]),
                                Collectors.mapping(
                                        row -> new Sum(
                                                (String) row[1], ((Number) row[2]).intValue(), (BigDecimal) row[3]),
                                        Collectors.toList())));
    }

    /** The transfers of several runs, by the run. */
    @Transactional(readOnly = true)
    public Map<PaymentRunNumber, List<Transfer>> transfersOf(Collection<PaymentRunNumber> wanted) {
        return Transfer.of(items.findByRunInOrderByRunAscPositionAsc(
                        wanted.stream().map(PaymentRunNumber::value).toList()))
                .stream()
                .collect(Collectors.groupingBy(one -> new PaymentRunNumber(one.run())));
    }

    /** The digest (SHA-256) of a run's file; null where it has none. */
    @Transactional(readOnly = true)
    public @Nullable String digestOf(PaymentRunNumber number) {
        return digestsOf(List.of(number)).get(number);
    }

    /** The digests of the files of several runs, by the run. */
    @Transactional(readOnly = true)
    public Map<PaymentRunNumber, String> digestsOf(Collection<PaymentRunNumber> wanted) {
        return files.digestsOf(wanted.stream().map(PaymentRunNumber::value).toList()).stream()
                .collect(
                        Collectors.toMap(one -> new PaymentRunNumber(one.getRun()), PaymentRunFiles.Digest::getDigest));
    }

    /** Locks those of these runs that there are, ascending, so that what is read of them afterwards stays so. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(Collection<PaymentRunNumber> numbers) {
        if (!numbers.isEmpty()) {
            runs.lockAll(numbers.stream().map(PaymentRunNumber::value).sorted().toList());
        }
    }

    private PaymentRun locked(PaymentRunNumber number) {
        return runs.lock(number.value()).orElseThrow(() -> new NotFound("payment run", number));
    }
}
