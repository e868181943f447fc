package org.countersign.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.shared.FieldProblem;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson says about a body into words that name the field. */
final class JsonFaults {

    private JsonFaults() {}

    /** The faulty field, or an empty list where the body as a whole cannot be read. */
    static List<FieldProblem> fields(JsonProcessingException fault) {
        if (fault instanceof JsonMappingException mapping) {
            var field = path(mapping);
            if (!field.isEmpty()) {
                return List.of(new FieldProblem(field, message(mapping)));
            }
        }
        return List.of();
    }

    /** What is wrong, in a sentence. */
    static String sentence(JsonProcessingException fault) {
        var fields = fields(fault);
        if (!fields.isEmpty()) {
            return "The field " + fields.get(0).field() + " " + fields.get(0).message() + ".";
        }
        if (fault instanceof MismatchedInputException mismatch) {
            return "The body " + message(mismatch) + ".";
        }
        var place = fault.getLocation();
        return place == null
                ? "The body is no valid JSON."
                : "The body is no valid JSON at line " + place.getLineNr() + ", column " + place.getColumnNr() + ".";
    }

    private static String path(JsonMappingException fault) {
        var path = new StringBuilder();
        for (var step : fault.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String message(JsonMappingException fault) {
        if (fault instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds();
            return "is not known here"
                    + (known == null || known.isEmpty()
                            ? ""
                            : "; known are "
                                    + known.stream()
                                            .map(String::valueOf)
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
        }
        if (fault instanceof InvalidFormatException format) {
            return "must be " + expected(format.getTargetType()) + ", not \"" + shortened(format.getValue()) + "\"";
        }
        if (fault instanceof ValueInstantiationException broken
                && broken.getCause() instanceof IllegalArgumentException cause
                && cause.getMessage() != null) {
            return "is refused: " + cause.getMessage();
        }
        if (fault instanceof MismatchedInputException mismatch) {
            return "must be " + expected(mismatch.getTargetType());
        }
        return "cannot be read";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == LocalDate.class) {
            return "a date like 2026-11-21";
        }
        if (type == Instant.class) {
            return "a date like 2026-11-21 or a date with time and offset like 2026-11-21T14:30:00+01:00";
        }
        if (type == String.class || type.isRecord() && type.getRecordComponents().length == 1) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a decimal number like 1234.50";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "an object with fields";
        }
        return "a valid value";
    }

    private static String shortened(@Nullable Object value) {
        var text = String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
