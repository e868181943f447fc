package org.countersign.approval;

import java.util.Optional;
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
                .filter(step -> cycle.steps().stream().noneMatch(answered -> covers(answered, step)))
                .toList();
        return further.isEmpty()
                ? Optional.empty()
                : Optional.of(new RoutedApproval(routed.subject(), further, routed.policyVersion(), null));
    }

    private static boolean covers(ApprovalStep answered, DemandedStep step) {
        var outcome = answered.outcome();
        return outcome != null
                && outcome.agrees()
                && answered.role().equals(ApprovalRole.of(step.role()))
                && answered.needed().and(step.answers()).equals(answered.needed())
                && (answered.lines().isEmpty()
                        || (!step.lines().isEmpty() && answered.lines().containsAll(step.lines())));
    }
}
