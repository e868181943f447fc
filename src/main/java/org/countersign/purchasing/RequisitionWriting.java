package org.countersign.purchasing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.currency.ExchangeRates;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.shared.FieldCheck;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what somebody wrote into the content of a requisition, filling from the catalog and naming every faulty field. */
@Component
class RequisitionWriting {

    /** The most lines of a requisition. */
    static final int MOST_LINES = 1000;

    private static final Set<String> URGENCIES = Set.of("low", "normal", "high");

    private final ItemCatalog items;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final ExchangeRates rates;

    RequisitionWriting(ItemCatalog items, SupplierDirectory suppliers, Organization organization, ExchangeRates rates) {
        this.items = items;
        this.suppliers = suppliers;
        this.organization = organization;
        this.rates = rates;
    }

    /** @throws org.countersign.shared.RuleViolation naming every faulty field (422) */
    Requisition.Content read(RequisitionDraft draft) {
        var check = new FieldCheck();
        check.text(draft.title(), "title", 200)
                .text(draft.costCenter(), "costCenter", 64)
                .atMost(draft.department(), "department", 64)
                .atMost(draft.project(), "project", 64)
                .atMost(draft.jobCode(), "jobCode", 64)
                .atMost(draft.location(), "location", 200)
                .atMost(draft.justification(), "justification", 2000);
        var known = known(draft);
        var costCenter = given(draft.costCenter());
        if (costCenter != null) {
            check.that(
                    known.costCenters().containsKey(costCenter), "costCenter", "there is no cost centre " + costCenter);
        }
        var urgency = urgency(draft);
        check.that(URGENCIES.contains(urgency), "urgency", "is one of low, normal, high");
        var currency = currency(draft.currency(), check);
        var written = lines(draft);
        check.that(!written.isEmpty(), "lines", "needs one line at least");
        check.that(written.size() <= MOST_LINES, "lines", "has at most " + MOST_LINES + " lines");
        var lines = new ArrayList<RequisitionLine>();
        for (int index = 0; index < Math.min(written.size(), MOST_LINES); index++) {
            var line = written.get(index);
            if (line == null) {
                check.that(false, "lines[" + index + "]", "is empty");
            } else {
                line(line, "lines[" + index + "].", currency, known, check).ifPresent(lines::add);
            }
        }
        check.demand(PurchasingRule.INCOMPLETE_REQUISITION);
        return content(draft, required(draft.title()), required(costCenter), urgency, currency, known, lines);
    }

    /**
     * As much of it as can be read: faulty lines are null and nothing is refused. For looking ahead while somebody still
     * writes.
     */
    Sketch sketch(RequisitionDraft draft) {
        var known = known(draft);
        var currency = currency(draft.currency(), new FieldCheck());
        var lines = new ArrayList<@Nullable RequisitionLine>();
        for (var line : lines(draft).stream().limit(MOST_LINES).toList()) {
            var check = new FieldCheck();
            var read =
                    line == null ? null : line(line, "", currency, known, check).orElse(null);
            lines.add(check.isClean() ? read : null);
        }
        var costCenter = given(draft.costCenter());
        var urgency = urgency(draft);
        return new Sketch(
                content(
                        draft,
                        Objects.requireNonNullElse(given(draft.title()), "…"),
                        costCenter == null || !known.costCenters().containsKey(costCenter) ? "" : costCenter,
                        URGENCIES.contains(urgency) ? urgency : "normal",
                        currency,
                        known,
                        lines.stream().filter(Objects::nonNull).toList()),
                lines);
    }

    /**
     * What could be read.
     *
     * @param content with the lines that could be read; an empty cost centre where none was named that is known
     * @param lines the lines as written, null where one cannot be read
     */
    record Sketch(Requisition.Content content, List<@Nullable RequisitionLine> lines) {}

    private static Requisition.Content content(
            RequisitionDraft draft,
            String title,
            String costCenter,
            String urgency,
            Currency currency,
            Known known,
            List<RequisitionLine> lines) {
        var center = known.costCenters().get(costCenter);
        return new Requisition.Content(
                title,
                costCenter,
                Optional.ofNullable(given(draft.department()))
                        .orElseGet(() -> center == null ? null : center.department()),
                given(draft.project()),
                given(draft.jobCode()),
                given(draft.location()),
                currency,
                urgency,
                draft.neededBy(),
                given(draft.justification()),
                lines,
                lines.stream()
                        .map(line -> line.supplier() == null
                                ? null
                                : known.suppliers().get(line.supplier()))
                        .filter(Objects::nonNull)
                        .map(Supplier::name)
                        .collect(Collectors.toSet()));
    }

