package org.countersign.dispatch;

import com.helger.ubl21.UBL21Marshaller;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemInstanceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.LotIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderLineReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ReceiptLineType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.NoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.RejectReasonType;
import oasis.names.specification.ubl.schema.xsd.receiptadvice_21.ReceiptAdviceType;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.receiving.AnnouncedLine;
import org.countersign.receiving.DespatchAdvice;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.ReceiptState;
import org.countersign.receiving.ReceivedLine;
import org.countersign.shared.Company;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a goods receipt as an OASIS UBL 2.1 Receipt Advice: what arrived, and what of it was refused. */
@Component
class ReceiptAdviceXml {

    /** Names the list that the codes of refusals are of; UBL has none of its own. */
    static final String REASONS = "countersign:reject-reason";

    private final Company company;
    private final UblParts parts;

    ReceiptAdviceXml(Company company, ItemCatalog catalog) {
        this.company = company;
        this.parts = new UblParts(company, catalog);
    }

    /**
     * A receipt as UBL.
     *
     * @param sameNote everything that came of the order by the same delivery note up to this receipt, and it too
     * @param announced what the supplier had said would come by that note; null where nothing was
     */
    byte[] write(
            GoodsReceipt receipt,
            List<GoodsReceipt> sameNote,
            @Nullable DespatchAdvice announced,
            PurchaseOrder order,
            Supplier supplier) {
        var out = new ByteArrayOutputStream();
        var written = UBL21Marshaller.receiptAdvice()
                .setFormattedOutput(true)
                .write(documentOf(receipt, sameNote, announced, order, supplier), out)
                .isSuccess();
        if (!written) {
            throw new IllegalStateException(receipt.number() + " gives no valid UBL 2.1 Receipt Advice");
        }
        return out.toByteArray();
    }

    private ReceiptAdviceType documentOf(
            GoodsReceipt receipt,
            List<GoodsReceipt> sameNote,
            @Nullable DespatchAdvice announced,
            PurchaseOrder order,
            Supplier supplier) {
        var document = new ReceiptAdviceType();
        document.setUBLVersionID("2.1");
        document.setID(receipt.number().value());
        document.setCopyIndicator(false);
        document.setIssueDate(receipt.bookedAt().atZone(company.timeZone()).toLocalDate());
        var reference = new OrderReferenceType();
        reference.setID(order.number().value());
        document.addOrderReference(reference);
        var note = receipt.deliveryNote();
        if (note != null && !note.isBlank()) {
            var despatch = new DocumentReferenceType();
            despatch.setID(note);
            if (announced != null && announced.issued() != null) {
                despatch.setIssueDate(announced.issued());
            }
            document.addDespatchDocumentReference(despatch);
        }
        document.setDeliveryCustomerParty(parts.buyer());
        document.setDespatchSupplierParty(parts.seller(supplier));
        document.setBuyerCustomerParty(parts.buyer());
        document.setSellerSupplierParty(parts.seller(supplier));
        var lines = new ArrayList<ReceiptLineType>();
        for (var line : ReceivedLine.of(receipt)) {
            lines.add(line(line, receipt, missing(order.line(line.line()), sameNote, announced), order));
        }
        if (announced != null) {
            order.lines().stream()
                    .filter(line -> sameNote.stream()
                            .flatMap(one -> one.lines().stream())
                            .noneMatch(one -> one.line() == line.line()))
                    .forEach(line -> AnnouncedLine.of(announced, line)
                            .filter(said -> said.quantity().signum() > 0)
                            .ifPresent(said -> lines.add(absent(line, said))));
        }
        document.setLineCountNumeric(BigDecimal.valueOf(lines.size()));
        lines.forEach(document::addReceiptLine);
        return document;
    }

