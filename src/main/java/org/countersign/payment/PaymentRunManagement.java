package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
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
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.InvoicesToPay;
import org.countersign.payment.PaymentRunItem.Creditor;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.GaplessNumbers;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
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
 * Puts payment runs together, releases each once, and books what the bank says became of it. Finance officers do all this;
 * for every payment of a run R21 holds, and is looked at again when the run is released.
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
    private final PaymentHolds holds;
    private final PaymentProposals proposals;
    private final PaymentManagement payments;
    private final PaymentReversals reversals;
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
            PaymentHolds holds,
            PaymentProposals proposals,
            PaymentManagement payments,
            PaymentReversals reversals,
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
        this.holds = holds;
        this.proposals = proposals;
        this.payments = payments;
        this.reversals = reversals;
        this.invoices = invoices;
        this.suppliers = suppliers;
        this.bankFile = bankFile;
        this.settings = settings;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- holding

    /** Holds an invoice back from payment runs. @throws org.countersign.shared.RuleViolation without a reason (422) */
    public void hold(InvoiceId invoice, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = reason == null ? "" : reason.strip();
        new FieldCheck().text(why, "reason", LONGEST_REASON).demand(PaymentRule.FAULTY_RUN);
        var locked = invoices.lock(invoice);
        check(locked.paymentRun() == null, PaymentRule.IN_RUN, invoice, String.valueOf(locked.paymentRun()));
        if (holds.existsById(invoice.value())) {
            holds.deleteById(invoice.value());
            holds.flush();
        }
        holds.saveAndFlush(new PaymentHold(invoice, why, by.user(), clock.instant()));
        audit.record(
                AuditEvent.of(invoice.document(), "invoice.payment-held", by).with("reason", why));
    }

    /** Lets an invoice be paid again. */
    public void free(InvoiceId invoice, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        invoices.lock(invoice);
        if (holds.existsById(invoice.value())) {
            holds.deleteById(invoice.value());
            audit.record(AuditEvent.of(invoice.document(), "invoice.payment-freed", by));
        }
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
        var claimed = ids.stream()
                .distinct()
                .sorted(Comparator.comparing(InvoiceId::value))
                .map(id -> invoices.claim(id, number.value()))
                .toList();
        var kept = itemsOf(number, claimed, day);
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
        return found.getContent().stream()
                .map(asProposed)
                .filter(one -> one.held() == null && (one.isDue(until) || one.takesDiscount()))
                .map(one -> one.invoice().id())
                .toList();
    }

    private List<PaymentRunItem> itemsOf(PaymentRunNumber run, List<Invoice> claimed, LocalDate day) {
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
            check(
                    held == null,
                    PaymentRule.HELD,
                    invoice.id(),
                    held == null ? "" : held.why().english() + (held.detail() == null ? "." : ": " + held.detail()));
            bundles.computeIfAbsent(
                            proposal.supplierName() + "|" + invoice.supplier() + "|" + invoice.currency(),
                            key -> new ArrayList<>())
                    .add(proposal);
        }
        var creditors = creditorsOf(claimed);
        var credits = notHeld(invoices.creditsOf(creditors.keySet()));
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
                    var set = invoices.claim(credit.id(), run.value());
                    var amount = set.rest().min(left);
                    left = left.subtract(amount);
                    kept.add(new PaymentRunItem(
                            run, kept.size() + 1, transfer, set, true, creditor, amount, BigDecimal.ZERO, null));
                }
            }
        }
        return kept;
    }

    private List<Invoice> notHeld(List<Invoice> credits) {
        var held = holds
                .findAllById(credits.stream().map(one -> one.id().value()).toList())
                .stream()
                .map(PaymentHold::invoice)
                .collect(Collectors.toSet());
        return credits.stream().filter(one -> !held.contains(one.id())).toList();
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
        drop(gone, by);
        var rest = all.stream()
                .filter(item -> item.transfer() == gone.transfer() && item != gone)
                .toList();
        var left = rest.stream()
                .filter(item -> !item.isCredit())
                .map(PaymentRunItem::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        for (var credit : rest.stream().filter(PaymentRunItem::isCredit).toList()) {
            var amount = credit.amount().min(left);
            left = left.subtract(amount);
            if (amount.signum() == 0) {
                drop(credit, by);
            } else {
                credit.lowerTo(amount);
            }
        }
        items.flush();
    }

    private void drop(PaymentRunItem item, Actor by) {
        items.delete(item);
        invoices.giveBack(item.invoice(), item.run().value());
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
        for (var item : items.findByRunOrderByPosition(number.value())) {
            item.become(PaymentState.FAILED, null);
            invoices.giveBack(item.invoice(), number.value());
        }
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
        demandAllPayable(run, all, by);
        var now = clock.instant();
        run.release(by.user(), now);
        all.forEach(item -> item.become(PaymentState.SENT, null));
        var transfers = Transfer.of(all);
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
            book(nothing, now, by);
        }
        endWhenDone(run);
        return run;
    }

    private void demandAllPayable(PaymentRun run, List<PaymentRunItem> all, Actor by) {
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
        var ordered = all.stream()
                .sorted(Comparator.comparing(one -> one.invoice().value()))
                .toList();
        var locked = new LinkedHashMap<InvoiceId, Invoice>();
        ordered.forEach(item -> locked.put(item.invoice(), invoices.lock(item.invoice())));
        // Asked behind the locks: whoever holds an invoice back locks it too.
        demandNotHeld(ordered);
        for (var item : ordered) {
            var invoice = Objects.requireNonNull(locked.get(item.invoice()));
            var creditor = creditors.get(item.supplier());
            check(
                    isStillPayable(item, invoice)
                            && creditor != null
                            && creditor.iban().equals(item.iban())
                            && (item.discount().signum() == 0
                                    || earnsDiscount(item, invoice)
                                            && item.discount().compareTo(invoice.discountOn(run.executionDate())) <= 0),
                    PaymentRule.NO_LONGER_PAYABLE,
                    item.invoice());
            payments.demandApproved(item.invoice());
            payments.demandNoParty(item.invoice(), by);
        }
    }

    private void demandNotHeld(List<PaymentRunItem> ordered) {
        holds.findAllById(ordered.stream().map(item -> item.invoice().value()).toList()).stream()
                .min(Comparator.comparing(hold -> hold.invoice().value()))
                .ifPresent(hold -> {
                    throw new RuleViolation(PaymentRule.HELD, hold.invoice(), hold.reason());
                });
    }

    private static boolean isStillPayable(PaymentRunItem item, Invoice invoice) {
        return invoice.status() == InvoiceStatus.SCHEDULED
                && item.run().value().equals(invoice.paymentRun())
                && invoice.rest().compareTo(item.amount().add(item.discount())) >= 0;
    }

    /** A discount is for paying all of it: what was taken back since then would leave something open. */
    private static boolean earnsDiscount(PaymentRunItem item, Invoice invoice) {
        return invoice.rest().compareTo(item.amount().add(item.discount())) == 0;
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

    // ---- what became of it

    /**
     * The bank carried out a transfer: its invoices and credit notes are booked. What can no longer be booked is left for a
     * person to clarify, and to confirm once more.
     *
     * @throws org.countersign.shared.RuleViolation where it is settled already (409)
     */
    public PaymentRun confirm(
            PaymentRunNumber number, int transfer, @Nullable Instant paidAt, @Nullable String reference, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var now = clock.instant();
        var at = paidAt == null ? now : paidAt;
        new FieldCheck()
                .that(!at.isAfter(now), "paidAt", "must not lie in the future")
                .atMost(reference, "reference", 100)
                .demand(PaymentRule.FAULTY_PAYMENT);
        var run = locked(number);
        var open = openTransfer(run, transfer);
        book(open, at, reference, by);
        endWhenDone(run);
        return run;
    }

    /** The bank did not carry out a transfer: its invoices can be paid again, but for what is booked already. */
    public PaymentRun fail(PaymentRunNumber number, int transfer, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = reason == null ? "" : reason.strip();
        new FieldCheck().text(why, "reason", LONGEST_REASON).demand(PaymentRule.FAULTY_RUN);
        var run = locked(number);
        var open = openTransfer(run, transfer);
        for (var item : open.items()) {
            if (item.state() == PaymentState.PAID) {
                continue;
            }
            item.become(PaymentState.FAILED, why);
            invoices.giveBack(item.invoice(), number.value());
            audit.record(AuditEvent.of(item.invoice().document(), "invoice.payment-failed", by)
                    .with("run", number.value())
                    .with("reason", why));
        }
        items.saveAllAndFlush(open.items());
        audit.record(AuditEvent.of(number.document(), "payment-run.transfer-failed", by)
                .with("transfer", open.endToEndId())
                .with("reason", why));
        endWhenDone(run);
        return run;
    }

    /**
     * Takes a transfer back that was booked as paid: the bank returned it, or it was booked by mistake. Its invoices can be
     * paid again, and its credit notes set off again.
     *
     * @param reason required
     * @throws RuleViolation where it is not paid, or something that was prepaid with it is used by invoices (409)
     */
    public PaymentRun takeBack(PaymentRunNumber number, int transfer, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var why = PaymentReversals.reasonOf(reason);
        var run = locked(number);
        var paid = transferOf(number, transfer)
                .orElseThrow(() -> new NotFound("transfer of payment run " + number, transfer));
        check(paid.state() == PaymentState.PAID, PaymentRule.TRANSFER_NOT_PAID, transfer, number, paid.state());
        for (var payment : lockedPaymentsOf(paid)) {
            var invoice = invoices.lock(payment.invoice());
            check(
                    PaymentReversals.isFree(invoice, payment),
                    PaymentRule.PREPAYMENT_USED,
                    invoice.id(),
                    invoice.allocated().toPlainString());
        }
        takeBack(paid, why, by);
        return run;
    }

    /** Whether a transfer can be taken back: it is paid, and nothing that was prepaid with it is used by invoices. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean canBeTakenBack(Transfer transfer) {
        return transfer.state() == PaymentState.PAID
                && lockedPaymentsOf(transfer).stream()
                        .allMatch(payment -> PaymentReversals.isFree(invoices.lock(payment.invoice()), payment));
    }

    private List<Payment> lockedPaymentsOf(Transfer transfer) {
        payments.lock(transfer.items().stream().map(PaymentRunItem::invoice).toList());
        return transfer.items().stream()
                .flatMap(item -> payments.paymentOf(item).stream())
                .toList();
    }

    private void takeBack(Transfer transfer, String why, Actor by) {
        for (var item : transfer.items()) {
            payments.paymentOf(item).ifPresent(payment -> reversals.takeBack(payment, why, by));
            item.become(PaymentState.RETURNED, why);
        }
        items.saveAllAndFlush(transfer.items());
        audit.record(
                AuditEvent.of(new PaymentRunNumber(transfer.run()).document(), "payment-run.transfer-taken-back", by)
                        .with("transfer", transfer.endToEndId())
                        .with("amount", transfer.amount().toPlainString() + " " + transfer.currency())
                        .with("reason", why));
    }

    private Transfer openTransfer(PaymentRun run, int transfer) {
        check(run.releasedAt() != null, PaymentRule.RUN_NOT_RELEASED, run.number());
        var found = transferOf(run.number(), transfer)
                .orElseThrow(() -> new NotFound("transfer of payment run " + run.number(), transfer));
        check(found.isOpen(), PaymentRule.TRANSFER_SETTLED, transfer, run.number(), found.state());
        return found;
    }

    private void book(Transfer transfer, Instant at, Actor by) {
        book(transfer, at, null, by);
    }

    private void book(Transfer transfer, Instant at, @Nullable String reference, Actor by) {
        var said = transfer.endToEndId() + (reference == null || reference.isBlank() ? "" : " " + reference.strip());
        for (var item : transfer.items()) {
            if (item.state() == PaymentState.PAID) {
                continue;
            }
            payments.lock(item.invoice());
            var invoice = invoices.lock(item.invoice());
            if (!isStillPayable(item, invoice)) {
                item.become(PaymentState.TO_CLARIFY, invoice.status().name());
                continue;
            }
            if (!earnsDiscount(item, invoice)) {
                item.loseDiscount();
            }
            payments.settle(item, item.discount(), at, said, by);
            invoices.giveBack(item.invoice(), item.run().value());
            item.become(PaymentState.PAID, null);
        }
        items.saveAllAndFlush(transfer.items());
        audit.record(AuditEvent.of(new PaymentRunNumber(transfer.run()).document(), "payment-run.transfer-paid", by)
                .with("transfer", transfer.endToEndId())
                .with("amount", transfer.amount().toPlainString() + " " + transfer.currency())
                .with("state", transfer.state().name())
                .with("reference", reference));
    }

    private void endWhenDone(PaymentRun run) {
        if (run.status() == PaymentRunStatus.RELEASED
                && !items.existsByRunAndStateNotIn(
                        run.number().value(), List.of(PaymentState.PAID, PaymentState.FAILED, PaymentState.RETURNED))) {
            run.done(clock.instant());
            runs.saveAndFlush(run);
        }
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

    /** Locks a run, if there is one of this number, so that what is read of it afterwards stays so. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(PaymentRunNumber number) {
        runs.lock(number.value());
    }

    private PaymentRun locked(PaymentRunNumber number) {
        return runs.lock(number.value()).orElseThrow(() -> new NotFound("payment run", number));
    }
}
