package org.countersign.console.web.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.console.page.Words;
import org.countersign.policy.Cell;
import org.countersign.policy.PolicyTable;
import org.jspecify.annotations.Nullable;

/** Says in the reader's language what cells say. */
final class CellWords {

    private static final String GROUP = "group:";
    private static final String PERSON = "person:";
    private static final String REASON = "policy.";

    private final Words say;

    CellWords(Words say) {
        this.say = say;
    }

    /** What a cell says; its FEEL where that is a formula, or none; empty where it says nothing. */
    String of(Cell cell, String feel) {
        if (cell instanceof Cell.Nothing) {
            return "";
        }
        if (cell instanceof Cell.Answer answer) {
            return value(answer.value());
        }
        if (cell instanceof Cell.Tests tests) {
            var words = joined(tests.tests());
            return tests.not() ? say.text("tables.cell.not", words) : words;
        }
        return feel.strip();
    }

    /** What a cell of a rule says; in the reader's language too where that is a reason as it was shipped. */
    String of(Cell cell, String feel, PolicyTable.Rule rule) {
        var words = of(cell, feel);
        return cell instanceof Cell.Answer ? say.shipped(REASON + rule.id(), words) : words;
    }

    /**
     * What a cell says, where it names nothing but choices of its column and groups; else its FEEL. Choices that are called alike
     * stay as they are written, so that cells that differ never read the same.
     *
     * @param allowed the choices of its column
     */
    String chosen(Cell cell, String feel, Cell allowed) {
        var named = texts(cell);
        if (named.isEmpty()) {
            return feel;
        }
        var choices = texts(allowed);
        var labels = Stream.concat(choices.stream(), named.stream())
                .distinct()
                .map(this::value)
                .toList();
        return !named.stream().allMatch(text -> choices.contains(text) || text.startsWith(GROUP))
                        || labels.stream().distinct().count() < labels.size()
                ? feel
                : of(cell, feel);
    }

    /** The texts that a cell consists of; empty where it has anything else. */
    private static List<String> texts(Cell cell) {
        if (cell instanceof Cell.Answer answer && answer.value() instanceof String text) {
            return List.of(text);
        }
        if (!(cell instanceof Cell.Tests tests)) {
            return List.of();
        }
        var texts = tests.tests().stream()
                .map(test -> test instanceof Cell.Is is && is.value() instanceof String text ? text : "")
                .toList();
        return texts.contains("") ? List.of() : texts;
    }

    private String joined(List<Cell.Test> tests) {
        return tests.stream().map(this::test).collect(Collectors.joining(say.text("tables.cell.or")));
    }

    private String test(Cell.Test test) {
        if (test instanceof Cell.Is is) {
            return value(is.value());
        }
        if (test instanceof Cell.Within within) {
            return within(within.low(), within.withLow(), within.high(), within.withHigh());
        }
        return say.text("tables.cell.missing");
    }

    private String within(@Nullable Object low, boolean withLow, @Nullable Object high, boolean withHigh) {
        var from = low == null ? "" : say.text(withLow ? "tables.cell.from" : "tables.cell.above", value(low));
        var to = high == null ? "" : say.text(withHigh ? "tables.cell.upTo" : "tables.cell.below", value(high));
        return low == null || high == null ? from + to : say.text("tables.cell.range", from, to);
    }

    /** Why there is a rule, as long as nobody has said it otherwise than shipped. */
    String shipped(String table, PolicyTable.Rule rule) {
        return say.shipped("table." + table + "." + rule.id(), rule.description());
    }

    /** A value in words: people and groups by name, figures and days as they are written. */
    String value(Object value) {
        if (value instanceof BigDecimal number) {
            return say.number(number);
        }
        if (value instanceof Boolean truth) {
            return say.text(truth ? "tables.cell.yes" : "tables.cell.no");
        }
        if (value instanceof LocalDateTime moment) {
            var day = say.date(moment.toLocalDate());
            return moment.toLocalTime().toSecondOfDay() == 0 ? day : day + " " + moment.toLocalTime();
        }
        if (value instanceof LocalDate day) {
            return say.date(day);
        }
        var text = value.toString();
        if (text.startsWith(GROUP)) {
            var group = text.substring(GROUP.length());
            return say.text("tables.cell.group", say.textOr("group." + group, group));
        }
        return text.startsWith(PERSON)
                ? say.name(text.substring(PERSON.length()))
                : say.textOr("tables.word." + text, text);
    }
}
