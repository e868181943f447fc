package org.countersign.workflow.invoice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.invoicing.PastMatch;
import org.countersign.invoicing.PastMatches;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenCase;
import org.countersign.policy.ForeseenCases;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.ForeseenWords;
import org.countersign.workflow.support.TrialTables;
import org.springframework.stereotype.Component;

/** Which invoices would have differed by other tolerances (R13, R14), and who would have been asked about them (R20). */
@Component
class ForeseenMatches implements ForeseenCases {

    private static final String TABLE = "match-policy";

    private final PastMatches past;
    private final ExceptionRouting routing;
    private final TrialTables tables;

    ForeseenMatches(PastMatches past, ExceptionRouting routing, TrialTables tables) {
        this.past = past;
        this.routing = routing;
        this.tables = tables;
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public Explanation basis() {
        return Explanation.of(ForesightStatement.BASIS_MATCHES);
    }

    @Override
    public long count(Range range) {
        return past.count(range(range));
    }

    @Override
    public Comparison compare(String inForce, String candidate) {
        var before = policy(tables.of(TABLE, inForce));
        var after = policy(tables.of(TABLE, candidate));
        var handlers = new HashMap<ExceptionType, Optional<String>>();
        return (range, last, most) -> {
            var page = past.next(
                    range(range),
                    last,
                    most,
                    one -> new ForeseenCase(
                            one.invoice().value(),
                            "invoice",
                            one.title(),
                            one.payable(),
                            one.capturedAt(),
                            false,
                            answer(one, before, handlers),
                            answer(one, after, handlers)));
            return new Slice(page.all(), page.read(), page.last(), page.end());
        };
    }

    private static PastMatches.Range range(Range range) {
        return new PastMatches.Range(range.open(), range.from(), range.until());
    }

    private static MatchPolicy policy(TrialTables.Trial table) {
        return (category, supplier) -> DecisionTableMatchPolicy.answered(
                table.fired(DecisionTableMatchPolicy.facts(category, supplier)), category, supplier);
    }

    private ForeseenAnswer answer(PastMatch one, MatchPolicy policy, Map<ExceptionType, Optional<String>> handlers) {
        SortedMap<ExceptionType, Integer> differences;
        try {
            differences = one.differences(policy);
        } catch (RuntimeException whateverACellCanDo) {
            return ForeseenWords.unanswered(Explanation.of(ForesightStatement.NOT_COMPARED_R03), List.of());
        }
        if (differences.isEmpty()) {
            var agrees = List.of(Explanation.of(ForesightStatement.AGREES));
            return new ForeseenAnswer("", agrees, agrees, List.of(), true, false);
        }
        var waits = differences.keySet().equals(Set.of(ExceptionType.MISSING_RECEIPT));
        return new ForeseenAnswer(
                differences.toString(),
                differences.entrySet().stream()
                        .map(kind -> Explanation.of(ForesightStatement.VALUE, named(kind.getKey()), kind.getValue()))
                        .toList(),
                differences.keySet().stream().map(ForeseenMatches::named).toList(),
                // Receipts alone are waited for, and nobody is asked at first.
                waits
                        ? List.of()
                        : differences.keySet().stream()
                                .flatMap(type -> handlers.computeIfAbsent(type, this::asked).stream())
                                .toList(),
                false,
                false);
    }

    private static Explanation named(ExceptionType type) {
        return ForeseenWords.known("invoiceException." + type.name(), type.label());
    }

    /** By the routing in force; empty where that cannot answer. */
    private Optional<String> asked(ExceptionType type) {
        try {
            var handler = routing.handlerOf(type);
            return Optional.of(handler.startsWith(ExceptionRouting.PERSON) ? handler : ForeseenAnswer.GROUP + handler);
        } catch (RuntimeException whateverACellCanDo) {
            return Optional.empty();
        }
    }
}
