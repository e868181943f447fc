package org.countersign.console.web.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.catalog.ItemMaster;
import org.countersign.console.page.Words;
import org.countersign.people.CostCenterDetails;
import org.countersign.people.CostCenterMaster;
import org.countersign.people.DepartmentMaster;
import org.countersign.people.Directory;
import org.countersign.policy.Cell;
import org.countersign.policy.CellReader;
import org.countersign.policy.ColumnType;
import org.countersign.policy.KnownColumns;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Column;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Offers for each cell of a rule what can be chosen: the allowed values, or the masters that a fact comes from. */
@Component
class Pickers {

    private static final int MOST_OPTIONS = 60;
    /** The group that the product keeps for itself; nobody in it ever answers. */
    private static final String WITHOUT_PEOPLE = "camunda-admin";

    private static final List<String> OF_NUMBERS =
            List.of("any", "from", "above", "below", "upTo", "range", "between", "is", "missing", "feel");
    private static final List<String> OF_TEXTS = List.of("any", "one", "none", "missing", "feel");
    private static final List<String> OF_TRUTHS = List.of("any", "yes", "no", "missing", "feel");

    private final CellReader reader;
    private final ItemMaster items;
    private final CostCenterMaster costCenters;
    private final DepartmentMaster departments;
    private final Directory directory;
    private final SupplierDirectory suppliers;

    Pickers(
            CellReader reader,
            ItemMaster items,
            CostCenterMaster costCenters,
            DepartmentMaster departments,
            Directory directory,
            SupplierDirectory suppliers) {
        this.reader = reader;
        this.items = items;
        this.costCenters = costCenters;
        this.departments = departments;
        this.directory = directory;
        this.suppliers = suppliers;
    }

    /**
     * A picker for each cell.
     *
     * @param at id of the column that people came to change, null for none
     */
    List<Picker> of(PolicyTable table, Rule rule, @Nullable String at, Words say) {
        var pickers = new ArrayList<Picker>();
        for (int index = 0; index < table.inputs().size(); index++) {
            var input = table.inputs().get(index);
            var feel = rule.inputs().get(index);
            var form = CellForm.of(reader.condition(feel), feel, say.language());
            pickers.add(picker("in" + index, input, form, conditions(input, form, say), at, say));
        }
        for (int index = 0; index < table.outputs().size(); index++) {
            var output = table.outputs().get(index);
            var feel = rule.outputs().get(index);
            var form = CellForm.of(reader.answer(feel), feel, say.language());
            pickers.add(picker("out" + index, output, form, answers(table, output, form, say), at, say));
        }
        return pickers;
    }

    /**
     * The same as somebody has chosen who was refused: what was written is kept.
     *
     * @param fields what was chosen
     * @param at id of the column that is to be put right first
     */
    List<Picker> again(PolicyTable table, MultiValueMap<String, String> fields, String at, Words say) {
        var pickers = new ArrayList<Picker>();
        for (int index = 0; index < table.inputs().size(); index++) {
            var input = table.inputs().get(index);
            var form = CellForm.of(fields, "in" + index);
            pickers.add(picker("in" + index, input, form, conditions(input, form, say), at, say));
        }
        for (int index = 0; index < table.outputs().size(); index++) {
            var output = table.outputs().get(index);
            var form = CellForm.of(fields, "out" + index).written();
            pickers.add(picker("out" + index, output, form, answers(table, output, form, say), at, say));
        }
        return pickers;
    }

    /**
     * A cell whose choice cannot be said.
     *
     * @param column its id
     */
    record Slipped(String column, String label, String sentence) {}

