package org.countersign.workflow.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalForesight;
import org.countersign.approval.ApprovalPolicy;
import org.countersign.approval.ForeseenRoute;
import org.countersign.approval.PastApproval;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenCase;
import org.countersign.policy.ForeseenCases;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.TrialTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What another approval policy would have asked of whom. */
@Component
class ForeseenApprovals implements ForeseenCases {

    private static final String TABLE = "approval-policy";

    private final ApprovalForesight foresight;
    private final TrialTables tables;

    ForeseenApprovals(ApprovalForesight foresight, TrialTables tables) {
        this.foresight = foresight;
        this.tables = tables;
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public Explanation basis() {
        return Explanation.of(ForesightStatement.BASIS_APPROVAL);
    }

    @Override
    public long count(Range range) {
        return foresight.count(range(range));
    }

    @Override
    public Comparison compare(String inForce, String candidate) {
        var router = foresight.router();
        var before = policy(tables.of(TABLE, inForce));
        var after = policy(tables.of(TABLE, candidate));
        return (range, last, most) -> {
            var page = foresight.next(range(range), last, most);
            var cases = new ArrayList<ForeseenCase>();
            for (var one : page.found()) {
                cases.add(new ForeseenCase(
                        one.document().value(),
                        one.kind(),
                        one.title(),
                        one.total(),
                        one.submittedAt(),
                        one.rebuilt(),
                        answer(router.route(one.subject(), before)),
                        answer(router.route(one.subject(), after))));
            }
            return new Slice(cases, page.read(), page.last(), page.end());
        };
    }

    private static PastApproval.Range range(Range range) {
        return new PastApproval.Range(range.open(), range.from(), range.until());
    }

    private static ApprovalPolicy policy(TrialTables.Trial table) {
        return facts -> DecisionTablePolicy.verdict(
                1,
                facts.stream()
                        .map(one -> table.fired(DecisionTablePolicy.inputs(one)))
                        .toList());
    }

    private static ForeseenAnswer answer(ForeseenRoute route) {
        var failure = route.failure();
        return failure != null
                ? ForeseenAnswer.unanswered(failure)
                : new ForeseenAnswer(
                        route.demands(),
                        words(route, ForeseenRoute.Step::words),
                        words(route, ForeseenRoute.Step::role),
                        route.steps().stream()
                                .flatMap(step -> Stream.ofNullable(asked(step)))
                                .toList(),
                        route.passesByRule(),
                        false);
    }

    private static List<Explanation> words(ForeseenRoute route, Function<ForeseenRoute.Step, Explanation> words) {
        return route.steps().stream().map(words).distinct().toList();
    }

    private static @Nullable String asked(ForeseenRoute.Step step) {
        if (step.turn() == 0) {
            return null;
        }
        return step.group() != null
                ? ForeseenAnswer.GROUP + step.group()
                : step.person() == null ? null : ForeseenAnswer.PERSON + Objects.requireNonNull(step.person());
    }
}
