package org.countersign.invoicing.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceType;
import org.jspecify.annotations.Nullable;

/** The body of a captured invoice in JSON; every figure is kept as given. */
record InvoiceRequest(
        @Nullable String supplier,
        @Nullable String number,
        @Nullable InvoiceType type,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable String currency,
        @Nullable String purchaseOrder,
        @Nullable String precedingInvoice,
        @Nullable String iban,
        @Nullable List<@Nullable Line> lines,
        @Nullable List<@Nullable Adjustment> adjustments,
        @Nullable BigDecimal allowances,
        @Nullable BigDecimal charges,
        @Nullable BigDecimal netTotal,
        @Nullable BigDecimal taxTotal,
        @Nullable BigDecimal grossTotal,
        @Nullable BigDecimal prepaid,
        @Nullable BigDecimal rounding,
        @Nullable BigDecimal payable) {

    private static final Line NOTHING =
            new Line(null, null, null, null, null, null, null, null, null, null, null, null, null);

    InvoiceDraft asDraft() {
        var single = adjustments == null
                ? List.<InvoiceDraft.Adjustment>of()
                : adjustments.stream()
                        .map(one -> (one == null ? NO_ADJUSTMENT : one).asDraft())
                        .toList();
        return InvoiceDraft.builder()
                .supplier(blankless(supplier))
                .number(blankless(number))
                .type(type)
                .issueDate(issueDate)
                .dueDate(dueDate)
                .currency(blankless(currency))
                .purchaseOrder(blankless(purchaseOrder))
                .precedingInvoice(blankless(precedingInvoice))
                .iban(blankless(iban))
                .lines(
                        lines == null
                                ? List.of()
                                : lines.stream()
                                        .map(line -> (line == null ? NOTHING : line).asDraft())
                                        .toList())
                .adjustments(single)
                .allowances(allowances == null ? InvoiceDraft.Adjustment.sum(single, false) : allowances)
                .charges(charges == null ? InvoiceDraft.Adjustment.sum(single, true) : charges)
                .netTotal(netTotal)
                .taxTotal(taxTotal)
                .grossTotal(grossTotal)
                .prepaid(prepaid)
                .rounding(rounding)
                .payable(payable)
                .build();
    }

    private static final Adjustment NO_ADJUSTMENT = new Adjustment(null, null, null, null, null);

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** An allowance or a charge of the whole document. */
    record Adjustment(
            @Nullable Boolean charge,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal taxRate,
            @Nullable String reason,
            @Nullable String reasonCode) {

        InvoiceDraft.Adjustment asDraft() {
            return new InvoiceDraft.Adjustment(
                    Boolean.TRUE.equals(charge),
                    amount == null ? BigDecimal.ZERO : amount,
                    taxRate,
                    blankless(reason),
                    blankless(reasonCode));
        }
    }

    /** One line. */
    record Line(
            @Nullable String line,
            @Nullable String purchaseOrder,
            @Nullable String orderLine,
            @Nullable String item,
            @Nullable String sellerItem,
            @Nullable String standardItem,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal priceBaseQuantity,
            @Nullable BigDecimal netAmount,
            @Nullable BigDecimal taxRate) {

        InvoiceDraft.Line asDraft() {
            return InvoiceDraft.Line.builder()
                    .line(blankless(line))
                    .purchaseOrder(blankless(purchaseOrder))
                    .orderLine(blankless(orderLine))
                    .item(blankless(item))
                    .sellerItem(blankless(sellerItem))
                    .standardItem(blankless(standardItem))
                    .description(blankless(description))
                    .quantity(quantity)
                    .unit(blankless(unit))
                    .unitPrice(unitPrice)
                    .priceBaseQuantity(priceBaseQuantity)
                    .netAmount(netAmount)
                    .taxRate(taxRate)
                    .build();
        }
    }
}
