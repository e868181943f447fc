package org.countersign.dispatch;

import com.helger.ubl21.UBL21Marshaller;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ContactType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CountryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.LineItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyLegalEntityType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyTaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PriceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSubtotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxTotalType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.DescriptionType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.NoteType;
import oasis.names.specification.ubl.schema.xsd.order_21.OrderType;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes an order as an OASIS UBL 2.1 Order. */
@Component
class OrderXml {

    private static final int LONGEST_NAME = 100;

    private final Company company;
    private final ItemCatalog catalog;
    private final PaymentTermsText terms;

    OrderXml(Company company, ItemCatalog catalog, PaymentTermsText terms) {
        this.company = company;
        this.catalog = catalog;
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
        document.setBuyerCustomerParty(buyer());
        document.setSellerSupplierParty(seller(supplier));
        document.addDelivery(delivery(order));
        if (order.paymentTerms() != null) {
            document.addPaymentTerms(paymentTerms(order.paymentTerms()));
        }
        document.addTaxTotal(taxTotal(figures));
        document.setAnticipatedMonetaryTotal(total(figures));
        lines.forEach(line -> document.addOrderLine(line(line, order)));
        return document;
    }

    private CustomerPartyType buyer() {
        var party = party(company.name(), company.street(), company.postalCode(), company.city(), company.country());
        taxed(party, company.taxId(), company.name());
        if (company.email() != null || company.phone() != null) {
            var contact = new ContactType();
            if (company.phone() != null) {
                contact.setTelephone(company.phone());
            }
            if (company.email() != null) {
                contact.setElectronicMail(company.email());
            }
            party.setContact(contact);
        }
        var buyer = new CustomerPartyType();
        buyer.setParty(party);
        return buyer;
    }

    private static SupplierPartyType seller(Supplier supplier) {
        var party =
                party(supplier.name(), supplier.street(), supplier.postalCode(), supplier.city(), supplier.country());
        taxed(party, supplier.taxId(), supplier.name());
        if (supplier.email() != null) {
            var contact = new ContactType();
            contact.setElectronicMail(supplier.email());
            party.setContact(contact);
        }
        var seller = new SupplierPartyType();
        seller.setCustomerAssignedAccountID(supplier.number());
        seller.setParty(party);
        return seller;
    }

    private static PartyType party(
            String name,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country) {
        var party = new PartyType();
        var partyName = new PartyNameType();
        partyName.setName(name);
        party.addPartyName(partyName);
        var address = new AddressType();
        if (street != null) {
            address.setStreetName(street);
        }
        if (city != null) {
            address.setCityName(city);
        }
        if (postalCode != null) {
            address.setPostalZone(postalCode);
        }
        if (country != null) {
            var code = new CountryType();
            code.setIdentificationCode(country);
            address.setCountry(code);
        }
        if (street != null || city != null || postalCode != null || country != null) {
            party.setPostalAddress(address);
        }
        var legal = new PartyLegalEntityType();
        legal.setRegistrationName(name);
        party.addPartyLegalEntity(legal);
        return party;
    }

    private static void taxed(PartyType party, @Nullable String taxId, String name) {
        if (taxId != null) {
            var scheme = new PartyTaxSchemeType();
            scheme.setRegistrationName(name);
            scheme.setCompanyID(taxId);
            scheme.setTaxScheme(vat());
            party.addPartyTaxScheme(scheme);
        }
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
        item.setQuantity(plain(line.ordered())).setUnitCode(line.unit());
        item.setLineExtensionAmount(line.amount().amount()).setCurrencyID(code(line.amount()));
        var tax = OrderFigures.taxOf(line.amount(), line.taxRate());
        item.setTotalTaxAmount(tax.amount()).setCurrencyID(code(tax));
        if (line.requestedDate() != null) {
            var delivery = new DeliveryType();
            delivery.setRequestedDeliveryPeriod(period(line.requestedDate(), line.requestedDate()));
            item.addDelivery(delivery);
        }
        var price = new PriceType();
        price.setPriceAmount(plain(line.unitPrice()))
                .setCurrencyID(order.currency().getCurrencyCode());
        price.setBaseQuantity(BigDecimal.ONE).setUnitCode(line.unit());
        item.setPrice(price);
        item.setItem(item(line));
        var orderLine = new OrderLineType();
        orderLine.setLineItem(item);
        return orderLine;
    }

    private ItemType item(PurchaseOrderLine line) {
        var item = new ItemType();
        item.addDescription(new DescriptionType(line.description()));
        var name = line.description();
        item.setName(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…");
        var number = line.item();
        if (number != null) {
            item.setBuyersItemIdentification(identification(number, null));
            Optional<Item> known = catalog.item(number);
            known.map(Item::supplierItem)
                    .ifPresent(theirs -> item.setSellersItemIdentification(identification(theirs, null)));
            known.map(Item::gtin).ifPresent(gtin -> item.setStandardItemIdentification(identification(gtin, "0160")));
        }
        item.addClassifiedTaxCategory(category(line.taxRate()));
        return item;
    }

    private static ItemIdentificationType identification(String id, @Nullable String scheme) {
        var identification = new ItemIdentificationType();
        var value = identification.setID(id);
        if (scheme != null) {
            value.setSchemeID(scheme);
        }
        return identification;
    }

    private static TaxCategoryType category(BigDecimal rate) {
        var category = new TaxCategoryType();
        category.setID(rate.signum() == 0 ? "Z" : "S");
        category.setPercent(plain(rate));
        category.setTaxScheme(vat());
        return category;
    }

    private static TaxSchemeType vat() {
        var scheme = new TaxSchemeType();
        scheme.setID("VAT");
        return scheme;
    }

    private static String code(Money money) {
        return money.currency().getCurrencyCode();
    }

    /** Without the zeros that only the database's column added, and never in scientific notation. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
