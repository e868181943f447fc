package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.Words;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceType;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.jspecify.annotations.Nullable;

/** What is typed of a paper invoice, as it was typed: nothing is lost where something is refused. */
class CaptureForm {

    /** How many lines a form takes; whoever has more has them as a file. */
    static final int MOST_LINES = 200;

    private @Nullable String mail;
    private @Nullable String order;
    private @Nullable String supplier;
    private @Nullable String type;
    private @Nullable String number;
    private @Nullable String issueDate;
    private @Nullable String dueDate;
    private @Nullable String currency;
    private @Nullable String precedingInvoice;
    private @Nullable String iban;
    private @Nullable String allowances;
    private @Nullable String charges;
    private @Nullable String netTotal;
    private @Nullable String taxTotal;
    private @Nullable String grossTotal;
    private @Nullable String prepaid;
    private @Nullable String rounding;
    private @Nullable String payable;
    private boolean evenIfKnown;
    private List<Line> lines = new ArrayList<>();

    /** A form with what is open to be invoiced of an order. */
    static CaptureForm of(PurchaseOrder order, Words say) {
        var form = new CaptureForm();
        form.order = order.number().value();
        form.supplier = order.supplier();
        form.currency = order.currency().getCurrencyCode();
        form.type = InvoiceType.INVOICE.name();
        order.lines().stream().limit(MOST_LINES).forEach(line -> form.lines.add(Line.of(line, say)));
        return form;
    }

    /** A form for an invoice that names no order. */
    static CaptureForm of(String supplier, String currency) {
        var form = new CaptureForm();
        form.supplier = supplier;
        form.currency = currency;
        form.type = InvoiceType.INVOICE.name();
        form.lines.add(new Line());
        return form;
    }

    /** What of an order line is to be invoiced: what is here and not invoiced, else what was ordered and is not. */
    static BigDecimal toInvoice(PurchaseOrderLine line) {
        var here = line.units().exact(line.net().subtract(line.invoiced()));
        return here.signum() > 0
                ? here
                : line.units().exact(line.ordered().subtract(line.invoiced())).max(BigDecimal.ZERO);
    }

    void addLine() {
        if (lines.size() < MOST_LINES) {
            lines.add(new Line());
        }
    }

    /**
     * The figures that were typed.
     *
     * @param problems is filled with what cannot be read, by field
     */
    InvoiceDraft asDraft(Words say, Map<String, String> problems) {
        var read = new Reading(say, problems);
        var drafts = new ArrayList<InvoiceDraft.Line>();
        for (int index = 0; index < lines.size(); index++) {
            if (!lines.get(index).isLeftOut()) {
                drafts.add(lines.get(index).asDraft(read, "lines[" + index + "]."));
            }
        }
        return InvoiceDraft.builder()
                .supplier(trimmed(supplier))
                .number(trimmed(number))
                .type(Arrays.stream(InvoiceType.values())
                        .filter(one -> one.name().equals(type))
                        .findFirst()
                        .orElse(InvoiceType.INVOICE))
                .issueDate(read.date("issueDate", issueDate))
                .dueDate(read.date("dueDate", dueDate))
                .currency(trimmed(currency))
                .purchaseOrder(trimmed(order))
                .precedingInvoice(trimmed(precedingInvoice))
                .iban(trimmed(iban))
                .lines(drafts)
                .allowances(read.figure("allowances", allowances))
                .charges(read.figure("charges", charges))
                .netTotal(read.figure("netTotal", netTotal))
                .taxTotal(read.figure("taxTotal", taxTotal))
                .grossTotal(read.figure("grossTotal", grossTotal))
                .prepaid(read.figure("prepaid", prepaid))
                .rounding(read.figure("rounding", rounding))
                .payable(read.figure("payable", payable))
                .build();
    }

