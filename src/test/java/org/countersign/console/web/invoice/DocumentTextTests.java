package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DocumentTextTests {

    @Test
    void anXmlIsIndentedAndItsLongValuesAreCut() {
        var text = xml("<a:I xmlns:a=\"u\"><a:N>1</a:N><a:D>" + "x".repeat(5000) + "</a:D><a:E/></a:I>");
        assertThat(text)
                .startsWith("<a:I xmlns:a=\"u\">\n  <a:N>1</a:N>\n  <a:D>xxx")
                .contains("… (5000)</a:D>\n  <a:E/>\n</a:I>")
                .hasSizeLessThan(600);
    }

    @Test
    void whatIsNoXmlIsShownAsItIsAndNoEntityIsRead() {
        assertThat(xml("<a>")).isEqualTo("<a>");
        var attack = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        assertThat(xml(attack)).isEqualTo(attack);
    }

    @Test
    void jsonIsIndented() {
        assertThat(DocumentText.of("application/json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .contains("\"a\" : 1");
    }

    @Test
    void whatIsTooLargeIsNotShown() {
        assertThat(DocumentText.of("application/xml", new byte[600 * 1024])).isNull();
        assertThat(xml("<a>" + "<b>1</b>".repeat(60_000) + "</a>")).hasSizeLessThan(121_000);
    }

    @Test
    void whatOthersWroteIsReadable() throws Exception {
        var file = Path.of("..", "shared", "data", "oasis-ubl", "UBL-Invoice-2.1-Example.xml");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no documents of others are at hand");
        assertThat(DocumentText.of("application/xml", Files.readAllBytes(file)))
                .contains("\n  <cbc:ID>")
                .doesNotContain("\n\n");
    }

    private static String xml(String text) {
        return DocumentText.of("application/xml", text.getBytes(StandardCharsets.UTF_8));
    }
}
