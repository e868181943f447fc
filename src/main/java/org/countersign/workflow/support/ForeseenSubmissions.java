package org.countersign.workflow.support;

import java.util.ArrayList;
import java.util.List;
import org.countersign.approval.ApprovalForesight;
import org.countersign.approval.PastApproval;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenCase;
import org.countersign.policy.ForeseenCases;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;

/** The past of a table that is asked about what is submitted for approval, with the facts that were kept with it. */
public abstract class ForeseenSubmissions implements ForeseenCases {

    private final ApprovalForesight submissions;
    private final TrialTables tables;
    private final String table;
    private final ForesightStatement basis;

    /** A table, and what is told of its past. */
    protected ForeseenSubmissions(
            ApprovalForesight submissions, TrialTables tables, String table, ForesightStatement basis) {
        this.submissions = submissions;
        this.tables = tables;
        this.table = table;
        this.basis = basis;
    }

    /** Asks tables about submissions. For one comparison, and for one thread. */
    protected interface Asking {

        /** Those of a page that such a table is asked about. */
        default List<PastApproval> concerned(List<PastApproval> page) {
            return page;
        }

        /** What a table says of one of them. @param open whether it is one of those that are open */
        ForeseenAnswer answer(PastApproval one, TrialTables.Trial table, boolean open);
    }

    /** Begins a comparison. */
    protected abstract Asking asking();

    @Override
    public final String table() {
        return table;
    }

    @Override
    public final Explanation basis() {
        return Explanation.of(basis);
    }

    @Override
    public final long count(Range range) {
        return submissions.count(range(range));
    }

    @Override
    public final Comparison compare(String inForce, String candidate) {
        var asking = asking();
        var before = tables.of(table, inForce);
        var after = tables.of(table, candidate);
        return (range, last, most) -> {
            var page = submissions.next(range(range), last, most);
            var cases = new ArrayList<ForeseenCase>();
            for (var one : asking.concerned(page.found())) {
                cases.add(new ForeseenCase(
                        one.document().value(),
                        one.kind(),
                        one.title(),
                        one.total(),
                        one.submittedAt(),
                        one.rebuilt(),
                        asking.answer(one, before, range.open()),
                        asking.answer(one, after, range.open())));
            }
            return new Slice(cases, page.read(), page.last(), page.end());
        };
    }

    private static PastApproval.Range range(Range range) {
        return new PastApproval.Range(range.open(), range.from(), range.until());
    }
}
