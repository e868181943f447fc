package org.countersign.console.web.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.countersign.console.page.Words;
import org.countersign.policy.Cell;
import org.countersign.policy.CellReader;
import org.countersign.policy.PolicyFinding;
import org.countersign.policy.PolicyFinding.Severity;
import org.countersign.policy.PolicyReport;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Column;
import org.countersign.policy.PolicyTable.Rule;

/**
 * A decision table as a page shows it.
 *
 * @param heads the columns in which rules differ, or all of them
 * @param conditions how many of these columns ask
 * @param same what the other columns say in every rule
 * @param findings what was found in it, errors first
 * @param wide whether all columns were asked for, where not all are shown otherwise
 */
record TableView(
        PolicyTable table,
        List<Head> heads,
        int conditions,
        List<Row> rows,
        List<Shown> same,
        List<Found> findings,
        boolean refused,
        boolean wide) {

    /** As many columns stand beside each other on a desk's screen. */
    private static final int FEW_COLUMNS = 7;

    private static final int ALL_OF_A_SCREEN = 11;
    /** Of fewer rules one cannot say that a column is the same in all of them. */
    private static final int SEVERAL_RULES = 3;

    /** A column. */
    record Head(String id, String label, boolean asks) {}

    /** A rule; its place is counted from 1 on. */
    record Row(int number, String id, String description, List<Shown> cells, String tone) {}

    /**
     * A cell.
     *
     * @param words empty where it says nothing
     * @param tone {@code bad} or {@code wait} where something was found in it
     */
    record Shown(String column, String label, boolean asks, String words, String feel, String tone) {}

    /**
     * Something that was found.
     *
     * @param where the rule and the column in words, empty where the sentence names what it is about
     * @param rule id of the rule, empty where it is about none
     */
    record Found(String tone, String where, String sentence, String rule) {}

    /** Whether a desk's screen has room for all that is shown. */
    public boolean fits() {
        return heads.size() <= ALL_OF_A_SCREEN;
    }

    /** The same with something else found in it. */
    TableView withFindings(List<Found> others) {
        return new TableView(
                table,
                heads,
                conditions,
                rows,
                same,
                others,
                others.stream().anyMatch(found -> found.tone().equals("bad")),
                wide);
    }

    /** The table with its columns called in the reader's language, as long as they are called as shipped. */
    static PolicyTable called(PolicyTable table, Words say) {
        var key = "table." + table.key() + ".";
        return new PolicyTable(
                table.key(),
                say.shipped("table." + table.key(), table.name()),
                say.shipped(key + "description", table.description()),
                table.hitPolicy(),
                table.aggregation(),
                table.inputs().stream()
                        .map(input -> new PolicyTable.Input(
                                input.id(),
                                say.shipped(key + input.id(), label(input)),
                                input.expression(),
                                input.typeRef(),
                                input.allowed()))
                        .toList(),
                table.outputs().stream()
                        .map(output -> new PolicyTable.Output(
                                output.id(),
                                say.shipped(key + output.id(), label(output)),
                                output.name(),
                                output.typeRef(),
                                output.allowed()))
                        .toList(),
                table.rules());
    }

    /**
     * The table with its columns called, its rules described and its choices named in the reader's language, as long as they are
     * as shipped.
     */
    static PolicyTable described(PolicyTable table, CellReader reader, Words say) {
        var words = new CellWords(say);
        return called(table, say)
                .withRules(table.rules().stream()
                        .map(rule -> new Rule(
                                rule.id(),
                                words.shipped(table.key(), rule),
                                named(rule.inputs(), table.inputs(), reader::condition, reader, words),
                                named(rule.outputs(), table.outputs(), reader::answer, reader, words)))
                        .toList());
    }

    private static List<String> named(
            List<String> cells,
            List<? extends Column> columns,
            Function<String, Cell> read,
            CellReader reader,
            CellWords words) {
        return IntStream.range(0, cells.size())
                .mapToObj(index -> index < columns.size()
                        ? words.chosen(
                                read.apply(cells.get(index)),
                                cells.get(index),
                                reader.condition(columns.get(index).allowed()))
                        : cells.get(index))
                .toList();
    }

    /** @param wide whether columns that say the same in every rule are shown too */
    static TableView of(PolicyTable table, PolicyReport report, CellReader reader, Words say, boolean wide) {
        var words = new CellWords(say);
        var tones = tones(report);
        var heads = new ArrayList<Head>();
        table.inputs().forEach(input -> heads.add(new Head(input.id(), label(input), true)));
        table.outputs().forEach(output -> heads.add(new Head(output.id(), label(output), false)));
        var rows = IntStream.range(0, table.rules().size())
                .mapToObj(index -> row(index, table, heads, reader, words, tones))
                .toList();
        var same = alike(rows, heads.size());
        return new TableView(
                table,
                wide ? heads : kept(heads, same),
                (int) (wide ? heads : kept(heads, same))
                        .stream().filter(Head::asks).count(),
                wide
                        ? rows
                        : rows.stream()
                                .map(row -> new Row(
                                        row.number(), row.id(), row.description(), kept(row.cells(), same), row.tone()))
                                .toList(),
                wide ? List.of() : told(rows, same),
                report.findings().stream()
                        .map(finding -> found(finding, table, say))
                        .toList(),
                report.hasErrors(),
                wide && !same.isEmpty());
    }

    /** Columns that need no room of their own: all rules say the same there, and nothing is wrong with it. */
    private static List<Integer> alike(List<Row> rows, int columns) {
        if (rows.isEmpty() || columns <= FEW_COLUMNS) {
            return List.of();
        }
        return IntStream.range(0, columns)
                .filter(column -> {
                    var first = rows.get(0).cells().get(column);
                    return (first.feel().isBlank() || rows.size() >= SEVERAL_RULES)
                            && rows.stream()
                                    .map(row -> row.cells().get(column))
                                    .allMatch(cell -> cell.feel()
                                                    .strip()
                                                    .equals(first.feel().strip())
                                            && cell.tone().isEmpty());
                })
                .boxed()
                .toList();
    }

    /** What is said comes first. */
    private static List<Shown> told(List<Row> rows, List<Integer> same) {
        return same.stream()
                .map(column -> rows.get(0).cells().get(column))
                .sorted(Comparator.comparing(cell -> cell.words().isEmpty()))
                .toList();
    }

    private static <T> List<T> kept(List<T> columns, List<Integer> without) {
        return IntStream.range(0, columns.size())
                .filter(column -> !without.contains(column))
                .mapToObj(columns::get)
                .toList();
    }

    private static Map<String, String> tones(PolicyReport report) {
        var tones = new HashMap<String, String>();
        for (var finding : report.findings()) {
            var tone = tone(finding);
            if (finding.rule() != null) {
                tones.putIfAbsent(finding.rule(), tone);
                if (finding.column() != null) {
                    tones.putIfAbsent(finding.rule() + " " + finding.column(), tone);
                }
            }
        }
        return tones;
    }

    private static Row row(
            int index,
            PolicyTable table,
            List<Head> heads,
            CellReader reader,
            CellWords words,
            Map<String, String> tones) {
        var rule = table.rules().get(index);
        var cells = IntStream.range(0, heads.size())
                .mapToObj(column -> {
                    var head = heads.get(column);
                    var feel = cell(rule, table, column);
                    Function<String, Cell> read = head.asks() ? reader::condition : reader::answer;
                    return new Shown(
                            head.id(),
                            head.label(),
                            head.asks(),
                            words.of(read.apply(feel), feel, rule),
                            feel,
                            tones.getOrDefault(rule.id() + " " + head.id(), ""));
                })
                .toList();
        return new Row(
                index + 1, rule.id(), words.shipped(table.key(), rule), cells, tones.getOrDefault(rule.id(), ""));
    }

    private static String cell(Rule rule, PolicyTable table, int column) {
        var inputs = table.inputs().size();
        return column < inputs ? rule.inputs().get(column) : rule.outputs().get(column - inputs);
    }

    static Found found(PolicyFinding finding, PolicyTable table, Words say) {
        var sentence = say.explained(finding.sentence()).replaceAll("\\s*\\(R\\d{2}\\)", "");
        var rule = finding.rule();
        if (rule == null) {
            return new Found(tone(finding), "", sentence, "");
        }
        var number = table.indexOf(rule) + 1;
        var column = finding.column() == null ? null : label(table, finding.column());
        return new Found(
                tone(finding), column == null ? "" : say.text("tables.ruleColumn", number, column), sentence, rule);
    }

    private static String label(PolicyTable table, String column) {
        return IntStream.range(0, table.inputs().size() + table.outputs().size())
                .<Column>mapToObj(index -> index < table.inputs().size()
                        ? table.inputs().get(index)
                        : table.outputs().get(index - table.inputs().size()))
                .filter(one -> one.id().equals(column))
                .map(TableView::label)
                .findFirst()
                .orElse(column);
    }

    static String label(Column column) {
        return column.label().isBlank() ? column.id() : column.label();
    }

    private static String tone(PolicyFinding finding) {
        return finding.severity() == Severity.ERROR ? "bad" : "wait";
    }
}
