package org.countersign.workflow.approval;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalForesight;
import org.countersign.approval.ApprovalPolicy;
import org.countersign.approval.ForeseenRoute;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.ForeseenSubmissions;
import org.countersign.workflow.support.TrialTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What another approval policy would have asked of whom. */
@Component
class ForeseenApprovals extends ForeseenSubmissions {

    private final ApprovalForesight foresight;

    ForeseenApprovals(ApprovalForesight foresight, TrialTables tables) {
        super(foresight, tables, "approval-policy", ForesightStatement.BASIS_APPROVAL);
        this.foresight = foresight;
    }

    @Override
    protected Asking asking() {
        var router = foresight.router();
        return (one, table, open) -> answer(router.route(one.subject(), policy(table)));
    }

    static ApprovalPolicy policy(TrialTables.Trial table) {
        return facts -> DecisionTablePolicy.verdict(
                1,
                facts.stream()
                        .map(one -> table.fired(DecisionTablePolicy.inputs(one)))
                        .toList());
    }

    static ForeseenAnswer answer(ForeseenRoute route) {
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
