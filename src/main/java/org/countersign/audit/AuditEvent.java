package org.countersign.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a document.
 *
 * @param document the document's number; master records use {@code <kind>:<key>}, for example {@code supplier:S-1001}
 * @param event what happened, dotted: {@code requisition.submitted}, {@code purchase-order.dispatched}
 * @param by who did it
 * @param onBehalfOf for whom, where somebody decided in another's place
 * @param rule the rule or policy row that applied, for example {@code R04} or {@code rule_financeFrom10k}
 * @param before values before the change, by field; empty where there were none
 * @param after values after the change, by field; texts, numbers, booleans, dates, lists and maps of these
 */
public record AuditEvent(
        DocumentNumber document,
        String event,
        UserId by,
        @Nullable UserId onBehalfOf,
        @Nullable String rule,
        Map<String, Object> before,
        Map<String, Object> after) {

    public AuditEvent {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** An event without values; add them with the methods below. */
    public static AuditEvent of(DocumentNumber document, String event, Actor by) {
        return new AuditEvent(document, event, by.user(), null, null, Map.of(), Map.of());
    }

    /** The same event, done for somebody else. */
    public AuditEvent onBehalfOf(@Nullable UserId person) {
        return new AuditEvent(document, event, by, person, rule, before, after);
    }

    /** The same event with the rule that applied. */
    public AuditEvent rule(@Nullable String id) {
        return new AuditEvent(document, event, by, onBehalfOf, id, before, after);
    }

    /** The same event with a field's value afterwards; a null value leaves the field out. */
    public AuditEvent with(String field, @Nullable Object value) {
        return new AuditEvent(document, event, by, onBehalfOf, rule, before, put(after, field, value));
    }

    /** The same event with a field's value before and after; null values are left out. */
    public AuditEvent changed(String field, @Nullable Object from, @Nullable Object to) {
        return new AuditEvent(document, event, by, onBehalfOf, rule, put(before, field, from), put(after, field, to));
    }

    /** The same event with every field whose value differs between the two states; null values are left out. */
    public AuditEvent differences(
            Map<String, ? extends @Nullable Object> from, Map<String, ? extends @Nullable Object> to) {
        var result = this;
        for (var field : to.keySet()) {
            if (!Objects.equals(from.get(field), to.get(field))) {
                result = result.changed(field, from.get(field), to.get(field));
            }
        }
        return result;
    }

    /** Whether the event tells of no value at all. */
    public boolean isWithoutValues() {
        return before.isEmpty() && after.isEmpty();
    }

    private static Map<String, Object> put(Map<String, Object> map, String field, @Nullable Object value) {
        var copy = new LinkedHashMap<>(map);
        if (value != null) {
            copy.put(field, value);
        }
        return copy;
    }
}
