package org.countersign.payment;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.payment.BankEntry.Result;
import org.countersign.payment.BankMessage.Kind;
import org.countersign.payment.BankMessage.Outcome;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what the bank says, and books it: each entry of each message once, however often the message is read. What fits no
 * transfer of ours, or says something else than we know, is kept for a person.
 */
@Service
@Transactional
public class BankMessages {

    private static final Pattern TRANSFER = Pattern.compile("(.+)-(\\d{1,9})");

    private final BankEntries entries;
    private final PaymentRunManagement runs;
    private final TransferOutcomes outcomes;
    private final AuditTrail audit;
    private final Company company;
    private final Clock clock;

    BankMessages(
            BankEntries entries,
            PaymentRunManagement runs,
            TransferOutcomes outcomes,
            AuditTrail audit,
            Company company,
            Clock clock) {
        this.entries = entries;
        this.runs = runs;
        this.outcomes = outcomes;
        this.audit = audit;
        this.company = company;
        this.clock = clock;
    }

    /**
     * What came of a message.
     *
     * @param message its id
     * @param read what was read for the first time
     * @param known how many of its entries had been read before
     */
    public record Reading(String message, List<BankEntry> read, int known) {

        public Reading {
            read = List.copyOf(read);
        }
    }

    /**
     * Reads a message of the bank.
     *
     * @throws org.countersign.shared.RuleViolation where it is no pain.002 and no camt.054 (422)
     */
    public Reading read(byte[] content, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var message = BankMessage.read(content);
        var named = transfersOf(message.entries());
        // What may move is locked at once: transfer by transfer, two messages could wait for each other.
        outcomes.lock(message.entries().stream()
                .filter(entry -> entry.outcome() != Outcome.UNDER_WAY)
                .flatMap(entry -> named.getOrDefault(entry, List.of()).stream())
                .filter(one -> one.isOpen() || one.state() == PaymentState.PAID)
                .toList());
        // Looked up behind the locks of the runs: of two readings at once the second finds what the first has kept.
        var kept = knownOf(message);
        var read = new ArrayList<BankEntry>();
        var known = 0;
        for (var entry : message.entries()) {
            if (kept.add(BankEntry.idOf(message, entry))) {
                read.add(entries.saveAndFlush(applied(message, entry, named.getOrDefault(entry, List.of()), by)));
            } else {
                known++;
            }
        }
        return new Reading(message.id(), read, known);
    }

