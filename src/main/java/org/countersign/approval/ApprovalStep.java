package org.countersign.approval;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.shared.UserId;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** One answer that the policy demands: demanded, then open, then answered once. Part of its {@link ApprovalCycle}. */
@Entity
@Table(name = "approval_steps")
class ApprovalStep {

    @Id
    @Column(name = "id")
    private String id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "cycle_id")
    private ApprovalCycle cycle;

    @Column(name = "step_position")
    private int position;

    @Column(name = "step_level")
    private int level;

    @Column(name = "demanded_role")
    private String role;

    @Column(name = "turn")
    private int turn;

    @Column(name = "needed_answers")
    private int needed;

    @Column(name = "another_person")
    private boolean anotherPerson;

    @Column(name = "part_of")
    private @Nullable Integer partOf;

    @Column(name = "not_needed")
    private boolean notNeeded;

    @Column(name = "rules")
    private String rules;

    @Column(name = "reason")
    private String reason;

    @Column(name = "opened_at")
    private @Nullable Instant openedAt;

    @Column(name = "assignee")
    private @Nullable String assignee;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "approval_candidates", joinColumns = @JoinColumn(name = "step_id"))
    @Column(name = "user_id")
    private Set<String> candidates = new HashSet<>();

    @Column(name = "task_id")
    private @Nullable String task;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private @Nullable StepOutcome outcome;

    @Column(name = "answered_by")
    private @Nullable String answeredBy;

    @Column(name = "on_behalf_of")
    private @Nullable String onBehalfOf;

    @Column(name = "answered_at")
    private @Nullable Instant answeredAt;

    @Column(name = "comment_text")
    private @Nullable String comment;

    @Column(name = "reminders")
    private int reminders;

    @Column(name = "counted_from")
    private @Nullable Instant countedFrom;

    @Column(name = "reminded_at")
    private @Nullable Instant remindedAt;

    @Column(name = "reminder_due_at")
    private @Nullable Instant reminderDueAt;

    @Column(name = "escalations")
    private int escalations;

    @Column(name = "escalated_at")
    private @Nullable Instant escalatedAt;

    @Column(name = "escalation_due_at")
    private @Nullable Instant escalationDueAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    /**
     * Whom an escalation asked, and for whom they stand in, empty for themselves; they are candidates too. Seldom anybody, so it
     * is read when it is needed.
     */
    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "approval_escalations", joinColumns = @JoinColumn(name = "step_id"))
    @MapKeyColumn(name = "user_id")
    @Column(name = "on_behalf_of")
    private Map<String, String> escalated = new HashMap<>();

    @Column(name = "decide_by")
    private @Nullable Instant decideBy;

    @Column(name = "delegated_to")
    private @Nullable String delegate;

    @Column(name = "delegated_by")
    private @Nullable String delegatedBy;

    @Column(name = "delegated_at")
    private @Nullable Instant delegatedAt;

    @Column(name = "paused_at")
    private @Nullable Instant pausedAt;

    @Column(name = "paused_seconds")
    private long pausedSeconds;

    @Column(name = "covered_lines")
    private @Nullable String lines;

    @Column(name = "lines_alone")
    private boolean linesAlone;

    @Column(name = "comment_always")
    private boolean commentAlways;

    @Column(name = "rejected_lines")
    private @Nullable String rejectedLines;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ApprovalStep() {}

    ApprovalStep(ApprovalCycle cycle, int position, RoutedApproval.DemandedStep demanded) {
        this.id = cycle.id() + "/" + position;
        this.cycle = cycle;
        this.position = position;
        this.level = demanded.level();
        this.role = demanded.role();
        this.turn = demanded.turn();
        this.needed = demanded.answers().number();
        this.anotherPerson = demanded.anotherPerson();
        this.lines = demanded.lines().isEmpty() ? null : LineNumbers.kept(demanded.lines());
        this.linesAlone = demanded.linesAlone();
        this.commentAlways = demanded.commentAlways();
        this.rules = shortened(demanded.rules(), 1000);
        this.reason = shortened(demanded.reason(), 2000);
    }

    /** One person's part of a step in which several have to agree. */
    ApprovalStep(ApprovalCycle cycle, int position, ApprovalStep whole) {
        this.id = cycle.id() + "/" + position;
        this.cycle = cycle;
        this.position = position;
        this.level = whole.level;
        this.role = whole.role;
        this.turn = whole.turn;
        this.needed = NeededAnswers.ANY.number();
        this.anotherPerson = whole.anotherPerson;
        this.lines = whole.lines;
        this.linesAlone = whole.linesAlone;
        this.commentAlways = whole.commentAlways;
        this.partOf = whole.position;
        this.rules = whole.rules;
        this.reason = whole.reason;
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** The id of a step's cycle, which its own begins with: nobody has to look for it. */
    static Optional<String> cycleOf(String stepId) {
        var end = stepId.lastIndexOf('/');
        return end < 0 ? Optional.empty() : Optional.of(stepId.substring(0, end));
    }

    String id() {
        return id;
    }

    int level() {
        return level;
    }

    ApprovalRole role() {
        return ApprovalRole.of(role);
    }

    /** Within the level: steps of a later turn are asked when those before are answered. */
    int turn() {
        return turn;
    }

    /** Whether it is asked beside another one, and neither before nor after it. */
    boolean isBeside(ApprovalStep other) {
        return level == other.level && turn == other.turn && !id.equals(other.id);
    }

    /** How many people have to agree. */
    NeededAnswers needed() {
        return new NeededAnswers(needed);
    }

    /** Whether it is asked in parts, one for each person, for several of them have to agree. */
    boolean isCounted() {
        return partOf == null && needed().areCounted();
    }

    /** Whether it is one person's part of such a step. */
    boolean isPart() {
        return partOf != null;
    }

    boolean isPartOf(ApprovalStep whole) {
        return partOf != null && partOf == whole.position;
    }

    /** Whether somebody has to answer who has not answered in this cycle before. */
    boolean needsAnotherPerson() {
        return anotherPerson;
    }

    /** Whether an approval needs a comment too. */
    boolean needsComment() {
        return commentAlways;
    }

    /** Whether it was asked, and others were enough meanwhile. */
    boolean isNotNeeded() {
        return notNeeded;
    }

    /** Others were enough. */
    void letGo() {
        notNeeded = true;
    }

    String rules() {
        return rules;
    }

    String reason() {
        return reason;
    }

    /** Numbers of the lines that it asks about; empty where it asks about the whole document. */
    SortedSet<Integer> lines() {
        return LineNumbers.read(lines);
    }

    /** Those of its lines that can be rejected while the rest goes on. */
    SortedSet<Integer> linesAlone() {
        return linesAlone ? lines() : LineNumbers.read(null);
    }

    /** Those of its lines that were rejected. */
    SortedSet<Integer> rejectedLines() {
        return LineNumbers.read(rejectedLines);
    }

    /** Keeps which of its lines were rejected. */
    void reject(Set<Integer> numbers) {
        rejectedLines = LineNumbers.kept(numbers);
    }

    @Nullable
    Instant openedAt() {
        return openedAt;
    }

    Optional<UserId> assignee() {
        return Optional.ofNullable(assignee).map(UserId::new);
    }

    /**
     * Who could answer when the step was opened, and whom an escalation asked since; before that, who could if it were opened
     * at the submission.
     */
    Set<UserId> candidates() {
        return UserIds.sorted(candidates);
    }

    /** The one person who was asked, if it is only one; those of an escalation do not count. */
    Optional<UserId> onlyCandidate() {
        var asked = candidates();
        asked.removeAll(escalatedTo());
        return asked.size() == 1 ? asked.stream().findFirst() : Optional.empty();
    }

    /** Whom escalations asked. */
    Set<UserId> escalatedTo() {
        return escalations == 0 ? Set.of() : UserIds.sorted(escalated.keySet());
    }

    /** For whom somebody whom an escalation asked stands in; null where they were meant themselves. */
    @Nullable
    UserId escalatedFor(UserId person) {
        var absent = escalations == 0 ? null : escalated.get(person.value());
        return absent == null || absent.isEmpty() ? null : new UserId(absent);
    }

    /** Whom escalations meant: who is away rather than who stands in. */
    Set<UserId> meantByEscalations() {
        return escalatedTo().stream()
                .map(person -> Objects.requireNonNullElse(escalatedFor(person), person))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Nullable
    String task() {
        return task;
    }

    @Nullable
    StepOutcome outcome() {
        return outcome;
    }

    Optional<UserId> answeredBy() {
        return Optional.ofNullable(answeredBy).map(UserId::new);
    }

    @Nullable
    UserId onBehalfOf() {
        return onBehalfOf == null ? null : new UserId(onBehalfOf);
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Nullable
    String comment() {
        return comment;
    }

    boolean isAnswered() {
        return outcome != null;
    }

    /** Whether this person was asked when the step was opened. */
    boolean asked(UserId user) {
        return openedAt != null && candidates.contains(user.value());
    }

    /** Whether this person has answered about everything that it asks about (R05). */
    boolean hasAnswered(UserId person) {
        return cycle.hasAnswered(person, this);
    }

    /** Whether it waits for an answer of somebody; of a step with parts it is these that do. */
    boolean isOpen() {
        return openedAt != null && outcome == null && !notNeeded && !isCounted();
    }

    /** Whether its people are found; its parts, where it has some, are there. */
    boolean isAsked() {
        return openedAt != null;
    }

    /** Who will be asked, as far as is known before the step's turn. Found out anew when it is opened. */
    void expect(@Nullable UserId person, Collection<UserId> mayAnswer) {
        assignee = person == null ? null : person.value();
        var now = new HashSet<>(mayAnswer.stream().map(UserId::value).toList());
        // A replaced collection is deleted and written anew, even with the same people.
        if (!candidates.equals(now)) {
            candidates = now;
        }
    }

    void open(@Nullable UserId person, Collection<UserId> mayAnswer, ReminderPlan plan, DayCount days, Instant at) {
        openedAt = at.truncatedTo(ChronoUnit.SECONDS);
        expect(person, mayAnswer);
        countedFrom = null;
        remindedAt = null;
        delegate = null;
        delegatedBy = null;
        delegatedAt = null;
        pausedAt = null;
        pausedSeconds = 0;
        if (escalations > 0) {
            escalations = 0;
            escalatedAt = null;
            escalated.clear();
        }
        schedule(plan, days, openedAt, true);
        decideBy = plan.decideBy(openedAt, days);
    }

    /** Says whom the person asked decides for; null where they decide for themselves. */
    void decidedFor(@Nullable UserId absent) {
        onBehalfOf = absent == null ? null : absent.value();
    }

    /** The person whom the step is for: who is away rather than who stands in, who delegated rather than who decides for them. */
    Optional<UserId> nominal() {
        return onBehalfOf != null
                ? Optional.of(new UserId(onBehalfOf))
                : delegatedBy != null ? Optional.of(new UserId(delegatedBy)) : assignee();
    }

    /** Who has it instead of somebody who is or was away, as long as it is open and they have delegated it to nobody. */
    Asking.@Nullable Held held() {
        return openedAt == null || outcome != null || assignee == null || onBehalfOf == null || delegate != null
                ? null
                : new Asking.Held(new UserId(assignee), new UserId(onBehalfOf), openedAt);
    }

    /** Likewise, of what an escalation asked of them; null where they were meant themselves. */
    Asking.@Nullable Held heldByEscalation(UserId person) {
        var absent = escalatedFor(person);
        return openedAt == null || absent == null ? null : new Asking.Held(person, absent, openedAt);
    }

    /** Who decides on delegation, if anybody does. */
    Optional<UserId> delegate() {
        return Optional.ofNullable(delegate).map(UserId::new);
    }

    /** Who delegated the step. */
    Optional<UserId> delegatedBy() {
        return Optional.ofNullable(delegatedBy).map(UserId::new);
    }

    /** For whom the person asked decides: who delegated it, or who is away; null where they decide for themselves. */
    @Nullable
    UserId decidesFor() {
        return delegatedBy == null ? onBehalfOf() : new UserId(delegatedBy);
    }

    /** Somebody decides for whoever was asked, and is reminded as if asked now. Neither escalation nor expiry wait for that. */
    void delegate(UserId to, UserId by, Instant at) {
        delegate = to.value();
        delegatedBy = by.value();
        delegatedAt = at.truncatedTo(ChronoUnit.SECONDS);
        remindedAt = null;
        expect(to, withEscalated(to));
    }

    /** Whoever delegated it is asked again. */
    void takeBack() {
        var by = delegatedBy().orElseThrow();
        delegate = null;
        delegatedBy = null;
        delegatedAt = null;
        if (offersAll()) {
            assignee = null;
        } else {
            expect(by, withEscalated(by));
        }
    }

    /** A group's step stays one that any member may answer. */
    private Set<UserId> withEscalated(UserId person) {
        var all = new TreeSet<>(offersAll() ? candidates() : escalatedTo());
        all.add(person);
        return all;
    }

    /** Whether it is offered to all members of a group, any of whom may answer. */
    boolean offersAll() {
        return role().kind() == ApprovalRole.Kind.GROUP && partOf == null;
    }

    /** Nobody is reminded until {@link #resume}: somebody else has to say something first. */
    void pause(Instant at) {
        if (pausedAt == null) {
            pausedAt = at;
            escalationDueAt = null;
            expiresAt = null;
        }
    }

    boolean isPaused() {
        return pausedAt != null;
    }

    /** The time since {@link #pause} does not count. */
    void resume(Instant at) {
        if (pausedAt == null) {
            return;
        }
        var stood = Duration.between(pausedAt, at);
        pausedAt = null;
        pausedSeconds += stood.toSeconds();
        countedFrom = later(countedFrom(), stood, at);
        remindedAt = remindedAt == null ? null : later(remindedAt, stood, at);
        escalatedAt = escalatedAt == null ? null : later(escalatedAt, stood, at);
        delegatedAt = delegatedAt == null ? null : later(delegatedAt, stood, at);
        decideBy = decideBy == null ? null : decideBy.plus(stood);
    }

    private static Instant later(Instant moment, Duration by, Instant latest) {
        var moved = moment.plus(by);
        return moved.isAfter(latest) ? latest : moved;
    }

    /** From when the days until the expiry are counted. */
    Instant expiryCountedFrom() {
        return requireOpenedAt().plusSeconds(pausedSeconds);
    }

    private Instant remindersCountedFrom() {
        var from = countedFrom();
        return delegatedAt == null || delegatedAt.isBefore(from) ? from : delegatedAt;
    }

    /** Goes over to somebody else, for whom days are counted anew; whom an escalation asked already may still answer. */
    void handTo(UserId person, @Nullable UserId absent, Instant at) {
        var all = new TreeSet<>(escalatedTo());
        all.add(person);
        expect(person, all);
        decidedFor(absent);
        if (escalations == 0) {
            countedFrom = at.truncatedTo(ChronoUnit.SECONDS);
            remindedAt = null;
        }
    }

    /** Takes the question back: it has to be asked anew. */
    void close() {
        openedAt = null;
        task = null;
    }

    void askedIn(String taskId) {
        task = taskId;
    }

    void record(StepOutcome answer, @Nullable UserId by, @Nullable String said, Instant at) {
        if (openedAt == null) {
            openedAt = at.truncatedTo(ChronoUnit.SECONDS);
        }
        outcome = answer;
        answeredBy = by == null ? null : by.value();
        comment = said;
        answeredAt = at;
        escalationDueAt = null;
        expiresAt = null;
        pausedAt = null;
    }

    /** Until when the policy wants an answer; null before the step's turn. */
    @Nullable
    Instant decideBy() {
        return decideBy;
    }

    /** From now on an answer is wanted until then. */
    void decideBy(Instant at) {
        decideBy = at;
    }

    Instant requireOpenedAt() {
        if (openedAt == null) {
            throw new IllegalStateException("Step " + id + " is not open");
        }
        return openedAt;
    }

    /** From when days are counted: from the question, or from when it went to somebody else. */
    Instant countedFrom() {
        return countedFrom == null ? requireOpenedAt() : countedFrom;
    }

    Instant reminderDue() {
        if (reminderDueAt == null) {
            throw new IllegalStateException("Step " + id + " is not open");
        }
        return reminderDueAt;
    }

    /** When something is to be done about the unanswered step. */
    Instant nextDue() {
        return Stream.of(Optional.of(reminderDue()), escalationDue(), expires())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    Optional<Instant> escalationDue() {
        return Optional.ofNullable(escalationDueAt);
    }

    Optional<Instant> expires() {
        return Optional.ofNullable(expiresAt);
    }

    /**
     * Sets what comes next. The next reminder is the first that is still to come, so that none are made up for; for answered
     * steps too, or a timer that still asks would be due at once, again and again.
     *
     * @param waits whether anybody still waits for an answer; otherwise nothing is escalated and nothing expires
     */
    final void schedule(ReminderPlan plan, DayCount days, Instant at, boolean waits) {
        var from = openedAt == null ? at : countedFrom();
        var reminded = openedAt == null ? at : remindersCountedFrom();
        var number = 0;
        var due = plan.due(number, reminded, days);
        while (!due.isAfter(at)) {
            due = plan.due(++number, reminded, days);
        }
        reminderDueAt = due;
        escalationDueAt =
                waits ? plan.escalation(escalations, from, escalatedAt, days).orElse(null) : null;
        expiresAt = waits && openedAt != null
                ? plan.expires(expiryCountedFrom(), days).orElse(null)
                : null;
    }

    /** Somebody beside the people of the step is to be reminded then at the latest. */
    void remindBy(Instant at) {
        if (reminderDueAt != null && at.isBefore(reminderDueAt)) {
            reminderDueAt = at;
        }
    }

    /** Whether the plan wanted a reminder between the last one and now. */
    boolean isReminderDue(ReminderPlan plan, DayCount days, Instant now) {
        if (openedAt == null) {
            return false;
        }
        var from = remindersCountedFrom();
        var last = remindedAt == null ? from : remindedAt;
        var number = 0;
        var due = plan.due(number, from, days);
        while (!due.isAfter(last)) {
            due = plan.due(++number, from, days);
        }
        return !due.isAfter(now);
    }

    /** Counts a reminder that goes out. @return its number, 1 for the first */
    int reminded(Instant at) {
        remindedAt = at;
        return ++reminders;
    }

    /** Asks further people. Whoever was asked before is told so, which is a reminder. */
    void escalate(Collection<Escalation.Reached> people, Instant at) {
        escalations++;
        escalatedAt = at;
        remindedAt = at;
        people.forEach(this::alsoAsk);
    }

    /** What an escalation asked of one goes to somebody else, because who was meant is away or is back (R08). */
    void passOn(UserId from, Escalation.Reached to) {
        escalated.remove(from.value());
        if (assignee().filter(from::equals).isEmpty()) {
            candidates.remove(from.value());
        }
        alsoAsk(to);
    }

    private void alsoAsk(Escalation.Reached reached) {
        var absent = reached.insteadOf();
        escalated.put(reached.person().value(), absent == null ? "" : absent.value());
        candidates.add(reached.person().value());
    }

    int escalations() {
        return escalations;
    }

    @Nullable
    Instant escalatedAt() {
        return escalatedAt;
    }

    ApprovalEntry entry() {
        return new ApprovalEntry(
                cycle.number(),
                level,
                role().shown(),
                candidates().stream().toList(),
                assignee().orElse(null),
                outcome == null ? null : outcome.name(),
                answeredBy == null ? null : new UserId(answeredBy),
                outcome == null ? decidesFor() : onBehalfOf(),
                answeredAt,
                comment,
                rules,
                cycle.policyVersion(),
                reason,
                openedAt,
                List.copyOf(lines()),
                List.copyOf(rejectedLines()),
                cycle.amount(),
                outcome == null && cycle.isSuperseded());
    }
}
