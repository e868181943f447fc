package org.countersign.console.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalRecord;
import org.countersign.approval.Remark;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderLine;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.sales.SalesOrderStatus;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** A sales order as REST clients see it, with its approvals. */
record SalesOrderView(
        SalesOrderNumber number,
        SalesOrderStatus status,
        BigDecimal total,
        String currency,
        UserId requester,
        String customer,
        String title,
        @Nullable String reference,
        Instant createdAt,
        @Nullable Instant submittedAt,
        @Nullable Instant releasedAt,
        @Nullable UserId releasedBy,
        @Nullable String note,
        List<Line> lines,
        List<ApprovalEntry> approvals,
        List<Remark> remarks) {

    static SalesOrderView of(SalesOrder order, ApprovalRecord approvals) {
        return new SalesOrderView(
                order.number(),
                order.status(),
                order.total().amount(),
                order.currency().getCurrencyCode(),
                order.requester(),
                order.customer(),
                order.title(),
                order.reference(),
                order.createdAt(),
                order.submittedAt(),
                order.releasedAt(),
                order.releasedBy(),
                order.lastNote(),
                IntStream.rangeClosed(1, order.lines().size())
                        .mapToObj(line -> Line.of(line, order.lines().get(line - 1), order))
                        .toList(),
                approvals.entries(),
                approvals.remarks());
    }

    record Line(
            int line,
            @Nullable String item,
            String description,
            BigDecimal quantity,
            String unit,
            BigDecimal unitPrice,
            BigDecimal netAmount) {

        static Line of(int number, SalesOrderLine line, SalesOrder order) {
            return new Line(
                    number,
                    line.item(),
                    line.description(),
                    Decimals.plain(line.quantity()),
                    line.unit(),
                    Decimals.plain(line.unitPrice()),
                    line.amount(order.currency()).amount());
        }
    }
}
