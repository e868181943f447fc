package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.purchasing.PurchaseOrderExamples.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierExamples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrderPdfTests {

    private final OrderPdf pdf = DispatchExamples.pdf();

    @Test
    void anOrderOfOneLineFitsOnOnePageAndSaysEverything() throws IOException {
        var printed = print(PurchaseOrderExamples.ofOneLine());

        assertThat(printed.pages()).isEqualTo(1);
        assertThat(printed.text())
                .contains("Example Works GmbH", "Purchase order PO-2026-000017", "2 March 2026", "16 March 2026")
                .contains("Grüne Möbel & Söhne OG", "Straße des Ersten Mai 7", "1020 Wien", "Austria")
                .contains("2 % discount within 10 days, 30 days net", "REQ-2026-000042", "S-1001")
                .contains("CHAIR-1", "Office chair, swivel", "12 each", "249.90", "19 %", "2,998.80")
                .contains("Tax 19 % on 2,998.80", "569.77", "3,568.57")
                .contains("Page 1 of 1", "Tax ID DE123456789");
    }

    @Test
    void manyLinesRunOverPagesWithTheTableHeadOnEach() throws IOException {
        var printed = print(PurchaseOrderExamples.ofLines(60));

        assertThat(printed.pages()).isGreaterThan(2);
        assertThat(printed.text().split("Unit price", -1)).hasSizeGreaterThanOrEqualTo(printed.pages());
        assertThat(printed.text())
                .contains("Page 1 of " + printed.pages(), "Page " + printed.pages() + " of " + printed.pages())
                .contains("1,250.5 m", "0.4375", "7.5 hour", "100 kg")
                .contains("Hall 4, gate 2, Musterweg 14, 20095 Hamburg");
    }

    @Test
    @DisplayName("A German supplier gets the order in German, dates and figures too")
    void aGermanSupplierGetsItInGerman() throws IOException {
        var german = SupplierExamples.abroad("de");
        Files.createDirectories(Path.of("target/documents"));
        Files.write(Path.of("target/documents/order-de.pdf"), pdf.write(PurchaseOrderExamples.ofLines(6), german));
        var printed = print(PurchaseOrderExamples.ofOneLine(), german);

        assertThat(printed.text())
                .contains("Bestellung PO-2026-000017", "Bestelldatum 2. März 2026", "Österreich")
                .contains("2 % Skonto innerhalb von 10 Tagen, 30 Tage netto")
                .contains("12 Stück", "249,90", "2.998,80", "Umsatzsteuer 19 % auf 2.998,80", "3.568,57")
                .contains("Seite 1 von 1", "USt-IdNr. DE123456789")
                .doesNotContain("Page", "Total", "each", "March");
        assertThat(printed.pages()).isEqualTo(1);
    }

    @Test
    void longTextsAndForeignLettersArePrinted() throws IOException {
        var printed = print(longAndForeign());

        assertThat(printed.text())
                .contains("Ελληνικά", "Кириллица", "Łódź", "€ 5", "ABCDEFGHIJ")
                .doesNotContain("#");
    }

    @Test
    void theSameOrderGivesTheSameBytes() {
        assertThat(pdf.write(PurchaseOrderExamples.ofLines(5), SupplierExamples.abroad()))
                .isEqualTo(pdf.write(PurchaseOrderExamples.ofLines(5), SupplierExamples.abroad()));
    }

    @Test
    @DisplayName("Fonts that served another order leave nothing of it, in orders written at the same moment too")
    void ordersWrittenAtTheSameMomentDoNotMix() {
        var foreign = DispatchExamples.pdf().write(longAndForeign(), SupplierExamples.abroad());
        var plain = DispatchExamples.pdf().write(PurchaseOrderExamples.ofLines(5), SupplierExamples.abroad());

        var again = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> i % 3 == 0
                        ? Arrays.equals(pdf.write(longAndForeign(), SupplierExamples.abroad()), foreign)
                        : Arrays.equals(pdf.write(PurchaseOrderExamples.ofLines(5), SupplierExamples.abroad()), plain))
                .toList();

        assertThat(again).containsOnly(true);
    }

    static PurchaseOrder longAndForeign() {
        return PurchaseOrderExamples.of(
                "Ersatzteile für die Prüfstände in Łódź, Θεσσαλονίκη und Санкт-Петербург: ein sehr langer Betreff, der über"
                        + " mehr als eine Zeile läuft",
                "Werk 2, Tor 7, Annahme nur von 7 bis 15 Uhr, bitte vorher anrufen, Industriestraße 140a, 22113 Hamburg",
                line(
                        "A-VERY-LONG-ITEM-NUMBER-WITHOUT-A-BREAK-0123456789",
                        "Ελληνικά, Кириллица, Łódź, € 5. " + "A long description of what is ordered. ".repeat(11),
                        "1234567.123456",
                        "KGM",
                        "1234.12345678",
                        "19",
                        3),
                line(null, "ABCDEFGHIJ".repeat(40), "1", "XYZ", "0.00000001", "7", 400),
                line("L-3", "<b>Not bold</b> & \"quoted\"", "1", "EA", "0", "0", 3));
    }

    private Printed print(PurchaseOrder order) throws IOException {
        return print(order, SupplierExamples.abroad());
    }

    private Printed print(PurchaseOrder order, Supplier supplier) throws IOException {
        try (var document = Loader.loadPDF(pdf.write(order, supplier))) {
            return new Printed(
                    document.getNumberOfPages(),
                    new PDFTextStripper().getText(document).replaceAll("\\s+", " "));
        }
    }

    private record Printed(int pages, String text) {}
}
