package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.countersign.purchasing.InvoicingStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.springframework.stereotype.Component;

/**
 * What paying before delivery adds to a match: a prepayment is compared with its order as a whole, since no line of it is
 * delivered yet; and what an invoice counts as prepaid (BT-113) is compared with what was prepaid.
 */
@Component
class Prepayments {

    private static final List<InvoiceStatus> COUNTING =
            List.of(InvoiceStatus.MATCHED, InvoiceStatus.APPROVED, InvoiceStatus.SCHEDULED, InvoiceStatus.PAID);

    /** What can be said of a document before anything is delivered. */
    private static final Set<ExceptionType> OF_PREPAYMENTS = EnumSet.of(
            ExceptionType.INVALID_DOCUMENT,
            ExceptionType.SUPPLIER_MISMATCH,
            ExceptionType.BANK_ACCOUNT_CHANGED,
            ExceptionType.UNKNOWN_ORDER,
            ExceptionType.CURRENCY_MISMATCH,
            ExceptionType.ORDER_NOT_OPEN);

    private static final Set<ExceptionType> SUMS = EnumSet.of(ExceptionType.TAX_VARIANCE, ExceptionType.TOTAL_MISMATCH);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Invoices invoices;

    Prepayments(Invoices invoices) {
        this.invoices = invoices;
    }

    /** The report of a match with what prepayments add to it; nothing is asked where there are none. */
    MatchReport seen(Invoice invoice, Collection<PurchaseOrder> orders, MatchReport report) {
        if (invoice.type() == InvoiceType.PREPAYMENT) {
            return ofPrepayment(invoice, orders, report);
        }
        return invoice.prepaid().signum() == 0 || orders.isEmpty() ? report : withPrepaid(invoice, orders, report);
    }

    private MatchReport ofPrepayment(Invoice invoice, Collection<PurchaseOrder> orders, MatchReport report) {
        var differences = new ArrayList<Difference>();
        // A request for money that says nothing of tax has no sums that could be wrong.
        var saysTax = invoice.asReceived().taxTotal() != null;
        report.differences().stream()
                .filter(one -> OF_PREPAYMENTS.contains(one.type()) || saysTax && SUMS.contains(one.type()))
                .forEach(differences::add);
        for (var order : orders) {
            if (order.takesInvoices() && order.currency().getCurrencyCode().equals(invoice.currency())) {
                tooMuch(invoice, order, differences);
            }
        }
        return new MatchReport(report.mode(), List.of(), differences, BigDecimal.ZERO, report.tolerances());
    }

    private void tooMuch(Invoice invoice, PurchaseOrder order, List<Difference> differences) {
        var number = order.number().value();
        if (order.invoicingStatus() == InvoicingStatus.INVOICED) {
            differences.add(new Difference(
                    ExceptionType.AMOUNT_OVER_ORDER,
                    null,
                    null,
                    invoice.payable(),
                    Explanation.of(InvoicingStatement.PREPAID_WHAT_IS_INVOICED, number)));
            return;
        }
        var inAll = invoices.prepaidFor(number, invoice.id().value(), COUNTING).add(invoice.payable());
        var most = withTax(order);
        var beyond = inAll.subtract(most);
        if (beyond.signum() > 0) {
            // Named without the order: what is agreed to here is not agreed to for its invoices.
            differences.add(new Difference(
                    ExceptionType.AMOUNT_OVER_ORDER,
                    null,
                    null,
                    beyond,
                    Explanation.of(
                            InvoicingStatement.PREPAID_TOO_MUCH,
                            amount(inAll, invoice),
                            number,
                            amount(most, invoice),
                            amount(beyond, invoice))));
        }
    }

    private static BigDecimal withTax(PurchaseOrder order) {
        return order.lines().stream()
                .map(line -> withTax(line, order.currency()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal withTax(PurchaseOrderLine line, Currency currency) {
        var net = Money.ofLine(line.ordered(), line.unitPrice(), currency).amount();
        return net.add(net.multiply(line.taxRate()).divide(HUNDRED, Money.digits(currency), RoundingMode.HALF_UP));
    }

    /** What is open of prepayments for its orders, less what other invoices of them count as prepaid already. */
    private MatchReport withPrepaid(Invoice invoice, Collection<PurchaseOrder> orders, MatchReport report) {
        var numbers =
                orders.stream().map(order -> order.number().value()).sorted().toList();
        var open = invoices.openPrepaymentsOf(numbers, invoice.currency())
                .subtract(invoices.prepaidUncoveredOf(numbers, invoice.id().value(), invoice.currency(), COUNTING))
                .max(BigDecimal.ZERO);
        var missing = invoice.prepaidUncovered().subtract(open);
        if (missing.signum() <= 0) {
            return report;
        }
        var differences = new ArrayList<>(report.differences());
        // Named with an order, so that it is not taken for a difference of the document's own totals.
        differences.add(new Difference(
                ExceptionType.TOTAL_MISMATCH,
                null,
                numbers.get(0),
                missing,
                Explanation.of(
                        InvoicingStatement.PREPAID_UNKNOWN,
                        amount(invoice.prepaid(), invoice),
                        amount(open, invoice))));
        return new MatchReport(report.mode(), report.lines(), differences, report.extras(), report.tolerances());
    }

    private static Explanation.Value amount(BigDecimal value, Invoice invoice) {
        return InvoiceCurrency.named(invoice.currency()).amount(value);
    }
}
