package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes down what is said about a document in approval, and tells whom it concerns. */
@Component
class RemarkBook {

    private static final int LONGEST = 2000;

    private final ApprovalRemarks remarks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RemarkBook(ApprovalRemarks remarks, ApplicationEventPublisher events, Clock clock) {
        this.remarks = remarks;
        this.events = events;
        this.clock = clock;
    }

    /** Words that may be left out. @return null where there are none */
    static @Nullable String words(@Nullable String text) {
        var said = text == null || text.isBlank() ? null : text.strip();
        check(said == null || said.length() <= LONGEST, ApprovalRule.WORDS_TOO_LONG);
        return said;
    }

    /** Words that are needed. */
    static String needed(@Nullable String text) {
        var said = words(text);
        check(said != null, ApprovalRule.WORDS_NEEDED);
        return String.valueOf(said);
    }

    /** Those of a cycle, in their order; nobody looks where there are none. */
    List<ApprovalRemark> of(ApprovalCycle cycle) {
        return cycle.remarks() == 0 ? List.of() : remarks.of(cycle.id());
    }

    /** The one of a kind that is still to be answered in a step. */
    Optional<ApprovalRemark> open(ApprovalCycle cycle, ApprovalStep step, RemarkKind kind) {
        return of(cycle).stream()
                .filter(remark -> remark.kind() == kind && remark.isOpen() && remark.isAbout(step))
                .findFirst();
    }

    Optional<ApprovalRemark> find(String id) {
        return remarks.findById(id);
    }

    List<String> stepsAwaitingAdviceOf(UserId user) {
        return remarks.stepsAwaitingAdviceOf(user.value());
    }

    List<String> stepsAwaitingAnswers(UserId user) {
        return remarks.stepsAwaitingAnswers(user.value());
    }

    List<String> stepsWithOpenQuestions() {
        return remarks.stepsWithOpenQuestions();
    }

    ApprovalRemark write(
            ApprovalCycle cycle,
            @Nullable ApprovalStep step,
            RemarkKind kind,
            UserId by,
            @Nullable UserId to,
            @Nullable String text) {
        return remarks.save(
                new ApprovalRemark(UUID.randomUUID().toString(), cycle, step, kind, by, to, text, clock.instant()));
    }

    /** Says what happened to a remark, to the people whom it concerns and in the tasks of the document. */
    void tell(
            ApprovalRemark remark,
            ApprovalRemarked.Turn turn,
            ApprovalCycle cycle,
            @Nullable ApprovalStep step,
            UserId by,
            Collection<UserId> to) {
        tell(remark, turn, cycle, step, by, to, List.of());
    }

    /** Says, too, who answers in the place of somebody who has left. */
    void tell(
            ApprovalRemark remark,
            ApprovalRemarked.Turn turn,
            ApprovalCycle cycle,
            @Nullable ApprovalStep step,
            UserId by,
            Collection<UserId> to,
            List<UserId> repliers) {
        var waits = turn == ApprovalRemarked.Turn.SAID && remark.kind() == RemarkKind.ADVICE;
        events.publishEvent(new ApprovalRemarked(
                remark.id(),
                remark.kind(),
                turn,
                by,
                List.copyOf(to),
                repliers,
                remark.text(),
                remark.answer(),
                waits ? remark.to().orElse(null) : null,
                step == null ? null : step.id(),
                step == null ? null : step.task(),
                cycle.openSteps().stream()
                        .flatMap(open -> Optional.ofNullable(open.task()).stream())
                        .toList(),
                cycle.document(),
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                reasons(step),
                step == null ? "" : step.rules(),
                step == null ? null : step.decideBy(),
                clock.instant()));
    }

    private static String reasons(@Nullable ApprovalStep step) {
        return Optional.ofNullable(step).map(ApprovalStep::reason).stream().collect(Collectors.joining());
    }
}
