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
        @Nullable BigDecimal allowances,
        @Nullable BigDecimal charges,
        @Nullable BigDecimal netTotal,
        @Nullable BigDecimal taxTotal,
        @Nullable BigDecimal grossTotal,
        @Nullable BigDecimal prepaid,
        @Nullable BigDecimal rounding,
        @Nullable BigDecimal payable) {

    private static final Line NOTHING = new Line(null, null, null, null, null, null, null, null, null, null, null);

    InvoiceDraft asDraft() {
        return new InvoiceDraft(
                blankless(supplier),
                null,
                blankless(number),
                type,
                issueDate,
                dueDate,
                blankless(currency),
                blankless(purchaseOrder),
                blankless(precedingInvoice),
                blankless(iban),
                lines == null
                        ? List.of()
                        : lines.stream()
                                .map(line -> (line == null ? NOTHING : line).asDraft())
                                .toList(),
                List.of(),
                allowances,
                charges,
                netTotal,
                taxTotal,
                grossTotal,
                prepaid,
                rounding,
                payable,
                List.of());
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** One line. */
    record Line(
            @Nullable String line,
            @Nullable String purchaseOrder,
            @Nullable String orderLine,
            @Nullable String item,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal priceBaseQuantity,
            @Nullable BigDecimal netAmount,
            @Nullable BigDecimal taxRate) {

        InvoiceDraft.Line asDraft() {
            return new InvoiceDraft.Line(
                    blankless(line),
                    blankless(purchaseOrder),
                    blankless(orderLine),
                    blankless(item),
                    null,
                    blankless(description),
                    quantity,
                    blankless(unit),
                    unitPrice,
                    priceBaseQuantity,
                    null,
                    netAmount,
                    taxRate);
        }
    }
}
