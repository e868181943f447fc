package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class InvoiceDocumentsTests {

    private static final Path SHARED = Path.of("..", "shared", "data");
    private static final Measuring READER = new Measuring(new EInvoiceRules());

    /** What a document claims to keep is another claim in each format, and so is what is wrong with it. */
    private static final RecursiveComparisonConfiguration SAME = RecursiveComparisonConfiguration.builder()
            .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
            .withIgnoredFields("findings", "references.customization")
            .build();

    @Test
    @DisplayName("The same invoice as UBL, CII and Factur-X is the same invoice, to the last field")
    void threeFormsAreOneInvoice() throws IOException {
        var ubl = READER.read(example("ubl21-book.xml"));
        var cii = READER.read(example("cii-book.xml"));
        var pdf = READER.read(HybridPdf.of("factur-x.xml", example("cii-book.xml"))
                .with("notes.pdf", new byte[10])
                .bytes());
        var other = READER.read(
                HybridPdf.of("Rechnung.XML", example("ubl21-book.xml")).bytes());
        assertThat(ubl.findings()).isEmpty();
        assertThat(cii.findings()).isEmpty();
        assertThat(cii).usingRecursiveComparison(SAME).isEqualTo(ubl);
        assertThat(pdf).isEqualTo(cii);
        assertThat(other).isEqualTo(ubl);
    }

    @Test
    @DisplayName("Why something is charged or taken off is read with its code from UBL and CII, and said in words")
    void reasonsAreRead() throws IOException {
        var ubl = text("ubl21-book.xml")
                .replaceFirst(
                        "(?=<cac:TaxTotal>)",
                        "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>"
                                + "<cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode>"
                                + "<cbc:Amount currencyID=\"EUR\">5.00</cbc:Amount></cac:AllowanceCharge>"
                                + "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
                                + "<cbc:AllowanceChargeReasonCode>95</cbc:AllowanceChargeReasonCode>"
                                + "<cbc:AllowanceChargeReason>For old friends</cbc:AllowanceChargeReason>"
                                + "<cbc:Amount currencyID=\"EUR\">2.00</cbc:Amount></cac:AllowanceCharge>");
        var cii = text("cii-book.xml")
                .replace(
                        "      <ram:SpecifiedTradePaymentTerms>",
                        adjusted("true", "5.00", "<ram:ReasonCode>FC</ram:ReasonCode>")
                                        .replace("<ram:Reason>Why</ram:Reason>", "")
                                + adjusted("false", "2.00", "<ram:ReasonCode>95</ram:ReasonCode>")
                                        .replace(">Why<", ">For old friends<")
                                + "      <ram:SpecifiedTradePaymentTerms>");
        var read = READER.read(ubl.getBytes(StandardCharsets.UTF_8)).adjustments();
        assertThat(CiiReader.read(InvoiceXml.parse(cii.getBytes(StandardCharsets.UTF_8)))
                        .adjustments())
                .isEqualTo(read);
        assertThat(read).extracting(InvoiceDraft.Adjustment::reasonCode).containsExactly("FC", "95");
        assertThat(read).extracting(one -> one.why().english()).containsExactly("Freight service", "For old friends");
        assertThat(new InvoiceDraft.Adjustment(false, BigDecimal.ONE, null, null, "FC")
                        .why()
                        .english())
                .as("freight is no allowance: what no list has is told as it is")
                .isEqualTo("FC");
    }

    @Test
    @DisplayName(
            "CII: allowances, freight, price base, tax currency, group lines, several accounts and order lines are read")
    void readsWhatCiiCanSay() throws IOException {
        var xml = text("cii-book.xml")
                .replace(
                        "<ram:ChargeAmount>11.7800</ram:ChargeAmount>",
                        "<ram:ChargeAmount>1178</ram:ChargeAmount><ram:BasisQuantity unitCode=\"XPP\">100</ram:BasisQuantity>")
                .replace(
                        "<ram:SpecifiedLineTradeAgreement>",
                        "<ram:SpecifiedLineTradeAgreement><ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO-2</ram:IssuerAssignedID>"
                                + "<ram:LineID>3</ram:LineID></ram:BuyerOrderReferencedDocument>")
                .replace(
                        "        <ram:SpecifiedTradeSettlementLineMonetarySummation>",
                        adjusted("false", "0.30", "")
                                + adjusted("true", "0.10", "")
                                + "        <ram:SpecifiedTradeSettlementLineMonetarySummation>")
                .replace(
                        "      <ram:SpecifiedTradePaymentTerms>",
                        adjusted(
                                        "false",
                                        "2.00",
                                        "<ram:CategoryTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode></ram:CategoryTradeTax>")
                                + "<ram:SpecifiedLogisticsServiceCharge><ram:Description>Freight</ram:Description><ram:AppliedAmount>5.00"
                                + "</ram:AppliedAmount></ram:SpecifiedLogisticsServiceCharge>      <ram:SpecifiedTradePaymentTerms>")
                .replace(
                        "      <ram:ApplicableTradeTax>\n        <ram:CalculatedAmount>",
                        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount><ram:ProprietaryID>4711</ram:ProprietaryID>"
                                + "</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"
                                + "      <ram:ApplicableTradeTax>\n        <ram:CalculatedAmount>")
                .replace(
                        "<ram:TaxTotalAmount currencyID=\"EUR\">",
                        "<ram:TaxTotalAmount currencyID=\"GBP\">0.70</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID=\"EUR\">")
                .replace(
                        "<ram:DuePayableAmount>",
                        "<ram:TotalPrepaidAmount>2.00</ram:TotalPrepaidAmount><ram:RoundingAmount>0.01</ram:RoundingAmount><ram:DuePayableAmount>");
        var draft = CiiReader.read(InvoiceXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
        var line = draft.lines().get(0);
        assertThat(line.priceBaseQuantity()).isEqualByComparingTo("100");
        assertThat(line.purchaseOrder()).isEqualTo("PO-2");
        assertThat(line.orderLine()).isEqualTo("3");
        assertThat(line.lineAllowance()).isEqualByComparingTo("0.20");
        assertThat(draft.allowances()).isEqualByComparingTo("2.00");
        assertThat(draft.charges()).isEqualByComparingTo("5.00");
        assertThat(draft.adjustments().get(0).taxRate()).isEqualByComparingTo("7");
        assertThat(draft.taxTotal()).isEqualByComparingTo("0.82");
        assertThat(draft.prepaid()).isEqualByComparingTo("2.00");
        assertThat(draft.rounding()).isEqualByComparingTo("0.01");
        assertThat(draft.iban()).isEqualTo("DE02100500000024290661");
        assertThat(draft.references().otherIbans()).containsExactly("4711");
        var item = xml.substring(
                xml.indexOf("    <ram:IncludedSupplyChainTradeLineItem>"),
                xml.indexOf("    <ram:ApplicableHeaderTradeAgreement>"));
        var grouped = xml.replace(
                item,
                item.replace(
                                "<ram:LineID>BK300</ram:LineID>",
                                "<ram:LineID>0</ram:LineID><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>")
                        + item);
        assertThat(CiiReader.read(InvoiceXml.parse(grouped.getBytes(StandardCharsets.UTF_8)))
                        .lines())
                .hasSize(1);
    }

    private static String adjusted(String charge, String amount, String tax) {
        return "<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>" + charge
                + "</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>" + amount
                + "</ram:ActualAmount><ram:Reason>Why</ram:Reason>"
                + tax + "</ram:SpecifiedTradeAllowanceCharge>";
    }

    @Test
    @DisplayName(
            "CII: a credit note is one by its code, self-billing is refused in words, and what breaks the schema is a finding")
    void typesAndStructureOfCii() throws IOException {
        assertThat(READER.read(changed("cii-book.xml", ">380<", ">381<")).type())
                .isEqualTo(InvoiceType.CREDIT_NOTE);
        assertThatThrownBy(() -> READER.read(changed("cii-book.xml", ">380<", ">389<")))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("the buyer writes it");
        assertThatThrownBy(() -> READER.read(changed("cii-book.xml", ">20260301<", ">soon<")))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("soon");
        var odd = READER.read(
                changed("cii-book.xml", "<ram:ApplicableHeaderTradeDelivery/>", "<ram:Surprise>1</ram:Surprise>"));
        assertThat(odd.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.rule()).isEqualTo(InvoiceFinding.SCHEMA));
        assertThat(odd.payable()).isEqualByComparingTo("12.60");
    }

    // ---- rules

    @Test
    @DisplayName("A rule that a document claims to keep and breaks is told in words, in English and in German")
    void brokenRulesAreToldInWords() throws IOException {
        for (var file : List.of("ubl21-book.xml", "cii-book.xml")) {
            var draft = READER.read(changed(file, ">0.82<", ">0.92<"));
            assertThat(draft.findings())
                    .extracting(InvoiceFinding::rule)
                    .as(file)
                    .contains("BR-CO-15")
                    .doesNotContain(InvoiceFinding.SCHEMA);
            assertThat(draft.taxTotal()).isEqualByComparingTo("0.92");
            var finding = draft.findings().stream()
                    .filter(one -> one.rule().equals("BR-CO-15"))
                    .findFirst()
                    .orElseThrow();
            assertThat(finding.text())
                    .startsWith("Invoice total amount with VAT")
                    .doesNotContain("[BR-CO-15]");
            assertThat(finding.place()).startsWith("/").doesNotContain("namespace");
            assertThat(finding.explanation().english())
                    .isEqualTo("the total with tax is not the total without tax plus the tax (BR-CO-15)");
            var texts = new ResourceBundleMessageSource();
            texts.setBasename("texts/rules");
            texts.setDefaultEncoding("UTF-8");
            texts.setAlwaysUseMessageFormat(true);
            assertThat(finding.explanation().in(Locale.GERMAN, texts))
                    .isEqualTo("die Summe mit Steuer ist nicht die Summe ohne Steuer plus Steuer (BR-CO-15)");
            assertThat(new InvoiceFinding("BR-XY-1", "Something rare", null)
                            .explanation()
                            .in(Locale.GERMAN, texts))
                    .isEqualTo("Something rare (BR-XY-1)");
            var report = new Matching(draft, Map.of(), MatchExamples.GOODS, null, Set.of(), false).match();
            assertThat(report.differences())
                    .filteredOn(one -> one.type() == ExceptionType.INVALID_DOCUMENT)
                    .singleElement()
                    .satisfies(one -> assertThat(one.explanation().english()).contains("(BR-CO-15)"));
        }
    }

    @Test
    @DisplayName("No document is measured by rules that it does not claim; XRechnung and Peppol only where claimed")
    void onlyWhatIsClaimedIsDemanded() throws IOException {
        for (var claim : List.of(
                "<cbc:CustomizationID>urn:oasis:names:specification:ubl:xpath:Invoice-2.0</cbc:CustomizationID>",
                "<cbc:CustomizationID>urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended</cbc:CustomizationID>")) {
            assertThat(READER.read(text("ubl21-book.xml")
                                    .replaceFirst("<cbc:CustomizationID>.*</cbc:CustomizationID>", claim)
                                    .replace(">0.82<", ">0.92<")
                                    .getBytes(StandardCharsets.UTF_8))
                            .findings())
                    .isEmpty();
        }
        assertThat(rulesOf("#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0")).contains("BR-DE-15", "BR-DE-2");
        assertThat(rulesOf("#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"))
                .contains("DE-R-015", "PEPPOL-EN16931-R010")
                .doesNotContain("BR-DE-15");
        assertThat(rulesOf("#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "cii-book.xml"))
                .contains("BR-DE-15");
        assertThat(rulesOf("")).isEmpty();
    }

    private static Set<String> rulesOf(String claim) throws IOException {
        return rulesOf(claim, "ubl21-book.xml");
    }

    private static Set<String> rulesOf(String claim, String file) throws IOException {
        return READER
                .read(changed(file, "urn:cen.eu:en16931:2017<", "urn:cen.eu:en16931:2017" + claim + "<"))
                .findings()
                .stream()
                .map(InvoiceFinding::rule)
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName(
            "Every constant of a rule is the id of one, and many findings are told by the first five and their number")
    void manyFindings() {
        var findings = Stream.of(FindingStatement.values())
                .skip(3)
                .map(statement -> new InvoiceFinding(statement.name().replace('_', '-'), "As the rule says", null))
                .toList();
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.explanation().english())
                        .endsWith("(" + finding.rule() + ")")
                        .doesNotContain("As the rule says"));
        var draft = InvoiceDraft.builder().currency("EUR").findings(findings).build();
        var report = new Matching(draft, Map.of(), MatchExamples.GOODS, null, Set.of(), false).match();
        assertThat(report.differences().get(0).explanation().english())
                .contains("(BR-05), and ")
                .endsWith(" more.");
    }

    @Test
    @DisplayName(
            "Rules that take too long are given up, in words; what is kept of many findings, and of long texts, is bounded")
    void rulesComeToAnEnd() throws IOException {
        var impatient = new Measuring(new EInvoiceRules(Duration.ZERO));
        var findings = impatient.read(example("ubl21-book.xml")).findings();
        assertThat(impatient.documents().read(example("ubl21-book.xml")).findings())
                .as("who captures waits for no rules")
                .isEmpty();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).explanation().english())
                .isEqualTo("it could not be checked by all rules that it claims to keep");
        var xml = text("ubl21-book.xml");
        var line = xml.substring(xml.indexOf("  <cac:InvoiceLine>"), xml.indexOf("</ubl:Invoice>"));
        var nameless = line.replace("<cbc:Name>Wie man Rechnungen prüft</cbc:Name>", "");
        assertThat(READER.read(xml.replace(line, nameless.repeat(300)).getBytes(StandardCharsets.UTF_8))
                        .findings())
                .hasSize(200);
        assertThat(impatient
                        .read(xml.replace(line, line.repeat(10_001)).getBytes(StandardCharsets.UTF_8))
                        .findings())
                .as("refused for its lines later")
                .isEmpty();
        var allowance = "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
                + "<cbc:Amount currencyID=\"EUR\">0</cbc:Amount></cac:AllowanceCharge>";
        assertThat(new Measuring(new EInvoiceRules(Duration.ofSeconds(2)))
                        .read(xml.replace("<cac:TaxTotal>", allowance.repeat(5_000) + "<cac:TaxTotal>")
                                .getBytes(StandardCharsets.UTF_8))
                        .findings()
                        .get(0)
                        .rule())
                .as("some rules compare each allowance with each other")
                .isEqualTo(InvoiceFinding.UNCHECKED);
        var twice = text("cii-book.xml").replaceFirst("(<ram:GrandTotalAmount>[^<]*</ram:GrandTotalAmount>)", "$1$1");
        assertThat(READER.read(twice.getBytes(StandardCharsets.UTF_8)).findings())
                .as("the schema allows what the rules cannot compare")
                .extracting(InvoiceFinding::rule)
                .containsExactly(InvoiceFinding.UNCHECKED);
        assertThat(XmlNode.shortened("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(XmlNode.shortened("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
    }

    // ---- what is not taken

    @Test
    @DisplayName("What is no invoice is told what is read, and a booking aid without lines is told why it is not taken")
    void otherDocuments() throws IOException {
        for (var other : List.of(
                "<Order/>",
                "<CrossIndustryDocument xmlns=\"urn:ferd:CrossIndustryDocument:invoice:1p0\"/>",
                "<CrossIndustryInvoice xmlns=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:2\"/>")) {
            assertThatThrownBy(() -> READER.read(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnsupportedDocument.class)
                    .hasMessageContaining("UBL 2.x")
                    .hasMessageContaining("CII");
        }
        var xml = text("cii-book.xml");
        var without = xml.replace(
                xml.substring(
                        xml.indexOf("    <ram:IncludedSupplyChainTradeLineItem>"),
                        xml.indexOf("    <ram:ApplicableHeaderTradeAgreement>")),
                "");
        refused(without.getBytes(StandardCharsets.UTF_8), "booking aids");
    }

    @Test
    @DisplayName(
            "A DOCTYPE in CII, too deep, too many elements, too many attachments: 422 in words, and nothing is fetched")
    void xmlBombs() throws IOException {
        var laughs = text("cii-book.xml")
                .replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>")
                .replace(">987654<", ">&b;<");
        refused(laughs.getBytes(StandardCharsets.UTF_8), "DOCTYPE");
        refused(("<a>".repeat(100) + "</a>".repeat(100)).getBytes(StandardCharsets.UTF_8), "");
        refused(("<a>" + "<b/>".repeat(1_000_001) + "</a>").getBytes(StandardCharsets.UTF_8), "1000000 XML elements");
        refused(
                ("<a>" + "<AttachmentBinaryObject/>".repeat(101) + "</a>").getBytes(StandardCharsets.UTF_8),
                "100 attachments");
    }

    @Test
    @DisplayName("A PDF bomb, a locked one, one of too many pages or attachments, a scan: 422 in words")
    void pdfBombs() {
        refused(HybridPdf.bomb(64L << 20, "/FlateDecode"), "unpacks to more than 32 MiB");
        refused(HybridPdf.bomb(64L << 20, "/Flate#44ecode"), "unpacks to more than 32 MiB");
        refused(HybridPdf.bomb(1 << 16, "[/FlateDecode /FlateDecode]"), "read safely");
        refused(HybridPdf.bomb(1 << 16, "/LZWDecode"), "read safely");
        refused(HybridPdf.bomb(1 << 16, "7 0 R"), "read safely");
        refused(HybridPdf.of("factur-x.xml", new byte[11 << 20]).bytes(), "unpacks to more than 10 MiB");
        refused(HybridPdf.of("factur-x.xml", new byte[10]).locked().bytes(), "password");
        refused(HybridPdf.of("factur-x.xml", new byte[10]).lockedBy("secret").bytes(), "password");
        refused(HybridPdf.of("factur-x.xml", new byte[10]).pages(1001).bytes(), "1000 pages");
        var many = HybridPdf.of("factur-x.xml", new byte[10]);
        for (int file = 0; file < 200; file++) {
            many.with("f" + file, new byte[1]);
        }
        refused(many.bytes(), "100 attachments");
        refused(HybridPdf.of("notes.txt", new byte[10]).bytes(), "no e-invoice");
        refused(HybridPdf.of("a.xml", new byte[10]).with("b.xml", new byte[11]).bytes(), "no e-invoice");
        refused(
                ("%PDF-1.7\n" + "/ObjStm /Fl stream\n".repeat(5_001)).getBytes(StandardCharsets.US_ASCII),
                "read safely");
        for (var word : List.of("xref ", "startxref 0 ", "trailer<<>> ", "%%EOF ", "1 0 obj ", "endobj ")) {
            var begun = System.nanoTime();
            refused(
                    ("%PDF-1.7\n" + word.repeat(9_000_000 / word.length())).getBytes(StandardCharsets.US_ASCII),
                    "read safely");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(word).isLessThan(Duration.ofSeconds(15));
        }
        refused("%PDF-1.7\nnothing else".getBytes(StandardCharsets.US_ASCII), "read safely");
        refused("PK\u0003\u0004 a zip".getBytes(StandardCharsets.US_ASCII), "cannot be read as an invoice");
    }

    private static void refused(byte[] document, String words) {
        assertThatThrownBy(() -> READER.read(document))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining(words);
    }

    // ---- what others wrote

    @Test
    @DisplayName("The triples and pairs of others are equal invoices, field by field")
    void whatOthersWroteInSeveralFormsIsEqual() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "no documents of others are at hand");
        int compared = 0;
        for (var ubl : files(".*(\\.ubl|_ubl)\\.xml")) {
            var twins = List.of(
                    ubl.resolveSibling(ubl.getFileName().toString().replace(".ubl.xml", ".cii.xml")),
                    ubl.resolveSibling(ubl.getFileName().toString().replace(".ubl.xml", ".pdf")),
                    ubl.resolveSibling(ubl.getFileName().toString().replace("_ubl.xml", "_uncefact.xml")));
            if (Files.readString(ubl).contains("InvoiceTypeCode>389<")) {
                for (var twin : twins.subList(0, 2)) {
                    refused(Files.readAllBytes(twin), "the buyer writes it");
                }
                continue;
            }
            for (var twin : twins) {
                if (!twin.equals(ubl) && Files.exists(twin)) {
                    var expected = READER.read(Files.readAllBytes(ubl)).toBuilder();
                    if (Files.readString(ubl).contains(">Dummywert<")) {
                        // Its own author filled in what UBL demands and the twin leaves out.
                        expected.purchaseOrder(null);
                    }
                    assertThat(READER.read(Files.readAllBytes(twin)))
                            .as(twin.toString())
                            .usingRecursiveComparison(SAME)
                            .isEqualTo(expected.build());
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(6 * 2 + 11);
    }

    @Test
    @DisplayName("A table says of every document of others: read, totals recomputed equal, findings")
    void tableOfWhatOthersWrote() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "no documents of others are at hand");
        var rows = new ArrayList<String>();
        for (var file : files(".*\\.(xml|pdf)")) {
            rows.add("| " + SHARED.relativize(file) + " | " + rowOf(Files.readAllBytes(file)) + " |");
        }
        var table = Path.of("target", "documents-of-others.md");
        Files.createDirectories(table.getParent());
        Files.writeString(
                table,
                "| document | read | totals recomputed | findings |\n|---|---|---|---|\n" + String.join("\n", rows)
                        + "\n");
        assertThat(rows)
                .filteredOn(row -> !row.contains("oasis-ubl/"))
                .hasSize(46)
                .allMatch(row -> row.contains("| equal |") || row.contains("the buyer writes it"))
                .filteredOn(row -> !row.contains("zugferd-corpus/") || !row.contains(".ubl.xml"))
                .allMatch(row -> row.endsWith("| none |") || row.contains("the buyer writes it"));
    }

    private static String rowOf(byte[] document) {
        try {
            var draft = READER.read(document);
            var report = new Matching(
                            draft.toBuilder().findings(List.of()).build(),
                            Map.of(),
                            MatchExamples.GOODS,
                            null,
                            Set.of(),
                            false)
                    .match();
            var sums = report.differences().stream()
                    .filter(one -> one.type() != ExceptionType.UNKNOWN_ORDER)
                    .map(one -> one.explanation().english())
                    .toList();
            var findings = draft.findings().stream()
                    .map(one -> one.explanation().english())
                    .distinct()
                    .collect(Collectors.joining("; "));
            return draft.type() + " " + draft.number() + ", " + draft.lines().size() + " lines, " + draft.payable()
                    + " "
                    + draft.currency() + " | " + (sums.isEmpty() ? "equal" : "differ: " + String.join(" ", sums))
                    + " | "
                    + (findings.isEmpty() ? "none" : findings);
        } catch (RuleViolation | UnsupportedDocument refusal) {
            return "refused: " + refusal.getMessage() + " | – | –";
        }
    }

    private static List<Path> files(String pattern) throws IOException {
        try (Stream<Path> all = Files.walk(SHARED)) {
            return all.filter(file -> file.toString().matches(pattern)).sorted().toList();
        }
    }

    private static byte[] changed(String name, String from, String to) throws IOException {
        assertThat(text(name)).contains(from);
        return text(name).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a document, and what it claims to keep at once. */
    private record Measuring(InvoiceDocuments documents) {

        Measuring(EInvoiceRules rules) {
            this(new InvoiceDocuments(rules));
        }

        InvoiceDraft read(byte[] document) {
            var draft = documents.read(document);
            return draft.findings().isEmpty() && draft.lines().size() <= InvoiceCapture.MOST_LINES
                    ? draft.toBuilder().findings(documents.broken(document)).build()
                    : draft;
        }
    }

    private static byte[] example(String name) throws IOException {
        try (var stream = InvoiceDocumentsTests.class.getResourceAsStream("/invoices/" + name)) {
            return stream.readAllBytes();
        }
    }

    private static String text(String name) throws IOException {
        return new String(example(name), StandardCharsets.UTF_8);
    }
}
