package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a requester can say while others decide: a note to them, and once a day a reminder (R07). */
@Service
@Transactional
public class RequesterRemarks {

    private final CurrentCycles current;
    private final ApprovalCycles cycles;
    private final ApprovalManagement approvals;
    private final RemarkBook remarks;
    private final TaskHolders holders;
    private final AdviceReminders advice;
    private final AuditTrail audit;
    private final Company company;
    private final Clock clock;

    RequesterRemarks(
            CurrentCycles current,
            ApprovalCycles cycles,
            ApprovalManagement approvals,
            RemarkBook remarks,
            TaskHolders holders,
            AdviceReminders advice,
            AuditTrail audit,
            Company company,
            Clock clock) {
        this.current = current;
        this.cycles = cycles;
        this.approvals = approvals;
        this.remarks = remarks;
        this.holders = holders;
        this.advice = advice;
        this.audit = audit;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Adds a note that everybody who decides can read.
     *
     * @param kind which of {@link ApprovalKind} the document is asked for as
     * @throws NotFound where no document of this kind was asked for under the number
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}
     */
    public Remark note(DocumentNumber document, String kind, @Nullable String text, Actor actor) {
        return note(ownCycle(document, kind, actor), text, actor);
    }

    /**
     * The same about one change of an order, by whoever asked for the order or proposed the change.
     *
     * @param change its number
     */
    public Remark noteOnChange(DocumentNumber order, int change, @Nullable String text, Actor actor) {
        return note(cycleOfChange(order, change, actor), text, actor);
    }

    private Remark note(ApprovalCycle cycle, @Nullable String text, Actor actor) {
        var document = cycle.document();
        var said = RemarkBook.needed(text);
        audit.record(AuditEvent.of(document, "approval.note-added", actor)
                .with("cycle", cycle.number())
                .with("comment", said));
        var note = remarks.write(cycle, null, RemarkKind.NOTE, actor.user(), null, said);
        remarks.tell(note, ApprovalRemarked.Turn.SAID, cycle, null, actor.user(), new TreeSet<UserId>());
        return note.shown(cycle);
    }

    /**
     * Reminds everybody who is asked now, and whoever is asked for advice; once a day, by the calendar of the organisation.
     *
     * @param kind which of {@link ApprovalKind} the document is asked for as
     * @throws NotFound where no document of this kind was asked for under the number
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}
     */
    public Remark remind(DocumentNumber document, String kind, Actor actor) {
        return remind(ownCycle(document, kind, actor), actor);
    }

    /**
     * The same about one change of an order, by whoever asked for the order or proposed the change: once a day for both.
     *
     * @param change its number
     */
    public Remark remindOfChange(DocumentNumber order, int change, Actor actor) {
        return remind(cycleOfChange(order, change, actor), actor);
    }

    private Remark remind(ApprovalCycle cycle, Actor actor) {
        var document = cycle.document();
        var open = cycle.openSteps();
        check(!open.isEmpty(), ApprovalRule.NOBODY_ASKED_NOW, document);
        var waiting = open.stream().filter(step -> !step.isPaused()).toList();
        check(!waiting.isEmpty(), ApprovalRule.ANSWER_FIRST, document);
        check(
                remarks.of(cycle).stream()
                        .filter(remark -> remark.kind() == RemarkKind.REMINDER)
                        .noneMatch(remark -> day(remark.at()).equals(day(clock.instant()))),
                ApprovalRule.REMINDED_TODAY,
                document);
        var people = new TreeSet<UserId>();
        var advisers = new TreeMap<UserId, ApprovalStep>();
        waiting.forEach(step -> {
            people.addAll(holders.of(cycle, step, approvals.peopleLeft(cycle, step)));
            advice.awaited(cycle, step)
                    .flatMap(ApprovalRemark::to)
                    .ifPresent(adviser -> advisers.putIfAbsent(adviser, step));
        });
        people.removeAll(advisers.keySet());
        check(!people.isEmpty() || !advisers.isEmpty(), ApprovalRule.NOBODY_ASKED_NOW, document);
        audit.record(AuditEvent.of(document, "approval.reminded-by-requester", actor)
                .rule("R07")
                .with("cycle", cycle.number())
                .with("people", people.stream().map(UserId::value).toList())
                .with(
                        "advisers",
                        advisers.isEmpty()
                                ? null
                                : advisers.keySet().stream().map(UserId::value).toList()));
        var reminder = remarks.write(cycle, null, RemarkKind.REMINDER, actor.user(), null, null);
        if (!people.isEmpty()) {
            remarks.tell(reminder, ApprovalRemarked.Turn.SAID, cycle, waiting.get(0), actor.user(), people);
        }
        advisers.forEach((adviser, step) -> remarks.tell(
                reminder, ApprovalRemarked.Turn.SAID, cycle, step, actor.user(), List.of(adviser), List.of(adviser)));
        return reminder.shown(cycle);
    }

    /** Whether the requester can remind somebody now. */
    @Transactional(readOnly = true)
    public boolean mayRemind(ApprovalRecord record) {
        var last =
                record.entries().stream().mapToInt(ApprovalEntry::cycle).max().orElse(0);
        var asked = record.entries().stream()
                .filter(entry -> entry.cycle() == last && entry.outcome() == null && entry.openedAt() != null)
                .count();
        var said = record.remarks().stream()
                .filter(remark -> remark.cycle() == last)
                .toList();
        var questions = said.stream()
                .filter(remark -> remark.kind() == RemarkKind.QUESTION && remark.open())
                .count();
        return asked > questions
                && said.stream()
                        .filter(remark -> remark.kind() == RemarkKind.REMINDER)
                        .noneMatch(remark -> day(remark.at()).equals(day(clock.instant())));
    }

    /** Whether a person may add notes to what is asked, and remind of it: whoever asked, or proposed the change. */
    private ApprovalCycle ownCycle(DocumentNumber document, String kind, Actor actor) {
        var cycle = cycle(document, kind);
        check(cycle.isAskedForBy(actor.user()), ApprovalRule.ONLY_REQUESTER, document);
        check(cycle.isPending(), ApprovalRule.NOT_IN_APPROVAL, document);
        return cycle;
    }

    private ApprovalCycle cycleOfChange(DocumentNumber order, int change, Actor actor) {
        var last = cycle(order, ApprovalKind.CHANGE_ORDER).number();
        if (change < 1 || change > last) {
            throw new NotFound("change order of " + order, change);
        }
        // Each change may be somebody else's: who proposed this one is told that it is over, and nobody else anything.
        cycles.ofDocument(order.value()).stream()
                .filter(one -> one.number() == change && change < last && one.isAskedForBy(actor.user()))
                .findFirst()
                .ifPresent(ended -> check(false, ApprovalRule.NOT_IN_APPROVAL, order + "/" + change));
        var cycle = ownCycle(order, ApprovalKind.CHANGE_ORDER, actor);
        check(change == cycle.number(), ApprovalRule.NOT_IN_APPROVAL, order + "/" + change);
        return cycle;
    }

    private ApprovalCycle cycle(DocumentNumber document, String kind) {
        return current.lock(document)
                .filter(asked -> asked.kind().equals(kind))
                .orElseThrow(() -> new NotFound("approval of", document));
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, company.timeZone());
    }
}
