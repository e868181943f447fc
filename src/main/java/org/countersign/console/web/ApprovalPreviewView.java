package org.countersign.console.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.countersign.purchasing.ApprovalForecast;
import org.countersign.purchasing.RequisitionOutlook;
import org.countersign.shared.Explanation;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who would have to approve a requisition, and why, if it were submitted now. Nothing of it is kept: the submission asks the
 * policy again (R02).
 *
 * @param total net of tax, of the lines that can be read
 * @param baseAmount the total in base currency, as the policy is told of it; null where no rate is known
 * @param baseCurrency as {@code exchangeRate} and its date: null where nothing is converted
 * @param known false while no line or no cost centre can be read: nobody can be named then
 * @param automatic whether a rule would approve it without asking anybody
 * @param steps who would be asked, in their order
 * @param failure why nobody could be asked: it would wait for an administrator (R03)
 * @param policyVersion version of {@code approval-policy}; 0 where it could not be asked
 * @param problems what has to be put right before it can be kept
 */
record ApprovalPreviewView(
        BigDecimal total,
        String currency,
        @Nullable BigDecimal baseAmount,
        @Nullable String baseCurrency,
        @Nullable BigDecimal exchangeRate,
        @Nullable LocalDate rateDate,
        boolean known,
        boolean automatic,
        List<Step> steps,
        @Nullable String failure,
        int policyVersion,
        List<FieldProblem> problems) {

    static ApprovalPreviewView of(RequisitionOutlook outlook, List<FieldProblem> problems) {
        var approval = outlook.approval();
        var inBase = approval == null ? null : approval.inBase();
        var steps = approval == null ? List.<ApprovalForecast.Step>of() : approval.steps();
        return new ApprovalPreviewView(
                outlook.total().amount(),
                outlook.total().currency().getCurrencyCode(),
                approval == null ? null : approval.baseAmount(),
                inBase == null ? null : inBase.currency(),
                inBase == null ? null : inBase.rate(),
                inBase == null ? null : inBase.day(),
                approval != null,
                !steps.isEmpty() && steps.stream().allMatch(step -> step.level() == 0),
                steps.stream().map(Step::of).toList(),
                approval == null ? null : english(approval.failure()),
                approval == null ? 0 : approval.policyVersion(),
                problems);
    }

    private static @Nullable String english(@Nullable Explanation explanation) {
        return explanation == null ? null : explanation.english();
    }

    /**
     * One step, named as those of {@code approvals} are.
     *
     * @param level 1 is asked first; 0 for approval by rule
     * @param candidates everybody who could answer today
     * @param assignee the one who would be asked, where it is one
     * @param rule ids of the rules that would fire, joined by commas
     * @param reason why, in words
     */
    record Step(
            int level,
            String role,
            List<UserId> candidates,
            @Nullable UserId assignee,
            String rule,
            String reason) {

        static Step of(ApprovalForecast.Step step) {
            return new Step(step.level(), step.role(), step.people(), step.person(), step.rules(), step.reason());
        }
    }
}
