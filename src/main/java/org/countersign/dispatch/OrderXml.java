package org.countersign.dispatch;

import com.helger.ubl21.UBL21Marshaller;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CountryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.LineItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PriceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSubtotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxTotalType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.NoteType;
import oasis.names.specification.ubl.schema.xsd.order_21.OrderType;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.supplier.Supplier;
import org.springframework.stereotype.Component;

/** Writes an order as an OASIS UBL 2.1 Order. */
@Component
class OrderXml {

    private final Company company;
    private final UblParts parts;
    private final PaymentTermsText terms;

    OrderXml(Company company, ItemCatalog catalog, PaymentTermsText terms) {
        this.company = company;
        this.parts = new UblParts(company, catalog);
        this.terms = terms;
    }

    byte[] write(PurchaseOrder order, Supplier supplier) {
        var out = new ByteArrayOutputStream();
        var written = UBL21Marshaller.order()
                .setFormattedOutput(true)
                .write(documentOf(order, supplier), out)
                .isSuccess();
        if (!written) {
            throw new IllegalStateException(order.number() + " gives no valid UBL 2.1 Order");
        }
        return out.toByteArray();
    }

    private OrderType documentOf(PurchaseOrder order, Supplier supplier) {
        var figures = OrderFigures.of(order);
        var document = new OrderType();
        document.setUBLVersionID("2.1");
        document.setID(order.number().value());
        document.setCopyIndicator(false);
        var issued = order.revisedAt() == null ? order.createdAt() : order.revisedAt();
        document.setIssueDate(issued.atZone(company.timeZone()).toLocalDate());
        document.addNote(new NoteType(order.title()));
        if (order.changesSinceSent() > 0) {
            document.addNote(new NoteType("Change " + order.changesSinceSent() + " to " + order.number()
                    + ": these terms replace the earlier ones."));
        }
        document.setDocumentCurrencyCode(order.currency().getCurrencyCode());
        var lines = order.lines().stream().filter(line -> !line.isRemoved()).toList();
        document.setLineCountNumeric(BigDecimal.valueOf(lines.size()));
        var reference = new DocumentReferenceType();
        reference.setID(order.requisition().value());
        document.setOriginatorDocumentReference(reference);
        document.setBuyerCustomerParty(parts.buyer());
        document.setSellerSupplierParty(parts.seller(supplier));
        document.addDelivery(delivery(order));
        if (order.paymentTerms() != null) {
            document.addPaymentTerms(paymentTerms(order.paymentTerms()));
        }
        document.addTaxTotal(taxTotal(figures));
        document.setAnticipatedMonetaryTotal(total(figures));
        lines.forEach(line -> document.addOrderLine(line(line, order)));
        return document;
    }

    private DeliveryType delivery(PurchaseOrder order) {
        var address = new AddressType();
        if (order.location() == null) {
            address.setStreetName(company.street());
            address.setCityName(company.city());
            address.setPostalZone(company.postalCode());
        } else {
            var line = new AddressLineType();
            line.setLine(order.location());
            address.addAddressLine(line);
        }
        if (order.location() == null) {
            var country = new CountryType();
            country.setIdentificationCode(company.country());
            address.setCountry(country);
        }
        var delivery = new DeliveryType();
        delivery.setDeliveryAddress(address);
        var dates = order.lines().stream()
                .map(PurchaseOrderLine::requestedDate)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted()
                .toList();
        if (!dates.isEmpty()) {
            delivery.setRequestedDeliveryPeriod(period(dates.get(0), dates.get(dates.size() - 1)));
        }
        return delivery;
    }

    private static PeriodType period(LocalDate from, LocalDate to) {
        var period = new PeriodType();
        period.setStartDate(from);
        period.setEndDate(to);
        return period;
    }

    private PaymentTermsType paymentTerms(String code) {
        var payment = new PaymentTermsType();
        payment.addNote(new NoteType(terms.inWords(code, java.util.Locale.ENGLISH)));
        return payment;
    }

    private static TaxTotalType taxTotal(OrderFigures figures) {
        var total = new TaxTotalType();
        total.setTaxAmount(figures.tax().amount()).setCurrencyID(code(figures.tax()));
        for (var tax : figures.taxes()) {
            var part = new TaxSubtotalType();
            part.setTaxableAmount(tax.base().amount()).setCurrencyID(code(tax.base()));
            part.setTaxAmount(tax.amount().amount()).setCurrencyID(code(tax.amount()));
            part.setTaxCategory(category(tax.rate()));
            total.addTaxSubtotal(part);
        }
        return total;
    }

    private static MonetaryTotalType total(OrderFigures figures) {
        var total = new MonetaryTotalType();
        total.setLineExtensionAmount(figures.net().amount()).setCurrencyID(code(figures.net()));
        total.setTaxExclusiveAmount(figures.net().amount()).setCurrencyID(code(figures.net()));
        total.setTaxInclusiveAmount(figures.gross().amount()).setCurrencyID(code(figures.gross()));
        total.setPayableAmount(figures.gross().amount()).setCurrencyID(code(figures.gross()));
        return total;
    }

    private OrderLineType line(PurchaseOrderLine line, PurchaseOrder order) {
        var item = new LineItemType();
        item.setID(Integer.toString(line.line()));
        item.setQuantity(UblParts.plain(line.ordered())).setUnitCode(line.unit());
        item.setLineExtensionAmount(line.amount().amount()).setCurrencyID(code(line.amount()));
        var tax = OrderFigures.taxOf(line.amount(), line.taxRate());
        item.setTotalTaxAmount(tax.amount()).setCurrencyID(code(tax));
        if (line.requestedDate() != null) {
            var delivery = new DeliveryType();
            delivery.setRequestedDeliveryPeriod(period(line.requestedDate(), line.requestedDate()));
            item.addDelivery(delivery);
        }
        var price = new PriceType();
        price.setPriceAmount(UblParts.plain(line.unitPrice()))
                .setCurrencyID(order.currency().getCurrencyCode());
        price.setBaseQuantity(BigDecimal.ONE).setUnitCode(line.unit());
        item.setPrice(price);
        item.setItem(item(line));
        var orderLine = new OrderLineType();
        orderLine.setLineItem(item);
        return orderLine;
    }

    private ItemType item(PurchaseOrderLine line) {
        var item = parts.item(line);
        item.addClassifiedTaxCategory(category(line.taxRate()));
        return item;
    }

    private static TaxCategoryType category(BigDecimal rate) {
        var category = new TaxCategoryType();
        category.setID(rate.signum() == 0 ? "Z" : "S");
        category.setPercent(UblParts.plain(rate));
        category.setTaxScheme(UblParts.vat());
        return category;
    }

    private static String code(Money money) {
        return money.currency().getCurrencyCode();
    }
}
