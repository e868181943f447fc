package org.countersign.workflow.approval;

import java.util.ArrayList;
import java.util.List;
import org.countersign.approval.PastSubstitutions;
import org.countersign.approval.PastSubstitutions.PastSubstitution;
import org.countersign.approval.SubstitutePolicy.Verdict;
import org.countersign.people.Organization;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenCase;
import org.countersign.policy.ForeseenCases;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.ForeseenWords;
import org.countersign.workflow.support.TrialTables;
import org.springframework.stereotype.Component;

/** Which substitutes another policy would have asked, and where tasks would have stayed (R08). */
@Component
class ForeseenSubstitutes implements ForeseenCases {

    private static final String TABLE = "substitute-policy";

    private final PastSubstitutions past;
    private final Organization organization;
    private final TrialTables tables;

    ForeseenSubstitutes(PastSubstitutions past, Organization organization, TrialTables tables) {
        this.past = past;
        this.organization = organization;
        this.tables = tables;
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public Explanation basis() {
        return Explanation.of(ForesightStatement.BASIS_SUBSTITUTES);
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
                    page.stream()
                            .map(one -> new ForeseenCase(
                                    one.person().value() + " " + one.first(),
                                    "substitution",
                                    organization.nameOf(one.person()) + " → " + organization.nameOf(one.substitute()),
                                    null,
                                    one.namedAt(),
                                    false,
                                    answer(one, before),
                                    answer(one, after)))
                            .toList(),
                    page.size(),
                    page.isEmpty() ? last : page.get(page.size() - 1).position(),
                    page.size() < most);
        };
    }

    private static PastSubstitutions.Range range(Range range) {
        return new PastSubstitutions.Range(range.open(), range.from(), range.until());
    }

    private static ForeseenAnswer answer(PastSubstitution one, TrialTables.Trial table) {
        var asked = List.of(ForeseenAnswer.PERSON + one.substitute().value());
        Verdict verdict;
        try {
            verdict = DecisionTableSubstitutes.verdict(table.fired(DecisionTableSubstitutes.inputs(one.facts())), 1);
        } catch (RuntimeException whateverACellCanDo) {
            return ForeseenWords.unanswered(Explanation.of(ForesightStatement.SUBSTITUTE_ASKED_R03), asked);
        }
        var words = new ArrayList<Explanation>();
        words.add(Explanation.of(
                verdict.asks() ? ForesightStatement.SUBSTITUTE_ASKED : ForesightStatement.SUBSTITUTE_NOT_ASKED));
        words.add(Explanation.of(
                verdict.comesBack() ? ForesightStatement.TASKS_COME_BACK : ForesightStatement.TASKS_STAY));
        return new ForeseenAnswer(
                verdict.asks() + " " + verdict.comesBack(),
                words,
                words,
                verdict.asks() ? asked : List.of(),
                false,
                false);
    }
}
