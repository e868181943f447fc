package org.countersign.console.web.order;

import java.util.List;
import org.countersign.approval.ApprovalRecord;
import org.countersign.approval.Approvals;
import org.countersign.approval.RequesterRemarks;
import org.countersign.console.page.Words;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whose turn it is in the approval of an order's change, since when, and who comes next. */
@Component
class ChangeTurns {

    private final Approvals approvals;
    private final RequesterRemarks remarks;

    ChangeTurns(Approvals approvals, RequesterRemarks remarks) {
        this.approvals = approvals;
        this.remarks = remarks;
    }

    /**
     * The turn of the one change that is in approval; null where none is.
     *
     * @param record the approvals of all changes of the order
     */
    @Nullable
    ChangeTurn of(
            PurchaseOrder order,
            List<ChangeOrder> changes,
            ApprovalRecord record,
            OrderPage.Names names,
            Actor actor,
            Words say) {
        var open = changes.stream()
                .filter(change -> change.status() == ChangeOrderStatus.PROPOSED)
                .findFirst()
                .orElse(null);
        if (open == null) {
            return null;
        }
        var left = record.entries().stream()
                .filter(entry -> entry.cycle() == open.number() && entry.outcome() == null)
                .toList();
        var waiting = left.stream()
                .filter(entry -> entry.openedAt() != null)
                .map(entry -> new ChangeTurn.Waiting(
                        entry, ApprovalRecord.inOneLine(List.of(entry.candidates()), (UserId user) -> names.of(user))))
                .toList();
        var level = waiting.stream().mapToInt(one -> one.entry().level()).max().orElse(0);
        var failure = waiting.isEmpty()
                ? approvals
                        .failureOf(order.number().document())
                        .map(say::explained)
                        .orElse(null)
                : null;
        var own = isOneOf(order, open, actor.user()) && (failure != null || !left.isEmpty());
        return new ChangeTurn(
                open,
                waiting,
                waiting.isEmpty() ? "" : record.namesAfter(level, (UserId user) -> names.of(user)),
                failure,
                own,
                own && remarks.mayRemind(record));
    }

    private static boolean isOneOf(PurchaseOrder order, ChangeOrder change, UserId user) {
        return user.equals(order.requester()) || user.equals(change.proposedBy());
    }
}
