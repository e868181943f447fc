package org.countersign.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.countersign.models.FormModel.Line;
import org.countersign.models.FormModel.Option;
import org.countersign.models.FormModel.Part;
import org.countersign.models.FormModel.Said;
import org.countersign.shared.RuleViolation;

/** Reads what a form asks and shows from its file. What it says in HTML is read as text: nothing of it reaches a page as HTML. */
final class FormReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 20;
    private static final int MOST_LINES = 200;

    /** A tag, a variable, something of a template, or words. */
    private static final Pattern PIECE = Pattern.compile(
            "<\\s*(/?)\\s*([A-Za-z][A-Za-z0-9]*)[^>]*>|\\{\\{\\s*([#/]?)([^}]*)}}|([^<{]+|[<{])", Pattern.DOTALL);

    private FormReader() {}

    /** @throws RuleViolation when the file cannot be read */
    static FormModel read(String key, byte[] file) {
        try {
            return new FormModel(key, parts(JSON.readTree(file), 0));
        } catch (JsonProcessingException e) {
            throw new RuleViolation(ModelRule.FILE_UNREADABLE, key, e.getOriginalMessage());
        } catch (IOException e) {
            throw new RuleViolation(ModelRule.FILE_UNREADABLE, key, String.valueOf(e.getMessage()));
        }
    }

    private static List<Part> parts(JsonNode parent, int depth) {
        return depth > DEEPEST
                ? List.of()
                : each(parent.path("components"))
                        .map(component -> part(component, depth))
                        .toList();
    }

    private static Part part(JsonNode component, int depth) {
        var type = component.path("type").asText();
        var source = Stream.of("content", "text")
                .map(name -> component.path(name).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        return new Part(
                component.path("id").asText(),
                type,
                component.path("key").asText(component.path("path").asText("")),
                component.path("label").asText(""),
                component.path("description").asText(""),
                component.path("validate").path("required").asBoolean(),
                component.path("readonly").asBoolean()
                        || component.path("disabled").asBoolean(),
                hidden(component.path("conditional").path("hide").asText("")),
                each(component.path("values"))
                        .map(value -> new Option(
                                value.path("value").asText(),
                                value.path("label").asText(value.path("value").asText())))
                        .toList(),
                component
                        .path("valuesExpression")
                        .asText(component.path("valuesKey").asText("")),
                lines(source),
                component.path("layout").path("columns").asInt(0),
                parts(component, depth + 1));
    }

    private static String hidden(String expression) {
        return expression.startsWith("=") ? expression.substring(1).strip() : expression.strip();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** HTML or Markdown with places for variables, as lines; what is bold at the beginning of a line is its head. */
    static List<Line> lines(String source) {
        var writer = new Lines();
        var piece = PIECE.matcher(source);
        while (piece.find()) {
            if (piece.group(2) != null) {
                writer.tag(
                        piece.group(2).toLowerCase(Locale.ROOT), !piece.group(1).isEmpty());
            } else if (piece.group(4) != null) {
                writer.template(piece.group(3), piece.group(4).strip());
            } else {
                writer.words(piece.group());
            }
        }
        writer.end();
        return writer.lines;
    }

    private static final class Lines {

        private static final List<String> BLOCKS = List.of(
                "p", "div", "tr", "table", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section");
        private static final List<String> HEADS = List.of("th", "strong", "b", "h1", "h2", "h3", "h4", "h5", "h6");

        private final List<Line> lines = new ArrayList<>();
        private List<Said> head = new ArrayList<>();
        private List<Said> parts = new ArrayList<>();
        private boolean inHead;
        private boolean inCell;

        void tag(String name, boolean closing) {
            if (BLOCKS.contains(name)) {
                end();
            }
            if (name.equals("td")) {
                inHead = false;
                inCell = true;
            }
            if (HEADS.contains(name)) {
                inHead = !closing && parts.isEmpty() && !inCell;
            }
            if (name.equals("td") || name.equals("th")) {
                words(" ");
            }
        }

        void template(String mark, String says) {
            if (mark.isEmpty()) {
                say(new Said(says, true));
            }
        }

        void words(String words) {
            var said = words.replaceAll("\\s+", " ")
                    .replace("&nbsp;", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&amp;", "&");
            if (!said.isBlank() || !(inHead ? head : parts).isEmpty()) {
                say(new Said(said, false));
            }
        }

        private void say(Said said) {
            (inHead ? head : parts).add(said);
        }

        void end() {
            if (says(head) || says(parts)) {
                if (lines.size() < MOST_LINES) {
                    lines.add(new Line(head, parts));
                }
            }
            head = new ArrayList<>();
            parts = new ArrayList<>();
            inHead = false;
            inCell = false;
        }

        private static boolean says(List<Said> said) {
            return said.stream().anyMatch(one -> !one.words().isBlank());
        }
    }
}
