package org.countersign.approval;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.shared.Explanation;

/** What is said of a document that nobody answered for so long that the reminder policy ended its approval. */
public final class Lapse {

    private static final Map<ApprovalStatement, Pattern> SAID = Map.of(
            ApprovalStatement.EXPIRED_RETURNED, pattern(ApprovalStatement.EXPIRED_RETURNED),
            ApprovalStatement.EXPIRED_CANCELLED, pattern(ApprovalStatement.EXPIRED_CANCELLED));

    private Lapse() {}

    private static Pattern pattern(ApprovalStatement sentence) {
        return Pattern.compile(("\\Q" + sentence.sentence() + "\\E").replace("%s", "\\E(.+?)\\Q"));
    }

    static Explanation by(ReminderPlan plan, int days) {
        return Explanation.of(
                plan.expiry() == ReminderPlan.Expiry.SEND_BACK
                        ? ApprovalStatement.EXPIRED_RETURNED
                        : ApprovalStatement.EXPIRED_CANCELLED,
                days,
                plan.rule(),
                plan.policyVersion());
    }

    /** A comment that the policy gave when it ended an approval, for readers of every language; empty for any other. */
    public static Optional<Explanation> of(String comment) {
        return SAID.entrySet().stream()
                .flatMap(said -> {
                    var words = said.getValue().matcher(comment);
                    return words.matches()
                            ? Optional.of(Explanation.of(said.getKey(), words.group(1), words.group(2), words.group(3)))
                                    .stream()
                            : Optional.<Explanation>empty().stream();
                })
                .findFirst();
    }
}
