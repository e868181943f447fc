package org.countersign.approval;

import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who would be asked about a document if it were submitted now.
 *
 * @param steps the steps demanded, equal ones merged, in the order in which they are asked
 * @param policyVersion version of the approval-policy table that was evaluated, 0 where it could not be
 * @param failure why nobody could be asked (R03), in words; null when all is well
 * @param amount the total as the policy was told of it
 */
public record ForeseenApproval(
        List<Step> steps, int policyVersion, @Nullable Explanation failure, FrozenAmount amount) {

    public ForeseenApproval {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param level 0 for approval by rule, else from 1
     * @param role {@code automatic}, {@code line-manager}, {@code cost-center-owner}, {@code group:<id>}, {@code person:<user>}
     * @param person the one person who would be asked, if it is one
     * @param people everybody who could answer today, sorted
     * @param rules ids of the rules that fired, joined by commas
     * @param reason why, in words
     */
    public record Step(
            int level, String role, @Nullable UserId person, List<UserId> people, String rules, String reason) {

        public Step {
            people = List.copyOf(people);
        }
    }
}
