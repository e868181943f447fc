package org.countersign.workflow.sales;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalKind;
import org.countersign.sales.Customer;
import org.countersign.sales.CustomerMaster;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.approval.ApprovalView;
import org.countersign.workflow.support.Figures;
import org.springframework.stereotype.Component;

/** What approvers and sales agents see of a sales order. */
@Component
class SalesOrderTaskView implements ApprovalView {

    static final String CUSTOMER = "Customer";
    static final String REFERENCE = "Customer’s number";

    private final SalesOrderManagement orders;
    private final CustomerMaster customers;

    SalesOrderTaskView(SalesOrderManagement orders, CustomerMaster customers) {
        this.orders = orders;
        this.customers = customers;
    }

    @Override
    public boolean supports(String kind) {
        return kind.equals(ApprovalKind.SALES_ORDER);
    }

    @Override
    public DocumentContent contentOf(DocumentNumber document, String kind) {
        var order = orders.order(new SalesOrderNumber(document.value()));
        return new DocumentContent(
                "",
                "",
                List.of(
                        new Fact(CUSTOMER, customerOf(order)),
                        new Fact(REFERENCE, Objects.requireNonNullElse(order.reference(), ""))),
                lines(order));
    }

    /** The customer with its number. */
    String customerOf(SalesOrder order) {
        return customers.find(order.customer()).map(Customer::name).orElse(order.customer()) + " (" + order.customer()
                + ")";
    }

    List<Line> lines(SalesOrder order) {
        return IntStream.rangeClosed(1, order.lines().size())
                .mapToObj(number -> {
                    var line = order.lines().get(number - 1);
                    return new Line(
                            Integer.toString(number),
                            line.description(),
                            Figures.quantity(line.quantity(), line.unit()),
                            Figures.price(line.unitPrice()),
                            Figures.money(line.amount(order.currency())),
                            "");
                })
                .toList();
    }
}
