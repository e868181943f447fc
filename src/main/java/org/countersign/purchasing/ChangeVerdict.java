package org.countersign.purchasing;

import java.util.List;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What the table {@code change-policy} says of a change.
 *
 * @param approvalNeeded whether people have to agree again; true as well where the table could not answer (R03)
 * @param rules ids of the rules that fired and count: those that demand approval, else those that let it pass
 * @param reason why, in words; empty where the rules give none
 * @param policyVersion version of the table; 0 where it could not be asked
 * @param failure why the table gave no answer, in words (R03); null when all is well
 */
public record ChangeVerdict(
        boolean approvalNeeded,
        List<String> rules,
        String reason,
        int policyVersion,
        @Nullable Explanation failure) {

    public ChangeVerdict {
        rules = List.copyOf(rules);
    }
}
