package org.countersign.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Something that was said in a cycle, and what was answered. */
@Entity
@Table(name = "approval_remarks")
class ApprovalRemark {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "cycle_id")
    private String cycle;

    @Column(name = "step_id")
    private @Nullable String step;

    @Column(name = "number")
    private int number;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private RemarkKind kind;

    @Column(name = "written_by")
    private String by;

    @Column(name = "addressed_to")
    private @Nullable String to;

    @Column(name = "text")
    private @Nullable String text;

    @Column(name = "written_at")
    private Instant at;

    @Column(name = "answer")
    private @Nullable String answer;

    @Column(name = "answered_by")
    private @Nullable String answeredBy;

    @Column(name = "answered_at")
    private @Nullable Instant answeredAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "reminded_at")
    private @Nullable Instant remindedAt;

    @Column(name = "passed_on_at")
    private @Nullable Instant passedOnAt;

    @Column(name = "reminders")
    private int reminders;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ApprovalRemark() {}

    ApprovalRemark(
            String id,
            ApprovalCycle cycle,
            @Nullable ApprovalStep step,
            RemarkKind kind,
            UserId by,
            @Nullable UserId to,
            @Nullable String text,
            Instant at) {
        this.id = id;
        this.cycle = cycle.id();
        this.step = step == null ? null : step.id();
        this.number = cycle.remarked();
        this.kind = kind;
        this.by = by.value();
        this.to = to == null ? null : to.value();
        this.text = text;
        this.at = at;
    }

    String id() {
        return id;
    }

    String cycle() {
        return cycle;
    }

    int number() {
        return number;
    }

    Optional<String> step() {
        return Optional.ofNullable(step);
    }

    boolean isAbout(ApprovalStep other) {
        return other.id().equals(step);
    }

    RemarkKind kind() {
        return kind;
    }

    UserId by() {
        return new UserId(by);
    }

    Optional<UserId> to() {
        return Optional.ofNullable(to).map(UserId::new);
    }

    @Nullable
    String text() {
        return text;
    }

    Instant at() {
        return at;
    }

    @Nullable
    String answer() {
        return answer;
    }

    /** Whether nobody answered it or took it back. */
    boolean isOpen() {
        return answeredAt == null && endedAt == null;
    }

    void answer(String said, UserId who, Instant when) {
        answer = said;
        answeredBy = who.value();
        answeredAt = when;
    }

    /** Somebody else is to answer, for whoever was to has left. */
    void passTo(UserId person, Instant when) {
        to = person.value();
        passedOnAt = when;
    }

    /** Whether others are to answer in the place of whoever was asked first. */
    boolean isPassedOn() {
        return passedOnAt != null;
    }

    /** Nobody waits for an answer any more. */
    void end(Instant when) {
        endedAt = when;
    }

    /** When whoever is to answer is reminded next; the first that is still to come, counted from when they were asked. */
    Instant nextReminder(ReminderPlan plan, DayCount days, Instant now) {
        return dueAfter(now, plan, days);
    }

    /** Whether the plan wanted a reminder between the last one and now. */
    boolean isReminderDue(ReminderPlan plan, DayCount days, Instant now) {
        return !dueAfter(remindedAt == null ? at : remindedAt, plan, days).isAfter(now);
    }

    private Instant dueAfter(Instant moment, ReminderPlan plan, DayCount days) {
        var number = 0;
        var due = plan.due(number, at, days);
        while (!due.isAfter(moment)) {
            due = plan.due(++number, at, days);
        }
        return due;
    }

    /** Counts a reminder that goes out. @return its number, 1 for the first */
    int reminded(Instant when) {
        remindedAt = when;
        return ++reminders;
    }

    Remark shown(ApprovalCycle of) {
        var about = step == null ? null : of.step(step);
        var waits = isOpen()
                && kind != RemarkKind.NOTE
                && kind != RemarkKind.REMINDER
                && about != null
                && of.isPending()
                && about.isOpen();
        return new Remark(
                id,
                of.number(),
                about == null ? null : about.level(),
                kind,
                by(),
                to().orElse(null),
                text,
                at,
                answer,
                answeredBy == null ? null : new UserId(answeredBy),
                answeredAt,
                waits);
    }

    @Override
    public String toString() {
        return Objects.toString(text, "");
    }
}
