package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.countersign.policy.HitPolicy;
import org.countersign.policy.PolicyCheck;
import org.countersign.policy.PolicyFinding;
import org.countersign.policy.PolicyStatement;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Rule;

/** What the check accepts, the engine can evaluate; what the check shows, the engine does. */
class PolicyCheckPropertyTests {

    private static final PolicyCheck CHECK = CheckedTables.check();

    private static final List<Input> INPUTS = List.of(
            new Input("input_kind", "Kind", "kind", "string", "\"requisition\",\"payment\""),
            new Input("input_amount", "Amount", "amount", "double", ""),
            new Input("input_category", "Category", "category", "string", ""),
            new Input("input_partners", "Partners", "partnerApprovers", "integer", ""),
            new Input("input_urgent", "Urgent", "urgent", "boolean", ""));

    private static final List<List<String>> CONDITIONS = List.of(
            List.of("", "", "\"requisition\"", "\"payment\"", "not(\"payment\")", "\"requisition\",\"payment\"", "-"),
            List.of(
                    "",
                    "",
                    "< 100",
                    ">= 100",
                    "<= 100",
                    "> 100",
                    "[50..100)",
                    "]100..200.5]",
                    "not(< 100)",
                    "100",
                    "not(100)",
                    "-5",
                    "< 100, > 200.5",
                    "not([50..100))",
                    "? * 2 >= 200"),
            List.of(
                    "",
                    "",
                    "\"it\"",
                    "not(\"it\")",
                    "\"it\",\"office\"",
                    "null",
                    "not(null)",
                    "\"it\",null",
                    "not(\"it\",\"office\")",
                    "not(\"it\",null)",
                    "starts with(?, \"i\")"),
            List.of("", "", "0", ">= 1", "< 1", "(0..2)", "[1..1]", "not(0)", "1,2", "> 0.5", "<= 0"),
            List.of("", "", "", "true", "false", "not(true)"));

    private static final List<Object> AMOUNTS =
            List.of(-5.0, 0.0, 49.99, 50.0, 99.999, 100.0, 100.01, 150.0, 200.5, 200.6, 1e9);

    @Property(tries = 200)
    @Label("R03: a table that is accepted has an answer for every document, and one alone where one is wanted")
    void anAcceptedTableIsWhole(@ForAll("tables") PolicyTable table, @ForAll Random random) {
        var report = CHECK.check(table);
        Statistics.collect(report.hasErrors() ? "refused" : "accepted");
        Statistics.coverage(coverage -> coverage.check("accepted").percentage(share -> share >= 25));
        var engine = CheckedTables.parsed(table);
        if (!report.hasErrors()) {
            for (int count = 0; count < 20; count++) {
                var facts = facts(random);
                assertThat(CheckedTables.applied(engine, facts))
                        .as("%s %s", facts, table.rules())
                        .isPositive();
            }
        }
        report.errors().forEach(finding -> isSo(finding, table, engine));
    }

    /** Examples are no guesses, as long as no formula makes them so. */
    private static void isSo(PolicyFinding finding, PolicyTable table, org.camunda.bpm.dmn.engine.DmnDecision engine) {
        if (table.rules().stream().anyMatch(rule -> rule.inputs().toString().matches(".*([?]|not[(]true).*"))) {
            return;
        }
        Map<String, Object> facts = facts(new Random(1));
        for (var fact : finding.example()) {
            var input = INPUTS.stream()
                    .filter(one -> one.id().equals(fact.column()))
                    .findFirst()
                    .orElseThrow();
            var value = fact.value();
            facts.put(
                    input.expression(),
                    value instanceof BigDecimal number
                            ? input.typeRef().equals("integer") ? (Object) number.intValueExact() : number.doubleValue()
                            : value);
        }
        if (finding.kind() == PolicyStatement.GAP) {
            assertThat(CheckedTables.applied(engine, facts))
                    .as("%s %s", finding.sentence(), table.rules())
                    .isZero();
        } else if (finding.kind() == PolicyStatement.OVERLAP) {
            assertThatThrownBy(() -> CheckedTables.applied(engine, facts))
                    .as("%s %s", finding.sentence(), table.rules())
                    .hasMessageContaining("UNIQUE");
        }
    }

    private static Map<String, Object> facts(Random random) {
        var facts = new HashMap<String, Object>();
        facts.put("kind", random.nextBoolean() ? "requisition" : "payment");
        facts.put("amount", AMOUNTS.get(random.nextInt(AMOUNTS.size())));
        facts.put("category", new String[] {"it", "office", "other", null}[random.nextInt(4)]);
        facts.put("partnerApprovers", random.nextInt(4));
        facts.put("urgent", random.nextBoolean());
        return facts;
    }

    @Provide
    Arbitrary<PolicyTable> tables() {
        var policies = Arbitraries.of(HitPolicy.UNIQUE, HitPolicy.FIRST, HitPolicy.RULE_ORDER, HitPolicy.COLLECT);
        return Combinators.combine(policies, splits(), mutations()).as((policy, split, mutations) -> {
            var rules = new ArrayList<List<String>>(split);
            mutations.forEach(mutation -> mutation.apply(rules));
            var numbered = new ArrayList<Rule>();
            rules.forEach(cells -> numbered.add(
                    new Rule("rule_n" + numbered.size(), "", cells, List.of("\"a" + numbered.size() + "\""))));
            return CheckedTables.table(policy, INPUTS, numbered);
        });
    }

    /** Rules that part all documents between them. */
    private static Arbitrary<List<List<String>>> splits() {
        return Arbitraries.integers().between(0, 4).list().ofMaxSize(4).map(columns -> {
            List<List<String>> rules = new ArrayList<>();
            rules.add(List.of("", "", "", "", ""));
            for (int column : columns) {
                var last = rules.remove(rules.size() - 1);
                if (last.get(column).isEmpty()) {
                    var halves = List.of(
                            List.of("\"requisition\"", "\"payment\""),
                            List.of("< 100", ">= 100"),
                            List.of("\"it\"", "not(\"it\")"),
                            List.of("0", ">= 1"),
                            List.of("true", "false"));
                    rules.add(with(last, column, halves.get(column).get(0)));
                    last = with(last, column, halves.get(column).get(1));
                }
                rules.add(last);
            }
            return rules;
        });
    }

    private record Mutation(int kind, int rule, int column, int cell) {

        void apply(List<List<String>> rules) {
            var at = rules.isEmpty() ? -1 : rule % rules.size();
            var feel = CONDITIONS.get(column).get(cell % CONDITIONS.get(column).size());
            switch (kind) {
                case 0 -> rules.add(with(List.of("", "", "", "", ""), column, feel));
                case 1 -> {
                    if (at >= 0) {
                        rules.set(at, with(rules.get(at), column, feel));
                    }
                }
                default -> {
                    if (at >= 0 && rules.size() > 1) {
                        rules.remove(at);
                    }
                }
            }
        }
    }

    private static Arbitrary<List<Mutation>> mutations() {
        var numbers = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(2, 0),
                                net.jqwik.api.Tuple.of(5, 1),
                                net.jqwik.api.Tuple.of(1, 2)),
                        numbers,
                        Arbitraries.integers().between(0, 4),
                        numbers)
                .as(Mutation::new)
                .list()
                .ofMaxSize(5);
    }

    private static List<String> with(List<String> cells, int column, String feel) {
        var changed = new ArrayList<>(cells);
        changed.set(column, feel);
        return changed;
    }
}
