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
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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

    @Column(name = "reminder_index")
    private int reminderIndex;

    @Column(name = "reminder_due_at")
    private @Nullable Instant reminderDueAt;

    @Column(name = "decide_by")
    private @Nullable Instant decideBy;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ApprovalStep() {}

    ApprovalStep(ApprovalCycle cycle, int position, RoutedApproval.DemandedStep demanded) {
        this.id = cycle.id() + "/" + position;
        this.cycle = cycle;
        this.position = position;
        this.level = demanded.level();
        this.role = demanded.role();
        this.rules = shortened(demanded.rules(), 1000);
        this.reason = shortened(demanded.reason(), 2000);
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

    String rules() {
        return rules;
    }

    String reason() {
        return reason;
    }

    @Nullable
    Instant openedAt() {
        return openedAt;
    }

    Optional<UserId> assignee() {
        return Optional.ofNullable(assignee).map(UserId::new);
    }

    /** Who could answer when the step was opened; before that, who could if it were opened at the submission. */
    Set<UserId> candidates() {
        return UserIds.sorted(candidates);
    }

    /** The one person who can answer, if it is only one. */
    Optional<UserId> onlyCandidate() {
        return candidates.size() == 1 ? candidates().stream().findFirst() : Optional.empty();
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

    boolean isOpen() {
        return openedAt != null && outcome == null;
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

    void open(@Nullable UserId person, Collection<UserId> mayAnswer, ReminderPlan plan, ZoneId zone, Instant at) {
        openedAt = at.truncatedTo(ChronoUnit.SECONDS);
        expect(person, mayAnswer);
        reminderIndex = 0;
        reminderDueAt = plan.due(0, openedAt, zone);
        decideBy = plan.decideBy(openedAt, zone);
    }

    /** Says whom the person asked decides for; null where they decide for themselves. */
    void decidedFor(@Nullable UserId absent) {
        onBehalfOf = absent == null ? null : absent.value();
    }

    /** The person whom the step is for: who is away rather than who stands in. */
    Optional<UserId> nominal() {
        return onBehalfOf == null ? assignee() : Optional.of(new UserId(onBehalfOf));
    }

    /** Goes over to somebody else, who has as long as the first one had. */
    void handTo(UserId person, @Nullable UserId absent) {
        expect(person, Set.of(person));
        decidedFor(absent);
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
    }

    /** Until when the policy wants an answer; null before the step's turn. */
    @Nullable
    Instant decideBy() {
        return decideBy;
    }

    Instant reminderDue() {
        if (reminderDueAt == null) {
            throw new IllegalStateException("Step " + id + " is not open");
        }
        return reminderDueAt;
    }

    /**
     * Sets the next reminder: the first that is still to come, so that none are made up for. Answered steps too, or a
     * timer that still asks would be due at once, again and again.
     */
    void remindNext(ReminderPlan plan, ZoneId zone, Instant at) {
        var opened = openedAt == null ? at : openedAt;
        do {
            reminderIndex++;
            reminderDueAt = plan.due(reminderIndex, opened, zone);
        } while (!reminderDueAt.isAfter(at));
    }

    /** Counts a reminder that goes out. @return its number, 1 for the first */
    int reminded() {
        return ++reminders;
    }

    ApprovalEntry entry(int cycleNumber, int policyVersion) {
        return new ApprovalEntry(
                cycleNumber,
                level,
                role().shown(),
                candidates().stream().toList(),
                assignee().orElse(null),
                outcome == null ? null : outcome.name(),
                answeredBy == null ? null : new UserId(answeredBy),
                onBehalfOf(),
                answeredAt,
                comment,
                rules,
                policyVersion,
                reason,
                openedAt);
    }
}
