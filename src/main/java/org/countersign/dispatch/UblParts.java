package org.countersign.dispatch;

import java.math.BigDecimal;
import java.util.Optional;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ContactType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CountryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyLegalEntityType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyTaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.DescriptionType;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Company;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;

/** What every UBL document of an order tells the same way: who buys, who sells, and what a line is about. */
final class UblParts {

    private static final int LONGEST_NAME = 100;

    private final Company company;
    private final ItemCatalog catalog;

    UblParts(Company company, ItemCatalog catalog) {
        this.company = company;
        this.catalog = catalog;
    }

    CustomerPartyType buyer() {
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

    SupplierPartyType seller(Supplier supplier) {
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

    ItemType item(PurchaseOrderLine line) {
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

    static TaxSchemeType vat() {
        var scheme = new TaxSchemeType();
        scheme.setID("VAT");
        return scheme;
    }

    /** Without the zeros that only the database's column added, and never in scientific notation. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
