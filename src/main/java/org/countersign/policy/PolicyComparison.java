package org.countersign.policy;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.countersign.shared.Explanation;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Component;

/** Compares files of decision tables, in words. */
@Component
class PolicyComparison {

    private final PolicyDocuments documents;

    PolicyComparison(PolicyDocuments documents) {
        this.documents = documents;
    }

    /** Whether two files say the same in every cell and every word of the table, and of the decision around it. */
    boolean isSame(String key, String before, String after) {
        return before.equals(after)
                || differences(key, before, after, UnaryOperator.identity()).isEmpty();
    }

    private List<Explanation> differences(String key, String before, String after, UnaryOperator<PolicyTable> called) {
        return Stream.concat(
                        PolicyDifferences.between(
                                called.apply(documents.read(before, key)), called.apply(documents.read(after, key)))
                                .stream(),
                        PolicyDifferences.ofParts(documents.parts(before, key), documents.parts(after, key)).stream())
                .toList();
    }

    /**
     * In what two files of a table differ; a sentence says so where they differ in nothing that the table decides, or where
     * one of them cannot be read.
     *
     * @param most how many differences are told
     */
    List<Explanation> between(String key, String before, String after, int most) {
        return between(key, before, after, most, UnaryOperator.identity());
    }

    /** The same, with columns and rules as the reader calls them. */
    List<Explanation> between(String key, String before, String after, int most, UnaryOperator<PolicyTable> called) {
        if (before.equals(after)) {
            return List.of(Explanation.of(PolicyDifference.SAME));
        }
        try {
            var differences = differences(key, before, after, called);
            return differences.isEmpty()
                    ? List.of(Explanation.of(PolicyDifference.ONLY_THE_FILE))
                    : PolicyDifferences.bounded(differences, most);
        } catch (RuleViolation unreadable) {
            return List.of(Explanation.of(PolicyDifference.NOT_COMPARED, String.valueOf(unreadable.getMessage())));
        }
    }
}
