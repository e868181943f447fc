package org.countersign.console.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.purchasing.InvoicingStatus;
import org.countersign.purchasing.OrderQuery;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.OrderSummary;
import org.countersign.purchasing.PaymentStatus;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The orders that a person may see, as a list. */
@Controller
class OrderListController {

    /** A text that means more suppliers than this is meant for numbers and titles. */
    private static final int MOST_SUPPLIERS = 200;

    private final PurchaseOrderLists orders;
    private final SupplierDirectory suppliers;
    private final PageModel pages;

    OrderListController(PurchaseOrderLists orders, SupplierDirectory suppliers, PageModel pages) {
        this.orders = orders;
        this.suppliers = suppliers;
        this.pages = pages;
    }

    /**
     * What the address asks for.
     *
     * @param q text
     * @param status where the order stands
     * @param invoicing how much is invoiced
     * @param payment how much is paid
     * @param supplier number of the supplier
     * @param requisition number of the requisition
     * @param late whether only what is late
     * @param from made on this day or later
     * @param to made on this day or earlier
     */
    record Filters(
            @Nullable String q,
            @Nullable OrderStatus status,
            @Nullable InvoicingStatus invoicing,
            @Nullable PaymentStatus payment,
            @Nullable String supplier,
            @Nullable String requisition,
            @Nullable Boolean late,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to) {

        public boolean onlyLate() {
            return Boolean.TRUE.equals(late);
        }
    }

    @GetMapping("/purchase-orders")
    String list(
            Filters filters,
            @Sortable(
                            value = {
                                "number",
                                "title",
                                "supplier",
                                "status",
                                "invoicing:invoicingStatus",
                                "payment:paymentStatus",
                                "total",
                                "createdAt",
                                "dueBy"
                            },
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var found = orders.find(query(filters, pages.words()), actor, page.toPageable());
        model.addAttribute("listing", Listing.of(found, request));
        model.addAttribute("names", namesOf(found.getContent()));
        model.addAttribute("filters", filters);
        model.addAttribute("statuses", OrderStatus.values());
        model.addAttribute("invoicings", InvoicingStatus.values());
        model.addAttribute("payments", PaymentStatus.values());
        model.addAttribute("everything", PurchaseOrderManagement.seesEveryOrder(actor));
        var supplier = Formats.trimmed(filters.supplier());
        model.addAttribute(
                "chosenSupplier",
                supplier == null ? null : suppliers.supplier(supplier).orElse(null));
        return "console/order/list";
    }

    @GetMapping("/purchase-orders.csv")
    void csv(
            Filters filters,
            @Sortable(
                            value = {
                                "number",
                                "title",
                                "supplier",
                                "status",
                                "invoicing:invoicingStatus",
                                "payment:paymentStatus",
                                "total",
                                "createdAt",
                                "dueBy"
                            },
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        var query = query(filters, say);
        CsvFile.<Row>write(
                response,
                say.language(),
                "purchase-orders",
                List.of(
                        say.text("orders.number"),
                        say.text("orders.title"),
                        say.text("orders.supplierNumber"),
                        say.text("orders.supplier"),
                        say.text("orders.requester"),
                        say.text("orders.status"),
                        say.text("orders.invoicing"),
                        say.text("orders.payment"),
                        say.text("orders.total"),
                        say.text("orders.currency"),
                        say.text("orders.created"),
                        say.text("orders.expected")),
                page.sort(),
                pageable -> {
                    var found = orders.part(query, actor, pageable);
                    var names = namesOf(found.getContent());
                    return found.map(order -> new Row(order, names.get(order.supplier())));
                },
                row -> cells(row, say));
    }

    private record Row(OrderSummary order, @Nullable String supplier) {}

    private static List<? extends @Nullable Object> cells(Row row, Words say) {
        var order = row.order();
        return Arrays.asList(
                order.number(),
                order.title(),
                order.supplier(),
                row.supplier(),
                order.requester(),
                say.text("orderStatus." + order.status()),
                say.text("invoicingStatus." + order.invoicingStatus()),
                say.text("paymentStatus." + order.paymentStatus()),
                order.total().amount(),
                order.currency(),
                order.createdAt().atZone(say.zone()).toLocalDate(),
                order.dueBy());
    }

    private OrderQuery query(Filters filters, Words say) {
        var text = Formats.trimmed(filters.q());
        var from = filters.from();
        var to = filters.to();
        return new OrderQuery(
                text,
                text == null
                        ? List.of()
                        : suppliers.matching(text, MOST_SUPPLIERS).stream()
                                .map(Supplier::number)
                                .toList(),
                filters.status() == null ? Set.of() : Set.of(filters.status()),
                filters.invoicing(),
                filters.payment(),
                filters.supplier(),
                filters.requisition(),
                from == null ? null : from.atStartOfDay(say.zone()).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(say.zone()).toInstant(),
                filters.onlyLate() ? say.today() : null);
    }

    private Map<String, String> namesOf(List<OrderSummary> rows) {
        return suppliers.namesOf(rows.stream().map(OrderSummary::supplier).toList());
    }
}
