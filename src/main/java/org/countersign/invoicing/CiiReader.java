package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * Reads a UN/CEFACT Cross Industry Invoice (D16B), the XML of Factur-X and ZUGFeRD, to the very same draft as its UBL twin.
 */
final class CiiReader {

    private static final String CII = "urn:un:unece:uncefact:data:standard:";
    private static final String ROOT = CII + "CrossIndustryInvoice:100";

    /** Lines that only explain or group others; their amounts are in those others. */
    private static final Set<String> NO_LINES_OF_THEIR_OWN = Set.of("GROUP", "INFORMATION");

    private final XmlNode header;
    private final XmlNode context;
    private final XmlNode deal;
    private final XmlNode agreement;
    private final XmlNode delivery;
    private final XmlNode settlement;
    private final InvoiceType type;
    private final XmlValues values = new XmlValues();
    private final Map<String, BigDecimal> rates;

    private CiiReader(Document document) {
        var root = new XmlNode(document.getDocumentElement(), CII);
        header = root.child("ExchangedDocument");
        context = root.child("ExchangedDocumentContext");
        deal = root.child("SupplyChainTradeTransaction");
        agreement = deal.child("ApplicableHeaderTradeAgreement");
        delivery = deal.child("ApplicableHeaderTradeDelivery");
        settlement = deal.child("ApplicableHeaderTradeSettlement");
        type = DocumentType.of(header.child("TypeCode").text(), false);
        rates = values.ratesByCategory(
                settlement.children("ApplicableTradeTax"), "CategoryCode", "RateApplicablePercent");
    }

    /** Whether a document is one that is read here. */
    static boolean reads(Document document) {
        return "CrossIndustryInvoice".equals(document.getDocumentElement().getLocalName())
                && ROOT.equals(document.getDocumentElement().getNamespaceURI());
    }

    /**
     * Reads a document.
     *
     * @throws org.countersign.shared.RuleViolation when it cannot be read, with what is wrong, or is self-billed or of no
     *     known type, or is a booking aid without lines (422)
     */
    static InvoiceDraft read(Document document) {
        return new CiiReader(document).draft(CiiSchema.findings(document));
    }

    /** The rules that a document claims to keep; null where it claims none. */
    static @Nullable String claimOf(Document document) {
        return new XmlNode(document.getDocumentElement(), CII)
                .at("ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID")
                .text(200);
    }

