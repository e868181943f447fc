package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked in one open step, and why.
 *
 * @param step id of the step
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param requester who asks
 * @param total net of tax, in the document's currency
 * @param baseAmount the same in base currency, null where no rate is known
 * @param rate the rate that was used, frozen with the steps; null where nothing was converted
 * @param urgency as the requester gave it
 * @param level the level that is asked now
 * @param assignee the one person asked; null where a group is
 * @param group the group asked; null where a person is
 * @param reason why the policy asks, in words
 * @param rule ids of the policy's rules, joined by commas
 * @param policyVersion version of the table that was evaluated; 0 where the steps were given
 * @param reminderDue when the next reminder is due
 * @param decideBy until when the policy wants an answer; steps asked before that was written down have their next reminder
 * @param onBehalfOf for whom a substitute is asked (R08); null where nobody is away
 * @param escalatedTo whom escalations asked beside them (R07)
 * @param escalation the same in words, with those for whom they stand in; null where there are none
 * @param progress how many of those who have to agree have, in words; null for a step that one answer settles
 * @param lines which lines it asks about, and what became of others
 * @param commentAlways whether an approval needs a comment too
 */
public record StepQuestion(
        String step,
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Money total,
        @Nullable BigDecimal baseAmount,
        @Nullable UsedRate rate,
        String urgency,
        int level,
        @Nullable UserId assignee,
        @Nullable String group,
        String reason,
        String rule,
        int policyVersion,
        Instant reminderDue,
        Instant decideBy,
        @Nullable UserId onBehalfOf,
        List<UserId> escalatedTo,
        @Nullable Explanation escalation,
        @Nullable Explanation progress,
        LinesAsked lines,
        boolean commentAlways) {}
