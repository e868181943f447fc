package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UblReaderTests {

    private static final Path SHARED = Path.of("..", "shared", "data");

    @Test
    @DisplayName("A UBL 2.0 invoice without document currency and gross total is read as it is")
    void readsUbl20() throws IOException {
        var draft = read(example("ubl20-beeswax.xml"));
        assertThat(draft.number()).isEqualTo("B00012");
        assertThat(draft.type()).isEqualTo(InvoiceType.INVOICE);
        assertThat(draft.currency()).isEqualTo("GBP");
        assertThat(draft.purchaseOrder()).isEqualTo("ORDER-NUMBER");
        assertThat(draft.dueDate()).isEqualTo("2026-04-01");
        assertThat(draft.allowances()).isEqualByComparingTo("10.00");
        assertThat(draft.netTotal()).isEqualByComparingTo("90.00");
        assertThat(draft.taxTotal()).isEqualByComparingTo("17.50");
        assertThat(draft.grossTotal()).isNull();
        assertThat(draft.payable()).isEqualByComparingTo("107.50");
        assertThat(draft.findings()).isEmpty();
        assertThat(draft.lines()).hasSize(1);
        var line = draft.lines().get(0);
        assertThat(line.line()).isEqualTo("A");
        assertThat(line.orderLine()).isEqualTo("1");
        assertThat(line.quantity()).isEqualByComparingTo("100");
        assertThat(line.unit()).isEqualTo("KGM");
        assertThat(line.taxRate()).isEqualByComparingTo("17.5");
    }

    @Test
    @DisplayName("A credit note is one by its document, and by its code in an invoice document")
    void readsCreditNotes() throws IOException {
        var credit = read(example("credit-note.xml"));
        assertThat(credit.type()).isEqualTo(InvoiceType.CREDIT_NOTE);
        assertThat(credit.precedingInvoice()).isEqualTo("987654");
        assertThat(credit.lines().get(0).quantity()).isEqualByComparingTo("1");
        var coded = text("ubl21-book.xml").replace(">380<", ">381<");
        assertThat(read(coded.getBytes(StandardCharsets.UTF_8)).type()).isEqualTo(InvoiceType.CREDIT_NOTE);
    }

    @Test
    @DisplayName("What breaks the schema but can be read is a finding and no refusal")
    void findings() throws IOException {
        var odd = text("ubl21-book.xml").replace("<cbc:IssueDate>2026-03-01</cbc:IssueDate>", "");
        var draft = read(odd.getBytes(StandardCharsets.UTF_8));
        assertThat(draft.findings())
                .isNotEmpty()
                .anySatisfy(finding -> assertThat(finding.text()).contains("IssueDate"));
        assertThat(draft.payable()).isEqualByComparingTo("12.60");
    }

    @Test
    @DisplayName("A DOCTYPE, an unreadable figure and broken XML are refused with what is wrong")
    void refusals() throws IOException {
        var doctype = text("ubl21-book.xml")
                .replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
        assertThatThrownBy(() -> read(doctype.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("DOCTYPE");
        var figure = text("ubl21-book.xml").replace(">0.82<", ">0,82<");
        assertThatThrownBy(() -> read(figure.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("0,82");
        assertThatThrownBy(() -> read("<a><b></a>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> read(("<a>".repeat(100) + "</a>".repeat(100)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    @DisplayName("Every UBL invoice and credit note that others wrote is read without a finding")
    void readsWhatOthersWrote() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "no documents of others are at hand");
        List<Path> files;
        try (Stream<Path> all = Files.walk(SHARED)) {
            files = all.filter(file -> file.toString().matches(".*(ubl\\.xml|UBL-(Invoice|CreditNote)-.*\\.xml)"))
                    .filter(file -> !isSelfBilled(file))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty().allSatisfy(file -> {
            var draft = read(Files.readAllBytes(file));
            assertThat(draft.number()).isNotBlank();
            assertThat(draft.currency()).hasSize(3);
            assertThat(draft.payable()).isNotNull();
            assertThat(draft.findings()).isEmpty();
            assertThat(draft.lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.netAmount()).isNotNull());
            if (!file.getFileName().toString().startsWith("UBL-")) {
                // These claim the rules of EN 16931: their figures agree with themselves.
                var report = new Matching(draft, Map.of(), MatchExamples.GOODS, null, Set.of(), false).match();
                assertThat(report.differences())
                        .extracting(Difference::type)
                        .containsExactly(ExceptionType.UNKNOWN_ORDER);
            }
        });
    }

    @Test
    @DisplayName("R18, R21: what the buyer bills itself is refused in words, and is neither invoice nor credit note")
    void selfBillingIsRefused() throws IOException {
        for (var code : List.of("389", "261", "527", "471", "473", "500", "501", "502")) {
            var own = text("ubl21-book.xml").replace(">380<", ">" + code + "<");
            assertThatThrownBy(() -> read(own.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(RuleViolation.class)
                    .hasMessageContaining("self-billing document (type " + code + ")");
        }
        for (var code : List.of("262", "296", "308", "503", "381")) {
            var credited = text("ubl21-book.xml").replace(">380<", ">" + code + "<");
            assertThat(read(credited.getBytes(StandardCharsets.UTF_8)).type()).isEqualTo(InvoiceType.CREDIT_NOTE);
        }
        for (var code : List.of("325", "9", "3800")) {
            var other = text("ubl21-book.xml").replace(">380<", ">" + code + "<");
            assertThatThrownBy(() -> read(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(RuleViolation.class)
                    .hasMessageContaining("Type " + code + " (UNTDID 1001)");
        }
        var credit = text("credit-note.xml")
                .replaceFirst(
                        "(<cbc:IssueDate>[^<]*</cbc:IssueDate>)",
                        "$1<cbc:CreditNoteTypeCode>261</cbc:CreditNoteTypeCode>");
        assertThatThrownBy(() -> read(credit.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("self-billing");
    }

    @Test
    @DisplayName("The self-billed documents that others wrote are refused in words")
    void selfBillingOfOthersIsRefused() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "no documents of others are at hand");
        try (Stream<Path> all = Files.walk(SHARED)) {
            var own = all.filter(file -> file.toString().endsWith("ubl.xml"))
                    .filter(UblReaderTests::isSelfBilled)
                    .toList();
            assertThat(own)
                    .hasSize(2)
                    .allSatisfy(file -> assertThatThrownBy(() -> read(Files.readAllBytes(file)))
                            .isInstanceOf(RuleViolation.class)
                            .hasMessageContaining("the buyer writes it"));
        }
    }

    private static boolean isSelfBilled(Path file) {
        try {
            return Files.readString(file).contains("InvoiceTypeCode>389<");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvoiceDraft read(byte[] xml) {
        return UblReader.read(InvoiceXml.parse(xml));
    }

    private static byte[] example(String name) throws IOException {
        try (var stream = UblReaderTests.class.getResourceAsStream("/invoices/" + name)) {
            return stream.readAllBytes();
        }
    }

    private static String text(String name) throws IOException {
        return new String(example(name), StandardCharsets.UTF_8);
    }
}
