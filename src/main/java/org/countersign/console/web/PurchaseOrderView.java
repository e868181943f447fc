package org.countersign.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.countersign.dispatch.AcknowledgedLine;
import org.countersign.dispatch.Acknowledgement;
import org.countersign.dispatch.Dispatch;
import org.countersign.invoicing.InvoiceSummary;
import org.countersign.purchasing.InvoicingStatus;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PaymentStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReturn;
import org.countersign.receiving.ReceivedLine;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** A purchase order as REST clients see it, with what other modules know of it. */
record PurchaseOrderView(
        PurchaseOrderNumber number,
        OrderStatus status,
        boolean changePending,
        @Nullable Integer openChange,
        int revision,
        @Nullable Instant revisedAt,
        InvoicingStatus invoicingStatus,
        PaymentStatus paymentStatus,
        String supplier,
        RequisitionNumber requisition,
        UserId requester,
        String title,
        String currency,
        BigDecimal total,
        @Nullable String paymentTerms,
        @Nullable String location,
        Instant createdAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String endReason,
        boolean numberVoid,
        List<Line> lines,
        List<Sending> dispatches,
        @Nullable Answer acknowledgement,
        List<Receipt> receipts,
        List<Return> returns,
        List<InvoiceSummary> invoices) {

    static PurchaseOrderView of(
            PurchaseOrder order,
            List<Dispatch> dispatches,
            @Nullable Acknowledgement acknowledgement,
            List<GoodsReceipt> receipts,
            List<GoodsReturn> returns,
            List<InvoiceSummary> invoices) {
        return new PurchaseOrderView(
                order.number(),
                order.status(),
                order.changePending(),
                order.openChange(),
                order.revision(),
                order.revisedAt(),
                order.invoicingStatus(),
                order.paymentStatus(),
                order.supplier(),
                order.requisition(),
                order.requester(),
                order.title(),
                order.currency().getCurrencyCode(),
                order.total().amount(),
                order.paymentTerms(),
                order.location(),
                order.createdAt(),
                order.dispatchedAt(),
                order.acknowledgedAt(),
                order.endReason(),
                order.numberIsVoid(),
                order.lines().stream().map(Line::of).toList(),
                dispatches.stream().map(Sending::of).toList(),
                acknowledgement == null ? null : Answer.of(acknowledgement),
                receipts.stream().map(Receipt::of).toList(),
                returns.stream().map(Return::of).toList(),
                invoices);
    }

    record Line(
            int line,
            @Nullable String item,
            String description,
            @Nullable String category,
            String unit,
            BigDecimal ordered,
            BigDecimal received,
            BigDecimal accepted,
            BigDecimal rejected,
            BigDecimal returned,
            BigDecimal invoiced,
            BigDecimal open,
            BigDecimal uninspected,
            BigDecimal unitPrice,
            BigDecimal taxRate,
            BigDecimal netAmount,
            @Nullable String costCenter,
            @Nullable LocalDate requestedDate,
            @Nullable LocalDate promisedDate,
            @Nullable String closedReason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Credit creditExpected,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Count count) {

        static Line of(PurchaseOrderLine line) {
            return new Line(
                    line.line(),
                    line.item(),
                    line.description(),
                    line.category(),
                    line.unit(),
                    Decimals.plain(line.ordered()),
                    Decimals.plain(line.received()),
                    Decimals.plain(line.accepted()),
                    Decimals.plain(line.rejected()),
                    Decimals.plain(line.returned()),
                    Decimals.plain(line.invoiced()),
                    Decimals.plain(line.open()),
                    Decimals.plain(line.uninspected()),
                    Decimals.plain(line.unitPrice()),
                    Decimals.plain(line.taxRate()),
                    line.amount().amount(),
                    line.costCenter(),
                    line.requestedDate(),
                    line.promisedDate(),
                    line.closedReason(),
                    Credit.of(line),
                    Count.of(line));
        }
    }

    /** What the supplier has to credit for goods that went back (R16); only where there is something. */
    record Credit(BigDecimal quantity, BigDecimal netAmount) {

        static @Nullable Credit of(PurchaseOrderLine line) {
            return line.creditExpected().signum() == 0
                    ? null
                    : new Credit(
                            Decimals.plain(line.creditExpected()),
                            line.creditExpectedAmount().amount());
        }
    }

    /**
     * The same line in the smallest of its units, in which every quantity comes out exactly; only where it has several.
     *
     * @param unit of these quantities
     * @param units in which it may be received, returned and invoiced, with how many of the smallest each holds
     */
    record Count(
            String unit,
            Map<String, BigDecimal> units,
            BigDecimal ordered,
            BigDecimal received,
            BigDecimal accepted,
            BigDecimal rejected,
            BigDecimal returned,
            BigDecimal invoiced,
            BigDecimal open) {

        static @Nullable Count of(PurchaseOrderLine line) {
            var units = line.units();
            return units.isPlain()
                    ? null
                    : new Count(
                            units.counting(),
                            units.sizes(),
                            units.counted(line.ordered()),
                            units.counted(line.received()),
                            units.counted(line.accepted()),
                            units.counted(line.rejected()),
                            units.counted(line.returned()),
                            units.counted(line.invoiced()),
                            units.counted(line.open()));
        }
    }

    record Sending(
            String channel,
            @Nullable String recipient,
            String status,
            @Nullable String messageId,
            Instant preparedAt,
            @Nullable Instant sentAt) {

        static Sending of(Dispatch dispatch) {
            return new Sending(
                    dispatch.channel(),
                    dispatch.recipient(),
                    dispatch.status().name(),
                    dispatch.messageId(),
                    dispatch.preparedAt(),
                    dispatch.sentAt());
        }
    }

    record Answer(
            String response,
            int revision,
            @Nullable String reference,
            @Nullable String note,
            Instant at,
            UserId by,
            List<AnswerLine> lines) {

        static Answer of(Acknowledgement answer) {
            return new Answer(
                    answer.response().name(),
                    answer.revision(),
                    answer.reference(),
                    answer.note(),
                    answer.at(),
                    answer.by(),
                    answer.lines().stream().map(AnswerLine::of).toList());
        }
    }

    record AnswerLine(
            int line,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable LocalDate promisedDate) {

        static AnswerLine of(AcknowledgedLine line) {
            return new AnswerLine(line.line(), line.quantity(), line.unitPrice(), line.promisedDate());
        }
    }

    record Receipt(
            String number,
            @Nullable String deliveryNote,
            Instant receivedAt,
            UserId bookedBy,
            String state,
            @Nullable String reversalReason,
            @Nullable UserId reversedBy,
            @Nullable Instant reversedAt,
            List<ReceivedLine> lines) {

        static Receipt of(GoodsReceipt receipt) {
            return new Receipt(
                    receipt.number().value(),
                    receipt.deliveryNote(),
                    receipt.receivedAt(),
                    receipt.bookedBy(),
                    receipt.state().name(),
                    receipt.reversalReason(),
                    receipt.reversedBy(),
                    receipt.reversedAt(),
                    ReceivedLine.of(receipt));
        }
    }

    record Return(String number, String reason, Instant bookedAt, UserId bookedBy, List<GoodsReturn.Line> lines) {

        static Return of(GoodsReturn goods) {
            return new Return(
                    goods.number().value(),
                    goods.reason(),
                    goods.bookedAt(),
                    goods.bookedBy(),
                    goods.lines().stream().map(GoodsReturn.Line::plain).toList());
        }
    }
}
