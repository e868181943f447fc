package org.countersign.policy;

import static org.countersign.policy.PolicyFinding.Severity.ERROR;
import static org.countersign.policy.PolicyFinding.Severity.WARNING;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.countersign.policy.PolicyFinding.Fact;
import org.countersign.policy.PolicyFinding.Severity;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with the rules of a table together. */
final class RuleCheck {

    private static final int MOST_FINDINGS = 40;

    private final PolicyTable table;
    private final List<List<Cell>> conditions;
    private final List<Cell> allowed;
    private final List<PolicyFinding> findings = new ArrayList<>();
    private int errors;

    /** @param conditions by rule and column */
    RuleCheck(PolicyTable table, List<List<Cell>> conditions, List<Cell> allowed) {
        this.table = table;
        this.conditions = conditions;
        this.allowed = allowed;
    }

    /**
     * @param combinations how many to look at
     * @param tooMany how bad it is that there are more
     */
    List<PolicyFinding> findings(int combinations, Severity tooMany) {
        if (table.rules().isEmpty()) {
            add(ERROR, PolicyStatement.NO_RULES, null, List.of());
            return findings;
        }
        var analysis = new PolicyAnalysis(table, conditions, allowed, false);
        gaps(analysis.gaps(combinations), ERROR);
        if (!analysis.isWhole()) {
            add(tooMany, PolicyStatement.NOT_CHECKED_WHOLLY, null, List.of());
        } else if (findings.isEmpty() && PolicyAnalysis.hasUnknownFacts(table)) {
            var further = new PolicyAnalysis(table, conditions, allowed, true);
            gaps(further.gaps(combinations), WARNING);
            if (!further.isWhole()) {
                add(WARNING, PolicyStatement.NOT_CHECKED_WHOLLY, null, List.of());
            }
        }
        rules(analysis);
        return findings;
    }

    private void gaps(List<List<Object>> gaps, Severity severity) {
        for (var gap : gaps) {
            var facts = facts(gap);
            add(severity, PolicyStatement.GAP, null, facts, said(facts));
        }
    }

    private void rules(PolicyAnalysis analysis) {
        for (int rule = 0; rule < conditions.size() && errors < MOST_FINDINGS; rule++) {
            if (analysis.never(rule)) {
                add(WARNING, PolicyStatement.NEVER_APPLIES, rule, List.of(), number(rule));
                continue;
            }
            if (table.hitPolicy().addsUp() && conditions.get(rule).stream().allMatch(Cell.Nothing.class::isInstance)) {
                add(WARNING, PolicyStatement.ALWAYS_APPLIES, rule, List.of(), number(rule));
            }
            for (int earlier = 0; earlier < rule; earlier++) {
                if (pair(analysis, earlier, rule)) {
                    break;
                }
            }
        }
    }

    /** @return whether enough is wrong with the later rule */
    private boolean pair(PolicyAnalysis analysis, int earlier, int rule) {
        var first = table.rules().get(earlier);
        var second = table.rules().get(rule);
        switch (table.hitPolicy()) {
            case UNIQUE -> {
                return both(analysis, PolicyStatement.OVERLAP, earlier, rule);
            }
            case ANY -> {
                return !first.outputs().equals(second.outputs())
                        && both(analysis, PolicyStatement.OTHER_ANSWER, earlier, rule);
            }
            case FIRST -> {
                if (analysis.covers(earlier, rule)) {
                    add(WARNING, PolicyStatement.NEVER_REACHED, rule, List.of(), number(rule), number(earlier));
                    return true;
                }
            }
            default -> {
                if (first.saysTheSameAs(second)) {
                    add(WARNING, PolicyStatement.SAID_TWICE, rule, List.of(), number(rule), number(earlier));
                    return true;
                }
            }
        }
        return false;
    }

    private boolean both(PolicyAnalysis analysis, PolicyStatement statement, int earlier, int rule) {
        var example = analysis.overlap(earlier, rule);
        if (example.isEmpty()) {
            return false;
        }
        var facts = facts(example);
        if (facts.isEmpty()) {
            add(ERROR, PolicyStatement.OVERLAP_ALWAYS, rule, facts, number(earlier), number(rule));
        } else {
            add(ERROR, statement, rule, facts, number(earlier), number(rule), said(facts));
        }
        return true;
    }

    private void add(
            Severity severity,
            PolicyStatement statement,
            @Nullable Integer rule,
            List<Fact> example,
            Object... values) {
        // However much is only pointed out, no error is passed over for it.
        if (severity == WARNING && findings.size() >= MOST_FINDINGS) {
            return;
        }
        errors += severity == ERROR ? 1 : 0;
        findings.add(new PolicyFinding(
                severity,
                statement,
                Explanation.of(statement, values),
                rule == null ? null : table.rules().get(rule).id(),
                null,
                example));
    }

    private static Explanation.Value number(int rule) {
        return Explanation.number(BigDecimal.valueOf(rule + 1L));
    }

    private List<Fact> facts(List<Object> example) {
        return IntStream.range(0, example.size())
                .filter(column -> example.get(column) != Regions.Special.WHATEVER)
                .mapToObj(column -> {
                    var input = table.inputs().get(column);
                    var value = example.get(column);
                    return new Fact(input.id(), label(input), value == Regions.Special.MISSING ? null : known(value));
                })
                .toList();
    }

    private static Object known(Object value) {
        return value == Regions.Special.ELSE ? OTHER : value;
    }

    /** A text that no condition names, where an example needs one. */
    static final String OTHER = "…";

    private static Explanation.Value said(List<Fact> facts) {
        return Explanation.words(facts.stream().map(RuleCheck::said).toList());
    }

    private static Explanation said(Fact fact) {
        var value = fact.value();
        if (value == null) {
            return Explanation.of(PolicyStatement.IS_MISSING, fact.label());
        }
        if (value instanceof Boolean truth) {
            return Explanation.of(truth ? PolicyStatement.IS_TRUE : PolicyStatement.IS_FALSE, fact.label());
        }
        if (value.equals(OTHER)) {
            return Explanation.of(PolicyStatement.IS_ELSE, fact.label());
        }
        return Explanation.of(
                PolicyStatement.IS,
                fact.label(),
                value instanceof BigDecimal number
                        ? Explanation.number(number)
                        : value instanceof LocalDateTime moment ? Explanation.day(moment.toLocalDate()) : value);
    }

    private static String label(Input input) {
        return input.label().isBlank() ? input.expression() : input.label();
    }
}
