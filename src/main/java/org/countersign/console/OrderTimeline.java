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
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.GoodsReturn;
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
        var documents = documents(
                order,
                receiving.receiptsOf(order.number()),
                receiving.returnsOf(order.number()),
                invoices.of(order.number()));
        return events(documents, audit.entriesOf(documents.toArray(DocumentNumber[]::new)));
    }

    /**
     * The last events of an order and of what belongs to it, the oldest first.
     *
     * @param order an order that the caller may see
     * @param most how many events at the most
     */
    public List<Event> latestOf(
            PurchaseOrder order,
            List<GoodsReceipt> receipts,
            List<GoodsReturn> returns,
            List<InvoiceSummary> claims,
            int most) {
        var documents = documents(order, receipts, returns, claims);
        return events(documents, audit.latestEntriesOf(most, documents.toArray(DocumentNumber[]::new)));
    }

    private static List<DocumentNumber> documents(
            PurchaseOrder order, List<GoodsReceipt> receipts, List<GoodsReturn> returns, List<InvoiceSummary> claims) {
        var documents = new LinkedHashSet<DocumentNumber>();
        documents.add(order.requisition().document());
        documents.add(order.number().document());
        receipts.forEach(receipt -> documents.add(receipt.number()));
        returns.forEach(goods -> documents.add(goods.number()));
        claims.forEach(claim -> documents.add(new DocumentNumber(claim.id())));
        return List.copyOf(documents);
    }

    /** What happened at the same instant is told in the order of the purchase. */
    private static List<Event> events(List<DocumentNumber> stages, List<AuditEntry> entries) {
        return entries.stream()
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
