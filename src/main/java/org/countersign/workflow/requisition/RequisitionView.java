package org.countersign.workflow.requisition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.purchasing.Requisition;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lines of a requisition as tables of forms show them. */
@Component
class RequisitionView {

    private static final int MOST_SUPPLIERS = 1000;

    private final SupplierDirectory suppliers;

    RequisitionView(SupplierDirectory suppliers) {
        this.suppliers = suppliers;
    }

    List<Map<String, Object>> lines(Requisition requisition) {
        return IntStream.rangeClosed(1, requisition.lines().size())
                .filter(number -> !requisition.lines().get(number - 1).isRejected())
                .mapToObj(number -> line(requisition, number))
                .toList();
    }

    private Map<String, Object> line(Requisition requisition, int number) {
        var line = requisition.lines().get(number - 1);
        var row = new LinkedHashMap<String, Object>();
        row.put("line", number);
        row.put("description", line.description());
        row.put("quantity", Figures.quantity(line.quantity(), line.unit()));
        row.put("price", Figures.price(line.unitPrice()));
        row.put("amount", Figures.price(line.amount(requisition.currency()).amount()));
        row.put("supplier", nameOf(line.supplier()));
        return row;
    }

    List<Map<String, Object>> suppliers(Requisition requisition) {
        return requisition.linesWithoutSupplier().isEmpty()
                ? List.of()
                : suppliers.orderable(MOST_SUPPLIERS).stream()
                        .map(supplier -> Map.<String, Object>of(
                                "label", supplier.name() + " (" + supplier.number() + ")", "value", supplier.number()))
                        .toList();
    }

    String nameOf(@Nullable String supplier) {
        return supplier == null
                ? "not named yet"
                : suppliers.supplier(supplier).map(Supplier::name).orElse(supplier);
    }

    /** By number of the supplier. */
    Map<String, String> namesOf(Requisition requisition) {
        return requisition.suppliers().stream().distinct().collect(Collectors.toMap(Function.identity(), this::nameOf));
    }

    /** All suppliers of a requisition, as far as they are named. */
    String supplierNames(Requisition requisition) {
        return requisition.suppliers().stream().map(this::nameOf).collect(Collectors.joining(", "));
    }
}
