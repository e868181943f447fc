package org.countersign.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.countersign.policy.PolicyTable.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Brings a change onto a later version of its table, rule by rule: what the change did is done to the later version, and
 * what happened to other rules meanwhile stays. Where both changed the same rule, the change has the last word; its
 * difference shows that to whoever looks at it.
 */
final class PolicyRebase {

    private PolicyRebase() {}

    /**
     * @param base what the change was made from
     * @param changed what the change made of it
     * @param latest what is in force now
     */
    static PolicyTable of(PolicyTable base, PolicyTable changed, PolicyTable latest) {
        var ids = idsOf(latest).equals(idsOf(base)) ? idsOf(changed) : mergedOrder(changed, latest);
        return latest.withRules(ids.stream()
                .map(id -> merged(rule(base, id), rule(changed, id), rule(latest, id)))
                .filter(Objects::nonNull)
                .toList());
    }

    private static @Nullable Rule merged(@Nullable Rule base, @Nullable Rule changed, @Nullable Rule latest) {
        return Objects.equals(base, changed) ? latest : changed;
    }

    /** The order of the later version, with what the change added behind the rule that it put it behind. */
    private static List<String> mergedOrder(PolicyTable changed, PolicyTable latest) {
        var order = new ArrayList<>(idsOf(latest));
        String previous = null;
        for (var id : idsOf(changed)) {
            if (!order.contains(id)) {
                var at = previous == null ? 0 : order.indexOf(previous) + 1;
                order.add(at, id);
            }
            previous = id;
        }
        return order;
    }

    private static @Nullable Rule rule(PolicyTable table, String id) {
        return table.rule(id).orElse(null);
    }

    private static List<String> idsOf(PolicyTable table) {
        return table.rules().stream().map(Rule::id).toList();
    }
}
