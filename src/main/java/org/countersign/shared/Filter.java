package org.countersign.shared;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Filters a list by what was asked for; what was not asked for (null) filters nothing. */
public final class Filter<T> {

    private final List<BiFunction<Root<T>, CriteriaBuilder, Predicate>> conditions = new ArrayList<>();

    /** Keeps rows with just this value. */
    public Filter<T> equal(String property, @Nullable Object value) {
        if (value != null) {
            conditions.add((row, builder) -> builder.equal(path(row, property), value));
        }
        return this;
    }

    /** Keeps rows with this value among several. */
    public Filter<T> member(String property, @Nullable Object value) {
        if (value != null) {
            conditions.add((row, builder) -> builder.isMember(value, row.get(property)));
        }
        return this;
    }

    /** Keeps rows with this text anywhere in one of the properties, in upper or lower case. */
    public Filter<T> containing(@Nullable String text, String... properties) {
        if (text != null && !text.isBlank()) {
            var pattern = "%"
                    + text.strip()
                            .toLowerCase(Locale.ROOT)
                            .replace("!", "!!")
                            .replace("%", "!%")
                            .replace("_", "!_")
                    + "%";
            conditions.add((row, builder) -> builder.or(List.of(properties).stream()
                    .map(property -> builder.like(builder.lower(path(row, property)), pattern, '!'))
                    .toArray(Predicate[]::new)));
        }
        return this;
    }

    private static <V> Path<V> path(Path<?> row, String property) {
        var dot = property.indexOf('.');
        return dot < 0 ? row.get(property) : path(row.get(property.substring(0, dot)), property.substring(dot + 1));
    }

    /** For a repository. */
    public Specification<T> toSpecification() {
        return (row, query, builder) -> builder.and(
                conditions.stream().map(one -> one.apply(row, builder)).toArray(Predicate[]::new));
    }
}
