package org.countersign.workflow.invoice;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.invoicing.PastMatch;
import org.countersign.invoicing.PastMatches;
import org.countersign.people.Organization;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenCase;
import org.countersign.policy.ForeseenCases;
import org.countersign.policy.ForesightStatement;
import org.countersign.policy.PolicyDocuments;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.ForeseenWords;
import org.countersign.workflow.support.TrialTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Which invoices would have differed by other tolerances (R13, R14), and who would have been asked about them (R20). */
@Component
class ForeseenMatches implements ForeseenCases {

    private static final String TABLE = "match-policy";
    private static final Logger LOG = LoggerFactory.getLogger(ForeseenMatches.class);
    private static final String ROUTING = "exception-routing";

    private final PastMatches past;
    private final PolicyDocuments documents;
    private final Organization organization;
    private final TrialTables tables;

    ForeseenMatches(PastMatches past, PolicyDocuments documents, Organization organization, TrialTables tables) {
        this.past = past;
        this.documents = documents;
        this.organization = organization;
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
        var handlers = handlers();
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

    private ForeseenAnswer answer(PastMatch one, MatchPolicy policy, Map<ExceptionType, String> handlers) {
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
                                .flatMap(type -> Stream.ofNullable(handlers.get(type)))
                                .toList(),
                false,
                false);
    }

    private static Explanation named(ExceptionType type) {
        return ForeseenWords.known("invoiceException." + type.name(), type.label());
    }

    /**
     * By the routing in force; empty where that cannot answer. All are asked beforehand and without the engine: its history is of
     * what was decided, and a failure of it would undo the reading around.
     */
    private Map<ExceptionType, String> handlers() {
        var handlers = new EnumMap<ExceptionType, String>(ExceptionType.class);
        try {
            documents
                    .latest(ROUTING)
                    .map(found -> tables.of(ROUTING, found.xml()))
                    .ifPresent(inForce -> {
                        for (var type : ExceptionType.values()) {
                            handlerOf(type, inForce).ifPresent(handler -> handlers.put(type, handler));
                        }
                    });
        } catch (RuntimeException unreadable) {
            LOG.debug("The engine cannot read {}", ROUTING, unreadable);
        }
        return handlers;
    }

    private Optional<String> handlerOf(ExceptionType type, TrialTables.Trial inForce) {
        try {
            var handler = DecisionTableExceptionRouting.handler(
                    inForce.fired(DecisionTableExceptionRouting.facts(type)), organization);
            return Optional.of(handler.startsWith(ExceptionRouting.PERSON) ? handler : ForeseenAnswer.GROUP + handler);
        } catch (RuntimeException whateverACellCanDo) {
            return Optional.empty();
        }
    }
}
