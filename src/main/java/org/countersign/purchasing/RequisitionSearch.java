package org.countersign.purchasing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.AbstractQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.countersign.shared.Parts;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.query.QueryUtils;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.stereotype.Component;

/**
 * Finds requisitions for lists without reading their lines. What is not asked for is no condition at all, so that the
 * database can use the index of what is.
 */
@Component
class RequisitionSearch {

    private final EntityManager entities;
    private final WordIndex index;

    RequisitionSearch(EntityManager entities, WordIndex index) {
        this.entities = entities;
        this.index = index;
    }

    /** @param viewer only those that this person wrote, or that the query says are seen too; null for all */
    Page<RequisitionSummary> search(@Nullable String viewer, RequisitionQuery asked, Pageable page) {
        var words = words(asked.text());
        return PageableExecutionUtils.getPage(
                rows(viewer, asked, words, page, page.getPageSize()), page, () -> count(viewer, asked, words));
    }

    /** The same, uncounted. */
    Slice<RequisitionSummary> part(@Nullable String viewer, RequisitionQuery asked, Pageable part) {
        return Parts.of(rows(viewer, asked, words(asked.text()), part, Parts.toRead(part)), part);
    }

    /**
     * What the text asks for.
     *
     * @param sought beginnings of words, all of which a requisition has to have
     * @param among the only requisitions that may have them, where one of the words is rare; else null
     */
    private record Words(Set<String> sought, @Nullable List<String> among) {}

    private Words words(@Nullable String text) {
        var sought = SearchWords.sought(text);
        return new Words(
                sought,
                sought.stream()
                        .map(index::requisitions)
                        .filter(found -> found.size() <= WordIndex.FEW)
                        .min(Comparator.comparing(List::size))
                        .orElse(null));
    }

    private List<RequisitionSummary> rows(
            @Nullable String viewer, RequisitionQuery asked, Words words, Pageable page, int most) {
        var builder = entities.getCriteriaBuilder();
        var query = builder.createTupleQuery();
        var row = query.from(Requisition.class);
        query.multiselect(
                        row.get("number"),
                        row.get("status"),
                        row.get("title"),
                        row.get("requester"),
                        row.get("costCenter"),
                        row.get("total"),
                        row.get("currency"),
                        row.get("createdAt"),
                        row.get("submittedAt"),
                        row.get("neededBy"))
                .where(conditions(viewer, asked, words, row, query, builder))
                .orderBy(QueryUtils.toOrders(page.getSort(), row, builder));
        return entities
                .createQuery(query)
                .setFirstResult((int) Math.min(page.getOffset(), Integer.MAX_VALUE))
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(RequisitionSearch::summary)
                .toList();
    }

    private long count(@Nullable String viewer, RequisitionQuery asked, Words words) {
        if (viewer == null && words.sought().size() == 1 && asked.isOnlyText()) {
            return index.count(words.sought().iterator().next());
        }
        var builder = entities.getCriteriaBuilder();
        var query = builder.createQuery(Long.class);
        var row = query.from(Requisition.class);
        query.select(builder.count(row)).where(conditions(viewer, asked, words, row, query, builder));
        return entities.createQuery(query).getSingleResult();
    }

    private static Predicate[] conditions(
            @Nullable String viewer,
            RequisitionQuery asked,
            Words words,
            Root<Requisition> row,
            AbstractQuery<?> query,
            CriteriaBuilder builder) {
        var conditions = new ArrayList<Predicate>();
        if (viewer != null) {
            var own = builder.equal(row.get("requester"), viewer);
            conditions.add(
                    asked.alsoSeen().isEmpty()
                            ? own
                            : builder.or(own, row.get("number").in(asked.alsoSeen())));
        }
        if (asked.status() != null) {
            conditions.add(builder.equal(row.get("status"), asked.status()));
        }
        if (asked.requester() != null) {
            conditions.add(builder.equal(row.get("requester"), asked.requester()));
        }
        if (asked.costCenter() != null) {
            conditions.add(builder.equal(row.get("costCenter"), asked.costCenter()));
        }
        if (asked.from() != null) {
            conditions.add(builder.greaterThanOrEqualTo(row.<Instant>get("createdAt"), asked.from()));
        }
        if (asked.until() != null) {
            conditions.add(builder.lessThan(row.<Instant>get("createdAt"), asked.until()));
        }
        if (words.among() != null) {
            conditions.add(row.get("number").in(words.among()));
        }
        for (var word : words.sought()) {
            // Counted, not "in" or "exists": from these a database makes a join that finds and sorts every match of a
            // common word before it takes the first page.
            var matching = query.subquery(Long.class);
            var indexed = matching.from(IndexedWord.class);
            matching.select(builder.count(indexed))
                    .where(
                            builder.equal(indexed.get("requisition"), row.get("number")),
                            builder.like(indexed.get("word"), WordIndex.beginning(word), '!'));
            conditions.add(builder.greaterThan(matching, 0L));
        }
        return conditions.toArray(Predicate[]::new);
    }

    private static RequisitionSummary summary(Tuple row) {
        return RequisitionSummary.of(
                row.get(0, String.class),
                row.get(1, RequisitionStatus.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, BigDecimal.class),
                row.get(6, String.class),
                row.get(7, Instant.class),
                row.get(8, Instant.class),
                row.get(9, LocalDate.class));
    }
}
