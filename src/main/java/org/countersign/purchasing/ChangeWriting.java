package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.shared.FieldCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what somebody wrote into the lines of a change order, naming every faulty field. */
@Component
class ChangeWriting {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ItemCatalog items;
    private final Organization organization;

    ChangeWriting(ItemCatalog items, Organization organization) {
        this.items = items;
        this.organization = organization;
    }

    /** @throws org.countersign.shared.RuleViolation naming every faulty field, and when nothing would change (422) */
    List<ChangeOrderLine> read(PurchaseOrder order, ChangeOrderDraft draft) {
        var check = new FieldCheck();
        var written = draft.written();
        check.that(!written.isEmpty(), "lines", "needs one line at least");
        var added = written.stream().filter(line -> line.line() == null).toList();
        check.that(
                order.lines().size() + added.size() <= RequisitionWriting.MOST_LINES,
                "lines",
                "has at most " + RequisitionWriting.MOST_LINES + " lines");
        var known = known(added);
        var lines = new ArrayList<ChangeOrderLine>();
        var seen = new HashSet<Integer>();
        var next = order.lines().size() + 1;
        for (var index = 0; index < written.size(); index++) {
            var line = written.get(index);
            var path = "lines[" + index + "].";
            if (line.line() == null) {
                var read = adding(order, line, next, path, known, check);
                if (read.isPresent()) {
                    lines.add(read.get());
                    next++;
                }
            } else {
                check.that(seen.add(line.line()), path + "line", "occurs once");
                changing(order, line, path, check).ifPresent(lines::add);
            }
        }
        check.demand(PurchasingRule.INCOMPLETE_CHANGE);
        var changes = lines.stream().filter(line -> !line.fields().isEmpty()).toList();
        check(!changes.isEmpty(), PurchasingRule.NOTHING_CHANGES, order.number());
        var left = order.lines().stream()
                .anyMatch(line -> changes.stream()
                                .filter(change -> change.line() == line.line())
                                .map(ChangeOrderLine::newQuantity)
                                .findFirst()
                                .orElse(line.ordered())
                                .signum()
                        > 0);
        check(left || changes.stream().anyMatch(ChangeOrderLine::isAdded), PurchasingRule.NOTHING_LEFT, order.number());
        return changes;
    }

    private static Optional<ChangeOrderLine> changing(
            PurchaseOrder order, ChangeOrderDraft.Line line, String path, FieldCheck check) {
        var number = Objects.requireNonNull(line.line());
        if (number < 1 || number > order.lines().size()) {
            check.that(
                    false,
                    path + "line",
                    "is a line of the order, from 1 to " + order.lines().size());
            return Optional.empty();
        }
        var old = order.line(number);
        unchangeable(line.item(), old.item(), path + "item", check);
        unchangeable(line.category(), old.category(), path + "category", check);
        unchangeable(line.unit(), old.unit(), path + "unit", check);
        unchangeable(line.costCenter(), old.costCenter(), path + "costCenter", check);
        check.that(
                line.taxRate() == null || line.taxRate().compareTo(old.taxRate()) == 0,
                path + "taxRate",
                "cannot be changed; remove the line and add another one");
        var quantity = line.isRemoval() ? BigDecimal.ZERO : line.quantity() == null ? old.ordered() : line.quantity();
        var price = line.unitPrice() == null ? old.unitPrice() : line.unitPrice();
        check.that(quantity.signum() >= 0, path + "quantity", "is zero or more")
                .digits(quantity, path + "quantity", 13, 6)
                .that(price.signum() >= 0, path + "unitPrice", "is zero or more")
                .digits(price, path + "unitPrice", 13, 8)
                .that(
                        !line.isRemoval()
                                || line.quantity() == null
                                || line.quantity().signum() == 0,
                        path + "quantity",
                        "stays empty where the line is removed");
        var description = given(line.description());
        check.atMost(description, path + "description", 500);
        // A line that goes takes no other terms with it.
        var gone = quantity.signum() == 0;
        return Optional.of(ChangeOrderLine.changing(
                old,
                description == null || gone ? old.description() : description,
                quantity,
                gone ? old.unitPrice() : price,
                line.deliveryDate() == null || gone ? old.requestedDate() : line.deliveryDate()));
    }

