package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.shared.Explanation;
import org.springframework.context.ApplicationEventPublisher;

/** Steps in which several people have to agree: each is asked in a part of their own, until enough of them have. */
final class Quorum {

    private Quorum() {}

    /** Ends the steps for which enough people have agreed; whoever is still asked there is let go. Tells how far each is. */
    static void settle(ApprovalCycle cycle, Instant now, ApplicationEventPublisher events) {
        for (var whole : cycle.steps()) {
            if (!whole.isCounted() || !whole.isAsked() || whole.isAnswered()) {
                continue;
            }
            var open =
                    cycle.partsOf(whole).stream().filter(ApprovalStep::isOpen).toList();
            var enough = cycle.isEnough(whole);
            if (enough) {
                whole.record(StepOutcome.APPROVED, null, null, now);
                open.forEach(ApprovalStep::letGo);
            }
            var tasks = open.stream()
                    .flatMap(part -> Optional.ofNullable(part.task()).stream())
                    .toList();
            events.publishEvent(new AnswersCounted(
                    cycle.document(), enough ? List.of() : tasks, enough ? tasks : List.of(), soFar(cycle, whole)));
        }
    }

    /**
     * Whoever has given another person's answer gives none beside it (R05): where enough others are left of whom several have to
     * agree, they are let go.
     */
    static void spare(ApprovalCycle cycle, ApprovalStep answered, ApplicationEventPublisher events) {
        if (!answered.needsAnotherPerson()) {
            return;
        }
        for (var part : cycle.openSteps()) {
            if (part.isPart()
                    && part.isBeside(answered)
                    && part.onlyCandidate().equals(answered.answeredBy())
                    && cycle.canSpare(part)) {
                part.letGo();
                var tasks = Optional.ofNullable(part.task()).stream().toList();
                cycle.wholeOf(part)
                        .ifPresent(whole -> events.publishEvent(
                                new AnswersCounted(cycle.document(), List.of(), tasks, soFar(cycle, whole))));
            }
        }
    }

    /** How many of those needed have agreed; empty for a step that one answer settles. */
    static Optional<Explanation> progress(ApprovalCycle cycle, ApprovalStep step) {
        return cycle.wholeOf(step).map(whole -> soFar(cycle, whole));
    }

    /** Whoever agreed last where others are not needed any more. */
    static Optional<ApprovalStep> lastAnswer(ApprovalCycle cycle, ApprovalStep part) {
        var answered = new ArrayList<ApprovalStep>();
        cycle.wholeOf(part)
                .ifPresent(whole -> cycle.partsOf(whole).stream()
                        .filter(ApprovalStep::isAnswered)
                        .forEach(answered::add));
        return answered.stream().reduce((one, other) -> isLater(other, one) ? other : one);
    }

    private static boolean isLater(ApprovalStep one, ApprovalStep other) {
        var at = one.answeredAt();
        var before = other.answeredAt();
        return at != null && (before == null || !at.isBefore(before));
    }

    private static Explanation soFar(ApprovalCycle cycle, ApprovalStep whole) {
        return Explanation.of(ApprovalStatement.PROGRESS, number(cycle.agreed(whole)), number(cycle.needed(whole)));
    }

    private static Explanation.Value number(int number) {
        return Explanation.number(BigDecimal.valueOf(number));
    }
}
