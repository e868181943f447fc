package org.countersign.console.web.requisition;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderLists.LastPrice;
import org.countersign.purchasing.WebLink;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the fields of a requisition propose while somebody types: items, suppliers and cost centres, a few at a time. */
@Controller
class RequisitionSearchController {

    private static final int MOST = 10;
    private static final int LONGEST = 100;
    private static final String OPTIONS = "console/requisition/options :: ";

    private final ItemCatalog items;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final PurchaseOrderLists orders;
    private final Company company;
    private final PageModel pages;

    RequisitionSearchController(
            ItemCatalog items,
            SupplierDirectory suppliers,
            Organization organization,
            PurchaseOrderLists orders,
            Company company,
            PageModel pages) {
        this.items = items;
        this.suppliers = suppliers;
        this.organization = organization;
        this.orders = orders;
        this.company = company;
        this.pages = pages;
    }

    /**
     * A proposal.
     *
     * @param key what is kept
     * @param value what stands in the field then
     * @param name what it is
     * @param hint what helps to choose
     * @param last the last price in words; null where there is none
     * @param fills what it fills in other fields of the line
     */
    record Option(
            String key,
            String value,
            String name,
            String hint,
            @Nullable String last,
            Map<String, String> fills) {}

    @GetMapping("/requisitions/item-search")
    String items(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String currency, Model model) {
        var found = isTooLong(q) ? List.<Item>of() : items.search(q, MOST);
        model.addAttribute("options", options(found, currency, pages.words()));
        return OPTIONS + "list";
    }

    @GetMapping("/requisitions/supplier-search")
    String suppliers(@RequestParam(defaultValue = "") String q, Model model) {
        var say = pages.words();
        var found = isTooLong(q) ? List.<Supplier>of() : suppliers.search(q, MOST);
        model.addAttribute(
                "options",
                found.stream()
                        .map(supplier -> new Option(
                                supplier.number(),
                                RequisitionFormReader.text(supplier),
                                supplier.name(),
                                supplier.number() + " · "
                                        + say.textOr(
                                                "supplierStatus." + supplier.status(),
                                                supplier.status().name()),
                                null,
                                Map.of()))
                        .toList());
        return OPTIONS + "list";
    }

    @GetMapping("/requisitions/cost-center-search")
    String costCenters(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute(
                "options",
                (isTooLong(q) ? List.<org.countersign.people.CostCenter>of() : organization.searchCostCenters(q, MOST))
                        .stream()
                                .map(center -> new Option(
                                        center.code(),
                                        RequisitionFormReader.text(center),
                                        center.name(),
                                        center.code(),
                                        null,
                                        Map.of()))
                                .toList());
        return OPTIONS + "list";
    }

    /** What a link says of the thing, and the items of the catalog that it may mean. The link itself is never opened. */
    @GetMapping("/requisitions/link")
    String link(
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String currency,
            Model model) {
        var allowed = WebLink.isAllowed(url);
        model.addAttribute("allowed", allowed);
        model.addAttribute("title", WebLink.title(url).orElse(""));
        model.addAttribute(
                "options",
                allowed ? options(items.numbered(WebLink.numbers(url)), currency, pages.words()) : List.of());
        return OPTIONS + "link";
    }

    private List<Option> options(List<Item> found, String currency, Words say) {
        var wanted = currency.isBlank() ? company.baseCurrency().getCurrencyCode() : currency;
        var last = orders.lastPrices(found.stream().map(Item::number).toList());
        var numbers = new HashSet<String>();
        found.forEach(item -> {
            if (item.supplier() != null) {
                numbers.add(item.supplier());
            }
        });
        last.values().forEach(price -> numbers.add(price.supplier()));
        var names = names(numbers);
        return found.stream()
                .map(item -> option(item, last.get(item.number()), names, wanted, say))
                .toList();
    }

    private static Option option(
            Item item, @Nullable LastPrice last, Map<String, Supplier> suppliers, String currency, Words say) {
        var number = item.supplier() != null ? item.supplier() : last == null ? null : last.supplier();
        var supplier = number == null ? null : suppliers.get(number);
        var price =
                item.price() == null ? null : new Money(item.price(), java.util.Currency.getInstance(item.currency()));
        var shown = last != null ? last.unitPrice() : price;
        var fills = new HashMap<String, String>();
        fills.put("item", item.number());
        fills.put("unit", item.unit());
        if (item.category() != null) {
            fills.put("category", item.category());
        }
        if (supplier != null && supplier.status() != org.countersign.supplier.SupplierStatus.BLOCKED) {
            fills.put("supplier", RequisitionFormReader.text(supplier));
        }
        // What is shown is what is filled in, as long as it is in the requisition's currency.
        var fitting =
                last != null && last.unitPrice().currency().getCurrencyCode().equals(currency)
                        ? last.unitPrice()
                        : price != null && price.currency().getCurrencyCode().equals(currency) ? price : null;
        if (fitting != null) {
            fills.put(
                    "unitPrice",
                    DecimalText.of(fitting.amount(), RequisitionFormReader.digits(currency), say.language()));
        }
        var lastText = shown == null
                ? null
                : say.price(shown.amount(), shown.currency()) + " "
                        + shown.currency().getCurrencyCode() + " · "
                        + (last == null
                                ? say.text("requisitions.price.catalog")
                                : say.text("requisitions.price.last", say.day(last.at())));
        return new Option(
                item.number(),
                item.name(),
                item.name(),
                item.number() + (supplier == null ? "" : " · " + supplier.name()),
                lastText,
                fills);
    }

    private Map<String, Supplier> names(Collection<String> numbers) {
        var names = new HashMap<String, Supplier>();
        suppliers.suppliers(numbers).forEach(supplier -> names.put(supplier.number(), supplier));
        return names;
    }

    private static boolean isTooLong(String text) {
        return text.length() > LONGEST;
    }
}
