package org.countersign.approval;

import java.time.Instant;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Advice is still awaited, and whoever is to give it is to be reminded (R07).
 *
 * @param remark id of the wish for advice
 * @param step id of the step
 * @param task id of the task in which the advice is given
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param requester who asks for approval
 * @param total net of tax, in the document's currency
 * @param adviser who is reminded
 * @param asker who wants the advice
 * @param text what they wanted to know; null where they said nothing
 * @param number 1 for the first reminder
 * @param since when the advice was asked for
 */
public record AdviceReminderDue(
        String remark,
        String step,
        String task,
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Money total,
        UserId adviser,
        UserId asker,
        @Nullable String text,
        int number,
        Instant since) {}
