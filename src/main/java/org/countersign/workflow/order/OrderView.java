package org.countersign.workflow.order;

import java.math.BigDecimal;
import java.time.LocalDate;
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
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An order as the forms of its tasks show it. */
@Component
class OrderView {

    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final Acknowledgements acknowledgements;

    OrderView(
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            Organization organization,
            Acknowledgements acknowledgements) {
        this.orders = orders;
        this.suppliers = suppliers;
        this.organization = organization;
        this.acknowledgements = acknowledgements;
    }

    PurchaseOrder show(DelegateTask task, String number) {
        var order = orders.order(new PurchaseOrderNumber(number));
        var answer = acknowledgements.latestOf(order.number()).orElse(null);
        task.setName(task.getName() + " " + number);
        TaskView.of(task)
                .text("viewNumber", number)
                .text("viewTitle", order.title())
                .text(
                        "viewSupplier",
                        suppliers.supplier(order.supplier()).map(Supplier::name).orElse(order.supplier()))
                .text("viewRequester", organization.nameOf(order.requester()))
                .text("viewTotal", order.total())
                .text("viewAnswer", answerOf(order, answer))
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
        row.put("ordered", plain(line.ordered()) + " " + line.unit());
        row.put("accepted", plain(line.accepted()));
        row.put("open", plain(line.open()));
        row.put("requested", date(line.requestedDate()));
        row.put("proposed", proposed == null ? "" : proposal(proposed));
        return row;
    }

    private static String proposal(AcknowledgedLine line) {
        var said = new StringBuilder(
                line.promisedDate() == null ? "" : line.promisedDate().toString());
        if (line.quantity() != null) {
            said.append(said.isEmpty() ? "" : ", ").append("quantity ").append(plain(line.quantity()));
        }
        if (line.unitPrice() != null) {
            said.append(said.isEmpty() ? "" : ", ").append("unit price ").append(plain(line.unitPrice()));
        }
        return said.toString();
    }

    private static String date(@Nullable LocalDate date) {
        return Objects.toString(date, "");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
