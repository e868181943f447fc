package org.countersign.workflow.approval;

import java.math.BigDecimal;
import java.util.List;
import org.countersign.approval.ApprovalForesight;
import org.countersign.approval.ApprovalForesight.Router;
import org.countersign.approval.ApprovalPolicy;
import org.countersign.approval.PastApproval;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForesightStatement;
import org.countersign.policy.PolicyDocuments;
import org.countersign.shared.NotFound;
import org.countersign.workflow.support.ForeseenSubmissions;
import org.countersign.workflow.support.TrialTables;
import org.springframework.stereotype.Component;

/** What the approval policy in force would have asked if earlier requests had counted for another time (R10). */
@Component
class ForeseenAccumulations extends ForeseenSubmissions {

    private static final String APPROVAL = "approval-policy";

    private final ApprovalForesight submissions;
    private final PolicyDocuments documents;
    private final TrialTables tables;

    ForeseenAccumulations(ApprovalForesight submissions, PolicyDocuments documents, TrialTables tables) {
        super(submissions, tables, "accumulation-policy", ForesightStatement.BASIS_ACCUMULATION);
        this.submissions = submissions;
        this.documents = documents;
        this.tables = tables;
    }

    @Override
    protected Asking asking() {
        var router = submissions.router();
        var inForce = documents.latest(APPROVAL).orElseThrow(() -> new NotFound("decision table", APPROVAL));
        var policy = ForeseenApprovals.policy(tables.of(APPROVAL, inForce.xml()));
        return new Asking() {

            /** Without an earlier request the table is not asked. */
            @Override
            public List<PastApproval> concerned(List<PastApproval> page) {
                return page.stream()
                        .filter(one -> router.countsTogether(one.subject()))
                        .toList();
            }

            @Override
            public ForeseenAnswer answer(PastApproval one, TrialTables.Trial table, boolean open) {
                return routed(router, one, counting(policy, table));
            }
        };
    }

    private static ForeseenAnswer routed(Router router, PastApproval one, ApprovalPolicy policy) {
        return ForeseenApprovals.answer(router.routeCounting(one.subject(), policy));
    }

    private static ApprovalPolicy counting(ApprovalPolicy policy, TrialTables.Trial table) {
        return new ApprovalPolicy() {

            @Override
            public Verdict evaluate(List<Facts> facts) {
                return policy.evaluate(facts);
            }

            @Override
            public int accumulationDays(String kind, BigDecimal amount) {
                return DecisionTablePolicy.days(table.fired(DecisionTablePolicy.accumulated(kind, amount)), kind);
            }
        };
    }
}
