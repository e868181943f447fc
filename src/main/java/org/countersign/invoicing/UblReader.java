package org.countersign.invoicing;

import com.helger.diagnostics.error.IError;
import com.helger.diagnostics.error.list.ErrorList;
import com.helger.ubl21.UBL21Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads a UBL 2.x Invoice or CreditNote. What breaks the schema but can be read is told as findings; what cannot be read is
 * refused. No DOCTYPE, no entities, bounded depth.
 */
@Component
class UblReader {

    private static final int DEEPEST = 64;
    private static final int MOST_FINDINGS = 10;
    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    /** UNTDID 1001 codes of documents that the buyer writes to itself: invoices, credit notes, debit notes. */
    private static final Set<String> SELF_BILLED_CODES = Set.of("261", "389", "471", "473", "500", "501", "502", "527");
    /** UNTDID 1001 codes of credit notes, which may come as an Invoice document. */
    private static final Set<String> CREDIT_CODES =
            Set.of("81", "83", "262", "296", "308", "381", "396", "420", "458", "503", "532");
    /** UBL 2.0 also knows types in words, such as {@code SalesInvoice}; those are left alone. */
    private static final Pattern IS_CODE = Pattern.compile("[0-9]+");
    /** UNTDID 1001 codes of invoices that EN 16931 allows; all that claim a payment. */
    private static final Set<String> INVOICE_CODES = Set.of(
            "71", "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295", "326", "331", "380",
            "382", "383", "384", "385", "386", "387", "388", "390", "393", "394", "395", "456", "457", "472", "553",
            "575", "623", "633", "751", "780", "817", "870", "875", "876", "877", "935");

    /**
     * Reads a document.
     *
     * @throws RuleViolation when it cannot be read, with what is wrong, or is self-billed or of no known type (422)
     * @throws UnsupportedDocument when it is another kind of XML
     */
    InvoiceDraft read(byte[] xml) {
        var document = parsed(xml);
        var root = new Node(document.getDocumentElement());
        var name = document.getDocumentElement().getLocalName();
        var namespace = Objects.requireNonNullElse(document.getDocumentElement().getNamespaceURI(), "");
        if (name.equals("CrossIndustryInvoice")) {
            throw new UnsupportedDocument(
                    "Invoices in UN/CEFACT CII are not read yet. Send UBL 2.x (application/xml) or JSON.");
        }
        boolean credit = name.equals("CreditNote");
        if (!namespace.equals(UBL + name + "-2") || !(credit || name.equals("Invoice"))) {
            throw new UnsupportedDocument(
                    "<" + name + "> is no invoice that is read here. Send a UBL 2.x Invoice or CreditNote, or JSON.");
        }
        var code = root.child(credit ? "CreditNoteTypeCode" : "InvoiceTypeCode").text();
        if (code != null && SELF_BILLED_CODES.contains(code)) {
            throw new RuleViolation(InvoicingRule.SELF_BILLED, code);
        }
        if (code != null
                && IS_CODE.matcher(code).matches()
                && !CREDIT_CODES.contains(code)
                && !INVOICE_CODES.contains(code)) {
            throw new RuleViolation(InvoicingRule.UNKNOWN_TYPE, code);
        }
        var problems = new ArrayList<FieldProblem>();
        var draft = draft(root, credit, findings(document, credit), problems);
        if (!problems.isEmpty()) {
            throw new RuleViolation(
                    InvoicingRule.UNREADABLE_DOCUMENT,
                    problems,
                    problems.get(0).field() + " " + problems.get(0).message() + ".");
        }
        return draft;
    }

