package org.countersign.purchasing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.currency.ExchangeRates;
import org.countersign.people.Organization;
import org.countersign.shared.FieldCheck;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what somebody wrote into the content of a requisition, filling from the catalog and naming every faulty field. */
@Component
class RequisitionWriting {

    private static final Set<String> URGENCIES = Set.of("low", "normal", "high");
    private static final int MOST_LINES = 1000;

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
        var costCenter = given(draft.costCenter());
        if (costCenter != null) {
            check.that(
                    organization.costCenter(costCenter).isPresent(),
                    "costCenter",
                    "there is no cost centre " + costCenter);
        }
        var urgency = Optional.ofNullable(given(draft.urgency())).orElse("normal");
        check.that(URGENCIES.contains(urgency), "urgency", "is one of low, normal, high");
        var currency = currency(draft.currency(), check);
        var written = draft.lines() == null ? List.<RequisitionDraft.@Nullable Line>of() : draft.lines();
        check.that(!written.isEmpty(), "lines", "needs one line at least");
        check.that(written.size() <= MOST_LINES, "lines", "has at most " + MOST_LINES + " lines");
        var lines = new ArrayList<RequisitionLine>();
        for (int index = 0; index < Math.min(written.size(), MOST_LINES); index++) {
            var line = written.get(index);
            if (line == null) {
                check.that(false, "lines[" + index + "]", "is empty");
            } else {
                line(line, "lines[" + index + "].", currency, check).ifPresent(lines::add);
            }
        }
        check.demand(PurchasingRule.INCOMPLETE_REQUISITION);
        return new Requisition.Content(
                required(draft.title()),
                required(costCenter),
                Optional.ofNullable(given(draft.department()))
                        .orElseGet(() -> organization
                                .costCenter(required(costCenter))
                                .map(center -> center.department())
                                .orElse(null)),
                given(draft.project()),
                given(draft.jobCode()),
                given(draft.location()),
                currency,
                urgency,
                draft.neededBy(),
                given(draft.justification()),
                lines);
    }

    private Optional<RequisitionLine> line(
            RequisitionDraft.Line line, String path, Currency currency, FieldCheck check) {
        var itemNumber = given(line.item());
        Optional<Item> item = itemNumber == null ? Optional.empty() : items.item(itemNumber);
        if (itemNumber != null) {
            check.that(item.isPresent(), path + "item", "there is no item " + itemNumber);
        }
        var description = Optional.ofNullable(given(line.description()))
                .or(() -> item.map(Item::name))
                .orElse(null);
        check.that(
                itemNumber != null || description != null, path + "description", "is required where no item is named");
        check.atMost(description, path + "description", 500).atMost(line.category(), path + "category", 64);
        var quantity = line.quantity();
        check.that(quantity != null && quantity.signum() > 0, path + "quantity", "is required and above zero")
                .digits(quantity, path + "quantity", 13, 6);
        var price = Optional.ofNullable(line.unitPrice())
                .or(() -> item.filter(known -> known.currency().equals(currency.getCurrencyCode()))
                        .map(Item::price))
                .orElse(null);
        check.that(price != null && price.signum() >= 0, path + "unitPrice", "is required and not below zero")
                .digits(price, path + "unitPrice", 13, 8);
        var taxRate = line.taxRate() == null ? BigDecimal.ZERO : line.taxRate();
        check.that(
                        taxRate.signum() >= 0 && taxRate.compareTo(BigDecimal.valueOf(100)) <= 0,
                        path + "taxRate",
                        "is a percentage from 0 to 100")
                .digits(taxRate, path + "taxRate", 3, 4);
        var unit = Optional.ofNullable(given(line.unit()))
                .or(() -> item.map(Item::unit))
                .orElse("EA");
        check.that(
                unit.matches("[A-Z0-9]{1,3}"),
                path + "unit",
                "is a UN/ECE Recommendation 20 code such as EA, KGM, HUR");
        var supplier = Optional.ofNullable(given(line.supplier()))
                .or(() -> item.map(Item::supplier))
                .orElse(null);
        if (supplier != null) {
            var known = suppliers.supplier(supplier);
            check.that(known.isPresent(), path + "supplier", "there is no supplier " + supplier);
            check.that(
                    known.map(found -> found.status() != SupplierStatus.BLOCKED).orElse(true),
                    path + "supplier",
                    "is blocked; name another one");
        }
        var costCenter = given(line.costCenter());
        if (costCenter != null) {
            check.that(
                    organization.costCenter(costCenter).isPresent(),
                    path + "costCenter",
                    "there is no cost centre " + costCenter);
        }
        if (description == null || quantity == null || price == null) {
            return Optional.empty();
        }
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
                line.deliveryDate()));
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