    private static void unchangeable(@Nullable String written, @Nullable String old, String field, FieldCheck check) {
        var given = given(written);
        check.that(given == null || given.equals(old), field, "cannot be changed; remove the line and add another one");
    }

    private static Optional<ChangeOrderLine> adding(
            PurchaseOrder order, ChangeOrderDraft.Line line, int number, String path, Known known, FieldCheck check) {
        var itemNumber = given(line.item());
        var item = Optional.ofNullable(itemNumber == null ? null : known.items().get(itemNumber));
        check.that(!line.isRemoval(), path + "remove", "is for lines of the order");
        check.that(itemNumber == null || item.isPresent(), path + "item", "there is no item " + itemNumber);
        var description = Optional.ofNullable(given(line.description()))
                .or(() -> item.map(Item::name))
                .orElse(null);
        check.that(
                itemNumber != null || description != null, path + "description", "is required where no item is named");
        check.atMost(description, path + "description", 500).atMost(line.category(), path + "category", 64);
        var quantity = line.quantity();
        check.that(quantity != null && quantity.signum() > 0, path + "quantity", "is required and above zero")
                .digits(quantity, path + "quantity", 13, 6);
        var unit = Optional.ofNullable(given(line.unit()))
                .or(() -> item.map(Item::unit))
                .orElse("EA");
        var price = Optional.ofNullable(line.unitPrice())
                .or(() -> item.filter(found ->
                                found.currency().equals(order.currency().getCurrencyCode()))
                        .flatMap(found -> found.priceIn(unit)))
                .orElse(null);
        check.that(price != null && price.signum() >= 0, path + "unitPrice", "is required and not below zero")
                .digits(price, path + "unitPrice", 13, 8);
        var taxRate = line.taxRate() == null ? BigDecimal.ZERO : line.taxRate();
        check.that(
                        taxRate.signum() >= 0 && taxRate.compareTo(HUNDRED) <= 0,
                        path + "taxRate",
                        "is a percentage from 0 to 100")
                .digits(taxRate, path + "taxRate", 3, 4);
        check.that(
                unit.matches("[A-Z0-9]{1,3}"),
                path + "unit",
                "is a UN/ECE Recommendation 20 code such as EA, KGM, HUR");
        var costCenter = given(line.costCenter());
        check.that(
                costCenter == null || known.costCenters().contains(costCenter),
                path + "costCenter",
                "there is no cost centre " + costCenter);
        if (description == null || quantity == null || price == null) {
            return Optional.empty();
        }
        return Optional.of(ChangeOrderLine.adding(
                        number,
                        itemNumber,
                        Optional.ofNullable(given(line.category()))
                                .or(() -> item.map(Item::category))
                                .orElse(null),
                        unit,
                        taxRate,
                        costCenter == null ? order.line(1).costCenter() : costCenter,
                        description,
                        quantity,
                        price,
                        line.deliveryDate())
                .countedIn(item.flatMap(found -> found.unitsOf(quantity, unit)).orElse(null)));
    }

    private Known known(List<ChangeOrderDraft.Line> added) {
        var numbers = new HashSet<String>();
        var codes = new HashSet<String>();
        for (var line : added) {
            Optional.ofNullable(given(line.item())).ifPresent(numbers::add);
            Optional.ofNullable(given(line.costCenter())).ifPresent(codes::add);
        }
        Map<String, Item> found = new HashMap<>();
        if (!numbers.isEmpty()) {
            items.items(numbers).forEach(item -> found.put(item.number(), item));
        }
        return new Known(
                found,
                codes.isEmpty()
                        ? List.of()
                        : organization.costCenters(codes).stream()
                                .map(CostCenter::code)
                                .collect(Collectors.toList()));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    private record Known(Map<String, Item> items, List<String> costCenters) {}
}
