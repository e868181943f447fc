package org.countersign.approval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.shared.Explanation;
import org.countersign.shared.Explanation.Said;
import org.countersign.shared.ShippedTexts;

/** Why a step is asked for, as the policy's table says it. */
public final class PolicyReason {

    private static final String KEY = "policy.";

    /** What a step is asked for whose rule gives no reason. */
    static final String UNEXPLAINED = "The approval policy asks for it";

    private PolicyReason() {}

    /**
     * The reason of a step. The shipped rules speak every language of the product, as long as the table still says what
     * was shipped; the words of whoever changed it stay theirs.
     *
     * @param rules ids of the rules that fired, joined by commas
     * @param reason their reasons, joined by semicolons
     */
    public static Explanation of(String rules, String reason) {
        var said = new ArrayList<Said>();
        for (var one : reason.split("; ", -1)) {
            var key = Stream.concat(Arrays.stream(rules.split(",", -1)), Stream.of("unexplained"))
                    .map(rule -> KEY + rule.trim())
                    .filter(candidate -> ShippedTexts.still(candidate, one))
                    .findFirst();
            var added = AddedReason.read(one);
            if (added.isPresent()) {
                said.addAll(added.get().said());
            } else if (key.isPresent()) {
                said.add(new Said(key.get(), List.of()));
            } else {
                said.addAll(Explanation.of(ApprovalStatement.OWN_REASON, one).said());
            }
        }
        return new Explanation(
                reason, said.stream().reduce(PolicyReason::both).map(List::of).orElse(List.of()));
    }

    /**
     * Where a reason comes from.
     *
     * @param rules ids of the rules that fired, joined by commas
     * @param version of the table that was evaluated; 0 where the steps were given
     */
    public static Explanation source(String rules, int version) {
        var listed = rules.replace(",", ", ");
        return version == 0
                ? Explanation.asWritten(listed)
                : Explanation.of(ApprovalStatement.OF_VERSION, listed, version);
    }

    private static Said both(Said one, Said other) {
        return Explanation.of(
                        ApprovalStatement.MORE_REASONS,
                        new Explanation("", List.of(one)),
                        new Explanation("", List.of(other)))
                .said()
                .get(0);
    }
}
