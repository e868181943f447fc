package org.countersign.console.web.master;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemMaster;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Problems;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Items: everybody looks them up; purchasing agents and administrators keep them. */
@Controller
class ItemMasterController {

    private static final int SHOWN = 10;
    private static final List<String> UNITS = List.of(
            "EA", "XPP", "KGM", "GRM", "TNE", "LTR", "MTR", "MTK", "MTQ", "HUR", "DAY", "MON", "SET", "XBX", "XPK");

    private final ItemMaster items;
    private final SupplierDirectory suppliers;
    private final PurchaseOrderLists orders;
    private final Company company;
    private final PageModel pages;

    ItemMasterController(
            ItemMaster items,
            SupplierDirectory suppliers,
            PurchaseOrderLists orders,
            Company company,
            PageModel pages) {
        this.items = items;
        this.suppliers = suppliers;
        this.orders = orders;
        this.company = company;
        this.pages = pages;
    }

    @GetMapping("/items")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String supplier,
            @Sortable(
                            value = {"number", "name", "category", "price", "supplier"},
                            byDefault = "name")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var found = items.search(q, Formats.trimmed(category), Formats.trimmed(supplier), page.toPageable());
        model.addAttribute("listing", Listing.of(found, request));
        model.addAttribute("suppliers", names(found.getContent()));
        model.addAttribute("categories", items.categories());
        model.addAttribute("keeps", keeps(actor));
        return "console/master/items";
    }

    @GetMapping("/items.csv")
    void csv(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String supplier,
            @Sortable(
                            value = {"number", "name", "category", "price", "supplier"},
                            byDefault = "name")
                    PageQuery page,
            HttpServletResponse response) {
        var say = pages.words();
        CsvFile.write(
                response,
                say.language(),
                "items",
                List.of(
                        say.text("items.number"),
                        say.text("items.name"),
                        say.text("items.category"),
                        say.text("items.unit"),
                        say.text("items.price"),
                        say.text("items.currency"),
                        say.text("items.supplier"),
                        say.text("items.supplierItem"),
                        say.text("items.gtin"),
                        say.text("items.contract"),
                        say.text("items.packs")),
                page.sort(),
                slice -> items.part(q, Formats.trimmed(category), Formats.trimmed(supplier), slice),
                item -> Arrays.asList(
                        item.number(),
                        item.name(),
                        item.category(),
                        item.unit(),
                        item.price() == null ? null : item.price().stripTrailingZeros(),
                        item.currency(),
                        item.supplier(),
                        item.supplierItem(),
                        item.gtin(),
                        item.contract(),
                        item.packUnits().stream().map(Object::toString).collect(Collectors.joining(";"))));
    }

    @GetMapping("/items/{number}")
    String one(@PathVariable String number, Actor actor, Model model) {
        var item = items.get(number);
        model.addAttribute("item", item);
        model.addAttribute("supplier", names(List.of(item)).get(item.supplier() == null ? "" : item.supplier()));
        model.addAttribute("expecting", orders.expecting(List.of(number), SHOWN, actor));
        model.addAttribute("keeps", keeps(actor));
        return "console/master/item";
    }

    @GetMapping("/items/new")
    String blank(Actor actor, Model model) {
        items.mayImport(actor);
        return form(null, ItemForm.empty(company.baseCurrency().getCurrencyCode()), FormProblems.NONE, model);
    }

    @GetMapping("/items/{number}/edit")
    String edit(@PathVariable String number, Actor actor, Model model) {
        items.mayImport(actor);
        var item = items.get(number);
        model.addAttribute("seen", Seen.of(ItemForm.of(item, Locale.ENGLISH)));
        return form(number, ItemForm.of(item, pages.words().language()), FormProblems.NONE, model);
    }

    @PostMapping("/items/new")
    Object add(
            @RequestParam MultiValueMap<String, String> sent, Actor actor, Model model, RedirectAttributes redirect) {
        return save(null, ItemForm.read(sent), actor, model, redirect);
    }

    @PostMapping("/items/{number}/edit")
    Object change(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        items.mayImport(actor);
        var now = ItemForm.of(items.get(number), Locale.ENGLISH);
        model.addAttribute("seen", Seen.of(now));
        if (Seen.isStale(sent, now)) {
            var problems = new FormProblems(pages.words().text("items.stale"), Map.of());
            return new ModelAndView(
                    form(number, ItemForm.read(sent), problems, model), model.asMap(), HttpStatus.CONFLICT);
        }
        return save(number, ItemForm.read(sent), actor, model, redirect);
    }

    private Object save(
            @Nullable String number, ItemForm written, Actor actor, Model model, RedirectAttributes redirect) {
        items.mayImport(actor);
        var say = pages.words();
        var problems = FormProblems.NONE;
        var status = HttpStatus.UNPROCESSABLE_ENTITY;
        if (!written.hasReadablePrice(say.language())) {
            problems = FormProblems.of("price", say.text("items.noNumber"), say.text("form.problems"));
        } else if (!written.supplier().isEmpty()
                && suppliers.supplier(written.supplier()).isEmpty()) {
            problems = FormProblems.of("supplier", say.text("items.noSupplier"), say.text("form.problems"));
        } else {
            try {
                var saved = number == null
                        ? items.add(written.details(null, say.language()), actor)
                        : items.change(number, written.details(number, say.language()), actor);
                redirect.addFlashAttribute(
                        "done", say.text(number == null ? "items.added" : "items.changed", saved.name()));
                return "redirect:/items/" + saved.number();
            } catch (RuleViolation violation) {
                problems = FormProblems.of(violation, say);
                status = Problems.statusOf(violation);
            }
        }
        form(number, written, problems, model);
        return new ModelAndView("console/master/item-form", model.asMap(), status);
    }

    private String form(@Nullable String number, ItemForm written, FormProblems problems, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("written", written);
        model.addAttribute("problems", problems);
        model.addAttribute("units", UNITS);
        model.addAttribute("categories", items.categories());
        return "console/master/item-form";
    }

    private Map<String, String> names(List<Item> found) {
        return suppliers.namesOf(found.stream()
                .map(Item::supplier)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private static boolean keeps(Actor actor) {
        return actor.isIn(Group.PURCHASING_AGENT, Group.ADMINISTRATOR);
    }
}