    private InvoiceDraft draft(List<InvoiceFinding> findings) {
        var totals = settlement.child("SpecifiedTradeSettlementHeaderMonetarySummation");
        var currency = settlement.child("InvoiceCurrencyCode").text();
        var adjustments = Stream.concat(
                        settlement.children("SpecifiedTradeAllowanceCharge").map(this::adjustment),
                        settlement.children("SpecifiedLogisticsServiceCharge").map(this::freight))
                .toList();
        var accounts = settlement
                .children("SpecifiedTradeSettlementPaymentMeans")
                .map(means -> means.child("PayeePartyCreditorFinancialAccount"))
                .flatMap(account -> Stream.of(
                                account.child("IBANID").text(64),
                                account.child("ProprietaryID").text(64))
                        .filter(Objects::nonNull)
                        .limit(1))
                .distinct()
                .toList();
        var lines = new ArrayList<InvoiceDraft.Line>();
        for (var line : deal.children("IncludedSupplyChainTradeLineItem").toList()) {
            var kind = line.at("AssociatedDocumentLineDocument", "LineStatusReasonCode")
                    .text();
            if (kind == null || !NO_LINES_OF_THEIR_OWN.contains(kind)) {
                lines.add(line(line, lines.size()));
            }
        }
        var draft = InvoiceDraft.builder()
                .seller(seller(agreement.child("SellerTradeParty")))
                .number(header.child("ID").text())
                .type(type)
                .issueDate(values.compactDate(header.child("IssueDateTime"), "IssueDateTime"))
                .dueDate(settlement
                        .children("SpecifiedTradePaymentTerms")
                        .map(terms -> values.compactDate(terms.child("DueDateDateTime"), "DueDateDateTime"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .currency(currency)
                .purchaseOrder(idOf(agreement, "BuyerOrderReferencedDocument").text())
                .precedingInvoice(idOf(settlement, "InvoiceReferencedDocument").text())
                .iban(accounts.isEmpty() ? null : accounts.get(0))
                .lines(lines)
                .adjustments(adjustments)
                .allowances(InvoiceDraft.Adjustment.sum(adjustments, false))
                .charges(InvoiceDraft.Adjustment.sum(adjustments, true))
                .netTotal(total(totals, "TaxBasisTotalAmount", currency))
                .taxTotal(total(totals, "TaxTotalAmount", currency))
                .grossTotal(total(totals, "GrandTotalAmount", currency))
                .prepaid(total(totals, "TotalPrepaidAmount", currency))
                .rounding(values.unlessZero(totals.child("RoundingAmount"), "RoundingAmount"))
                .payable(total(totals, "DuePayableAmount", currency))
                .references(references(accounts))
                .findings(findings)
                .build();
        values.demandReadable();
        return draft;
    }

    private InvoiceDraft.References references(List<String> accounts) {
        return new InvoiceDraft.References(
                context.at("GuidelineSpecifiedDocumentContextParameter", "ID").text(200),
                header.child("TypeCode").text(16),
                agreement.child("BuyerReference").text(200),
                agreement.at("SpecifiedProcuringProject", "ID").text(200),
                idOf(agreement, "ContractReferencedDocument").text(200),
                idOf(agreement, "SellerOrderReferencedDocument").text(200),
                idOf(delivery, "DespatchAdviceReferencedDocument").text(200),
                settlement.at("ReceivableSpecifiedTradeAccountingAccount", "ID").text(200),
                settlement.at("SpecifiedTradePaymentTerms", "Description").text(1000),
                values.compactDate(
                        delivery.at("ActualDeliverySupplyChainEvent", "OccurrenceDateTime"), "OccurrenceDateTime"),
                settlement.child("PaymentReference").text(200),
                settlement
                        .children("ApplicableTradeTax")
                        .map(tax -> tax.child("ExemptionReason").text(200))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                accounts.stream().skip(1).limit(10).toList());
    }

    private static XmlNode idOf(XmlNode parent, String document) {
        return parent.at(document, "IssuerAssignedID");
    }

    private static InvoiceDraft.Seller seller(XmlNode party) {
        return new InvoiceDraft.Seller(
                party.children("SpecifiedTaxRegistration")
                        .map(registration -> registration.child("ID").text())
                        .filter(Objects::nonNull)
                        .toList(),
                Stream.of(
                                party.at("SpecifiedLegalOrganization", "TradingBusinessName")
                                        .text(),
                                party.child("Name").text())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                Stream.of(
                                party.at("URIUniversalCommunication", "URIID").text(),
                                party.at("DefinedTradeContact", "EmailURIUniversalCommunication", "URIID")
                                        .text())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    private InvoiceDraft.Line line(XmlNode line, int index) {
        var path = "IncludedSupplyChainTradeLineItem[" + index + "]/";
        var product = line.child("SpecifiedTradeProduct");
        var order = line.at("SpecifiedLineTradeAgreement", "BuyerOrderReferencedDocument");
        var price = line.at("SpecifiedLineTradeAgreement", "NetPriceProductTradePrice");
        var quantity = line.at("SpecifiedLineTradeDelivery", "BilledQuantity");
        var money = line.child("SpecifiedLineTradeSettlement");
        var tax = money.child("ApplicableTradeTax");
        return InvoiceDraft.Line.builder()
                .line(line.at("AssociatedDocumentLineDocument", "LineID").text())
                .purchaseOrder(order.child("IssuerAssignedID").text())
                .orderLine(order.child("LineID").text())
                .item(product.child("BuyerAssignedID").text())
                .sellerItem(product.child("SellerAssignedID").text())
                .standardItem(product.child("GlobalID").text(64))
                .description(product.firstText(2000, "Name", "Description"))
                .quantity(values.quantity(quantity, type, path + "BilledQuantity"))
                .unit(quantity.attribute("unitCode"))
                .unitPrice(values.decimal(price.child("ChargeAmount"), path + "NetPriceProductTradePrice/ChargeAmount"))
                .priceBaseQuantity(
                        values.decimal(price.child("BasisQuantity"), path + "NetPriceProductTradePrice/BasisQuantity"))
                .lineAllowance(values.takenOff(
                        money.children("SpecifiedTradeAllowanceCharge"),
                        CiiReader::isCharge,
                        "ActualAmount",
                        path + "SpecifiedTradeAllowanceCharge/"))
                .netAmount(values.decimal(
                        money.at("SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount"),
                        path + "LineTotalAmount"))
                .taxRate(rate(tax))
                .taxCategory(tax.child("CategoryCode").text(8))
                .accounting(money.at("ReceivableSpecifiedTradeAccountingAccount", "ID")
                        .text(200))
                .build();
    }

    private InvoiceDraft.Adjustment adjustment(XmlNode node) {
        var amount = values.decimal(node.child("ActualAmount"), "SpecifiedTradeAllowanceCharge/ActualAmount");
        return new InvoiceDraft.Adjustment(
                isCharge(node),
                amount == null ? BigDecimal.ZERO : amount,
                rate(node.child("CategoryTradeTax")),
                node.child("Reason").text(200),
                node.child("ReasonCode").text(16));
    }

    private InvoiceDraft.Adjustment freight(XmlNode node) {
        var amount = values.decimal(node.child("AppliedAmount"), "SpecifiedLogisticsServiceCharge/AppliedAmount");
        return new InvoiceDraft.Adjustment(
                true,
                amount == null ? BigDecimal.ZERO : amount,
                rate(node.child("AppliedTradeTax")),
                node.child("Description").text(200),
                null);
    }

    private static boolean isCharge(XmlNode node) {
        var indicator = node.at("ChargeIndicator", "Indicator").text();
        return "true".equals(indicator) || "1".equals(indicator);
    }

    private @Nullable BigDecimal rate(XmlNode tax) {
        var percent = values.decimal(tax.child("RateApplicablePercent"), "RateApplicablePercent");
        var category = tax.child("CategoryCode").text();
        return percent == null && category != null ? rates.get(category) : percent;
    }

    /** A total in the document's currency; what is said once more in another currency is for the tax office only. */
    private @Nullable BigDecimal total(XmlNode totals, String name, @Nullable String currency) {
        var all = totals.children(name).filter(amount -> amount.text() != null).toList();
        var own = all.stream()
                .filter(amount -> currency != null && currency.equals(amount.attribute("currencyID")))
                .findFirst();
        return own.or(() -> all.stream().findFirst())
                .map(amount -> values.decimal(amount, name))
                .orElse(null);
    }
}
