package org.countersign.workflow.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.dispatch.AcknowledgedLine;
import org.countersign.dispatch.Acknowledgement;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Company;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskSchedule;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An order as the forms of its tasks show it. */
@Component
class OrderView {

    private static final String RECEIVE = "userTask_receiveGoods";
    private static final String KIND = "purchase-order";

    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final Acknowledgements acknowledgements;
    private final TaskSchedule schedule;
    private final Company company;

    OrderView(
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            Organization organization,
            Acknowledgements acknowledgements,
            TaskSchedule schedule,
            Company company) {
        this.orders = orders;
        this.suppliers = suppliers;
        this.organization = organization;
        this.acknowledgements = acknowledgements;
        this.schedule = schedule;
        this.company = company;
    }

    PurchaseOrder show(DelegateTask task, String number) {
        var order = orders.order(new PurchaseOrderNumber(number));
        var answer = acknowledgements.latestOf(order.number()).orElse(null);
        task.setName(TaskView.nameOf(task, number, order.title()));
        TaskView.of(task)
                .text("viewDocument", number)
                .text(
                        "viewSupplier",
                        suppliers.supplier(order.supplier()).map(Supplier::name).orElse(order.supplier()))
                .text("viewRequester", organization.nameOf(order.requester()))
                .text("viewTotal", Figures.money(order.total()))
                .text("viewAnswer", answerOf(order, answer))
                .facts(new Facts()
                        .add(isReceiving(task) ? "Expected by" : "Answer by", due(task, order))
                        .add("Requisition", order.requisition())
                        .add("Deliver to", order.location())
                        .add("Sent", Figures.day(order.dispatchedAt(), company.timeZone())))
                .table(
                        "viewLines",
                        order.lines().stream().map(line -> row(line, answer)).toList());
        return order;
    }

    private static @Nullable String answerOf(PurchaseOrder order, @Nullable Acknowledgement answer) {
        return order.declinedReason() != null ? order.declinedReason() : answer == null ? null : answer.note();
    }

    private static Map<String, Object> row(PurchaseOrderLine line, @Nullable Acknowledgement answer) {
        var proposed = answer == null
                ? null
                : answer.lines().stream()
                        .filter(changed -> changed.line() == line.line())
                        .findFirst()
                        .orElse(null);
        var row = new LinkedHashMap<String, Object>();
        row.put("line", line.line());
        row.put("description", line.description());
        row.put("ordered", Figures.quantity(line.ordered(), line.unit()));
        row.put("price", Figures.price(line.unitPrice()));
        row.put("accepted", figure(line, line.accepted()));
        row.put("open", figure(line, line.open()));
        row.put("requested", Figures.day(line.requestedDate()));
        row.put("proposed", proposed == null ? "" : proposal(proposed));
        return row;
    }

    private static String figure(PurchaseOrderLine line, BigDecimal quantity) {
        return line.units().isPlain()
                ? Figures.number(quantity)
                : Figures.quantity(
                        line.stated(quantity).quantity(), line.stated(quantity).unit());
    }

    private static String proposal(AcknowledgedLine line) {
        var said = new StringBuilder(line.promisedDate() == null ? "" : Figures.day(line.promisedDate()));
        if (line.quantity() != null) {
            said.append(said.isEmpty() ? "" : ", ").append("quantity ").append(Figures.number(line.quantity()));
        }
        if (line.unitPrice() != null) {
            said.append(said.isEmpty() ? "" : ", ").append("unit price ").append(Figures.price(line.unitPrice()));
        }
        return said.toString();
    }

    /** Goods are due when they were asked for; what has to be decided is due by policy. */
    private String due(DelegateTask task, PurchaseOrder order) {
        return isReceiving(task)
                ? schedule.dueOn(
                        task,
                        order.lines().stream()
                                .filter(line -> line.open().signum() > 0)
                                .map(OrderView::expected)
                                .filter(Objects::nonNull)
                                .min(Comparator.naturalOrder())
                                .orElse(null))
                : schedule.plan(task, KIND, order.total(), "normal");
    }

    private static boolean isReceiving(DelegateTask task) {
        return task.getTaskDefinitionKey().equals(RECEIVE);
    }

    private static @Nullable LocalDate expected(PurchaseOrderLine line) {
        return line.promisedDate() == null ? line.requestedDate() : line.promisedDate();
    }
}
