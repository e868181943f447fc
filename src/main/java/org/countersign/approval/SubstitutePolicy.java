package org.countersign.approval;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Port to the table {@code substitute-policy}: whether a substitute has to accept before the substitution counts, and what
 * becomes of unanswered tasks when the absence ends (R08).
 */
public interface SubstitutePolicy {

    /**
     * What the table says of a substitution that is being named. It answers where the table does not: then the substitute is
     * asked, for nobody should come to decide for others because of a broken table, and what is not answered comes back.
     */
    Verdict verdictOn(Facts facts);

    /**
     * What is known of the substitution.
     *
     * @param byAdministrator whether an administrator names it for somebody else
     * @param days from the first to the last day, both counted
     * @param notice days from today to the first; 0 or less where the absence has begun
     * @param upTo the limit in base currency; null for any amount
     */
    record Facts(
            boolean byAdministrator,
            long days,
            long notice,
            @Nullable BigDecimal upTo) {}

    /**
     * What the table says.
     *
     * @param asks whether the substitute has to accept
     * @param comesBack whether tasks that are not answered at the end of the absence come back; else they stay with the substitute
     * @param rule id of the rule that applies; empty where the table does not answer
     * @param policyVersion version of the table; 0 where it does not answer
     */
    record Verdict(boolean asks, boolean comesBack, String rule, int policyVersion) {

        /** The table does not answer. */
        public static final Verdict UNKNOWN = new Verdict(true, true, "", 0);
    }
}