    /** Names of fields as the form has them, for the lines that the draft kept. */
    Map<String, String> fieldsOfDraft() {
        var names = new LinkedHashMap<String, String>();
        int kept = 0;
        for (int index = 0; index < lines.size(); index++) {
            if (!lines.get(index).isLeftOut()) {
                names.put("lines[" + kept++ + "].", "lines[" + index + "].");
            }
        }
        return names;
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Reads what was typed, and notes what cannot be. */
    private record Reading(Words say, Map<String, String> problems) {

        @Nullable
        BigDecimal figure(String field, @Nullable String typed) {
            if (typed == null || typed.isBlank()) {
                return null;
            }
            var number = DecimalText.parse(typed, say.language());
            if (number.isEmpty()) {
                problems.put(field, say.text("invoice.problem.figure"));
            }
            return number.orElse(null);
        }

        @Nullable
        LocalDate date(String field, @Nullable String typed) {
            if (typed == null || typed.isBlank()) {
                return null;
            }
            try {
                return LocalDate.parse(typed.strip());
            } catch (DateTimeException e) {
                problems.put(field, say.text("invoice.problem.date"));
                return null;
            }
        }
    }

    /** One line as it was typed. */
    static class Line {

        private @Nullable String orderLine;
        private @Nullable String item;
        private @Nullable String description;
        private @Nullable String quantity;
        private @Nullable String unit;
        private @Nullable String unitPrice;
        private @Nullable String taxRate;
        private @Nullable String netAmount;

        static Line of(PurchaseOrderLine from, Words say) {
            var line = new Line();
            var open = toInvoice(from);
            line.orderLine = Integer.toString(from.line());
            line.item = from.item();
            line.description = from.description();
            var stated = from.stated(open);
            line.unit = stated.unit();
            line.quantity = open.signum() == 0 ? "" : DecimalText.of(stated.quantity(), 0, say.language());
            line.unitPrice =
                    stated.unit().equals(from.unit()) ? DecimalText.of(from.unitPrice(), 2, say.language()) : "";
            line.taxRate = DecimalText.of(from.taxRate(), 0, say.language());
            return line;
        }

        /** Whether the paper has no such line: without quantity and amount nothing is claimed. */
        boolean isLeftOut() {
            return trimmed(quantity) == null
                    && trimmed(netAmount) == null
                    && (trimmed(orderLine) != null
                            || Stream.of(description, unitPrice, item)
                                    .map(CaptureForm::trimmed)
                                    .allMatch(Objects::isNull));
        }

        InvoiceDraft.Line asDraft(Reading read, String path) {
            return InvoiceDraft.Line.builder()
                    .orderLine(trimmed(orderLine))
                    .item(trimmed(item))
                    .description(trimmed(description))
                    .quantity(read.figure(path + "quantity", quantity))
                    .unit(trimmed(unit))
                    .unitPrice(read.figure(path + "unitPrice", unitPrice))
                    .netAmount(read.figure(path + "netAmount", netAmount))
                    .taxRate(read.figure(path + "taxRate", taxRate))
                    .build();
        }

        public @Nullable String getOrderLine() {
            return orderLine;
        }

        public void setOrderLine(@Nullable String orderLine) {
            this.orderLine = orderLine;
        }

        public @Nullable String getItem() {
            return item;
        }

        public void setItem(@Nullable String item) {
            this.item = item;
        }

        public @Nullable String getDescription() {
            return description;
        }

        public void setDescription(@Nullable String description) {
            this.description = description;
        }

        public @Nullable String getQuantity() {
            return quantity;
        }

        public void setQuantity(@Nullable String quantity) {
            this.quantity = quantity;
        }

        public @Nullable String getUnit() {
            return unit;
        }

        public void setUnit(@Nullable String unit) {
            this.unit = unit;
        }

        public @Nullable String getUnitPrice() {
            return unitPrice;
        }

        public void setUnitPrice(@Nullable String unitPrice) {
            this.unitPrice = unitPrice;
        }

        public @Nullable String getTaxRate() {
            return taxRate;
        }

        public void setTaxRate(@Nullable String taxRate) {
            this.taxRate = taxRate;
        }

        public @Nullable String getNetAmount() {
            return netAmount;
        }

        public void setNetAmount(@Nullable String netAmount) {
            this.netAmount = netAmount;
        }
    }

    public @Nullable String getOrder() {
        return order;
    }

    public void setOrder(@Nullable String order) {
        this.order = order;
    }

    public @Nullable String getSupplier() {
        return supplier;
    }

    public void setSupplier(@Nullable String supplier) {
        this.supplier = supplier;
    }

    public @Nullable String getType() {
        return type;
    }

    public void setType(@Nullable String type) {
        this.type = type;
    }

    public @Nullable String getNumber() {
        return number;
    }

    public void setNumber(@Nullable String number) {
        this.number = number;
    }

    public @Nullable String getIssueDate() {
        return issueDate;
    }

    public void setIssueDate(@Nullable String issueDate) {
        this.issueDate = issueDate;
    }

    public @Nullable String getDueDate() {
        return dueDate;
    }

    public void setDueDate(@Nullable String dueDate) {
        this.dueDate = dueDate;
    }

    /** What came by mail and is typed in; null where it did not. */
    public @Nullable String getMail() {
        return mail;
    }

    public void setMail(@Nullable String mail) {
        this.mail = mail == null || mail.isBlank() ? null : mail.strip();
    }

    public @Nullable String getCurrency() {
        return currency;
    }

    public void setCurrency(@Nullable String currency) {
        this.currency = currency;
    }

    public @Nullable String getPrecedingInvoice() {
        return precedingInvoice;
    }

    public void setPrecedingInvoice(@Nullable String precedingInvoice) {
        this.precedingInvoice = precedingInvoice;
    }

    public @Nullable String getIban() {
        return iban;
    }

    public void setIban(@Nullable String iban) {
        this.iban = iban;
    }

    public @Nullable String getAllowances() {
        return allowances;
    }

    public void setAllowances(@Nullable String allowances) {
        this.allowances = allowances;
    }

    public @Nullable String getCharges() {
        return charges;
    }

    public void setCharges(@Nullable String charges) {
        this.charges = charges;
    }

    public @Nullable String getNetTotal() {
        return netTotal;
    }

    public void setNetTotal(@Nullable String netTotal) {
        this.netTotal = netTotal;
    }

    public @Nullable String getTaxTotal() {
        return taxTotal;
    }

    public void setTaxTotal(@Nullable String taxTotal) {
        this.taxTotal = taxTotal;
    }

    public @Nullable String getGrossTotal() {
        return grossTotal;
    }

    public void setGrossTotal(@Nullable String grossTotal) {
        this.grossTotal = grossTotal;
    }

    public @Nullable String getPrepaid() {
        return prepaid;
    }

    public void setPrepaid(@Nullable String prepaid) {
        this.prepaid = prepaid;
    }

    public @Nullable String getRounding() {
        return rounding;
    }

    public void setRounding(@Nullable String rounding) {
        this.rounding = rounding;
    }

    public @Nullable String getPayable() {
        return payable;
    }

    public void setPayable(@Nullable String payable) {
        this.payable = payable;
    }

    public boolean isEvenIfKnown() {
        return evenIfKnown;
    }

    public void setEvenIfKnown(boolean evenIfKnown) {
        this.evenIfKnown = evenIfKnown;
    }

    public List<Line> getLines() {
        return lines;
    }

    public void setLines(List<Line> lines) {
        this.lines = lines;
    }
}
