package org.countersign.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.MasterImport;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads master records from CSV: the first row names the fields, a cell of a list separates with semicolons, a field of an
 * object is written {@code address.city}. A column that is missing leaves an existing record's field as it is, an empty
 * cell clears it. Rows that build on each other may stand in any order. One refused row, and nothing is changed.
 */
@Service
class MasterImports {

    /** The most rows of one file. */
    static final int MAX_ROWS = 20_000;

    private final Map<String, MasterImport<?>> kinds = new HashMap<>();
    private final ObjectMapper json;
    private final TransactionTemplate transaction;

    MasterImports(List<MasterImport<?>> kinds, ObjectMapper json, PlatformTransactionManager transactions) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Imports a file, or nothing of it.
     *
     * @throws NotFound for a kind that cannot be imported
     * @throws org.countersign.shared.NotAllowed for somebody who may not write these records
     */
    ImportReport run(String kind, byte[] file, Actor actor) {
        var master = kinds.get(kind);
        if (master == null) {
            throw new NotFound("import of", kind + "; there are " + String.join(", ", new TreeSet<>(kinds.keySet())));
        }
        master.mayImport(actor);
        return run(master, file, actor);
    }

    private <D> ImportReport run(MasterImport<D> master, byte[] file, Actor actor) {
        var columns = columns(master.type(), "");
        Table table;
        try {
            table = read(file, columns);
        } catch (IllegalArgumentException e) {
            return ImportReport.unreadable(master.kind(), String.valueOf(e.getMessage()));
        }
        var trial = new Run<>(master, columns, actor);
        var report = run(trial, table.rows());
        // Rows that had to wait for others have marked the transaction: once more, in the order that was found.
        return report.refused().isEmpty() && trial.hasWaited()
                ? run(new Run<>(master, columns, actor), trial.order())
                : report;
    }

    private <D> ImportReport run(Run<D> run, List<Row> rows) {
        var report = transaction.execute(status -> {
            var result = run.of(rows);
            if (!result.refused().isEmpty() || run.hasWaited()) {
                status.setRollbackOnly();
            }
            return result;
        });
        if (report == null) {
            throw new IllegalStateException("An import gives a report");
        }
        return report;
    }

    /** The columns of a record type, each with whether it holds a list. */
    private static Map<String, Boolean> columns(Class<?> type, String prefix) {
        var columns = new LinkedHashMap<String, Boolean>();
        for (RecordComponent field : type.getRecordComponents()) {
            if (field.getType().isRecord()) {
                columns.putAll(columns(field.getType(), prefix + field.getName() + "."));
            } else {
                columns.put(prefix + field.getName(), Collection.class.isAssignableFrom(field.getType()));
            }
        }
        return columns;
    }

    private static Table read(byte[] file, Map<String, Boolean> columns) {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .get();
        try (var csv = format.parse(new StringReader(text(file)))) {
            var header = csv.getHeaderNames();
            var unknown =
                    header.stream().filter(name -> !columns.containsKey(name)).toList();
            if (header.isEmpty() || !unknown.isEmpty()) {
                throw new IllegalArgumentException((header.isEmpty()
                                ? "The file is empty; its first row names the fields."
                                : "The first row names fields that are not known here: " + String.join(", ", unknown)
                                        + ".")
                        + " Known are " + String.join(", ", columns.keySet()) + ".");
            }
            var rows = new ArrayList<Row>();
            for (var line : csv) {
                if (line.size() == 1 && line.get(0).isEmpty()) {
                    continue;
                }
                var number = (int) line.getRecordNumber() + 1;
                if (rows.size() == MAX_ROWS) {
                    throw new IllegalArgumentException("The file has more than " + MAX_ROWS + " rows.");
                }
                rows.add(
                        line.size() == header.size()
                                ? new Row(number, line.toMap(), null)
                                : new Row(
                                        number, Map.of(), "has " + line.size() + " cells instead of " + header.size()));
            }
            return new Table(rows);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new IllegalArgumentException("The file is no CSV: " + e.getMessage(), e);
        }
    }

