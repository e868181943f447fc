package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who would have to approve a requisition if it were submitted as it stands now. Nothing of it is kept: the submission asks
 * the policy again (R02).
 *
 * @param steps the steps demanded, in the order in which they are asked
 * @param failure why nobody could be asked, in words (R03); null when all is well
 * @param policyVersion version of the table that was asked, 0 where none could be
 * @param baseAmount the total in base currency, not rounded; null where no rate is known (R03)
 * @param inBase how it was converted; null where nothing was
 */
public record ApprovalForecast(
        List<Step> steps,
        @Nullable Explanation failure,
        int policyVersion,
        @Nullable BigDecimal baseAmount,
        @Nullable InBase inBase) {

    public ApprovalForecast {
        steps = List.copyOf(steps);
    }

    /**
     * At which rate the total was converted to base currency.
     *
     * @param words amount and rate, in words
     * @param currency ISO 4217 code of the base currency
     * @param rate units of the document's currency per one of the base currency
     * @param day from when on that rate is valid
     */
    public record InBase(Explanation words, String currency, BigDecimal rate, LocalDate day) {}

    /**
     * One step.
     *
     * @param level 1 is asked first; 0 for approval by rule
     * @param role what the policy demands: {@code automatic}, {@code line-manager}, {@code cost-center-owner}, {@code group:<id>}
     * @param person the one person who would be asked, if it is one
     * @param people everybody who could answer today
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
