package org.countersign.workflow.sales;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.ApprovalSubjects;
import org.countersign.sales.Customer;
import org.countersign.sales.CustomerMaster;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.PartnerCycle;
import org.countersign.workflow.support.BaseAmounts;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What approval learns about a sales order: its facts as values, and the cycle of its customer. */
@Component
class SalesOrderSubjects implements ApprovalSubjects {

    private final SalesOrderManagement orders;
    private final CustomerMaster customers;
    private final BaseAmounts amounts;
    private final Clock clock;
    private final Company company;

    // Lazily, for sales asks this module to route while this class asks sales for the document.
    SalesOrderSubjects(
            @Lazy SalesOrderManagement orders,
            CustomerMaster customers,
            BaseAmounts amounts,
            Clock clock,
            Company company) {
        this.orders = orders;
        this.customers = customers;
        this.amounts = amounts;
        this.clock = clock;
        this.company = company;
    }

    @Override
    public Optional<ApprovalSubject> subjectOf(DocumentNumber document, String kind) {
        return kind.equals(ApprovalKind.SALES_ORDER)
                ? orders.find(new SalesOrderNumber(document.value())).map(this::of)
                : Optional.empty();
    }

    ApprovalSubject of(SalesOrder order) {
        var submitted = order.isEditable() || order.submittedAt() == null ? clock.instant() : order.submittedAt();
        var customer = customers.find(order.customer());
        var subject = new ApprovalSubject(
                order.number().document(),
                ApprovalKind.SALES_ORDER,
                customer.map(Customer::name).orElse(order.customer()) + ": " + order.title(),
                order.requester(),
                Map.of(),
                order.total(),
                null,
                "normal",
                Set.of(new Portion(
                        null,
                        null,
                        null,
                        null,
                        null,
                        customer.map(Customer::approvalCycle).orElse(PartnerCycle.NONE))));
        return amounts.of(subject, LocalDate.ofInstant(submitted, company.timeZone()));
    }
}