    private static String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The file is not written in UTF-8.", e);
        }
    }

    private record Table(List<Row> rows) {}

    /** A row by the number that a spreadsheet shows; the header is row 1. */
    private record Row(
            int number, Map<String, String> cells, @Nullable String fault) {}

    /** One import of one file. */
    private final class Run<D> {

        private final MasterImport<D> master;
        private final Map<String, Boolean> columns;
        private final Actor actor;
        private final List<Row> order = new ArrayList<>();
        private boolean waited;
        private int created;
        private int updated;

        Run(MasterImport<D> master, Map<String, Boolean> columns, Actor actor) {
            this.master = master;
            this.columns = columns;
            this.actor = actor;
        }

        /** Whether a row could be saved only after one below it. */
        boolean hasWaited() {
            return waited;
        }

        /** The rows in the order in which they were saved. */
        List<Row> order() {
            return order;
        }

        ImportReport of(List<Row> rows) {
            var refused = new ArrayList<ImportReport.Refused>();
            var pending = new ArrayList<Row>();
            var seen = new HashMap<String, Integer>();
            for (var row : rows) {
                var key = master.keyOf(row.cells()).orElse(null);
                var before = key == null ? null : seen.putIfAbsent(key, row.number());
                if (row.fault() != null) {
                    refused.add(new ImportReport.Refused(row.number(), null, row.fault()));
                } else if (before != null) {
                    refused.add(new ImportReport.Refused(row.number(), null, "is the same record as row " + before));
                } else {
                    pending.add(row);
                }
            }
            refused.addAll(saveAll(pending));
            refused.sort((one, other) -> Integer.compare(one.row(), other.row()));
            return new ImportReport(master.kind(), rows.size(), created, updated, refused);
        }

        /** Saves what can be saved, again and again, as long as a row saved made another one possible. */
        private List<ImportReport.Refused> saveAll(List<Row> rows) {
            var pending = rows;
            while (true) {
                var refused = new ArrayList<ImportReport.Refused>();
                var left = new ArrayList<Row>();
                for (var row : pending) {
                    var faults = save(row);
                    if (!faults.isEmpty()) {
                        left.add(row);
                        faults.forEach(fault ->
                                refused.add(new ImportReport.Refused(row.number(), fault.field(), fault.message())));
                    }
                }
                if (left.isEmpty() || left.size() == pending.size()) {
                    return refused;
                }
                waited = true;
                pending = left;
            }
        }

        private List<FieldProblem> save(Row row) {
            try {
                var key = master.keyOf(row.cells()).orElse(null);
                var current = key == null ? null : master.current(key).orElse(null);
                var details = details(row, current);
                if (key == null || current == null) {
                    master.create(details, actor);
                    created++;
                } else {
                    master.replace(key, details, actor);
                    updated++;
                }
                order.add(row);
                return List.of();
            } catch (RuleViolation e) {
                return e.fields().isEmpty()
                        ? List.of(new FieldProblem("", String.valueOf(e.getMessage())))
                        : e.fields();
            } catch (JsonProcessingException e) {
                var fields = JsonFaults.fields(e);
                return fields.isEmpty() ? List.of(new FieldProblem("", JsonFaults.sentence(e))) : fields;
            }
        }

        private D details(Row row, @Nullable D current) throws JsonProcessingException {
            ObjectNode node = current == null ? json.createObjectNode() : json.valueToTree(current);
            for (var cell : row.cells().entrySet()) {
                put(node, cell.getKey(), cell.getValue().strip());
            }
            return json.treeToValue(node, master.type());
        }

        private void put(ObjectNode node, String column, String value) {
            var dot = column.indexOf('.');
            if (dot >= 0) {
                var inner = column.substring(0, dot);
                put(
                        node.get(inner) instanceof ObjectNode object ? object : node.putObject(inner),
                        column.substring(dot + 1),
                        value);
            } else if (value.isEmpty()) {
                node.putNull(column);
            } else if (Boolean.TRUE.equals(columns.get(column))) {
                var list = node.putArray(column);
                Arrays.stream(value.split(";"))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .forEach(list::add);
            } else {
                node.put(column, value);
            }
        }
    }
}
