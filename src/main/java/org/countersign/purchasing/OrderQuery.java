package org.countersign.purchasing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.countersign.shared.Formats;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks for among the orders; whatever is null or empty narrows nothing.
 *
 * @param text the beginning of the number, or of words of the title, any case
 * @param suppliersOfText numbers of the suppliers that the text means; their orders are found too
 * @param statuses one of these
 * @param invoicing how much is invoiced
 * @param payment how much is paid
 * @param supplier number of the supplier
 * @param requisition number of the requisition
 * @param from made then or later
 * @param until made before
 * @param lateOn only what is open and was asked for, or promised, before this day
 */
public record OrderQuery(
        @Nullable String text,
        Collection<String> suppliersOfText,
        Set<OrderStatus> statuses,
        @Nullable InvoicingStatus invoicing,
        @Nullable PaymentStatus payment,
        @Nullable String supplier,
        @Nullable String requisition,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable LocalDate lateOn) {

    /** Everything. */
    public static final OrderQuery ALL =
            new OrderQuery(null, List.of(), Set.of(), null, null, null, null, null, null, null);

    public OrderQuery {
        text = Formats.trimmed(text);
        supplier = Formats.trimmed(supplier);
        requisition = Formats.trimmed(requisition);
        suppliersOfText = List.copyOf(suppliersOfText);
        statuses = Set.copyOf(statuses);
    }

    /** What a text is about. */
    public static OrderQuery of(String text) {
        return new OrderQuery(text, List.of(), Set.of(), null, null, null, null, null, null, null);
    }

    /** Only what is open and was asked for, or promised, before this day. */
    public static OrderQuery late(LocalDate today) {
        return new OrderQuery(null, List.of(), Set.of(), null, null, null, null, null, null, today);
    }
}
