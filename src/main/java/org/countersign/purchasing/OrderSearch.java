package org.countersign.purchasing;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/**
 * Finds orders for lists. The statement has only the conditions that were asked for, so that each has its index, and
 * reads rows without their lines.
 */
@Component
class OrderSearch {

    private static final Set<String> SORTABLE = Set.of(
            "number",
            "title",
            "supplier",
            "status",
            "invoicingStatus",
            "paymentStatus",
            "total",
            "createdAt",
            "dueBy");

    private final EntityManager entities;
    private final DocumentNumbers numbers;

    OrderSearch(EntityManager entities, DocumentNumbers numbers) {
        this.entities = entities;
        this.numbers = numbers;
    }

    Page<OrderSummary> find(OrderQuery query, @Nullable String viewer, Pageable page) {
        var values = new LinkedHashMap<String, Object>();
        var where = where(query, viewer, values);
        var rows = entities.createQuery(
                "select new org.countersign.purchasing.OrderSummary(o.number, o.title, o.supplier, o.requester,"
                        + " o.status, o.changePending, o.invoicingStatus, o.paymentStatus, o.currency, o.total,"
                        + " o.createdAt, o.dueBy) from PurchaseOrder o" + where + order(page),
                OrderSummary.class);
        values.forEach(rows::setParameter);
        rows.setFirstResult((int) page.getOffset()).setMaxResults(page.getPageSize());
        var found = rows.getResultList();
        if (page.getOffset() == 0 && found.size() < page.getPageSize()) {
            return new PageImpl<>(found, page, found.size());
        }
        var count = entities.createQuery("select count(o) from PurchaseOrder o" + where, Long.class);
        values.forEach(count::setParameter);
        return new PageImpl<>(found, page, count.getSingleResult());
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
            conditions.add("o.number in (" + byText(query.text(), query.suppliersOfText(), values) + ")");
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /**
     * Orders by the beginning of their number, by the words of what was asked for, or by supplier: three walks along an
     * index each, whatever the size of the table.
     */
    private String byText(String text, Collection<String> suppliers, Map<String, Object> values) {
        var ways = new ArrayList<String>();
        ways.add("select n.number from PurchaseOrder n where n.number like :beginning escape '!'");
        values.put("beginning", beginning(text.toUpperCase(Locale.ROOT)));
        var meant = numbers.meant(Series.PURCHASE_ORDER, text);
        if (!meant.isEmpty()) {
            ways.add("select m.number from PurchaseOrder m where m.number in (:meant)");
            values.put("meant", meant);
        }
        var words = SearchWords.sought(text);
        if (!words.isEmpty()) {
            var all = new ArrayList<String>();
            for (var word : words) {
                var name = "word" + all.size();
                all.add("t.requisition in (select w.requisition from IndexedWord w where w.word like :" + name
                        + " escape '!')");
                values.put(name, beginning(word));
            }
            ways.add("select t.number from PurchaseOrder t where " + String.join(" and ", all));
        }
        if (!suppliers.isEmpty()) {
            ways.add("select s.number from PurchaseOrder s where s.supplier in (:suppliersOfText)");
            values.put("suppliersOfText", suppliers);
        }
        return String.join(" union ", ways);
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

    private static String beginning(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
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