    private Set<String> knownOf(BankMessage message) {
        return entries
                .findAllById(message.entries().stream()
                        .map(entry -> BankEntry.idOf(message, entry))
                        .distinct()
                        .toList())
                .stream()
                .map(BankEntry::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** What the entries name, of runs that are locked before anything of them is read. */
    private Map<BankMessage.Entry, List<Transfer>> transfersOf(List<BankMessage.Entry> entries) {
        var numbers = entries.stream()
                .flatMap(entry -> runOf(entry).stream())
                .distinct()
                .toList();
        runs.lock(numbers);
        var all = runs.transfersOf(numbers);
        var found = new HashMap<BankMessage.Entry, List<Transfer>>();
        for (var entry : entries) {
            runOf(entry)
                    .ifPresent(run -> found.put(
                            entry,
                            all.getOrDefault(run, List.of()).stream()
                                    .filter(one -> isAbout(entry, one))
                                    .toList()));
        }
        return found;
    }

    private static Optional<PaymentRunNumber> runOf(BankMessage.Entry entry) {
        var run = entry.run();
        if (run != null) {
            return Optional.of(new PaymentRunNumber(run));
        }
        var named = TRANSFER.matcher(String.valueOf(entry.endToEndId()));
        return named.matches() ? Optional.of(new PaymentRunNumber(named.group(1))) : Optional.empty();
    }

    private static boolean isAbout(BankMessage.Entry entry, Transfer transfer) {
        if (entry.run() == null) {
            return transfer.endToEndId().equals(entry.endToEndId());
        }
        var instruction = entry.instruction();
        return instruction == null || instruction.equals(BankFile.instructionOf(transfer));
    }

    private BankEntry applied(BankMessage message, BankMessage.Entry entry, List<Transfer> transfers, Actor by) {
        var result = transfers.isEmpty() ? Result.UNKNOWN : Result.KNOWN;
        for (var transfer : transfers) {
            var one = applied(message, entry, transfer, by);
            if (one != Result.KNOWN) {
                result = result == Result.KNOWN || one.compareTo(result) > 0 ? one : result;
            }
        }
        var first = transfers.isEmpty() ? null : transfers.get(0);
        return new BankEntry(
                message,
                entry,
                first == null ? null : first.run(),
                first == null || transfers.size() > 1 ? null : first.number(),
                result,
                by.user(),
                clock.instant());
    }

    private Result applied(BankMessage message, BankMessage.Entry entry, Transfer transfer, Actor by) {
        var run = new PaymentRunNumber(transfer.run());
        var state = transfer.state();
        if (state == PaymentState.PLANNED) {
            return Result.TO_CLARIFY;
        }
        if (entry.outcome() == Outcome.UNDER_WAY) {
            return Result.UNDER_WAY;
        }
        if (differs(entry, transfer)) {
            return Result.AMOUNT_DIFFERS;
        }
        if (entry.outcome() == Outcome.PAID) {
            if (transfer.isOpen()) {
                outcomes.confirm(run, transfer.number(), moment(entry), message.id(), by);
                return transfer.isOpen() ? Result.TO_CLARIFY : Result.BOOKED;
            }
            return state == PaymentState.PAID && !isBookedAgain(message, entry, transfer)
                    ? Result.KNOWN
                    : Result.TO_CLARIFY;
        }
        if (state == PaymentState.SENT) {
            var why = entry.reason();
            outcomes.fail(run, transfer.number(), why == null ? message.kind() + " " + message.id() : why, by);
            return Result.FREED;
        }
        if (isReturned(message, entry, transfer) && outcomes.canBeTakenBack(transfer)) {
            var why = entry.reason();
            outcomes.takeBack(
                    run, transfer.number(), why == null ? message.kind() + " " + message.id() : why, true, by);
            return Result.RETURNED;
        }
        return state == PaymentState.FAILED || state == PaymentState.RETURNED ? Result.KNOWN : Result.TO_CLARIFY;
    }

    /** Whether the bank credited our account with just what was booked as paid: a status report alone moves no money. */
    private static boolean isReturned(BankMessage message, BankMessage.Entry entry, Transfer transfer) {
        return message.kind() == Kind.CAMT_054
                && entry.outcome() == Outcome.FAILED
                && entry.amount() != null
                && transfer.state() == PaymentState.PAID;
    }

    /** Whether the account was debited for a transfer before, by another booking: then it was paid twice. */
    private boolean isBookedAgain(BankMessage message, BankMessage.Entry entry, Transfer transfer) {
        var booking = BankEntry.bookingOf(entry.id());
        return message.kind() == Kind.CAMT_054
                && !booking.isEmpty()
                && entries
                        .findByRunAndTransferAndKindAndOutcome(
                                transfer.run(), transfer.number(), Kind.CAMT_054, Outcome.PAID)
                        .stream()
                        .map(BankEntry::booking)
                        .anyMatch(earlier -> !earlier.isEmpty() && !earlier.equals(booking));
    }

    private static boolean differs(BankMessage.Entry entry, Transfer transfer) {
        BigDecimal amount = entry.amount();
        return amount != null
                && (amount.compareTo(transfer.amount()) != 0
                        || (entry.currency() != null && !entry.currency().equals(transfer.currency())));
    }

    private Instant moment(BankMessage.Entry entry) {
        var now = clock.instant();
        var day = entry.bookedOn();
        if (day == null) {
            return now;
        }
        var noon = day.atTime(12, 0).atZone(company.timeZone()).toInstant();
        return noon.isAfter(now) ? now : noon;
    }

    /** Notes that a person looked at an entry, and what came of it. */
    public BankEntry settle(String id, @Nullable String note, Actor by) {
        by.mustBeIn(Group.FINANCE_OFFICER);
        var said = note == null ? "" : note.strip();
        new FieldCheck().text(said, "note", 2000).demand(PaymentRule.FAULTY_RUN);
        var entry = entries.findById(id).orElseThrow(() -> new NotFound("bank entry", id));
        check(entry.needsPerson(), PaymentRule.ENTRY_SETTLED);
        entry.settle(said, by.user(), clock.instant());
        audit.record(AuditEvent.of(documentOf(entry), "payment-run.entry-settled", by)
                .with("message", entry.message())
                .with("entry", entry.entry())
                .with("amount", entry.amount() == null ? null : entry.amount().toPlainString() + " " + entry.currency())
                .with("note", said));
        return entries.saveAndFlush(entry);
    }

    /** What it is told under: the run that it is about, else itself, for its id alone is as long as a number may be (R25). */
    static DocumentNumber documentOf(BankEntry entry) {
        var run = entry.run();
        return run == null
                ? new DocumentNumber("bank-entry:" + entry.id().substring(0, 48))
                : new PaymentRunNumber(run).document();
    }

    /** What the bank said, the latest first. */
    @Transactional(readOnly = true)
    public Page<BankEntry> list(boolean onlyOpen, Pageable page, Actor actor) {
        PaymentProposals.mustSee(actor);
        return onlyOpen
                ? entries.findByNeedsPersonOrderByReadAtDescIdAsc(true, page)
                : entries.findAllByOrderByReadAtDescIdAsc(page);
    }
}
