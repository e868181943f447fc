package org.countersign.approval;

import java.util.List;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * The policy's answer on a subject, not yet frozen.
 *
 * @param subject what was asked about
 * @param steps the steps demanded, equal ones merged; empty together with {@code failure == null} never happens (R03)
 * @param policyVersion version of the approval-policy table that was evaluated, 0 where it could not be
 * @param failure why nothing can be approved (R03), in words for the person who repairs it; null when all is well
 */
public record RoutedApproval(
        ApprovalSubject subject,
        List<DemandedStep> steps,
        int policyVersion,
        @Nullable Explanation failure) {

    public RoutedApproval {
        steps = List.copyOf(steps);
    }

    /**
     * One step that the policy demands.
     *
     * @param level 0 for approval by rule, else from 1
     * @param role {@code automatic}, {@code line-manager}, {@code cost-center-owner:<code>}, {@code group:<id>}
     * @param rules ids of the rules that fired, joined by commas
     * @param reason why the policy asks, in words for the approver
     */
    public record DemandedStep(int level, String role, String rules, String reason) {}
}
