package org.countersign.console.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalRecord;
import org.countersign.approval.Remark;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionAttachment;
import org.countersign.purchasing.RequisitionLine;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.purchasing.RequisitionQuote;
import org.countersign.purchasing.RequisitionStatus;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** A requisition as REST clients see it, with its approvals and orders. */
record RequisitionView(
        RequisitionNumber number,
        RequisitionStatus status,
        BigDecimal total,
        UserId requester,
        String title,
        String costCenter,
        @Nullable String department,
        @Nullable String project,
        @Nullable String jobCode,
        @Nullable String location,
        String currency,
        String urgency,
        @Nullable LocalDate neededBy,
        @Nullable String justification,
        Instant createdAt,
        @Nullable Instant submittedAt,
        @Nullable String copiedFrom,
        @Nullable String note,
        List<Line> lines,
        List<ApprovalEntry> approvals,
        List<Remark> remarks,
        List<PurchaseOrderNumber> orders,
        List<AttachmentView> attachments,
        List<QuoteView> quotes) {

    static RequisitionView of(
            Requisition requisition,
            ApprovalRecord approvals,
            List<PurchaseOrderNumber> orders,
            List<RequisitionAttachment> attachments,
            List<RequisitionQuote> quotes) {
        return new RequisitionView(
                requisition.number(),
                requisition.status(),
                requisition.total().amount(),
                requisition.requester(),
                requisition.title(),
                requisition.costCenter(),
                requisition.department(),
                requisition.project(),
                requisition.jobCode(),
                requisition.location(),
                requisition.currency().getCurrencyCode(),
                requisition.urgency(),
                requisition.neededBy(),
                requisition.justification(),
                requisition.createdAt(),
                requisition.submittedAt(),
                requisition.copiedFrom(),
                requisition.lastNote(),
                IntStream.rangeClosed(1, requisition.lines().size())
                        .mapToObj(line -> Line.of(line, requisition.lines().get(line - 1), requisition))
                        .toList(),
                approvals.entries(),
                approvals.remarks(),
                orders,
                attachments.stream().map(AttachmentView::of).toList(),
                quotes.stream().map(QuoteView::of).toList());
    }

    record Line(
            int line,
            @Nullable String item,
            String description,
            @Nullable String category,
            BigDecimal quantity,
            String unit,
            BigDecimal unitPrice,
            BigDecimal taxRate,
            BigDecimal netAmount,
            @Nullable String supplier,
            @Nullable String costCenter,
            @Nullable LocalDate deliveryDate,
            @Nullable String link,
            @Nullable UserId rejectedBy,
            @Nullable String rejection) {

        static Line of(int number, RequisitionLine line, Requisition requisition) {
            var rejection = line.rejection();
            return new Line(
                    number,
                    line.item(),
                    line.description(),
                    line.category(),
                    Decimals.plain(line.quantity()),
                    line.unit(),
                    Decimals.plain(line.unitPrice()),
                    Decimals.plain(line.taxRate()),
                    line.amount(requisition.currency()).amount(),
                    line.supplier(),
                    line.costCenter(),
                    line.deliveryDate(),
                    line.link(),
                    rejection == null ? null : rejection.by(),
                    rejection == null ? null : rejection.reason());
        }
    }
}