    private static Document parsed(byte[] xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", Integer.toString(DEEPEST));
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXParseException e) {
            throw new RuleViolation(
                    InvoicingRule.UNREADABLE_DOCUMENT,
                    "line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": " + e.getMessage());
        } catch (SAXException | IOException e) {
            throw new RuleViolation(InvoicingRule.UNREADABLE_DOCUMENT, String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java has no safe XML parser", e);
        }
    }

    private static List<String> findings(Document document, boolean credit) {
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
        var texts = new ArrayList<String>();
        for (IError error : errors) {
            if (error.isError() && texts.size() < MOST_FINDINGS) {
                var text = error.getErrorText(Locale.ENGLISH);
                texts.add(text == null ? "the schema is broken" : text.replaceFirst("^cvc-[^:]+: ", ""));
            }
        }
        return texts;
    }

    private static InvoiceDraft draft(Node root, boolean credit, List<String> findings, List<FieldProblem> problems) {
        var values = new Values(problems);
        var rates = ratesByCategory(root, values);
        var seller = root.child("AccountingSupplierParty").child("Party");
        var totals = root.child("LegalMonetaryTotal");
        var code = root.child("InvoiceTypeCode").text();
        var type =
                credit || (code != null && CREDIT_CODES.contains(code)) ? InvoiceType.CREDIT_NOTE : InvoiceType.INVOICE;
        var lines = new ArrayList<InvoiceDraft.Line>();
        for (var line : root.children(credit ? "CreditNoteLine" : "InvoiceLine").toList()) {
            lines.add(line(line, lines.size(), credit, type, rates, values));
        }
        var adjustments = root.children("AllowanceCharge")
                .map(one -> adjustment(one, rates, values))
                .toList();
        var due = Stream.of(root.child("DueDate"), root.child("PaymentMeans").child("PaymentDueDate"))
                .map(node -> values.date(node, "DueDate"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        var currency = root.child("DocumentCurrencyCode").text();
        return new InvoiceDraft(
                null,
                new InvoiceDraft.Seller(
                        seller.children("PartyTaxScheme")
                                .map(scheme -> scheme.child("CompanyID").text())
                                .filter(Objects::nonNull)
                                .toList(),
                        Stream.of(
                                        seller.child("PartyName").child("Name").text(),
                                        seller.child("PartyLegalEntity")
                                                .child("RegistrationName")
                                                .text(),
                                        seller.child("PartyTaxScheme")
                                                .child("RegistrationName")
                                                .text())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList(),
                        Stream.of(
                                        seller.child("EndpointID").text(),
                                        seller.child("Contact")
                                                .child("ElectronicMail")
                                                .text())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList()),
                root.child("ID").text(),
                type,
                values.date(root.child("IssueDate"), "IssueDate"),
                due,
                currency == null ? totals.child("PayableAmount").attribute("currencyID") : currency,
                root.child("OrderReference").child("ID").text(),
                root.child("BillingReference")
                        .child("InvoiceDocumentReference")
                        .child("ID")
                        .text(),
                root.child("PaymentMeans")
                        .child("PayeeFinancialAccount")
                        .child("ID")
                        .text(),
                lines,
                adjustments,
                sum(adjustments, false),
                sum(adjustments, true),
                values.decimal(totals.child("TaxExclusiveAmount"), "LegalMonetaryTotal/TaxExclusiveAmount"),
                taxTotal(root, currency, values),
                values.decimal(totals.child("TaxInclusiveAmount"), "LegalMonetaryTotal/TaxInclusiveAmount"),
                values.decimal(totals.child("PrepaidAmount"), "LegalMonetaryTotal/PrepaidAmount"),
                values.decimal(totals.child("PayableRoundingAmount"), "LegalMonetaryTotal/PayableRoundingAmount"),
                values.decimal(totals.child("PayableAmount"), "LegalMonetaryTotal/PayableAmount"),
                findings);
    }

    private static InvoiceDraft.Line line(
            Node line, int index, boolean credit, InvoiceType type, Map<String, BigDecimal> rates, Values values) {
        var path = (credit ? "CreditNoteLine[" : "InvoiceLine[") + index + "]/";
        var quantity = line.child(credit ? "CreditedQuantity" : "InvoicedQuantity");
        var item = line.child("Item");
        var price = line.child("Price");
        var reference = line.child("OrderLineReference");
        var taken = BigDecimal.ZERO;
        for (var one : line.children("AllowanceCharge").toList()) {
            var amount = values.decimal(one.child("Amount"), path + "AllowanceCharge/Amount");
            if (amount != null) {
                taken = isCharge(one) ? taken.subtract(amount) : taken.add(amount);
            }
        }
        var name = item.child("Name").text();
        return new InvoiceDraft.Line(
                line.child("ID").text(),
                reference.child("OrderReference").child("ID").text(),
                reference.child("LineID").text(),
                item.child("BuyersItemIdentification").child("ID").text(),
                item.child("SellersItemIdentification").child("ID").text(),
                shortened(name == null ? item.child("Description").text() : name, 2000),
                // A credit that names no quantity is for the price: nothing of the goods is taken back (R16).
                quantity.text() == null
                        ? type == InvoiceType.CREDIT_NOTE ? null : BigDecimal.ONE
                        : values.decimal(quantity, path + "Quantity"),
                quantity.attribute("unitCode"),
                values.decimal(price.child("PriceAmount"), path + "Price/PriceAmount"),
                values.decimal(price.child("BaseQuantity"), path + "Price/BaseQuantity"),
                taken.signum() == 0 ? null : taken,
                values.decimal(line.child("LineExtensionAmount"), path + "LineExtensionAmount"),
                Stream.of(
                                item.child("ClassifiedTaxCategory"),
                                line.child("TaxTotal").child("TaxSubtotal").child("TaxCategory"))
                        .map(category -> rate(category, rates, values))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private static InvoiceDraft.Adjustment adjustment(Node node, Map<String, BigDecimal> rates, Values values) {
        var amount = values.decimal(node.child("Amount"), "AllowanceCharge/Amount");
        return new InvoiceDraft.Adjustment(
                isCharge(node),
                amount == null ? BigDecimal.ZERO : amount,
                rate(node.child("TaxCategory"), rates, values),
                shortened(node.child("AllowanceChargeReason").text(), 200));
    }

    private static @Nullable String shortened(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }

    private static boolean isCharge(Node node) {
        var indicator = node.child("ChargeIndicator").text();
        return "true".equals(indicator) || "1".equals(indicator);
    }

    private static @Nullable BigDecimal sum(List<InvoiceDraft.Adjustment> adjustments, boolean charges) {
        return adjustments.stream()
                .filter(one -> one.charge() == charges)
                .map(InvoiceDraft.Adjustment::amount)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    /** The rates that the document's own tax table names, for lines that give only the category. */
    private static Map<String, BigDecimal> ratesByCategory(Node root, Values values) {
        var rates = new HashMap<String, BigDecimal>();
        var ambiguous = new ArrayList<String>();
        root.children("TaxTotal")
                .flatMap(total -> total.children("TaxSubtotal"))
                .map(subtotal -> subtotal.child("TaxCategory"))
                .forEach(category -> {
                    var id = category.child("ID").text();
                    var percent = values.decimal(category.child("Percent"), "TaxTotal/TaxSubtotal/TaxCategory/Percent");
                    if (id != null && percent != null) {
                        var before = rates.put(id, percent);
                        if (before != null && before.compareTo(percent) != 0) {
                            ambiguous.add(id);
                        }
                    }
                });
        ambiguous.forEach(rates::remove);
        return rates;
    }

    private static @Nullable BigDecimal rate(Node category, Map<String, BigDecimal> rates, Values values) {
        var percent = values.decimal(category.child("Percent"), "TaxCategory/Percent");
        var id = category.child("ID").text();
        return percent == null && id != null ? rates.get(id) : percent;
    }

    /** Total tax in the document's currency; a second total in the tax currency is for the tax office only. */
    private static @Nullable BigDecimal taxTotal(Node root, @Nullable String currency, Values values) {
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

    /** Reads numbers and dates, and notes those that are none. */
    private record Values(List<FieldProblem> problems) {

        @Nullable
        BigDecimal decimal(Node node, String path) {
            var text = node.text();
            if (text == null) {
                return null;
            }
            if (text.matches("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})")) {
                return new BigDecimal(text);
            }
            problems.add(new FieldProblem(path, "is no decimal number: \"" + text + "\""));
            return null;
        }

        @Nullable
        LocalDate date(Node node, String path) {
            var text = node.text();
            if (text == null) {
                return null;
            }
            try {
                return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            } catch (DateTimeException e) {
                problems.add(new FieldProblem(path, "is no date: \"" + text + "\""));
                return null;
            }
        }
    }

    /** An element, or the absence of one: a path can be followed without asking at every step. */
    private static final class Node {

        private final @Nullable Element element;

        Node(@Nullable Element element) {
            this.element = element;
        }

        Node child(String name) {
            return children(name).findFirst().orElseGet(() -> new Node(null));
        }

        Stream<Node> children(String name) {
            var found = Stream.<Node>builder();
            if (element != null) {
                for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child instanceof Element one
                            && name.equals(one.getLocalName())
                            && one.getNamespaceURI() != null
                            && one.getNamespaceURI().startsWith(UBL)) {
                        found.add(new Node(one));
                    }
                }
            }
            return found.build();
        }

        @Nullable
        String text() {
            if (element == null) {
                return null;
            }
            var text = element.getTextContent().strip().replaceAll("\\s+", " ");
            return text.isEmpty() ? null : text;
        }

        @Nullable
        String attribute(String name) {
            return element == null || element.getAttribute(name).isBlank()
                    ? null
                    : element.getAttribute(name).strip();
        }
    }

    /** Nothing is printed, nothing is forgiven. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
