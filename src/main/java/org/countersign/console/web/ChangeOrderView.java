package org.countersign.console.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalRecord;
import org.countersign.approval.Remark;
import org.countersign.purchasing.ChangeField;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderLine;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** A change of an order as REST clients see it, with its approvals and what was said beside the answers. */
record ChangeOrderView(
        PurchaseOrderNumber purchaseOrder,
        int number,
        ChangeOrderStatus status,
        String reason,
        UserId proposedBy,
        Instant proposedAt,
        int fromRevision,
        @Nullable Integer revision,
        String currency,
        BigDecimal oldTotal,
        BigDecimal newTotal,
        boolean approvalNeeded,
        List<String> policyRules,
        String policyReason,
        int policyVersion,
        @Nullable String misfit,
        @Nullable UserId endedBy,
        @Nullable Instant endedAt,
        @Nullable String endNote,
        List<Line> lines,
        List<ApprovalEntry> approvals,
        List<Remark> remarks) {

    /** @param approvals of all changes of its order; what belongs to its own cycle is shown */
    static ChangeOrderView of(ChangeOrder change, ApprovalRecord approvals) {
        return new ChangeOrderView(
                change.order(),
                change.number(),
                change.status(),
                change.reason(),
                change.proposedBy(),
                change.proposedAt(),
                change.fromRevision(),
                change.revision(),
                change.currency().getCurrencyCode(),
                change.oldTotal().amount(),
                change.newTotal().amount(),
                change.approvalNeeded(),
                change.policyRules(),
                change.policyReason(),
                change.policyVersion(),
                english(change.misfit()),
                change.endedBy(),
                change.endedAt(),
                change.endNote(),
                change.lines().stream().map(line -> Line.of(line, change)).toList(),
                approvals.entries().stream()
                        .filter(entry -> entry.cycle() == change.number())
                        .toList(),
                approvals.remarks().stream()
                        .filter(remark -> remark.cycle() == change.number())
                        .toList());
    }

    private static @Nullable String english(@Nullable Explanation explanation) {
        return explanation == null ? null : explanation.english();
    }

    record Line(
            int line,
            List<ChangeField> changed,
            @Nullable String item,
            @Nullable String category,
            String unit,
            BigDecimal taxRate,
            @Nullable String costCenter,
            @Nullable String oldDescription,
            String newDescription,
            @Nullable BigDecimal oldQuantity,
            BigDecimal newQuantity,
            @Nullable BigDecimal oldUnitPrice,
            BigDecimal newUnitPrice,
            @Nullable LocalDate oldDeliveryDate,
            @Nullable LocalDate newDeliveryDate,
            BigDecimal newNetAmount) {

        static Line of(ChangeOrderLine line, ChangeOrder change) {
            return new Line(
                    line.line(),
                    line.fields(),
                    line.item(),
                    line.category(),
                    line.unit(),
                    Decimals.plain(line.taxRate()),
                    line.costCenter(),
                    line.oldDescription(),
                    line.newDescription(),
                    plain(line.oldQuantity()),
                    Decimals.plain(line.newQuantity()),
                    plain(line.oldPrice()),
                    Decimals.plain(line.newPrice()),
                    line.oldDate(),
                    line.newDate(),
                    line.newAmount(change.currency()).amount());
        }

        private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
            return number == null ? null : Decimals.plain(number);
        }
    }
}
