package org.countersign.console.web.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.countersign.catalog.ItemMaster;
import org.countersign.console.page.Words;
import org.countersign.people.CostCenter;
import org.countersign.people.CostCenterMaster;
import org.countersign.people.Department;
import org.countersign.people.DepartmentMaster;
import org.countersign.people.Directory;
import org.countersign.policy.Cell;
import org.countersign.policy.CellReader;
import org.countersign.policy.HitPolicy;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierExamples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageImpl;
import org.springframework.util.LinkedMultiValueMap;

class PickersTests {

    private final Words say = mock(Words.class);
    private final CellReader reader = mock(CellReader.class);

    @BeforeEach
    void language() {
        when(say.language()).thenReturn(Locale.GERMAN);
        when(say.textOr(any(), any())).thenAnswer(asked -> asked.getArgument(1));
        when(say.shipped(any(), any())).thenAnswer(asked -> asked.getArgument(1));
    }

    @Test
    @DisplayName("Suppliers are ticked by number and name; those of the rule come first, even if blocked or gone")
    void suppliersAreTicked() {
        var known = SupplierExamples.abroad("de");
        var suppliers = mock(SupplierDirectory.class);
        when(suppliers.namesOf(any())).thenReturn(Map.of("S-BLOCKED", "Blocked Ltd"));
        when(suppliers.orderable(anyInt())).thenReturn(List.of(known));
        var rule = new Rule("rule_1", "", List.of("\"S-BLOCKED\",\"S-GONE\""), List.of());
        when(reader.condition(any())).thenReturn(new Cell.Nothing());
        when(reader.condition(rule.inputs().get(0)))
                .thenReturn(new Cell.Tests(false, List.of(new Cell.Is("S-BLOCKED"), new Cell.Is("S-GONE"))));
        var table = new PolicyTable(
                "match-policy",
                "Match policy",
                "",
                HitPolicy.FIRST,
                null,
                List.of(new Input("input_supplier", "Supplier", "supplier", "string", "")),
                List.of(),
                List.of(rule));

        var pickers = new Pickers(
                        reader,
                        mock(ItemMaster.class),
                        mock(CostCenterMaster.class),
                        mock(DepartmentMaster.class),
                        mock(Directory.class),
                        suppliers)
                .of(table, rule, null, say);

        assertThat(pickers.get(0).options())
                .containsExactly(
                        new Picker.Option("S-BLOCKED", "S-BLOCKED Blocked Ltd", true),
                        new Picker.Option("S-GONE", "S-GONE", true),
                        new Picker.Option(known.number(), known.number() + " " + known.name(), false));
        assertThat(pickers.get(0).others()).isTrue();
    }

    @Test
    @DisplayName(
            "Categories, cost centres and departments are ticked from their masters, the values of the rule with them")
    void mastersAreTicked() {
        var items = mock(ItemMaster.class);
        when(items.categories()).thenReturn(List.of("it-hardware", "office"));
        var center = mock(CostCenter.class);
        when(center.code()).thenReturn("CC-1");
        when(center.name()).thenReturn("Sales");
        var centers = mock(CostCenterMaster.class);
        when(centers.list(any(), any())).thenReturn(new PageImpl<>(List.of(center)));
        var department = mock(Department.class);
        when(department.code()).thenReturn("D-1");
        when(department.name()).thenReturn("Plant");
        var departments = mock(DepartmentMaster.class);
        when(departments.list(any(), any(), any(), any())).thenReturn(new PageImpl<>(List.of(department)));
        var rule = new Rule("rule_1", "", List.of("\"gone\"", "", ""), List.of());
        when(reader.condition(any())).thenReturn(new Cell.Nothing());
        when(reader.condition("\"gone\"")).thenReturn(new Cell.Tests(false, List.of(new Cell.Is("gone"))));
        var inputs = Stream.of("category", "costCenter", "department")
                .map(fact -> new Input("input_" + fact, fact, fact, "string", ""))
                .toList();

        var pickers = new Pickers(
                        reader, items, centers, departments, mock(Directory.class), mock(SupplierDirectory.class))
                .of(table(inputs, List.of(), rule), rule, "input_costCenter", say);

        assertThat(pickers.get(0).options())
                .containsExactly(
                        new Picker.Option("it-hardware", "it-hardware", false),
                        new Picker.Option("office", "office", false),
                        new Picker.Option("gone", "gone", true));
        assertThat(pickers.get(1).options()).containsExactly(new Picker.Option("CC-1", "CC-1 Sales", false));
        assertThat(pickers.get(1).focus()).isTrue();
        assertThat(pickers.get(2).options()).containsExactly(new Picker.Option("D-1", "D-1 Plant", false));
        assertThat(pickers)
                .allSatisfy(
                        picker -> assertThat(picker.modes()).containsExactly("any", "one", "none", "missing", "feel"));
    }

