package org.countersign.invoicing;

import com.helger.diagnostics.error.IError;
import com.helger.diagnostics.error.list.ErrorList;
import com.helger.ubl21.UBL21Marshaller;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** Reads a UBL 2.x Invoice or CreditNote. What breaks the schema but can be read is told as findings. */
final class UblReader {

    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final int MOST_FINDINGS = 10;

    /** What Peppol wants to be said where an order has a number of the supplier only. */
    private static final String NO_ORDER = "NA";

    private final XmlNode root;
    private final boolean credit;
    private final InvoiceType type;
    private final XmlValues values = new XmlValues();
    private final Map<String, BigDecimal> rates;

    private UblReader(Document document, boolean credit) {
        this.root = new XmlNode(document.getDocumentElement(), UBL);
        this.credit = credit;
        this.type = DocumentType.of(typeCode(), credit);
        this.rates = values.ratesByCategory(
                root.children("TaxTotal")
                        .flatMap(total -> total.children("TaxSubtotal"))
                        .map(subtotal -> subtotal.child("TaxCategory")),
                "ID",
                "Percent");
    }

    /** Whether a document is one that is read here. */
    static boolean reads(Document document) {
        var name = document.getDocumentElement().getLocalName();
        return (UBL + name + "-2").equals(document.getDocumentElement().getNamespaceURI())
                && (name.equals("Invoice") || name.equals("CreditNote"));
    }

    /**
     * Reads a document.
     *
     * @throws org.countersign.shared.RuleViolation when it cannot be read, with what is wrong, or is self-billed or of no
     *     known type (422)
     */
    static InvoiceDraft read(Document document) {
        boolean credit = "CreditNote".equals(document.getDocumentElement().getLocalName());
        return new UblReader(document, credit).draft(findings(document, credit));
    }

    /** The rules that a document claims to keep; null where it claims none. */
    static @Nullable String claimOf(Document document) {
        return new XmlNode(document.getDocumentElement(), UBL)
                .child("CustomizationID")
                .text(200);
    }

    private static List<InvoiceFinding> findings(Document document, boolean credit) {
        var errors = new ErrorList();
        // What is wrong is told to the person who handles the invoice; the library need not log it as well.
        if (credit) {
            var marshaller = UBL21Marshaller.creditNote();
            marshaller.readExceptionCallbacks().removeAll();
            marshaller.setCollectErrors(errors).read(document);
        } else {
            var marshaller = UBL21Marshaller.invoice();
            marshaller.readExceptionCallbacks().removeAll();
            marshaller.setCollectErrors(errors).read(document);
        }
        var findings = new ArrayList<InvoiceFinding>();
        for (IError error : errors) {
            if (error.isError() && findings.size() < MOST_FINDINGS) {
                var text = error.getErrorText(Locale.ENGLISH);
                findings.add(InvoiceFinding.ofSchema(text == null ? "the schema is broken" : text));
            }
        }
        return findings;
    }

    private @Nullable String typeCode() {
        return root.child(credit ? "CreditNoteTypeCode" : "InvoiceTypeCode").text();
    }