    private ReceiptLineType line(
            ReceivedLine line, GoodsReceipt receipt, Optional<BigDecimal> missing, PurchaseOrder order) {
        var ordered = order.line(line.line());
        var unit = line.unit() == null ? ordered.unit() : line.unit();
        var written = begun(ordered);
        written.setReceivedQuantity(UblParts.plain(line.quantity())).setUnitCode(unit);
        missing.filter(counted -> counted.signum() != 0).ifPresent(counted -> {
            var stated = ordered.stated(ordered.units().inOwn(counted.abs()));
            if (counted.signum() > 0) {
                written.setShortQuantity(UblParts.plain(stated.quantity())).setUnitCode(stated.unit());
            } else {
                written.setOversupplyQuantity(UblParts.plain(stated.quantity())).setUnitCode(stated.unit());
            }
        });
        refused(written, line, receipt.state(), unit);
        if (line.uninspected().signum() > 0) {
            written.addNote(new NoteType(
                    UblParts.plain(line.uninspected()).toPlainString() + " " + unit + " wait for their inspection."));
        }
        written.setReceivedDate(receipt.receivedAt().atZone(company.timeZone()).toLocalDate());
        var item = parts.item(ordered);
        instances(line).forEach(item::addItemInstance);
        written.addItem(item);
        return written;
    }

    /** What was announced and of which nothing came. */
    private ReceiptLineType absent(PurchaseOrderLine ordered, AnnouncedLine said) {
        var written = begun(ordered);
        written.setReceivedQuantity(BigDecimal.ZERO).setUnitCode(said.unit());
        written.setShortQuantity(UblParts.plain(said.quantity())).setUnitCode(said.unit());
        written.addItem(parts.item(ordered));
        return written;
    }

    private static ReceiptLineType begun(PurchaseOrderLine ordered) {
        var written = new ReceiptLineType();
        written.setID(Integer.toString(ordered.line()));
        var reference = new OrderLineReferenceType();
        reference.setLineID(Integer.toString(ordered.line()));
        written.setOrderLineReference(reference);
        return written;
    }

    private static void refused(ReceiptLineType written, ReceivedLine line, ReceiptState state, String unit) {
        var sentBack = state == ReceiptState.LATE_SENT_BACK || state == ReceiptState.SURPLUS_SENT_BACK;
        var refused = sentBack ? line.quantity() : line.rejected().add(line.failed());
        if (refused.signum() <= 0) {
            return;
        }
        written.setRejectedQuantity(UblParts.plain(refused)).setUnitCode(unit);
        written.setRejectReasonCode(
                        state == ReceiptState.LATE_SENT_BACK
                                ? "LATE"
                                : state == ReceiptState.SURPLUS_SENT_BACK
                                        ? "NOT_ORDERED"
                                        : line.rejected().signum() > 0 ? "REFUSED_ON_ARRIVAL" : "FAILED_INSPECTION")
                .setListID(REASONS);
        if (sentBack) {
            written.addRejectReason(new RejectReasonType(
                    state == ReceiptState.LATE_SENT_BACK
                            ? "Arrived after the order was closed, and was sent back"
                            : "More than ordered, and was sent back"));
        }
        Stream.of(line.reason(), line.finding())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .forEach(reason -> written.addRejectReason(new RejectReasonType(reason)));
    }

    /** How much less came than was announced, in the unit in which the line counts; below zero where more came. */
    private static Optional<BigDecimal> missing(
            PurchaseOrderLine ordered, List<GoodsReceipt> sameNote, @Nullable DespatchAdvice announced) {
        if (announced == null) {
            return Optional.empty();
        }
        var units = ordered.units();
        return AnnouncedLine.of(announced, ordered)
                .flatMap(said -> units.count(said.quantity(), said.unit()))
                .map(said -> said.subtract(sameNote.stream()
                        .flatMap(receipt -> receipt.lines().stream())
                        .filter(line -> line.line() == ordered.line())
                        .map(line -> units.count(UblParts.plain(line.quantity()), line.unit())
                                .orElseThrow())
                        .reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    /** Each piece by its serial number; where none was noted, the lot alone. */
    private static List<ItemInstanceType> instances(ReceivedLine line) {
        if (line.serialNumbers().isEmpty()) {
            return line.lot() == null ? List.of() : List.of(instance(null, line.lot()));
        }
        return line.serialNumbers().stream()
                .map(serial -> instance(serial, line.lot()))
                .toList();
    }

    private static ItemInstanceType instance(@Nullable String serial, @Nullable String lot) {
        var instance = new ItemInstanceType();
        if (serial != null) {
            instance.setSerialID(serial);
        }
        if (lot != null) {
            var identification = new LotIdentificationType();
            identification.setLotNumberID(lot);
            instance.setLotIdentification(identification);
        }
        return instance;
    }
}