    @Test
    @DisplayName(
            "Who answers is chosen among all groups, or named as a person; amounts are compared in the reader's figures")
    void groupsPeopleAndAmounts() {
        var directory = mock(Directory.class);
        when(directory.groups()).thenReturn(new TreeMap<>(Map.of("board", "The board", "cfo", "CFO")));
        when(say.text(eq("tables.cell.group"), any())).thenAnswer(asked -> "Group " + asked.getArgument(1));
        var allowed = "\"line-manager\",\"group:cfo\"";
        var who = new PolicyTable.Output("output_role", "Who is asked", "role", "string", allowed);
        var amount = new Input("input_amount", "Amount", "amount", "double", "");
        var group = new Rule("rule_1", "", List.of("[1000.5..2000)"), List.of("\"group:board\""));
        var person = new Rule("rule_2", "", List.of(">= 3"), List.of("\"person:ada\""));
        when(reader.condition(any())).thenReturn(new Cell.Nothing());
        when(reader.condition(allowed))
                .thenReturn(new Cell.Tests(false, List.of(new Cell.Is("line-manager"), new Cell.Is("group:cfo"))));
        when(reader.condition("[1000.5..2000)"))
                .thenReturn(new Cell.Tests(
                        false,
                        List.of(new Cell.Within(new BigDecimal("1000.5"), true, new BigDecimal("2000"), false))));
        when(reader.condition(">= 3"))
                .thenReturn(new Cell.Tests(false, List.of(new Cell.Within(new BigDecimal("3"), true, null, false))));
        when(reader.answer("\"group:board\"")).thenReturn(new Cell.Answer("group:board"));
        when(reader.answer("\"person:ada\"")).thenReturn(new Cell.Answer("person:ada"));
        var table = table(List.of(amount), List.of(who), group, person);
        var all = new Pickers(
                reader,
                mock(ItemMaster.class),
                mock(CostCenterMaster.class),
                mock(DepartmentMaster.class),
                directory,
                mock(SupplierDirectory.class));

        var pickers = all.of(table, group, null, say);
        assertThat(pickers.get(0).kind()).isEqualTo("number");
        assertThat(pickers.get(0).form().mode()).isEqualTo("range");
        assertThat(pickers.get(0).form().low()).isEqualTo("1000,5");
        assertThat(pickers.get(0).form().high()).isEqualTo("2000");
        assertThat(pickers.get(0).modes()).contains("from", "below", "between", "is");
        assertThat(pickers.get(1).options().stream().map(Picker.Option::value))
                .containsExactly("line-manager", "group:cfo", "group:board");
        assertThat(pickers.get(1).options())
                .filteredOn(Picker.Option::chosen)
                .containsExactly(new Picker.Option("group:board", "Group The board", true));
        assertThat(pickers.get(1).modes()).containsExactly("any", "value", "person", "feel");
        var named = all.of(table, person, null, say).get(1);
        assertThat(named.form().mode()).isEqualTo("person");
        assertThat(named.form().low()).isEqualTo("ada");

        var chosen = all.chosen(
                table,
                group,
                new LinkedMultiValueMap<>(Map.of(
                        "in0mode", List.of("between"),
                        "in0low", List.of("1.000,50"),
                        "in0high", List.of("3000"),
                        "out0mode", List.of("person"),
                        "out0high", List.of("ada"))),
                say);
        assertThat(chosen.inputs()).containsExactly("[1000.5..3000]");
        assertThat(chosen.outputs()).containsExactly("\"person:ada\"");
    }

