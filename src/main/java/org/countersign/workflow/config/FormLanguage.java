package org.countersign.workflow.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;

/**
 * Forms, and what they show, in the reader's language. A form has one language, English; the others are said phrase by
 * phrase, by the English words themselves: where a process analyst changes a phrase, it is shown in English until somebody
 * translates it, and never with words that no longer fit.
 */
final class FormLanguage {

    /** What people read in a form's definition. */
    private static final List<String> SHOWN = List.of("label", "description", "text", "content", "placeholder");

    /** What stands between tags and between the templates' loops and conditions. */
    private static final Pattern PHRASE =
            Pattern.compile("(?:<[^>]*>|\\{\\{[#/][^}]*}})|((?:(?!<|\\{\\{[#/]).)+)", Pattern.DOTALL);

    private static final Pattern PART = Pattern.compile("\\{(\\d)}");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final Map<String, Map<String, String>> phrases = new HashMap<>();
    private final ObjectMapper json;
    private final MessageSource texts;

    FormLanguage(ObjectMapper json, MessageSource texts) {
        this.json = json;
        this.texts = texts;
        phrases.put("de", read("texts/forms_de.json"));
    }

    private Map<String, String> read(String resource) {
        try (var file = new ClassPathResource(resource).getInputStream()) {
            return json.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read", e);
        }
    }

    /** Whether forms are said in this language. */
    boolean speaks(Locale language) {
        return phrases.containsKey(language.getLanguage());
    }

    /** A form's definition, in JSON. @throws JsonProcessingException when it is no JSON */
    String form(String definition, Locale language) throws JsonProcessingException {
        var form = json.readTree(definition);
        translate(form, phrases.getOrDefault(language.getLanguage(), Map.of()));
        return json.writeValueAsString(form);
    }

    /**
     * The variables that a form shows.
     *
     * @param given as the engine's REST API gives them
     * @param explanations what the task explains, by its English
     * @throws JsonProcessingException when it is no JSON
     */
    String variables(String given, Map<String, Explanation> explanations, Locale language)
            throws JsonProcessingException {
        var phraseBook = phrases.getOrDefault(language.getLanguage(), Map.of());
        UnaryOperator<String> known = words -> {
            var explanation = explanations.get(words);
            var phrase = explanation == null ? phrase(words, phraseBook, language) : explanation.in(language, texts);
            return phrase == null ? Figures.in(words, language) : phrase;
        };
        var variables = json.readTree(given);
        for (var variable : variables) {
            if (variable instanceof ObjectNode named && named.path("value") instanceof TextNode value) {
                named.put("value", shown(value.asText(), named.path("type").asText(), known));
            } else if (variable.path("value") instanceof ArrayNode table) {
                say(table, known);
            }
        }
        return json.writeValueAsString(variables);
    }

    /** A phrase of the book, or one whose numbered parts are names and numbers. */
    private static @Nullable String phrase(String words, Map<String, String> phraseBook, Locale language) {
        var known = phraseBook.get(words);
        if (known != null) {
            return known;
        }
        return phraseBook.entrySet().stream()
                .filter(phrase -> phrase.getKey().contains("{0}"))
                .map(phrase -> filled(words, phrase.getKey(), phrase.getValue(), language))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String filled(String words, String phrase, String said, Locale language) {
        var parts = Pattern.compile(
                        PART.splitAsStream(phrase).map(Pattern::quote).collect(Collectors.joining("(.+?)"))
                                + (phrase.endsWith("}") ? "(.+)" : ""))
                .matcher(words);
        return parts.matches()
                ? PART.matcher(said)
                        .replaceAll(part -> Matcher.quoteReplacement(
                                Figures.in(parts.group(Integer.parseInt(part.group(1)) + 1), language)))
                : null;
    }

    private String shown(String value, String type, UnaryOperator<String> known) throws JsonProcessingException {
        if (!type.equalsIgnoreCase("json")) {
            return known.apply(value);
        }
        var table = json.readTree(value);
        say(table, known);
        return json.writeValueAsString(table);
    }

    private static void say(JsonNode table, UnaryOperator<String> known) {
        for (var row : table) {
            if (row instanceof ObjectNode cells) {
                cells.properties().forEach(cell -> {
                    if (cell.getValue() instanceof TextNode text) {
                        cell.setValue(TextNode.valueOf(known.apply(text.asText())));
                    }
                });
            }
        }
    }

    private static void translate(JsonNode node, Map<String, String> known) {
        if (node instanceof ArrayNode list) {
            list.forEach(entry -> translate(entry, known));
        } else if (node instanceof ObjectNode object) {
            for (var name : SHOWN) {
                if (object.path(name) instanceof TextNode text) {
                    object.put(name, said(text.asText(), known));
                }
            }
            object.forEach(child -> translate(child, known));
        }
    }

    private static String said(String text, Map<String, String> known) {
        return text.startsWith("=")
                ? QUOTED.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                "\"" + known.getOrDefault(found.group(1), found.group(1)) + "\""))
                : PHRASE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(phrase(found, known)));
    }

    private static String phrase(MatchResult found, Map<String, String> known) {
        var words = found.group(1);
        if (words == null) {
            return found.group();
        }
        var stripped = words.strip();
        return words.replace(stripped, known.getOrDefault(stripped, stripped));
    }

    /** The phrases of a form, as they are looked up: for the test that all of them are translated. */
    static List<String> phrasesOf(String shown) {
        return shown.startsWith("=")
                ? QUOTED.matcher(shown).results().map(found -> found.group(1)).toList()
                : PHRASE.matcher(shown)
                        .results()
                        .map(found -> found.group(1))
                        .filter(words -> words != null && words.matches("(?s).*\\p{L}.*"))
                        .map(String::strip)
                        .filter(words -> !words.matches("(\\{\\{\\w+}}[^\\p{L}]*)+"))
                        .toList();
    }
}