    private InvoiceDraft draft(List<InvoiceFinding> findings) {
        var totals = root.child("LegalMonetaryTotal");
        var named = root.child("DocumentCurrencyCode").text();
        var currency = named == null ? totals.child("PayableAmount").attribute("currencyID") : named;
        var adjustments = root.children("AllowanceCharge").map(this::adjustment).toList();
        var accounts = root.children("PaymentMeans")
                .map(means -> means.at("PayeeFinancialAccount", "ID").text(64))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var lines = new ArrayList<InvoiceDraft.Line>();
        for (var line : root.children(credit ? "CreditNoteLine" : "InvoiceLine").toList()) {
            lines.add(line(line, lines.size()));
        }
        var draft = InvoiceDraft.builder()
                .seller(seller(root.at("AccountingSupplierParty", "Party")))
                .number(root.child("ID").text())
                .type(type)
                .issueDate(values.date(root.child("IssueDate"), "IssueDate"))
                .dueDate(Stream.of(root.child("DueDate"), root.at("PaymentMeans", "PaymentDueDate"))
                        .map(node -> values.date(node, "DueDate"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .currency(currency)
                .purchaseOrder(orderOf(root.child("OrderReference")))
                .precedingInvoice(root.at("BillingReference", "InvoiceDocumentReference", "ID")
                        .text())
                .iban(accounts.isEmpty() ? null : accounts.get(0))
                .lines(lines)
                .adjustments(adjustments)
                .allowances(InvoiceDraft.Adjustment.sum(adjustments, false))
                .charges(InvoiceDraft.Adjustment.sum(adjustments, true))
                .netTotal(values.decimal(totals.child("TaxExclusiveAmount"), "LegalMonetaryTotal/TaxExclusiveAmount"))
                .taxTotal(taxTotal(named))
                .grossTotal(values.decimal(totals.child("TaxInclusiveAmount"), "LegalMonetaryTotal/TaxInclusiveAmount"))
                .prepaid(values.decimal(totals.child("PrepaidAmount"), "LegalMonetaryTotal/PrepaidAmount"))
                .rounding(values.unlessZero(
                        totals.child("PayableRoundingAmount"), "LegalMonetaryTotal/PayableRoundingAmount"))
                .payable(values.decimal(totals.child("PayableAmount"), "LegalMonetaryTotal/PayableAmount"))
                .references(references(accounts))
                .findings(findings)
                .build();
        values.demandReadable();
        return draft;
    }

    private InvoiceDraft.References references(List<String> accounts) {
        return new InvoiceDraft.References(
                root.child("CustomizationID").text(200),
                root.child(credit ? "CreditNoteTypeCode" : "InvoiceTypeCode").text(16),
                root.child("BuyerReference").text(200),
                root.at("ProjectReference", "ID").text(200),
                root.at("ContractDocumentReference", "ID").text(200),
                root.at("OrderReference", "SalesOrderID").text(200),
                root.at("DespatchDocumentReference", "ID").text(200),
                root.child("AccountingCost").text(200),
                root.at("PaymentTerms", "Note").text(1000),
                values.date(root.at("Delivery", "ActualDeliveryDate"), "Delivery/ActualDeliveryDate"),
                root.at("PaymentMeans", "PaymentID").text(200),
                root.children("TaxTotal")
                        .flatMap(total -> total.children("TaxSubtotal"))
                        .map(subtotal ->
                                subtotal.at("TaxCategory", "TaxExemptionReason").text(200))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                accounts.stream().skip(1).limit(10).toList());
    }

    private static InvoiceDraft.Seller seller(XmlNode party) {
        return new InvoiceDraft.Seller(
                party.children("PartyTaxScheme")
                        .map(scheme -> scheme.child("CompanyID").text())
                        .filter(Objects::nonNull)
                        .toList(),
                Stream.of(
                                party.at("PartyName", "Name").text(),
                                party.at("PartyLegalEntity", "RegistrationName").text(),
                                party.at("PartyTaxScheme", "RegistrationName").text())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                Stream.of(
                                party.child("EndpointID").text(),
                                party.at("Contact", "ElectronicMail").text())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    private static @Nullable String orderOf(XmlNode reference) {
        var number = reference.child("ID").text();
        return NO_ORDER.equals(number) ? null : number;
    }

    private InvoiceDraft.Line line(XmlNode line, int index) {
        var path = (credit ? "CreditNoteLine[" : "InvoiceLine[") + index + "]/";
        var quantity = line.child(credit ? "CreditedQuantity" : "InvoicedQuantity");
        var item = line.child("Item");
        var price = line.child("Price");
        var reference = line.child("OrderLineReference");
        var taxes = List.of(item.child("ClassifiedTaxCategory"), line.at("TaxTotal", "TaxSubtotal", "TaxCategory"));
        return InvoiceDraft.Line.builder()
                .line(line.child("ID").text())
                .purchaseOrder(orderOf(reference.child("OrderReference")))
                .orderLine(reference.child("LineID").text())
                .item(item.at("BuyersItemIdentification", "ID").text())
                .sellerItem(item.at("SellersItemIdentification", "ID").text())
                .standardItem(item.at("StandardItemIdentification", "ID").text(64))
                .description(item.firstText(2000, "Name", "Description"))
                .quantity(values.quantity(quantity, type, path + "Quantity"))
                .unit(quantity.attribute("unitCode"))
                .unitPrice(values.decimal(price.child("PriceAmount"), path + "Price/PriceAmount"))
                .priceBaseQuantity(values.decimal(price.child("BaseQuantity"), path + "Price/BaseQuantity"))
                .lineAllowance(values.takenOff(
                        line.children("AllowanceCharge"), UblReader::isCharge, "Amount", path + "AllowanceCharge/"))
                .netAmount(values.decimal(line.child("LineExtensionAmount"), path + "LineExtensionAmount"))
                .taxRate(taxes.stream()
                        .map(this::rate)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .taxCategory(taxes.stream()
                        .map(tax -> tax.child("ID").text(8))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .accounting(line.child("AccountingCost").text(200))
                .build();
    }

    private InvoiceDraft.Adjustment adjustment(XmlNode node) {
        var amount = values.decimal(node.child("Amount"), "AllowanceCharge/Amount");
        return new InvoiceDraft.Adjustment(
                isCharge(node),
                amount == null ? BigDecimal.ZERO : amount,
                rate(node.child("TaxCategory")),
                node.child("AllowanceChargeReason").text(200),
                node.child("AllowanceChargeReasonCode").text(16));
    }

    private static boolean isCharge(XmlNode node) {
        var indicator = node.child("ChargeIndicator").text();
        return "true".equals(indicator) || "1".equals(indicator);
    }

    private @Nullable BigDecimal rate(XmlNode category) {
        var percent = values.decimal(category.child("Percent"), "TaxCategory/Percent");
        var id = category.child("ID").text();
        return percent == null && id != null ? rates.get(id) : percent;
    }

    /** Total tax in the document's currency; a second total in the tax currency is for the tax office only. */
    private @Nullable BigDecimal taxTotal(@Nullable String currency) {
        var totals = root.children("TaxTotal")
                .map(total -> total.child("TaxAmount"))
                .filter(amount -> amount.text() != null)
                .toList();
        var own = totals.stream()
                .filter(amount -> currency == null || currency.equals(amount.attribute("currencyID")))
                .toList();
        BigDecimal sum = null;
        for (var amount : own.isEmpty() ? totals : own) {
            var value = values.decimal(amount, "TaxTotal/TaxAmount");
            if (value != null) {
                sum = sum == null ? value : sum.add(value);
            }
        }
        return sum;
    }
}
