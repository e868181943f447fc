package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.countersign.approval.PolicyReason;
import org.countersign.invoicing.ExceptionType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class FormLanguageTests {

    private static final List<String> SHOWN = List.of("label", "description", "text", "content", "placeholder");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FormLanguage language = new FormLanguage(JSON, texts());

    @Test
    @DisplayName("Every phrase of every shipped form is there in German")
    void everyPhraseIsTranslated() throws IOException {
        var german = JSON.readTree(Files.readString(Path.of("src/main/resources/texts/forms_de.json")));
        var phrases = new TreeSet<String>();
        try (var files = Files.list(Path.of("forms"))) {
            for (var file : files.toList()) {
                collect(JSON.readTree(Files.readString(file)), phrases);
            }
        }
        assertThat(phrases).contains("Your decision", "{{viewRequester}} is told, with your reason.");
        assertThat(phrases)
                .allSatisfy(phrase -> assertThat(german.has(phrase))
                        .as("forms_de.json has %s", phrase)
                        .isTrue());
    }

    @Test
    @DisplayName(
            "Labels, sentences between tags and texts in expressions are said in German, values and addresses stay")
    void formsAreTranslatedPhraseByPhrase() throws JsonProcessingException {
        var form = """
            {"components": [{"type": "group", "components": [
              {"type": "html", "content": "<table><tr><th>Requester</th><td>{{viewRequester}}</td></tr></table>{{#loop viewLines}}<p>Lines</p>{{/loop}}"},
              {"key": "comment", "label": "=if decision = \\"reject\\" then \\"Reason (needed)\\" else \\"Comment (optional)\\""},
              {"key": "decision", "label": "Your decision", "values": [{"label": "Approve", "value": "approve"}, {"label": "Something of an analyst's own", "value": "other"}]}
            ]}]}
            """;
        var said = language.form(form, Locale.GERMAN);
        assertThat(said)
                .contains(
                        "<th>Anforderer</th><td>{{viewRequester}}</td>",
                        "{{#loop viewLines}}<p>Positionen</p>{{/loop}}")
                .contains("if decision = \\\"reject\\\" then \\\"Begründung (nötig)\\\" else \\\"Bemerkung"
                        + " (freiwillig)\\\"")
                .contains("\"label\":\"Freigeben\",\"value\":\"approve\"", "Something of an analyst's own");
    }

    @Test
    @DisplayName(
            "What tables of a form say is said in German where it is a phrase, and stays where it is somebody's own"
                    + " word")
    void shownValuesAreTranslated() throws JsonProcessingException {
        var said = language.variables("""
            {"viewTotalNote": {"type": "String", "value": "net of tax"},
             "viewTitle": {"type": "String", "value": "Chairs"},
             "viewFacts": {"type": "Json", "value": "[{\\"label\\":\\"Cost centre\\",\\"value\\":\\"CC-1\\"}]"}}
            """, Map.of(), Locale.GERMAN);
        assertThat(said).contains("ohne Steuer", "Chairs", "Kostenstelle", "CC-1");
    }

    @Test
    @DisplayName("What a task explains is said in German, in a text and in a table")
    void explanationsAreTranslated() throws JsonProcessingException {
        var reason = PolicyReason.of("rule_financeFrom10k", "From 10,000.00 a finance officer approves");
        var said = language.variables("""
            {"viewReason": {"type": "String", "value": "From 10,000.00 a finance officer approves"},
             "viewOthers": {"type": "Json", "value": "[{\\"explanation\\":\\"From 10,000.00 a finance officer approves\\"}]"}}
            """, Map.of(reason.english(), reason), Locale.GERMAN);
        assertThat(said)
                .contains("Ab 10.000,00 gibt die Finanzabteilung frei", "explanation\\\":\\\"Ab 10.000,00")
                .doesNotContain("finance officer");
    }

    @Test
    @DisplayName(
            "Figures, units, days and moments are written as German readers write them, and nothing else is touched")
    void figuresAreWrittenInGerman() throws JsonProcessingException {
        var said = language.variables("""
            {"viewTotal": {"type": "String", "value": "12,345.50 EUR"},
             "viewNumber": {"type": "String", "value": "2026-1,000.5"},
             "viewTitle": {"type": "String", "value": "12 chairs at 3 desks"},
             "viewLines": {"type": "Json", "value": "[{\\"quantity\\":\\"1,250.5 each\\",\\"price\\":\\"0.25\\",\\"ordered\\":\\"10 litre at 1.00\\",\\"at\\":\\"1 Nov 2026, 09:05\\",\\"due\\":\\"21 Nov 2026\\"}]"}}
            """, Map.of(), Locale.GERMAN);
        assertThat(said)
                .contains("12.345,50 EUR", "2026-1,000.5", "12 chairs at 3 desks")
                .contains("1.250,5 Stück", "0,25", "10 Liter zu 1,00", "01.11.2026, 09:05", "21.11.2026");
    }

    @Test
    @DisplayName("A phrase with names and numbers in it is said in German, and a sentence of somebody's own is not")
    void phrasesWithPartsAreTranslated() throws JsonProcessingException {
        var said = language.variables("""
            {"viewTitle": {"type": "String", "value": "Pay 4711 of Bolts of $1 & Co"},
             "viewNote": {"type": "String", "value": "Ada Poe looked at it before."},
             "viewBeyond": {"type": "String", "value": "Invoice 4711 of Bolts goes beyond its order"},
             "viewReason": {"type": "String", "value": "We pay 4711 of Bolts"}}
            """, Map.of(), Locale.GERMAN);
        assertThat(said)
                .contains(
                        "\"4711 von Bolts of $1 & Co bezahlen\"",
                        "\"Ada Poe hat es sich schon angesehen.\"",
                        "\"Rechnung 4711 von Bolts geht über ihre Bestellung hinaus\"",
                        "\"We pay 4711 of Bolts\"");
    }

    @Test
    @DisplayName("Every kind of difference has its name in German")
    void everyDifferenceIsNamed() throws JsonProcessingException {
        for (var type : ExceptionType.values()) {
            var given =
                    JSON.writeValueAsString(Map.of("viewException", Map.of("type", "String", "value", type.label())));
            assertThat(language.variables(given, Map.of(), Locale.GERMAN))
                    .as(type.label())
                    .doesNotContain(type.label());
        }
    }

    private static MessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames("texts/models", "texts/rules", "texts/units");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    private static void collect(JsonNode node, TreeSet<String> phrases) {
        if (node.isObject()) {
            SHOWN.forEach(name -> {
                if (node.path(name).isTextual()) {
                    FormLanguage.phrasesOf(node.path(name).asText()).stream()
                            .filter(phrase -> !phrase.matches("[a-z][A-Za-z]*"))
                            .forEach(phrases::add);
                }
            });
        }
        node.forEach(child -> collect(child, phrases));
    }
}
