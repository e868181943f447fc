package org.countersign.workflow.requisition;

import java.util.Comparator;
import java.util.List;
import org.countersign.approval.ApprovalForesight;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.PastApproval;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForesightStatement;
import org.countersign.purchasing.QuotePolicy.Demand;
import org.countersign.shared.Explanation;
import org.countersign.workflow.support.ForeseenSubmissions;
import org.countersign.workflow.support.ForeseenWords;
import org.countersign.workflow.support.TrialTables;
import org.springframework.stereotype.Component;

/** How many quotes another policy would have demanded of requisitions that were submitted. */
@Component
class ForeseenQuotes extends ForeseenSubmissions {

    ForeseenQuotes(ApprovalForesight submissions, TrialTables tables) {
        super(submissions, tables, "quote-policy", ForesightStatement.BASIS_QUOTES);
    }

    @Override
    protected Asking asking() {
        return new Asking() {

            @Override
            public List<PastApproval> concerned(List<PastApproval> page) {
                return page.stream()
                        .filter(one -> one.kind().equals(ApprovalKind.REQUISITION)
                                && !one.subject().portions().isEmpty())
                        .toList();
            }

            @Override
            public ForeseenAnswer answer(PastApproval one, TrialTables.Trial table, boolean open) {
                return demanded(one, table);
            }
        };
    }

    private static ForeseenAnswer demanded(PastApproval one, TrialTables.Trial table) {
        try {
            var quotes = DecisionTableQuotes.facts(one.subject()).stream()
                    .map(facts -> DecisionTableQuotes.demand(table.fired(facts), 1))
                    .max(Comparator.comparingInt(Demand::quotes))
                    .orElseThrow()
                    .quotes();
            return ForeseenAnswer.of(List.of(
                    quotes == 0
                            ? Explanation.of(ForesightStatement.NO_QUOTES)
                            : Explanation.of(ForesightStatement.QUOTES, quotes)));
        } catch (RuntimeException whateverACellCanDo) {
            return ForeseenWords.unanswered(Explanation.of(ForesightStatement.QUOTES_UNKNOWN), List.of());
        }
    }
}
