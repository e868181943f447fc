package org.countersign.dispatch;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The order as PDF and as UBL 2.1 Order, each written once. */
@Service
public class OrderDocuments {

    private final OrderDocumentFiles files;
    private final OrderPdf pdf;
    private final OrderXml xml;
    private final OrderReaders readers;
    private final AuditTrail audit;
    private final Clock clock;

    OrderDocuments(
            OrderDocumentFiles files, OrderPdf pdf, OrderXml xml, OrderReaders readers, AuditTrail audit, Clock clock) {
        this.files = files;
        this.pdf = pdf;
        this.xml = xml;
        this.readers = readers;
        this.audit = audit;
        this.clock = clock;
    }

    /** Writes an order's documents, or finds them written. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<OrderDocument> write(PurchaseOrder order, Supplier supplier) {
        var revision = order.revision();
        var written = find(order.number(), revision, OrderDocument.PDF);
        var marked = find(order.number(), revision, OrderDocument.XML);
        if (written.isPresent() && marked.isPresent()) {
            return List.of(written.get(), marked.get());
        }
        var name = order.number() + (order.changesSinceSent() == 0 ? "" : "-change-" + order.changesSinceSent());
        var documents = List.of(
                files.save(new OrderDocument(
                        order.number(),
                        revision,
                        OrderDocument.PDF,
                        name + ".pdf",
                        pdf.write(order, supplier),
                        clock.instant())),
                files.save(new OrderDocument(
                        order.number(),
                        revision,
                        OrderDocument.XML,
                        name + ".xml",
                        xml.write(order, supplier),
                        clock.instant())));
        var entry = AuditEvent.of(order.number().document(), "purchase-order.documents-written", Actor.SYSTEM);
        for (var document : documents) {
            entry = entry.with(document.name(), "sha256:" + document.sha256());
        }
        audit.record(entry);
        return documents;
    }

    /** An order's last document of this media type, if one was written. Whether somebody may see it is the caller's to check. */
    @Transactional(readOnly = true)
    public Optional<OrderDocument> find(PurchaseOrderNumber order, String mediaType) {
        return files.findFirstByOrderAndMediaTypeOrderByRevisionDesc(order.value(), mediaType);
    }

    private Optional<OrderDocument> find(PurchaseOrderNumber order, int revision, String mediaType) {
        return files.findById(OrderDocument.idOf(order, revision, mediaType));
    }

    /** The document of the order as it stands, as {@link #document(PurchaseOrderNumber, Integer, String, Actor)} gives it. */
    @Transactional(readOnly = true)
    public OrderDocument document(PurchaseOrderNumber number, String mediaType, Actor actor) {
        return document(number, null, mediaType, actor);
    }

    /**
     * An order's document, for a person who may see the order.
     *
     * @param revision of the order; 1 is the original one, null the one that stands
     * @throws org.countersign.shared.NotAllowed when the order is none of this person's business
     * @throws RuleViolation before the order was prepared for its supplier (409)
     */
    @Transactional(readOnly = true)
    public OrderDocument document(
            PurchaseOrderNumber number, @Nullable Integer revision, String mediaType, Actor actor) {
        var order = readers.order(number.value(), actor);
        return find(order.number(), revision == null ? order.revision() : revision, mediaType)
                .orElseThrow(() -> new RuleViolation(DispatchRule.NO_DOCUMENT_YET, number));
    }
}
