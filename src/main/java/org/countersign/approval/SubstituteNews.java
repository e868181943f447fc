package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a substitution that the policy wants to be accepted (R08). Published in the same transaction.
 *
 * @param substitution its id
 * @param turn what happened
 * @param person who is away
 * @param substitute who is to decide
 * @param from the first day
 * @param to the last day
 * @param kinds of approval, see {@link ApprovalKind}; empty for all
 * @param upTo up to which total in base currency; null for any
 * @param setBy who named the substitute
 * @param comesBack whether what is not answered at the end comes back; else it stays with the substitute
 * @param reason what the substitute said
 * @param waiting how many documents wait for the absent person now
 * @param at when
 */
public record SubstituteNews(
        String substitution,
        Turn turn,
        UserId person,
        UserId substitute,
        LocalDate from,
        LocalDate to,
        Set<String> kinds,
        @Nullable BigDecimal upTo,
        UserId setBy,
        boolean comesBack,
        @Nullable String reason,
        int waiting,
        Instant at) {

    public SubstituteNews {
        kinds = Set.copyOf(kinds);
    }

    /** What happened to a substitution. */
    public enum Turn {
        /** The substitute is asked to accept. */
        ASKED,
        /** The substitute has declined. */
        DECLINED,
        /** The substitute need not do anything any more. */
        TAKEN_BACK,
        /** The absence has begun, and nobody has accepted. */
        NOT_ACCEPTED,
        /** The absence has begun, the substitute has declined, and nobody else stands in. */
        NOBODY_ELSE
    }

    static SubstituteNews of(Substitution substitution, Turn turn, int waiting, Instant at) {
        return new SubstituteNews(
                substitution.id(),
                turn,
                substitution.person(),
                substitution.substitute(),
                substitution.from(),
                substitution.to(),
                substitution.kinds(),
                substitution.upTo(),
                substitution.setBy(),
                substitution.comesBack(),
                substitution.reason(),
                waiting,
                at);
    }
}
