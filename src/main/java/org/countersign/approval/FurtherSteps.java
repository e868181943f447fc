package org.countersign.approval;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.RoutedApproval.DemandedStep;

/**
 * What the policy demands beyond what people have agreed to, where it is asked about an approved document again because
 * something became known afterwards. Nobody is asked twice for the same.
 */
final class FurtherSteps {

    private FurtherSteps() {}

    static Optional<RoutedApproval> beyond(ApprovalCycle cycle, RoutedApproval routed) {
        if (routed.failure() != null) {
            return Optional.of(routed);
        }
        var further = routed.steps().stream()
                .filter(step -> step.level() > 0)
                .filter(step -> cycle.steps().stream()
                        .filter(answered -> !answered.needsAnotherPerson()
                                || step.anotherPerson()
                                || !wantsAnotherBeside(step, routed.steps()))
                        .noneMatch(answered -> covers(answered, step)))
                .toList();
        return further.isEmpty()
                ? Optional.empty()
                : Optional.of(new RoutedApproval(routed.subject(), further, routed.policyVersion(), null));
    }

    /** Whether the same people are asked for another person's answer beside a step: that one covers no other then (R05). */
    private static boolean wantsAnotherBeside(DemandedStep step, List<DemandedStep> all) {
        return all.stream()
                .anyMatch(other -> other.anotherPerson()
                        && other.level() == step.level()
                        && other.turn() == step.turn()
                        && other.role().equals(step.role()));
    }

    /** What is frozen where a round that has begun needs nothing any more: approval by rule. */
    static RoutedApproval none(RoutedApproval routed) {
        var rules = routed.steps().stream()
                .flatMap(step -> Stream.of(step.rules().split(",")))
                .distinct()
                .collect(Collectors.joining(","));
        return new RoutedApproval(
                routed.subject(),
                List.of(new DemandedStep(0, "automatic", rules, ApprovalStatement.ANSWERED_BEFORE.sentence())),
                routed.policyVersion(),
                null);
    }

    /** An answer from somebody else covers what may be answered by anybody, but not the other way round (R05). */
    private static boolean covers(ApprovalStep answered, DemandedStep step) {
        var outcome = answered.outcome();
        return outcome != null
                && outcome.agrees()
                && answered.role().equals(ApprovalRole.of(step.role()))
                && (answered.needsAnotherPerson() || !step.anotherPerson())
                && (answered.needsComment() || !step.commentAlways())
                && answered.needed().and(step.answers()).equals(answered.needed())
                && (answered.lines().isEmpty()
                        || (!step.lines().isEmpty() && answered.lines().containsAll(step.lines())));
    }
}
