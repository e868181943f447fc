package org.countersign.workflow.requisition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.countersign.purchasing.Requisition;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
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
                .mapToObj(number -> line(requisition, number))
                .toList();
    }

    private Map<String, Object> line(Requisition requisition, int number) {
        var line = requisition.lines().get(number - 1);
        var row = new LinkedHashMap<String, Object>();
        row.put("line", number);
        row.put("description", line.description());
        row.put("quantity", line.quantity().stripTrailingZeros().toPlainString() + " " + line.unit());
        row.put("unitPrice", price(line.unitPrice()));
        row.put("amount", line.amount(requisition.currency()).amount().toPlainString());
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

    // Unit prices keep the digits that were agreed, two at least.
    static String price(java.math.BigDecimal price) {
        var stripped = price.stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString();
    }
}
