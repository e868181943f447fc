package org.countersign.approval;

import java.util.List;
import java.util.Set;
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
     * @param turn within the level: the managers of a chain are asked one after the other
     * @param role {@code automatic}, {@code line-manager}, {@code cost-center-owner:<code>}, {@code department-head:<code>},
     *     {@code group:<id>}, {@code person:<user>}, {@code manager-chain:<user>}, {@code manager-within-limit:<user>}
     * @param rules ids of the rules that fired, joined by commas
     * @param reason why the policy asks, in words for the approver
     * @param answers how many people have to agree
     * @param anotherPerson whether somebody has to answer who has not answered in this cycle before
     * @param lines numbers of the lines that it asks about; empty where it asks about the whole document
     * @param linesAlone whether a rejection of lines lets the rest go on
     * @param commentAlways whether an approval needs a comment too
     */
    public record DemandedStep(
            int level,
            int turn,
            String role,
            String rules,
            String reason,
            NeededAnswers answers,
            boolean anotherPerson,
            Set<Integer> lines,
            boolean linesAlone,
            boolean commentAlways) {

        public DemandedStep {
            lines = Set.copyOf(lines);
        }

        /** A step about the whole document. */
        public DemandedStep(
                int level,
                int turn,
                String role,
                String rules,
                String reason,
                NeededAnswers answers,
                boolean anotherPerson) {
            this(level, turn, role, rules, reason, answers, anotherPerson, Set.of(), false, false);
        }

        /** A step that any one of those asked may answer, and for which earlier answers count. */
        public DemandedStep(int level, String role, String rules, String reason) {
            this(level, 1, role, rules, reason, NeededAnswers.ANY, false);
        }
    }
}
