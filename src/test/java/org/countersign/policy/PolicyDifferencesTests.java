package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.countersign.policy.PolicyFilePart.Kind;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.Explanation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

@DisplayName("In what two versions of a decision table differ")
class PolicyDifferencesTests {

    private final PolicyTable table = new PolicyTable(
            "some-policy",
            "Some policy",
            "",
            HitPolicy.RULE_ORDER,
            null,
            List.of(
                    new Input("input_amount", "Amount", "amount", "double", ""),
                    new Input("input_kind", "Kind", "kind", "string", "")),
            List.of(new Output("output_level", "Level", "level", "integer", "")),
            List.of(
                    new Rule("rule_small", "Below 100 nobody", List.of("< 100", ""), List.of("0")),
                    new Rule("rule_manager", "From 100 the manager", List.of(">= 100", ""), List.of("1")),
                    new Rule("rule_finance", "From 10,000 finance", List.of(">= 10000", ""), List.of("3"))));

    @Test
    void nothingDiffersFromItself() {
        assertThat(PolicyDifferences.between(table, table)).isEmpty();
    }

    @Test
    void whatStandsOutsideTheTableIsToldToo() {
        var before = List.of(
                new PolicyFilePart(Kind.KEPT, "", "P3650D"), new PolicyFilePart(Kind.ELEMENT, "Other", "<decision/>"));
        var after = List.of(
                new PolicyFilePart(Kind.KEPT, "", "P1D"),
                new PolicyFilePart(Kind.VERSION_TAG, "", "policy-2"),
                new PolicyFilePart(Kind.NEEDS, "", "other"),
                new PolicyFilePart(Kind.VARIABLE, "Amount", "x"));

        assertThat(PolicyDifferences.ofParts(before, before)).isEmpty();
        assertThat(PolicyDifferences.ofParts(before, after))
                .map(Explanation::english)
                .containsExactly(
                        "What was decided is kept for P1D now, not P3650D.",
                        "The version tag is policy-2 now, not nothing.",
                        "It needs other now, not nothing.",
                        "Cells of column “Amount” read the variable x now, not nothing.",
                        "The file does not hold “Other” any more.");
    }

    @Test
    void aChangedCellIsToldWithRuleColumnAndBothValues() {
        var after = table.withRule(
                new Rule("rule_finance", "From 10,000 finance", List.of(">= 12000", "\"payment\""), List.of("3")));

        assertThat(words(table, after))
                .containsExactly(
                        "Rule “From 10,000 finance”: Amount changed from >= 10000 to >= 12000.",
                        "Rule “From 10,000 finance”: Kind changed from any to \"payment\".");
        assertThat(german(table, after))
                .containsExactly(
                        "Regel „From 10,000 finance“: Amount ist jetzt >= 12000 statt >= 10000.",
                        "Regel „From 10,000 finance“: Kind ist jetzt \"payment\" statt beliebig.");
    }

    @Test
    void addedAndRemovedRulesAreToldWithWhatTheySay() {
        var rules = new ArrayList<>(table.rules().subList(0, 2));
        rules.add(new Rule("rule_cfo", "From 100,000 the cfo", List.of(">= 100000", ""), List.of("4")));
        var after = table.withRules(rules);

        assertThat(words(table, after))
                .containsExactly(
                        "Rule “From 100,000 the cfo” added: Amount >= 100000, Level 4.",
                        "Rule “From 10,000 finance” removed: Amount >= 10000, Level 3.");
        assertThat(german(table, after).get(0))
                .isEqualTo("Regel „From 100,000 the cfo“ ist neu: Amount >= 100000, Level 4.");
    }

    @Test
    void onlyTheRuleThatWasTakenUpHasMoved() {
        assertThat(words(table, table.withRuleMoved("rule_finance", 0)))
                .containsExactly("Rule “From 10,000 finance” moved from place 3 to place 1.");
    }

    @Test
    void aRuleWithAnotherIdThatSaysTheSameIsTheSame() {
        var after = table.withRules(table.rules().stream()
                .map(rule -> new Rule(rule.id() + "_x", rule.description(), rule.inputs(), rule.outputs()))
                .toList());

        assertThat(words(table, after)).isEmpty();
    }

    @Test
    void tableAndColumnsAreToldToo() {
        var after = new PolicyTable(
                table.key(),
                "Our policy",
                "Says who",
                HitPolicy.COLLECT,
                "SUM",
                List.of(new Input("input_amount", "Total", "amount", "double", "")),
                table.outputs(),
                table.rules().stream()
                        .map(rule -> new Rule(
                                rule.id(), rule.description(), rule.inputs().subList(0, 1), rule.outputs()))
                        .toList());

        assertThat(words(table, after))
                .containsExactly(
                        "The table is called “Our policy” now, not “Some policy”.",
                        "The description of the table changed.",
                        "Where several rules apply: COLLECT SUM now, not RULE ORDER.",
                        "Column “Total” changed: it reads Total amount double now, not Amount amount double.",
                        "Column “Kind” removed.");
    }

    @Test
    void manyDifferencesAreBounded() {
        var rules = IntStream.range(0, 30)
                .mapToObj(number -> new Rule("rule_" + number, "", List.of("< " + number, ""), List.of("1")))
                .toList();
        var bounded = PolicyDifferences.bounded(PolicyDifferences.between(table, table.withRules(rules)), 10);

        assertThat(bounded).hasSize(10);
        assertThat(bounded.get(9).english()).isEqualTo("And 24 more differences.");
    }

    @Test
    @DisplayName("A change brought onto a later version keeps what happened to other rules meanwhile")
    void aChangeIsBroughtOntoALaterVersion() {
        var changed = table.withRule(
                        new Rule("rule_finance", "From 10,000 finance", List.of(">= 12000", ""), List.of("3")))
                .withoutRule("rule_small")
                .withRuleAdded("rule_manager");
        var latest = table.withRule(
                        new Rule("rule_manager", "From 150 the manager", List.of(">= 150", ""), List.of("1")))
                .withRuleCopied("rule_finance");

        var rebased = PolicyRebase.of(table, changed, latest);

        assertThat(rebased.rule("rule_finance").orElseThrow().inputs()).containsExactly(">= 12000", "");
        assertThat(rebased.rule("rule_manager").orElseThrow().inputs()).containsExactly(">= 150", "");
        assertThat(rebased.rule("rule_small")).isEmpty();
        assertThat(rebased.rules()).hasSize(4);
        assertThat(rebased.rules().get(1).inputs()).isEqualTo(Collections.nCopies(2, ""));
    }

    private static List<String> words(PolicyTable before, PolicyTable after) {
        return PolicyDifferences.between(before, after).stream()
                .map(Explanation::english)
                .toList();
    }

    private static List<String> german(PolicyTable before, PolicyTable after) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("texts/rules");
        texts.setDefaultEncoding("UTF-8");
        return PolicyDifferences.between(before, after).stream()
                .map(difference -> difference.in(Locale.GERMAN, texts))
                .toList();
    }
}