    private Optional<RequisitionLine> line(
            RequisitionDraft.Line line, String path, Currency currency, Known known, FieldCheck check) {
        var itemNumber = given(line.item());
        var item = Optional.ofNullable(itemNumber == null ? null : known.items().get(itemNumber));
        if (itemNumber != null) {
            check.that(item.isPresent(), path + "item", "there is no item " + itemNumber);
        }
        var link = given(line.link());
        check.that(
                link == null || WebLink.isAllowed(link),
                path + "link",
                "is an address that begins with https:// and has at most " + WebLink.LONGEST + " characters");
        var description = Optional.ofNullable(given(line.description()))
                .or(() -> item.map(Item::name))
                .or(() -> link == null ? Optional.empty() : WebLink.title(link))
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
                .or(() -> item.filter(found -> found.currency().equals(currency.getCurrencyCode()))
                        .flatMap(found -> found.priceIn(unit)))
                .orElse(null);
        check.that(price != null && price.signum() >= 0, path + "unitPrice", "is required and not below zero")
                .digits(price, path + "unitPrice", 13, 8);
        var taxRate = line.taxRate() == null ? BigDecimal.ZERO : line.taxRate();
        check.that(
                        taxRate.signum() >= 0 && taxRate.compareTo(BigDecimal.valueOf(100)) <= 0,
                        path + "taxRate",
                        "is a percentage from 0 to 100")
                .digits(taxRate, path + "taxRate", 3, 4);
        check.that(
                unit.matches("[A-Z0-9]{1,3}"),
                path + "unit",
                "is a UN/ECE Recommendation 20 code such as EA, KGM, HUR");
        var supplier = Optional.ofNullable(given(line.supplier()))
                .or(() -> item.map(Item::supplier))
                .orElse(null);
        if (supplier != null) {
            var found = known.suppliers().get(supplier);
            check.that(found != null, path + "supplier", "there is no supplier " + supplier);
            check.that(
                    found == null || found.status() != SupplierStatus.BLOCKED,
                    path + "supplier",
                    "is blocked; name another one");
        }
        var costCenter = given(line.costCenter());
        if (costCenter != null) {
            check.that(
                    known.costCenters().containsKey(costCenter),
                    path + "costCenter",
                    "there is no cost centre " + costCenter);
        }
        if (description == null || quantity == null || price == null) {
            return Optional.empty();
        }
        var packs = item.flatMap(found -> found.unitsOf(quantity, unit)).orElse(null);
        return Optional.of(new RequisitionLine(
                        itemNumber,
                        description,
                        Optional.ofNullable(given(line.category()))
                                .or(() -> item.map(Item::category))
                                .orElse(null),
                        quantity,
                        unit,
                        price,
                        taxRate,
                        supplier,
                        costCenter,
                        line.deliveryDate(),
                        link)
                .countedIn(packs));
    }

    /** Everything that the draft names, each kind read at once. */
    private Known known(RequisitionDraft draft) {
        var itemNumbers = new HashSet<String>();
        var supplierNumbers = new HashSet<String>();
        var codes = new HashSet<String>();
        add(codes, draft.costCenter());
        for (var line : lines(draft)) {
            if (line != null) {
                add(itemNumbers, line.item());
                add(supplierNumbers, line.supplier());
                add(codes, line.costCenter());
            }
        }
        var found = byKey(items.items(itemNumbers), Item::number);
        found.values().forEach(item -> add(supplierNumbers, item.supplier()));
        return new Known(
                found,
                byKey(suppliers.suppliers(supplierNumbers), Supplier::number),
                byKey(organization.costCenters(codes), CostCenter::code));
    }

    private static <T> Map<String, T> byKey(List<T> found, Function<T, String> key) {
        var map = new HashMap<String, T>();
        found.forEach(one -> map.put(key.apply(one), one));
        return map;
    }

    private static void add(Set<String> keys, @Nullable String key) {
        var wanted = given(key);
        if (wanted != null) {
            keys.add(wanted);
        }
    }

    private record Known(
            Map<String, Item> items, Map<String, Supplier> suppliers, Map<String, CostCenter> costCenters) {}

    private static List<RequisitionDraft.@Nullable Line> lines(RequisitionDraft draft) {
        return draft.lines() == null ? List.of() : draft.lines();
    }

    private static String urgency(RequisitionDraft draft) {
        return Objects.requireNonNullElse(given(draft.urgency()), "normal");
    }

    private Currency currency(@Nullable String code, FieldCheck check) {
        var wanted = given(code);
        if (wanted == null) {
            return rates.baseCurrency();
        }
        try {
            return Currency.getInstance(wanted);
        } catch (IllegalArgumentException unknown) {
            check.that(false, "currency", "is an ISO 4217 code such as EUR");
            return rates.baseCurrency();
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    private static String required(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("checked before");
        }
        return text.trim();
    }
}
