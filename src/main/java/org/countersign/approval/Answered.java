package org.countersign.approval;

import java.util.Set;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Rule;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * What became of one answer of several.
 *
 * @param task the task that was answered
 * @param document the document that it is about; null where the person does not learn it
 * @param title what that is about
 * @param result in a word
 * @param refusal why it was not taken; null where it was
 */
public record Answered(
        String task,
        @Nullable DocumentNumber document,
        @Nullable String title,
        Result result,
        @Nullable RuleViolation refusal) {

    private static final Set<Rule> OVER = Set.of(
            ApprovalRule.ALREADY_DECIDED,
            ApprovalRule.WITHDRAWN_MEANWHILE,
            ApprovalRule.STEP_NOT_OPEN,
            AnswerRule.NOT_ASKED_ANY_MORE);

    /** What can become of it. */
    public enum Result {
        /** It counts. */
        APPROVED,
        /** Somebody was faster, or it was withdrawn. */
        NOT_OPEN,
        /** The person may not, or not in this way. */
        REFUSED,
        /** It can be tried again. */
        FAILED
    }

    static Answered refused(String task, @Nullable DocumentNumber document, @Nullable String title, RuleViolation why) {
        var result = why.rule().refusal() == Refusal.UNAVAILABLE
                ? Result.FAILED
                : OVER.contains(why.rule()) ? Result.NOT_OPEN : Result.REFUSED;
        return new Answered(task, document, title, result, why);
    }
}
