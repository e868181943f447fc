package org.countersign.policy;

import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which changes are asked for; what is null filters nothing.
 *
 * @param table key of the table
 * @param state what became of them
 * @param author sign-in name of who made them
 */
public record PolicyChangeQuery(
        @Nullable String table,
        @Nullable PolicyChangeState state,
        @Nullable String author) {

    Specification<ListedPolicyChange> toSpecification() {
        return (change, query, builder) -> {
            var conditions = new ArrayList<Predicate>();
            if (table != null) {
                conditions.add(builder.equal(change.get("key"), table));
            }
            if (state != null) {
                conditions.add(builder.equal(change.get("state"), state));
            }
            if (author != null) {
                conditions.add(builder.equal(change.get("author"), author));
            }
            return builder.and(conditions.toArray(Predicate[]::new));
        };
    }
}
