package org.countersign.workflow.change;

import java.util.List;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenCase;
import org.countersign.policy.ForeseenCases;
import org.countersign.policy.ForesightStatement;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.PastChanges;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.ForeseenWords;
import org.countersign.workflow.support.TrialTables;
import org.springframework.stereotype.Component;

/** Which changes of orders would have had to be approved again under another policy (R11). */
@Component
class ForeseenChanges implements ForeseenCases {

    private static final String TABLE = "change-policy";

    private final PastChanges past;
    private final DecisionTableChanges policy;
    private final TrialTables tables;

    ForeseenChanges(PastChanges past, DecisionTableChanges policy, TrialTables tables) {
        this.past = past;
        this.policy = policy;
        this.tables = tables;
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public Explanation basis() {
        return Explanation.of(ForesightStatement.BASIS_CHANGES);
    }

    @Override
    public long count(Range range) {
        return past.count(range(range));
    }

    @Override
    public Comparison compare(String inForce, String candidate) {
        var before = tables.of(TABLE, inForce);
        var after = tables.of(TABLE, candidate);
        return (range, last, most) -> {
            var page = past.next(range(range), last, most);
            return new Slice(
                    page.found().stream()
                            .map(one -> new ForeseenCase(
                                    one.order().value(),
                                    "change-order",
                                    "#" + one.number() + ": " + one.reason(),
                                    one.newTotal().rounded(),
                                    one.proposedAt(),
                                    false,
                                    answer(one, before),
                                    answer(one, after)))
                            .toList(),
                    page.read(),
                    page.last(),
                    page.end());
        };
    }

    private static PastChanges.Range range(Range range) {
        return new PastChanges.Range(range.open(), range.from(), range.until());
    }

    private ForeseenAnswer answer(ChangeOrder change, TrialTables.Trial table) {
        try {
            var verdict = policy.judged(
                    change,
                    facts -> new DecisionTables.Evaluation(
                            1, facts.stream().map(table::fired).toList()));
            var failure = verdict.failure();
            if (failure != null) {
                return ForeseenAnswer.unanswered(failure);
            }
            var words = List.of(Explanation.of(
                    verdict.approvalNeeded()
                            ? ForesightStatement.APPROVED_AGAIN
                            : ForesightStatement.NOT_APPROVED_AGAIN));
            return new ForeseenAnswer(
                    String.valueOf(verdict.approvalNeeded()),
                    words,
                    words,
                    List.of(),
                    !verdict.approvalNeeded(),
                    false);
        } catch (RuntimeException whateverACellCanDo) {
            return ForeseenWords.notEvaluated(whateverACellCanDo);
        }
    }
}
