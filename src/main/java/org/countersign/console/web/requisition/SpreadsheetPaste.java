package org.countersign.console.web.requisition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.Words;

/**
 * Rows copied from a spreadsheet, or out of a file with commas or semicolons, as lines. Columns are known by their heads, or
 * by their order where there are none. A row that cannot be read stays as it is, with the reason.
 */
final class SpreadsheetPaste {

    private static final int MOST_REFUSALS = 50;

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d.M.yyyy", Locale.ROOT),
            DateTimeFormatter.ofPattern("d.M.yy", Locale.ROOT),
            DateTimeFormatter.ofPattern("d/M/yyyy", Locale.ROOT),
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH));

    private static final Map<String, Column> HEADS = heads();

    private SpreadsheetPaste() {}

    /** What a column holds. */
    enum Column {
        ITEM,
        DESCRIPTION,
        QUANTITY,
        UNIT,
        PRICE,
        SUPPLIER,
        COST_CENTER,
        DATE,
        CATEGORY,
        TAX,
        LINK
    }

    /**
     * What became of the rows.
     *
     * @param lines the lines read, in their order
     * @param left the rows that could not be read, as they were, below their head if there was one
     * @param refusals why, each with the row's number from 1 and its text; the first ones of many
     * @param refused how many could not be read
     */
    record Pasted(List<LineForm> lines, String left, List<Refusal> refusals, int refused) {}

    /**
     * A row that could not be read.
     *
     * @param row its number, the head not counted
     * @param text how it begins
     * @param reason why, in the reader's words
     */
    record Refusal(int row, String text, String reason) {}

    /** @param room the most lines that fit; rows beyond stay */
    static Pasted read(String text, int room, Words say) {
        var delimiter = delimiter(text);
        var rows = rows(text, delimiter);
        if (rows.isEmpty()) {
            return new Pasted(List.of(), "", List.of(), 0);
        }
        var head = head(rows.get(0));
        var columns = head.orElseGet(() -> order(rows, say));
        var body = head.isPresent() ? rows.subList(1, rows.size()) : rows;
        var lines = new ArrayList<LineForm>();
        var refusals = new ArrayList<Refusal>();
        var left = new ArrayList<List<String>>();
        for (int index = 0; index < body.size(); index++) {
            var cells = body.get(index);
            var problems = new ArrayList<String>();
            var fits = lines.size() < room;
            var line = fits ? line(cells, columns, say, problems) : new LineForm();
            if (!fits) {
                problems.add(say.text("requisitions.paste.tooMany"));
            }
            if (problems.isEmpty()) {
                lines.add(line);
            } else {
                left.add(cells);
                if (refusals.size() < MOST_REFUSALS) {
                    refusals.add(new Refusal(index + 1, beginning(cells), String.join(" ", problems)));
                }
            }
        }
        var refused = left.size();
        if (head.isPresent() && refused > 0) {
            left.add(0, rows.get(0));
        }
        return new Pasted(lines, written(left), refusals, refused);
    }

    private static LineForm line(List<String> cells, Map<Column, Integer> columns, Words say, List<String> problems) {
        var line = new LineForm();
        line.setItem(cell(cells, columns, Column.ITEM));
        line.setDescription(cell(cells, columns, Column.DESCRIPTION));
        if (line.getItem().isBlank()
                && line.getDescription().isBlank()
                && cell(cells, columns, Column.LINK).isBlank()) {
            problems.add(say.text("requisitions.paste.nothing"));
        }
        var quantity = cell(cells, columns, Column.QUANTITY);
        line.setQuantity(quantity.isBlank() ? "1" : figure(quantity, "requisitions.paste.quantity", say, problems));
        var unit = cell(cells, columns, Column.UNIT);
        if (!unit.isBlank()) {
            Units.code(unit, say)
                    .ifPresentOrElse(line::setUnit, () -> problems.add(say.text("requisitions.paste.unit", unit)));
        }
        line.setUnitPrice(figure(cell(cells, columns, Column.PRICE), "requisitions.paste.price", say, problems));
        line.setTaxRate(
                figure(cell(cells, columns, Column.TAX).replace("%", ""), "requisitions.paste.tax", say, problems));
        line.setSupplier(cell(cells, columns, Column.SUPPLIER));
        line.setCostCenter(cell(cells, columns, Column.COST_CENTER));
        line.setCategory(cell(cells, columns, Column.CATEGORY));
        line.setLink(cell(cells, columns, Column.LINK));
        var date = cell(cells, columns, Column.DATE);
        if (!date.isBlank()) {
            date(date)
                    .ifPresentOrElse(
                            day -> line.setDeliveryDate(day.toString()),
                            () -> problems.add(say.text("requisitions.paste.date", date)));
        }
        return line;
    }

    private static String figure(String text, String problem, Words say, List<String> problems) {
        if (text.isBlank()) {
            return "";
        }
        var figure = DecimalText.parse(text, say.language());
        if (figure.isEmpty()) {
            problems.add(say.text(problem, text));
            return text;
        }
        return DecimalText.of(figure.get(), say.language());
    }

    /** A date as people write it. */
    static Optional<LocalDate> date(String text) {
        for (var format : DATES) {
            try {
                return Optional.of(LocalDate.parse(text.strip(), format));
            } catch (DateTimeException e) {
                // Another form, perhaps.
            }
        }
        return Optional.empty();
    }

    private static String cell(List<String> cells, Map<Column, Integer> columns, Column column) {
        var index = columns.get(column);
        return index == null || index >= cells.size() ? "" : cells.get(index).strip();
    }

    private static Optional<Map<Column, Integer>> head(List<String> row) {
        var found = new EnumMap<Column, Integer>(Column.class);
        for (int index = 0; index < row.size(); index++) {
            var column =
                    HEADS.get(row.get(index).strip().toLowerCase(Locale.ROOT).replaceAll("[.:*]|\\s*\\(.*\\)", ""));
            if (column != null) {
                found.putIfAbsent(column, index);
            }
        }
        return found.containsKey(Column.ITEM) || found.containsKey(Column.DESCRIPTION)
                ? Optional.of(found)
                : Optional.empty();
    }

    /** Description, quantity, unit, price, supplier, cost centre, date; a unit left out and a quantity in front are seen. */
    private static Map<Column, Integer> order(List<List<String>> rows, Words say) {
        var first = rows.get(0);
        var columns = new EnumMap<Column, Integer>(Column.class);
        var order = new ArrayList<>(List.of(
                Column.DESCRIPTION,
                Column.QUANTITY,
                Column.UNIT,
                Column.PRICE,
                Column.SUPPLIER,
                Column.COST_CENTER,
                Column.DATE));
        if (first.size() > 1 && isFigure(first.get(0), say) && !isFigure(first.get(1), say)) {
            order.set(0, Column.QUANTITY);
            order.set(1, Column.DESCRIPTION);
        }
        if (first.size() > 2 && isFigure(first.get(2), say)) {
            order.remove(Column.UNIT);
        }
        for (int index = 0; index < order.size(); index++) {
            columns.put(order.get(index), index);
        }
        return columns;
    }

    private static boolean isFigure(String text, Words say) {
        return DecimalText.parse(text, say.language()).isPresent();
    }

    private static char delimiter(String text) {
        if (text.indexOf('\t') >= 0) {
            return '\t';
        }
        var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.indexOf(';') >= 0) {
            return ';';
        }
        // A single comma may be a decimal one.
        return first.chars().filter(sign -> sign == ',').count() >= 2 ? ',' : '\t';
    }

    private static List<List<String>> rows(String text, char delimiter) {
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        try (var parser = CSVParser.parse(text, format)) {
            return parser.getRecords().stream()
                    .map(record -> record.toList())
                    .filter(cells -> cells.stream().anyMatch(cell -> !cell.isBlank()))
                    .toList();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            // Quotation marks that do not pair: an inch, perhaps. Then they mean themselves.
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .map(line ->
                            Arrays.asList(line.split(java.util.regex.Pattern.quote(String.valueOf(delimiter)), -1)))
                    .toList();
        }
    }

    private static String written(List<List<String>> rows) {
        return String.join(
                "\n",
                rows.stream()
                        .map(cells -> String.join(
                                "\t",
                                cells.stream().map(SpreadsheetPaste::quoted).toList()))
                        .toList());
    }

    private static String quoted(String cell) {
        return cell.indexOf('\t') >= 0 || cell.indexOf('\n') >= 0 || cell.indexOf('"') >= 0
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }

    private static String beginning(List<String> cells) {
        var text = String.join(
                " · ", cells.stream().filter(cell -> !cell.isBlank()).toList());
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }

    private static Map<String, Column> heads() {
        var all = new HashMap<String, Column>();
        put(
                all,
                Column.ITEM,
                "item",
                "item no",
                "item number",
                "sku",
                "part",
                "part number",
                "artikel",
                "artikelnr",
                "artikelnummer",
                "art-nr");
        put(
                all,
                Column.DESCRIPTION,
                "description",
                "name",
                "product",
                "what",
                "text",
                "title",
                "beschreibung",
                "bezeichnung",
                "produkt",
                "was");
        put(all, Column.QUANTITY, "quantity", "qty", "amount", "number", "count", "menge", "anzahl", "stückzahl");
        put(all, Column.UNIT, "unit", "uom", "einheit", "me", "mengeneinheit");
        put(
                all,
                Column.PRICE,
                "price",
                "unit price",
                "net price",
                "each",
                "cost",
                "preis",
                "einzelpreis",
                "stückpreis",
                "ep",
                "nettopreis");
        put(all, Column.SUPPLIER, "supplier", "vendor", "lieferant", "kreditor");
        put(all, Column.COST_CENTER, "cost centre", "cost center", "cc", "kostenstelle", "kst");
        put(
                all,
                Column.DATE,
                "date",
                "delivery date",
                "needed by",
                "due",
                "delivery",
                "datum",
                "liefertermin",
                "lieferdatum",
                "termin");
        put(all, Column.CATEGORY, "category", "kategorie", "warengruppe");
        put(all, Column.TAX, "tax", "tax rate", "vat", "tax %", "vat %", "mwst", "ust", "steuersatz", "steuer");
        put(all, Column.LINK, "link", "url", "web", "address", "adresse");
        return all;
    }

    private static void put(Map<String, Column> all, Column column, String... heads) {
        for (var head : heads) {
            all.put(head, column);
        }
    }
}