    /** Cells whose choice cannot be said: what is no figure, or not said at all. */
    List<Slipped> slips(PolicyTable table, MultiValueMap<String, String> fields, Words say) {
        return Stream.concat(
                        IntStream.range(0, table.inputs().size())
                                .mapToObj(index ->
                                        slip(table.inputs().get(index), fields, "in" + index, "tables.mode.any", say)),
                        IntStream.range(0, table.outputs().size())
                                .mapToObj(index -> slip(
                                        table.outputs().get(index), fields, "out" + index, "tables.answer.any", say)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Slipped> slip(
            Column column, MultiValueMap<String, String> fields, String name, String otherwise, Words say) {
        var form = CellForm.of(fields, name);
        return form.slip(column.type(), say.language())
                .map(slip -> new Slipped(
                        column.id(),
                        TableView.label(column),
                        say.text(
                                "tables.slip." + slip,
                                form.slipped(column.type(), say.language()),
                                say.text(otherwise))));
    }

    /** The rule as somebody has chosen its cells; one whose choice cannot be said stays as it was. */
    Rule chosen(PolicyTable table, Rule before, MultiValueMap<String, String> fields, Words say) {
        var description = fields.getFirst("description");
        return new Rule(
                before.id(),
                description == null ? before.description() : description.strip(),
                IntStream.range(0, table.inputs().size())
                        .mapToObj(index -> chosen(
                                fields,
                                "in" + index,
                                table.inputs().get(index),
                                before.inputs().get(index),
                                reader::condition,
                                say))
                        .toList(),
                IntStream.range(0, table.outputs().size())
                        .mapToObj(index -> chosen(
                                fields,
                                "out" + index,
                                table.outputs().get(index),
                                before.outputs().get(index),
                                reader::answer,
                                say))
                        .toList());
    }

    /** What is chosen as it stands already is left as it was written, blanks and all. */
    private static String chosen(
            MultiValueMap<String, String> fields,
            String name,
            Column column,
            String before,
            Function<String, Cell> reader,
            Words say) {
        if (!fields.containsKey(name + "mode")) {
            return before;
        }
        var form = CellForm.of(fields, name);
        if (form.slip(column.type(), say.language()).isPresent()) {
            return before;
        }
        var feel = form.toFeel(column.type(), say.language());
        return reader.apply(feel).equals(reader.apply(before)) && !(reader.apply(feel) instanceof Cell.Formula)
                ? before
                : feel;
    }

    private static Picker picker(
            String name, Column column, CellForm form, Map<String, String> options, @Nullable String at, Words say) {
        var asks = column instanceof Input;
        var kind = kind(column.type());
        return new Picker(
                name,
                column.id(),
                TableView.label(column),
                asks,
                kind,
                modes(column, kind, options),
                form,
                options.entrySet().stream()
                        .map(option -> new Picker.Option(
                                option.getKey(),
                                option.getValue(),
                                asks
                                        ? form.values().contains(option.getKey())
                                        : form.low().equals(option.getKey())))
                        .toList(),
                column.allowed().isEmpty() || !asks,
                column.id().equals(at));
    }

    private static String kind(ColumnType type) {
        return switch (type) {
            case INTEGER, LONG, DOUBLE -> "number";
            case DATE -> "day";
            case BOOLEAN -> "truth";
            case STRING, OTHER -> "text";
        };
    }

    private static List<String> modes(Column column, String kind, Map<String, String> options) {
        if (column instanceof Input) {
            return switch (kind) {
                case "truth" -> OF_TRUTHS;
                case "text" -> OF_TEXTS;
                default -> OF_NUMBERS;
            };
        }
        if (kind.equals("truth")) {
            return List.of("any", "yes", "no", "feel");
        }
        return options.keySet().stream().anyMatch(option -> option.startsWith("group:"))
                ? List.of("any", "value", "person", "feel")
                : List.of("any", "value", "feel");
    }

    private Map<String, String> conditions(Input input, CellForm form, Words say) {
        var options = allowed(input, say);
        if (options.isEmpty() && input.type() == ColumnType.STRING) {
            masters(input.expression(), form, options);
        }
        var words = new CellWords(say);
        form.values().forEach(value -> options.putIfAbsent(value, words.value(value)));
        return options;
    }

    private void masters(String fact, CellForm form, Map<String, String> options) {
        var all = PageRequest.of(0, MOST_OPTIONS);
        switch (fact) {
            case "category" ->
                items.categories().stream().limit(MOST_OPTIONS).forEach(category -> options.put(category, category));
            case "costCenter" ->
                costCenters
                        .list(new CostCenterDetails(null, null, null, null), all)
                        .forEach(center -> options.put(center.code(), center.code() + " " + center.name()));
            case "department" ->
                departments
                        .list(null, null, null, all)
                        .forEach(department ->
                                options.put(department.code(), department.code() + " " + department.name()));
            case "supplier" -> {
                var names = suppliers.namesOf(form.values());
                form.values()
                        .forEach(
                                number -> options.put(number, (number + " " + names.getOrDefault(number, "")).strip()));
                suppliers
                        .orderable(MOST_OPTIONS)
                        .forEach(supplier ->
                                options.putIfAbsent(supplier.number(), supplier.number() + " " + supplier.name()));
            }
            default -> {}
        }
    }

    private Map<String, String> answers(PolicyTable table, Output output, CellForm form, Words say) {
        var options = allowed(output, say);
        var bare = KnownColumns.namesGroups(table, output);
        if (bare || KnownColumns.namesApprovers(output)) {
            directory.groups().forEach((id, name) -> {
                var value = bare ? id : "group:" + id;
                if (!id.equals(WITHOUT_PEOPLE)) {
                    options.putIfAbsent(value, say.text("tables.cell.group", say.textOr("group." + id, name)));
                }
            });
        }
        if (!options.isEmpty() && form.mode().equals("value") && !form.low().isEmpty()) {
            options.putIfAbsent(form.low(), new CellWords(say).value(form.low()));
        }
        return options;
    }

    private Map<String, String> allowed(Column column, Words say) {
        var options = new LinkedHashMap<String, String>();
        var words = new CellWords(say);
        if (reader.condition(column.allowed()) instanceof Cell.Tests tests) {
            for (var test : tests.tests()) {
                if (test instanceof Cell.Is is && is.value() instanceof String value) {
                    options.put(value, words.value(value));
                }
            }
        }
        return options;
    }
}
