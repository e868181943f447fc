package org.countersign.console.web.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.catalog.ItemMaster;
import org.countersign.console.page.Words;
import org.countersign.people.CostCenterMaster;
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
