package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was measured, as Markdown that is written with every table, so that a run that ends early is not lost. */
final class Report {

    /** The file whose tables {@code src/docs/figures.md} holds. */
    static final Path FILE = Path.of("target/bench/figures.md");

    private final StringBuilder text = new StringBuilder();

    /** A heading. */
    void heading(String heading) {
        text.append(text.isEmpty() ? "" : "\n").append("## ").append(heading).append("\n\n");
        write();
    }

    /** A paragraph. */
    void say(String sentence) {
        text.append(sentence).append("\n\n");
        write();
    }

    /** A table. */
    void table(Table table) {
        text.append(table.asMarkdown()).append('\n');
        write();
    }

    private void write() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A number as people read it: three places where it is small. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ENGLISH, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    /** Aligned, so that it is readable as plain text too. */
    static final class Table {

        private final List<List<String>> rows = new ArrayList<>();

        Table(String... heads) {
            rows.add(List.of(heads));
        }

        void row(Object... cells) {
            rows.add(Arrays.stream(cells).map(Table::shown).toList());
        }

        private static String shown(Object cell) {
            return cell instanceof Double number ? number(number) : String.valueOf(cell);
        }

        private String asMarkdown() {
            var columns = rows.get(0).size();
            var widths = new int[columns];
            for (var row : rows) {
                for (int i = 0; i < columns; i++) {
                    widths[i] = Math.max(widths[i], Math.max(3, row.get(i).length()));
                }
            }
            var lines = new ArrayList<String>();
            for (var row : rows) {
                lines.add(line(row, widths));
            }
            lines.add(1, rule(widths));
            return String.join("\n", lines) + "\n";
        }

        private static String line(List<String> row, int[] widths) {
            var cells = new ArrayList<String>();
            for (int i = 0; i < widths.length; i++) {
                var space = " ".repeat(widths[i] - row.get(i).length());
                cells.add(i == 0 ? row.get(i) + space : space + row.get(i));
            }
            return "| " + String.join(" | ", cells) + " |";
        }

        private static String rule(int[] widths) {
            return Arrays.stream(widths)
                    .mapToObj(width -> "-".repeat(width + 1))
                    .collect(Collectors.joining(":|", "|", ":|"))
                    .replaceFirst(":\\|", "-|");
        }
    }
}
