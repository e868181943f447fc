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
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormLanguageTests {

    private static final List<String> SHOWN = List.of("label", "description", "text", "content", "placeholder");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FormLanguage language = new FormLanguage(JSON);

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
                .contains(
                        "if decision = \\\"reject\\\" then \\\"Begründung (nötig)\\\" else \\\"Bemerkung (freiwillig)\\\"")
                .contains("\"label\":\"Freigeben\",\"value\":\"approve\"", "Something of an analyst's own");
    }

    @Test
    @DisplayName(
            "What tables of a form say is said in German where it is a phrase, and stays where it is somebody's own word")
    void shownValuesAreTranslated() throws JsonProcessingException {
        var said = language.variables("""
                {"viewTotalNote": {"type": "String", "value": "net of tax"},
                 "viewTitle": {"type": "String", "value": "Chairs"},
                 "viewFacts": {"type": "Json", "value": "[{\\"label\\":\\"Cost centre\\",\\"value\\":\\"CC-1\\"}]"}}
                """, Locale.GERMAN);
        assertThat(said).contains("ohne Steuer", "Chairs", "Kostenstelle", "CC-1");
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
