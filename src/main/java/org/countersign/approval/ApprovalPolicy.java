package org.countersign.approval;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port to the approval policy: the decision table {@code approval-policy}, in its latest version. Whatever goes wrong in
 * there may be thrown; the caller turns it into a failure for a person to repair (R03).
 */
public interface ApprovalPolicy {

    /** How far back requests count together where no table says it. */
    int SHIPPED_ACCUMULATION_DAYS = 30;

    /** Evaluates the same version of the table once for each of the given facts. */
    Verdict evaluate(List<Facts> facts);

    /**
     * How far back requests of the same requester to the same supplier count together (R10): the decision table {@code
     * accumulation-policy}.
     *
     * @param kind kind of the document, see {@link ApprovalKind}
     * @param amount the document's total in base currency
     * @return days; 0 where nothing counts together
     */
    default int accumulationDays(String kind, BigDecimal amount) {
        return SHIPPED_ACCUMULATION_DAYS;
    }

    /**
     * What the table is asked about one portion of a document.
     *
     * @param kind kind of the document, see {@link ApprovalKind}
     * @param amount the document's total in base currency
     * @param accumulatedAmount the same with what the requester asked of the portion's supplier before (R10)
     * @param category of the portion's items
     * @param supplierStatus of the portion's supplier
     * @param partnerApprovers how many approvers the cycle of the portion's supplier or customer names: 0, 1 or 2
     * @param department code of the department
     * @param costCenter code of the cost centre
     * @param budgetState {@code NOT_KEPT} until a budget ledger exists
     * @param urgency as the requester gave it
     * @param contract whether the portion is bought by contract, for no more than the contract says
     */
    record Facts(
            String kind,
            BigDecimal amount,
            BigDecimal accumulatedAmount,
            @Nullable String category,
            @Nullable String supplierStatus,
            int partnerApprovers,
            @Nullable String department,
            @Nullable String costCenter,
            String budgetState,
            String urgency,
            boolean contract) {}

    /**
     * The table's answers.
     *
     * @param version of the table that was evaluated
     * @param fired the rules that fired, a list for each of the facts, in the order of the facts
     */
    record Verdict(int version, List<List<FiredRule>> fired) {

        public Verdict {
            fired = List.copyOf(fired);
        }
    }

    /**
     * One rule that fired, as it stands in the table: nothing here is checked yet.
     *
     * @param rule its id
     * @param level 0 for approval by rule, else from 1
     * @param role {@code automatic}, {@code line-manager}, {@code cost-center-owner}, {@code group:<id>}, {@code person:<user>},
     *     {@code department-head}, {@code manager-chain}, {@code manager-within-limit}, {@code partner-first}, {@code
     *     partner-second}
     * @param reason why, in words for the approver
     * @param answers how many people have to agree: {@code any}, {@code all}, or a number; null as {@code any}
     * @param earlierAnswer whether an answer that somebody gave before counts here too: {@code counts} or {@code
     *     another-person}; null as {@code counts} (R05)
     * @param lines what is asked about: {@code all} lines, {@code own} lines, those for which the rule fired, or {@code
     *     own-alone}, where a rejection of lines lets the rest go on; null as {@code all}
     * @param comment which answers need a comment: {@code unless-approved}, rejections and returns alone (R09), or {@code always};
     *     null as {@code unless-approved}
     */
    record FiredRule(
            String rule,
            @Nullable Integer level,
            @Nullable String role,
            @Nullable String reason,
            @Nullable String answers,
            @Nullable String earlierAnswer,
            @Nullable String lines,
            @Nullable String comment) {

        /** A rule of which nothing but its id is known. */
        public static FiredRuleBuilder builder(String rule) {
            return new FiredRuleBuilder(rule);
        }

        /** The same rule, to be told more of. */
        public FiredRuleBuilder toBuilder() {
            return builder(rule)
                    .level(level)
                    .role(role)
                    .reason(reason)
                    .answers(answers)
                    .earlierAnswer(earlierAnswer)
                    .lines(lines)
                    .comment(comment);
        }
    }
}
