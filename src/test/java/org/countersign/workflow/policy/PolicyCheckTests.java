package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.policy.PolicyStatement.ALWAYS_APPLIES;
import static org.countersign.policy.PolicyStatement.DATE_WITHOUT_TIME;
import static org.countersign.policy.PolicyStatement.FORMULA;
import static org.countersign.policy.PolicyStatement.GAP;
import static org.countersign.policy.PolicyStatement.GROUP_EMPTY;
import static org.countersign.policy.PolicyStatement.NEVER_APPLIES;
import static org.countersign.policy.PolicyStatement.NEVER_REACHED;
import static org.countersign.policy.PolicyStatement.NOT_CHECKED_WHOLLY;
import static org.countersign.policy.PolicyStatement.OVERLAP;
import static org.countersign.policy.PolicyStatement.SAID_TWICE;
import static org.countersign.policy.PolicyStatement.UNREADABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.countersign.policy.HitPolicy;
import org.countersign.policy.PolicyCheck;
import org.countersign.policy.PolicyFinding;
import org.countersign.policy.PolicyStatement;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCheckTests {

    private static final PolicyCheck CHECK = CheckedTables.check();

    @ParameterizedTest
    @MethodSource("org.countersign.workflow.policy.DecisionFileTests#shipped")
    @DisplayName("The shipped tables have no error, and nothing that somebody would have to look at")
    void shippedTablesAreFine(String key) {
        assertThat(CHECK.check(CheckedTables.shipped(key)).findings()).isEmpty();
    }

    @Test
    @DisplayName("R03: documents for which no rule applies are found, with an example in words")
    void aGapIsFound() {
        var table = CheckedTables.shipped("approval-policy");
        var without = CHECK.check(table.withoutRule("rule_payment"));
        assertThat(without.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(GAP);
            assertThat(finding.sentence().english())
                    .isEqualTo("No rule applies where Kind of document is payment (R03).");
            assertThat(finding.example())
                    .anyMatch(fact -> fact.column().equals("input_kind") && "payment".equals(fact.value()));
        });

        var higher = CHECK.check(cell(table, "rule_lineManagerFrom100", 1, "> 100"));
        assertThat(kinds(higher)).containsOnly(GAP);
        assertThat(higher.errors().get(0).sentence().english())
                .isEqualTo("No rule applies where Kind of document is requisition, Total in base currency, with earlier"
                        + " requisitions is 100, Supplier status is PREFERRED, Approvers of the supplier's or"
                        + " customer's own cycle is 0 (R03).");
    }

    @Test
    @DisplayName("R03: a fact that may not be given needs a rule too")
    void aMissingFactIsAGap() {
        var table = CheckedTables.shipped("quote-policy");
        var all = cell(table, "rule_quotesFrom25k", 2, "\"PREFERRED\",\"APPROVED\",\"NEW\",\"BLOCKED\"");
        var found = CHECK.check(all);
        assertThat(kinds(found)).containsExactly(GAP);
        assertThat(found.errors().get(0).sentence().english()).contains("Supplier status is not given");
    }

    @Test
    @DisplayName("Two rules for one answer overlap, with an example")
    void anOverlapIsFound() {
        var table = CheckedTables.shipped("exception-routing");
        var found = CHECK.check(
                cell(table, "rule_receiving", 0, "\"MISSING_RECEIPT\",\"TAX_VARIANCE\",\"QUANTITY_NOT_ORDERED\""));
        assertThat(kinds(found)).containsExactly(GAP, OVERLAP);
        assertThat(found.errors().get(1).sentence().english())
                .isEqualTo("Rules 2 and 3 both apply where Kind of difference is TAX_VARIANCE; in this table one alone"
                        + " may.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1 | >> 1000          | CELL_UNREADABLE
        1 | 1,000            | THOUSANDS
        1 | >= 1,000         | THOUSANDS
        1 | "1000"           | WRONG_TYPE
        1 | > "1000"         | WRONG_TYPE
        2 | it               | UNQUOTED_WORD
        2 | "it", it         | UNQUOTED_WORD
        2 | 5                | WRONG_TYPE
        3 | "OLD"            | NOT_ALLOWED
        4 | "two"            | WRONG_TYPE
        """)
    @DisplayName("Conditions that the engine would misunderstand are found in their cell")
    void conditionsAreChecked(int column, String feel, PolicyStatement kind) {
        var table = CheckedTables.shipped("approval-policy");
        var found = CHECK.check(cell(table, "rule_cfoFrom100k", column, feel));
        assertThat(found.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.rule()).isEqualTo("rule_cfoFrom100k");
            assertThat(finding.column()).isEqualTo(table.inputs().get(column).id());
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 | 1.5                  | WRONG_TYPE
        0 | "1"                  | WRONG_TYPE
        0 | -1                   | ANSWER_NEGATIVE
        0 | 1 +                  | CELL_UNREADABLE
        0 | null                 | ANSWER_MISSING
        1 | manager              | UNQUOTED_WORD
        1 | "boss"               | NOT_ALLOWED
        1 | "group:nobodies"     | GROUP_EMPTY
        1 | "person:somebody"    | PERSON_UNKNOWN
        2 | 2                    | WRONG_TYPE
        """)
    @DisplayName("Answers that the product could not use are found in their cell (R03)")
    void answersAreChecked(int column, String feel, PolicyStatement kind) {
        var table = CheckedTables.shipped("approval-policy");
        var found = CHECK.check(answer(table, "rule_cfoFrom100k", column, feel));
        assertThat(found.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.column()).isEqualTo(table.outputs().get(column).id());
        });
    }

    @Test
    @DisplayName("People and groups of one's own may be named where the table lists others")
    void ownGroupsMayBeNamed() {
        var table = CheckedTables.shipped("approval-policy");
        assertThat(CHECK.check(answer(table, "rule_cfoFrom100k", 1, "\"group:legal\""))
                        .findings())
                .isEmpty();
        assertThat(CHECK.check(answer(table, "rule_cfoFrom100k", 1, "\"person:finance\""))
                        .findings())
                .isEmpty();
        var routing = CheckedTables.shipped("exception-routing");
        assertThat(kinds(CHECK.check(answer(routing, "rule_receiving", 0, "\"nobodies\""))))
                .containsExactly(GROUP_EMPTY);
    }

    @Test
    @DisplayName("Rules that are superfluous are pointed out, and stop nothing")
    void superfluousRulesArePointedOut() {
        var approval = CheckedTables.shipped("approval-policy");
        assertThat(kinds(CHECK.check(approval.withRuleCopied("rule_payment")))).containsExactly(SAID_TWICE);
        assertThat(kinds(CHECK.check(cell(approval, "rule_cfoFrom100k", 1, "[10..5]"))))
                .containsExactly(NEVER_APPLIES);
        var payment = cell(approval, "rule_payment", 0, "");
        assertThat(kinds(CHECK.check(payment))).containsExactly(ALWAYS_APPLIES);
        var quotes = CheckedTables.shipped("quote-policy");
        assertThat(kinds(CHECK.check(quotes.withRuleMoved("rule_noQuotesBelow25k", 1))))
                .containsExactly(NEVER_REACHED);
        assertThat(CHECK.check(payment).hasErrors()).isFalse();
    }

    @Test
    @DisplayName("A formula closes no gap, and is pointed out")
    void formulasCloseNoGap() {
        var table = CheckedTables.shipped("approval-policy");
        var found = CHECK.check(cell(table, "rule_payment", 1, "? * 2 > 10"));
        assertThat(kinds(found)).containsExactly(GAP, FORMULA);
        assertThat(kinds(CHECK.check(cell(table, "rule_cfoFrom100k", 1, "? * 2 > 10"))))
                .containsExactly(FORMULA);
    }

    @Test
    @DisplayName("A date without a time would never be equal to a fact")
    void datesNeedATime() {
        var input = new Input("input_day", "Day", "day", "date", "");
        var rules = List.of(
                new Rule("rule_a", "", List.of("< date(\"2026-02-01\")"), List.of("\"a\"")),
                new Rule("rule_b", "", List.of(">= date and time(\"2026-02-01T00:00:00\")"), List.of("\"b\"")));
        var table = CheckedTables.table(HitPolicy.UNIQUE, List.of(input), rules);
        assertThat(kinds(CHECK.check(table))).containsExactly(DATE_WITHOUT_TIME);
        var mended = cell(table, "rule_a", 0, "< date and time(\"2026-02-01T00:00:00\")");
        assertThat(CHECK.check(mended).hasErrors()).isFalse();
        assertThat(kinds(CHECK.check(mended))).containsExactly(GAP);
    }

    @Test
    @DisplayName("A file that is no table, or speaks another language, is an error of its own")
    void filesAreChecked() {
        assertThat(kinds(CHECK.check("approval-policy", "<nothing/>"))).containsExactly(UNREADABLE);
    }

    @Test
    @DisplayName("Two hundred rules are checked while typing")
    void bigTablesAreQuick() {
        var table = CheckedTables.shipped("approval-policy");
        var sample = table.rules().get(1);
        var rules = new ArrayList<>(table.rules());
        IntStream.range(0, 200).forEach(index -> {
            var inputs = new ArrayList<>(sample.inputs());
            inputs.set(1, ">= " + (1000 + 7 * index));
            inputs.set(2, "\"category-" + index % 40 + "\"");
            inputs.set(6, "\"CC-" + index + "\"");
            rules.add(new Rule("rule_many" + index, "", inputs, sample.outputs()));
        });
        var big = table.withRules(rules);
        CHECK.whileTyping(big);
        var from = System.nanoTime();
        var found = CHECK.whileTyping(big);
        var millis = (System.nanoTime() - from) / 1_000_000;
        assertThat(found.hasErrors()).isFalse();
        assertThat(millis).as("milliseconds").isLessThan(1000);
    }

    @Test
    @DisplayName("However many rules are superfluous, an overlap behind them is found")
    void anOverlapBehindManyWarnings() {
        var amount = new Input("input_amount", "Amount", "amount", "integer", "");
        var rules = new ArrayList<Rule>();
        IntStream.range(0, 60)
                .forEach(index -> rules.add(new Rule("rule_never" + index, "", List.of("[10..5]"), List.of("\"a\""))));
        rules.add(new Rule("rule_small", "", List.of("< 10"), List.of("\"a\"")));
        rules.add(new Rule("rule_large", "", List.of(">= 9"), List.of("\"b\"")));

        var found = CHECK.check(CheckedTables.table(HitPolicy.UNIQUE, List.of(amount), rules));

        assertThat(found.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(OVERLAP);
            assertThat(finding.rule()).isEqualTo("rule_large");
        });
        assertThat(found.findings()).hasSizeLessThan(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        boolean | < true        |
        boolean | [false..true] |
        string  | > "a"         |
        integer | < 1e999999999 |
        double  | < 1e999999999 |
        integer | > 5           | ["a".."z"]
        date    | > date and time("2026-02-01T00:00:00") | < 5
        """)
    @DisplayName("Ranges of what has no order, and numbers without measure, are looked at without a failure")
    void oddRanges(String type, String feel, String allowed) {
        var input = new Input("input_fact", "Fact", "fact", type, allowed == null ? "" : allowed);
        var rules = List.of(new Rule("rule_one", "", List.of(feel), List.of("\"a\"")));

        var found = CHECK.check(CheckedTables.table(HitPolicy.UNIQUE, List.of(input), rules));

        assertThat(found.hasErrors()).isTrue();
    }

    @Test
    @DisplayName("A table whose ranges cross in every column is given up, not looked through until the memory is full")
    void combinationsAreBounded() {
        var inputs = IntStream.range(0, 6)
                .mapToObj(column -> new Input("input_" + column, "Fact " + column, "fact" + column, "integer", ""))
                .toList();
        var chance = new java.util.Random(7);
        var rules = new ArrayList<Rule>();
        IntStream.range(0, 200).forEach(index -> {
            var cells = inputs.stream()
                    .map(input -> "[" + chance.nextInt(500) + ".." + (500 + chance.nextInt(500)) + "]")
                    .toList();
            rules.add(new Rule("rule_" + index, "", cells, List.of("\"a\"")));
        });
        rules.add(new Rule("rule_else", "", List.of("", "", "", "", "", "not(1)"), List.of("\"b\"")));
        rules.add(new Rule("rule_one", "", List.of("", "", "", "", "", "1"), List.of("\"b\"")));

        var found = CHECK.check(CheckedTables.table(HitPolicy.FIRST, inputs, rules));

        assertThat(found.errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(NOT_CHECKED_WHOLLY));
    }

    @Test
    @DisplayName("More rules than anybody reads are not looked through")
    void tooManyRules() {
        var table = CheckedTables.shipped("exception-routing");
        var first = table.rules().get(0);
        var rules = IntStream.rangeClosed(0, PolicyTable.MOST_RULES)
                .mapToObj(index -> new Rule("rule_" + index, "", first.inputs(), first.outputs()))
                .toList();
        assertThat(kinds(CHECK.check(table.withRules(rules)))).containsExactly(NOT_CHECKED_WHOLLY);
        assertThat(CHECK.check(table.withRules(rules)).hasErrors()).isTrue();
    }

    static PolicyTable cell(PolicyTable table, String id, int column, String feel) {
        var rule = table.rule(id).orElseThrow();
        var cells = new ArrayList<>(rule.inputs());
        cells.set(column, feel);
        return table.withRule(new Rule(id, rule.description(), cells, rule.outputs()));
    }

    private static PolicyTable answer(PolicyTable table, String id, int column, String feel) {
        var rule = table.rule(id).orElseThrow();
        var cells = new ArrayList<>(rule.outputs());
        cells.set(column, feel);
        return table.withRule(new Rule(id, rule.description(), rule.inputs(), cells));
    }

    private static List<PolicyStatement> kinds(org.countersign.policy.PolicyReport report) {
        return report.findings().stream().map(PolicyFinding::kind).distinct().toList();
    }
}