    @Test
    @DisplayName("What is not one figure is refused in words, and neither becomes a list of figures nor any figure")
    void oneFigureIsNeeded() {
        when(reader.condition(any())).thenReturn(new Cell.Nothing());
        when(say.text(any(), any(), any())).thenAnswer(asked -> asked.getArgument(0) + " " + asked.getArgument(1));
        var rule = new Rule("rule_1", "", List.of(">= 7", "\"a\""), List.of());
        var table = table(
                List.of(
                        new Input("input_amount", "Amount", "amount", "double", ""),
                        new Input("input_kind", "Kind", "kind", "string", "")),
                List.of(),
                rule);
        var all = new Pickers(
                reader,
                mock(ItemMaster.class),
                mock(CostCenterMaster.class),
                mock(DepartmentMaster.class),
                mock(Directory.class),
                mock(SupplierDirectory.class));

        for (var written : List.of("10,0,00", "1,5,00", "1e9", "ten", ">= 5", "1..2", "5 or 6")) {
            for (var mode : List.of("from", "above", "is", "range", "between")) {
                var fields = new LinkedMultiValueMap<>(Map.of("in0mode", List.of(mode), "in0low", List.of(written)));
                fields.add("in0high", "2000000000");
                assertThat(all.slips(table, fields, say))
                        .as("%s %s", mode, written)
                        .containsExactly(
                                new Pickers.Slipped("input_amount", "Amount", "tables.slip.NO_FIGURE " + written));
                assertThat(all.chosen(table, rule, fields, say)).isEqualTo(rule);
            }
        }
        for (var mode : List.of("from", "above", "below", "upTo", "is", "range", "between")) {
            var empty = new LinkedMultiValueMap<>(Map.of("in0mode", List.of(mode), "in0low", List.of(" ")));
            assertThat(all.slips(table, empty, say))
                    .extracting(Pickers.Slipped::sentence)
                    .containsExactly("tables.slip.FIGURE_MISSING ");
        }
        assertThat(all.slips(table, new LinkedMultiValueMap<>(Map.of("in1mode", List.of("one"))), say))
                .extracting(Pickers.Slipped::column)
                .containsExactly("input_kind");
        for (var right : Map.of("1.000", ">= 1000", "500,50", ">= 500.5", "1.000.000,5 EUR", ">= 1000000.5")
                .entrySet()) {
            var fields =
                    new LinkedMultiValueMap<>(Map.of("in0mode", List.of("from"), "in0low", List.of(right.getKey())));
            when(reader.condition(right.getValue())).thenReturn(new Cell.Tests(false, List.of()));
            assertThat(all.slips(table, fields, say)).isEmpty();
            assertThat(all.chosen(table, rule, fields, say).inputs()).containsExactly(right.getValue(), "\"a\"");
        }
    }

    @Test
    @DisplayName("A person is needed where one is chosen, and what was refused stands in the pickers as it was written")
    void whatWasRefusedIsKept() {
        when(reader.condition(any())).thenReturn(new Cell.Nothing());
        when(say.text(any(), any(), any())).thenReturn("Say who");
        var directory = mock(Directory.class);
        when(directory.groups()).thenReturn(new TreeMap<>(Map.of("camunda-admin", "Kept", "cfo", "CFO")));
        when(say.text(eq("tables.cell.group"), any())).thenReturn("Group");
        var table = table(
                List.of(new Input("input_amount", "Amount", "amount", "double", "")),
                List.of(new PolicyTable.Output("output_role", "Who is asked", "role", "string", "\"group:cfo\"")));
        var fields = new LinkedMultiValueMap<>(Map.of(
                "in0mode", List.of("from"),
                "in0low", List.of("10,0,00"),
                "out0mode", List.of("person")));
        var all = new Pickers(
                reader,
                mock(ItemMaster.class),
                mock(CostCenterMaster.class),
                mock(DepartmentMaster.class),
                directory,
                mock(SupplierDirectory.class));

        assertThat(all.slips(table, fields, say))
                .extracting(Pickers.Slipped::column)
                .containsExactly("input_amount", "output_role");
        assertThat(all.again(table, fields, "input_amount", say).get(0).form().low())
                .isEqualTo("10,0,00");
        fields.set("out0high", "ada");
        var named = all.again(table, fields, "input_amount", say).get(1);
        assertThat(named.form().low()).isEqualTo("ada");
        assertThat(named.options()).extracting(Picker.Option::value).containsExactly("group:cfo");
    }

    private static PolicyTable table(List<Input> inputs, List<PolicyTable.Output> outputs, Rule... rules) {
        return new PolicyTable("sample-policy", "Sample", "", HitPolicy.FIRST, null, inputs, outputs, List.of(rules));
    }

    @Test
    @DisplayName("The reason that a rule gives is said in the reader's language as long as it is the shipped one")
    void shippedReasonsAreTranslated() {
        var rule = new Rule("rule_automaticBelow100", "", List.of(), List.of());
        when(say.shipped("policy.rule_automaticBelow100", "Below 100.00: approved by rule"))
                .thenReturn("Unter 100,00: durch Regel freigegeben");
        var words = new CellWords(say);

        assertThat(words.of(new Cell.Answer("Below 100.00: approved by rule"), "", rule))
                .isEqualTo("Unter 100,00: durch Regel freigegeben");
        assertThat(words.of(new Cell.Answer("Ours"), "", rule)).isEqualTo("Ours");
    }
}
