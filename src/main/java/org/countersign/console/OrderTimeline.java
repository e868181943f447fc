package org.countersign.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.audit.AuditEntry;
import org.countersign.audit.AuditLog;
import org.countersign.invoicing.InvoiceDirectory;
import org.countersign.invoicing.InvoiceSummary;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Everything that ever happened to one purchase, from the request on, as the audit trail has it. */
@Service
public class OrderTimeline {

    private final AuditLog audit;
    private final GoodsReceiving receiving;
    private final InvoiceDirectory invoices;

    OrderTimeline(AuditLog audit, GoodsReceiving receiving, InvoiceDirectory invoices) {
        this.audit = audit;
        this.receiving = receiving;
        this.invoices = invoices;
    }

    /**
     * The events of an order, its requisition, receipts, returns and invoices, the oldest first.
     *
     * @param order an order that the caller may see
     */
    public List<Event> of(PurchaseOrder order) {
        var documents = new LinkedHashSet<DocumentNumber>();
        documents.add(order.requisition().document());
        documents.add(order.number().document());
        receiving.receiptsOf(order.number()).forEach(receipt -> documents.add(receipt.number()));
        receiving.returnsOf(order.number()).forEach(goods -> documents.add(goods.number()));
        invoices.of(order.number()).stream()
                .map(InvoiceSummary::id)
                .forEach(id -> documents.add(new DocumentNumber(id)));
        // What happened at the same instant is told in the order of the purchase.
        var stages = List.copyOf(documents);
        return audit.entriesOf(documents.toArray(DocumentNumber[]::new)).stream()
                .sorted(Comparator.comparing(AuditEntry::at)
                        .thenComparing(entry -> stages.indexOf(entry.document()))
                        .thenComparing(AuditEntry::sequence))
                .map(Event::of)
                .toList();
    }

    /**
     * One event.
     *
     * @param at when, UTC
     * @param document what it happened to
     * @param event what happened, dotted
     * @param stage where in the purchase: the kind of document and step, in words
     * @param by who did it
     * @param onBehalfOf for whom
     * @param rule the rule or policy row that applied
     * @param details values after the event, by field
     */
    public record Event(
            Instant at,
            String document,
            String event,
            String stage,
            UserId by,
            @Nullable UserId onBehalfOf,
            @Nullable String rule,
            Map<String, Object> details) {

        static Event of(AuditEntry entry) {
            var subject = entry.event().contains(".")
                    ? entry.event().substring(0, entry.event().indexOf('.'))
                    : entry.event();
            return new Event(
                    entry.at(),
                    entry.document().value(),
                    entry.event(),
                    subject.replace('-', ' '),
                    entry.by(),
                    entry.onBehalfOf(),
                    entry.rule(),
                    new TreeMap<>(entry.after()));
        }
    }
}
