package org.countersign.purchasing;

import org.jspecify.annotations.Nullable;

/** Port to the table {@code quote-policy}: how many quotes a requisition needs before it can be submitted. */
public interface QuotePolicy {

    /**
     * What is demanded for a requisition as it stands now.
     *
     * @throws org.countersign.shared.RuleViolation when the table gives no answer (409): nothing is submitted then
     */
    Demand demandFor(Requisition requisition);

    /**
     * How many quotes, and why.
     *
     * @param quotes none where it is zero
     * @param reason in words for people, as the table has it; null where it has none
     * @param rule id of the rule that demands most
     * @param version of the table
     */
    record Demand(int quotes, @Nullable String reason, String rule, int version) {}
}
