package org.countersign.console;

import com.helger.ubl21.UBL21Marshaller;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Optional;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemInstanceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.LotIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderLineReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ReceiptLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.DescriptionType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.RejectReasonType;
import oasis.names.specification.ubl.schema.xsd.receiptadvice_21.ReceiptAdviceType;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.shared.Company;
import org.springframework.stereotype.Component;

/** Writes what arrived, and what of it was refused and why, as an OASIS UBL 2.1 Receipt Advice for the supplier. */
@Component
public class ReceiptAdvice {

    private static final int LONGEST_NAME = 100;

    private final Company company;

    ReceiptAdvice(Company company) {
        this.company = company;
    }

    /**
     * The advice of one receipt.
     *
     * @param receipt one that counts on its order
     * @param supplier name of the order's supplier
     */
    public byte[] write(GoodsReceipt receipt, PurchaseOrder order, String supplier) {
        var out = new ByteArrayOutputStream();
        var written = UBL21Marshaller.receiptAdvice()
                .setFormattedOutput(true)
                .write(documentOf(receipt, order, supplier), out)
                .isSuccess();
        if (!written) {
            throw new IllegalStateException(receipt.number() + " gives no valid UBL 2.1 Receipt Advice");
        }
        return out.toByteArray();
    }

    private ReceiptAdviceType documentOf(GoodsReceipt receipt, PurchaseOrder order, String supplier) {
        var document = new ReceiptAdviceType();
        document.setUBLVersionID("2.1");
        document.setID(receipt.number().value());
        document.setCopyIndicator(false);
        document.setIssueDate(
                receipt.receivedAt().atZone(company.timeZone()).toLocalDate());
        document.setLineCountNumeric(BigDecimal.valueOf(receipt.lines().size()));
        var reference = new OrderReferenceType();
        reference.setID(order.number().value());
        document.addOrderReference(reference);
        Optional.ofNullable(receipt.deliveryNote()).ifPresent(note -> {
            var despatch = new DocumentReferenceType();
            despatch.setID(note);
            document.addDespatchDocumentReference(despatch);
        });
        var customer = new CustomerPartyType();
        customer.setParty(party(company.name()));
        document.setDeliveryCustomerParty(customer);
        var sender = new SupplierPartyType();
        sender.setCustomerAssignedAccountID(order.supplier());
        sender.setParty(party(supplier));
        document.setDespatchSupplierParty(sender);
        receipt.lines().forEach(line -> document.addReceiptLine(line(line, order)));
        return document;
    }

    private static PartyType party(String name) {
        var party = new PartyType();
        var named = new PartyNameType();
        named.setName(name);
        party.addPartyName(named);
        return party;
    }

    private static ReceiptLineType line(GoodsReceipt.Line arrived, PurchaseOrder order) {
        var ordered = order.line(arrived.line());
        var line = new ReceiptLineType();
        line.setID(Integer.toString(arrived.line()));
        line.setReceivedQuantity(plain(arrived.quantity())).setUnitCode(ordered.unit());
        var refused = arrived.rejected().add(arrived.failed());
        if (refused.signum() > 0) {
            line.setRejectedQuantity(plain(refused)).setUnitCode(ordered.unit());
            Optional.ofNullable(arrived.reason()).ifPresent(why -> line.addRejectReason(new RejectReasonType(why)));
            Optional.ofNullable(arrived.finding()).ifPresent(why -> line.addRejectReason(new RejectReasonType(why)));
        }
        var reference = new OrderLineReferenceType();
        reference.setLineID(Integer.toString(arrived.line()));
        line.setOrderLineReference(reference);
        var item = new ItemType();
        item.addDescription(new DescriptionType(ordered.description()));
        var name = ordered.description();
        item.setName(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…");
        Optional.ofNullable(ordered.item()).ifPresent(number -> {
            var buyers = new ItemIdentificationType();
            buyers.setID(number);
            item.setBuyersItemIdentification(buyers);
        });
        Optional.ofNullable(arrived.lot()).ifPresent(lot -> {
            var instance = new ItemInstanceType();
            var identified = new LotIdentificationType();
            identified.setLotNumberID(lot);
            instance.setLotIdentification(identified);
            item.addItemInstance(instance);
        });
        arrived.serialNumbers().forEach(number -> {
            var instance = new ItemInstanceType();
            instance.setSerialID(number);
            item.addItemInstance(instance);
        });
        line.addItem(item);
        return line;
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
