package org.countersign.purchasing;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.shared.Parts;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Component;

/**
 * Finds orders for lists. The statement has only the conditions that were asked for, so that each has its index, and
 * reads rows without their lines.
 */
@Component
class OrderSearch {

    private static final Set<String> SORTABLE = Set.of(
            "number", "title", "supplier", "status", "invoicingStatus", "paymentStatus", "total", "createdAt", "dueBy");

    private final EntityManager entities;
    private final DocumentNumbers numbers;
    private final WordIndex index;

    OrderSearch(EntityManager entities, DocumentNumbers numbers, WordIndex index) {
        this.entities = entities;
        this.numbers = numbers;
        this.index = index;
    }

    Page<OrderSummary> find(OrderQuery query, @Nullable String viewer, Pageable page) {
        var values = new LinkedHashMap<String, Object>();
        var where = where(query, viewer, values);
        var found = rows(where, values, page, page.getPageSize());
        if (page.getOffset() == 0 && found.size() < page.getPageSize()) {
            return new PageImpl<>(found, page, found.size());
        }
        var count = entities.createQuery("select count(o) from PurchaseOrder o" + where, Long.class);
        values.forEach(count::setParameter);
        return new PageImpl<>(found, page, count.getSingleResult());
    }

    Slice<OrderSummary> part(OrderQuery query, @Nullable String viewer, Pageable part) {
        var values = new LinkedHashMap<String, Object>();
        var where = where(query, viewer, values);
        return Parts.of(rows(where, values, part, Parts.toRead(part)), part);
    }

    private List<OrderSummary> rows(String where, Map<String, Object> values, Pageable page, int most) {
        var rows = entities.createQuery(
                "select new org.countersign.purchasing.OrderSummary(o.number, o.title, o.supplier, o.requester,"
                        + " o.status, (o.proposalPending = true or o.openChange is not null), o.invoicingStatus, o.paymentStatus, o.currency, o.total,"
                        + " o.createdAt, o.dueBy) from PurchaseOrder o" + where + order(page),
                OrderSummary.class);
        values.forEach(rows::setParameter);
        return rows.setFirstResult((int) page.getOffset()).setMaxResults(most).getResultList();
    }

    private String where(OrderQuery query, @Nullable String viewer, Map<String, Object> values) {
        var conditions = new ArrayList<String>();
        equal("requester", viewer, conditions, values);
        equal("supplier", query.supplier(), conditions, values);
        equal("requisition", query.requisition(), conditions, values);
        equal("invoicingStatus", query.invoicing(), conditions, values);
        equal("paymentStatus", query.payment(), conditions, values);
        if (!query.statuses().isEmpty()) {
            // One status keeps to its index, which is in the order of numbers.
            conditions.add(query.statuses().size() == 1 ? "o.status = :statuses" : "o.status in (:statuses)");
            values.put(
                    "statuses",
                    query.statuses().size() == 1 ? query.statuses().iterator().next() : query.statuses());
        }
        compared("o.createdAt >= :from", "from", query.from(), conditions, values);
        compared("o.createdAt < :until", "until", query.until(), conditions, values);
        compared("o.dueBy < :lateOn", "lateOn", query.lateOn(), conditions, values);
        if (query.text() != null) {
            var few = few(query.text(), query.suppliersOfText());
            if (few == null) {
                conditions.add("(" + byText(query.text(), query.suppliersOfText(), values) + ")");
            } else {
                conditions.add("o.number in (:few)");
                values.put("few", few);
            }
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /**
     * The orders that a text means, found along indexes: by the beginning of their number, by the beginnings of the words of
     * their title, which are kept with their requisition, and by their supplier; null where there are many.
     */
    private @Nullable Set<String> few(String text, Collection<String> suppliers) {
        var found = new LinkedHashSet<>(numbers.meant(Series.PURCHASE_ORDER, text));
        found.addAll(some(
                "o.number like :part escape '!'", Map.of("part", WordIndex.beginning(text.toUpperCase(Locale.ROOT)))));
        if (!suppliers.isEmpty()) {
            found.addAll(some("o.supplier in (:suppliers)", Map.of("suppliers", suppliers)));
        }
        var words = SearchWords.sought(text);
        if (!words.isEmpty() && found.size() <= WordIndex.FEW) {
            var rarest = words.stream()
                    .map(index::requisitions)
                    .min(Comparator.comparing(List::size))
                    .orElseThrow();
            if (rarest.size() > WordIndex.FEW) {
                return null;
            }
            if (!rarest.isEmpty()) {
                var values = new LinkedHashMap<String, Object>();
                values.put("requisitions", rarest);
                found.addAll(some("o.requisition in (:requisitions) and " + inTitle(words, values), values));
            }
        }
        return found.size() > WordIndex.FEW ? null : found;
    }

    private List<String> some(String condition, Map<String, Object> values) {
        var query = entities.createQuery("select o.number from PurchaseOrder o where " + condition, String.class);
        values.forEach(query::setParameter);
        return query.setMaxResults(WordIndex.FEW + 1).getResultList();
    }

    /**
     * The number that is meant, all words in the title, or one of the suppliers: one pass over rows without their lines,
     * whose cost is known, however common the words are.
     */
    private String byText(String text, Collection<String> suppliers, Map<String, Object> values) {
        var ways = new ArrayList<String>();
        ways.add("o.number in (:meant)");
        values.put("meant", numbers.meant(Series.PURCHASE_ORDER, text));
        ways.add("lower(o.number) like :part escape '!'");
        values.put("part", part(text));
        var words = SearchWords.sought(text);
        if (!words.isEmpty()) {
            ways.add(inTitle(words, values));
        }
        if (!suppliers.isEmpty()) {
            ways.add("o.supplier in (:suppliersOfText)");
            values.put("suppliersOfText", suppliers);
        }
        return String.join(" or ", ways);
    }

    private static String inTitle(Collection<String> words, Map<String, Object> values) {
        var conditions = new ArrayList<String>();
        for (var word : words) {
            var name = "word" + conditions.size();
            conditions.add("lower(o.title) like :" + name + " escape '!'");
            values.put(name, part(word));
        }
        return String.join(" and ", conditions);
    }

    private static void equal(
            String field, @Nullable Object value, List<String> conditions, Map<String, Object> values) {
        compared("o." + field + " = :" + field, field, value, conditions, values);
    }

    private static void compared(
            String condition,
            String name,
            @Nullable Object value,
            List<String> conditions,
            Map<String, Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static String part(String text) {
        return "%" + WordIndex.beginning(text.toLowerCase(Locale.ROOT));
    }

    private static String order(Pageable page) {
        return page.getSort().stream()
                .peek(order -> {
                    if (!SORTABLE.contains(order.getProperty())) {
                        throw new IllegalArgumentException("Orders are not sorted by " + order.getProperty());
                    }
                })
                .map(order -> "o." + order.getProperty() + (order.isDescending() ? " desc" : " asc"))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), sorted -> sorted.isEmpty() ? "" : " order by " + sorted));
    }
}
