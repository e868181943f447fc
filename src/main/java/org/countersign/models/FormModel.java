package org.countersign.models;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a form asks and shows.
 *
 * @param key its id
 */
public record FormModel(String key, List<Part> parts) {

    /** Keeps a copy of the list. */
    public FormModel {
        parts = List.copyOf(parts);
    }

    /** All parts, those within others too. */
    public Stream<Part> all() {
        return parts.stream().flatMap(Part::all);
    }

    /**
     * A part of a form.
     *
     * @param id within the form
     * @param type as form-js calls it: {@code textfield}, {@code radio}, {@code html}
     * @param key the variable that it fills, empty where it fills none
     * @param label empty where it has none; an expression begins with {@code =}
     * @param description what is said below it
     * @param hidden the expression by which it is not shown, empty where it always is
     * @param options what can be chosen, in their order
     * @param optionsFrom the expression that gives them, where they are not written in the form
     * @param text what it says, line by line, where it is no field
     * @param columns how many of sixteen it takes, 0 where it does not say
     */
    public record Part(
            String id,
            String type,
            String key,
            String label,
            String description,
            boolean required,
            boolean readOnly,
            String hidden,
            List<Option> options,
            String optionsFrom,
            List<Line> text,
            int columns,
            List<Part> parts) {

        /** Keeps copies of the lists. */
        public Part {
            options = List.copyOf(options);
            text = List.copyOf(text);
            parts = List.copyOf(parts);
        }

        Stream<Part> all() {
            return Stream.concat(Stream.of(this), parts.stream().flatMap(Part::all));
        }

        /** Whether somebody can fill it. */
        public boolean isField() {
            return switch (type) {
                case "textfield",
                        "textarea",
                        "number",
                        "checkbox",
                        "checklist",
                        "taglist",
                        "radio",
                        "select",
                        "datetime",
                        "filepicker" -> true;
                default -> false;
            };
        }
    }

    /** Something that can be chosen. */
    public record Option(String value, String label) {}

    /**
     * A line of text.
     *
     * @param head what stands to its left or above it in bold, empty where nothing does
     * @param parts what it says: words, and the variables between them
     */
    public record Line(List<Said> head, List<Said> parts) {

        /** Keeps copies of the lists. */
        public Line {
            head = List.copyOf(head);
            parts = List.copyOf(parts);
        }
    }

    /** Words, or the name of a variable that stands there. */
    public record Said(String words, boolean variable) {}
}
