package org.countersign.console.web.requisition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.console.page.DecimalText;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Words;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.purchasing.RequisitionDraft;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.shared.FieldProblem;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what was typed into a form of a requisition, and writes a draft into one. */
@Component
class RequisitionFormReader {

    private final RequisitionManagement requisitions;
    private final ItemCatalog items;
    private final SupplierDirectory suppliers;
    private final Organization organization;

    RequisitionFormReader(
            RequisitionManagement requisitions,
            ItemCatalog items,
            SupplierDirectory suppliers,
            Organization organization) {
        this.requisitions = requisitions;
        this.items = items;
        this.suppliers = suppliers;
        this.organization = organization;
    }

    /**
     * What was read.
     *
     * @param draft as far as it can be read
     * @param problems what cannot, by field
     */
    record Read(RequisitionDraft draft, Map<String, String> problems) {}

    /** Reads a form, and says what is wrong with it: what cannot be read, and what the rules demand. */
    Read check(RequisitionForm form, Words say) {
        var read = read(form, say);
        var problems = new LinkedHashMap<>(read.problems());
        for (var problem : requisitions.problemsOf(read.draft())) {
            problems.putIfAbsent(problem.field(), message(problem, say));
        }
        return new Read(read.draft(), problems);
    }

    /** Reads a form as far as it can be read. */
    Read read(RequisitionForm form, Words say) {
        form.tidy();
        var problems = new LinkedHashMap<String, String>();
        var supplierKeys = keys(form, LineForm::getSupplier);
        var foundSuppliers = suppliersBy(supplierKeys);
        var centers = new HashSet<>(keys(form, LineForm::getCostCenter));
        var main = Pick.key(form.getCostCenter());
        if (main != null) {
            centers.add(main);
        }
        var foundCenters = centersBy(centers);
        var lines = new ArrayList<RequisitionDraft.@Nullable Line>();
        for (int index = 0; index < form.getLines().size(); index++) {
            var line = form.getLines().get(index);
            if (!line.isBlank()) {
                lines.add(line(line, "lines[" + index + "].", foundSuppliers, foundCenters, say, problems));
            }
        }
        var draft = new RequisitionDraft(
                form.getTitle(),
                named(main, foundCenters, "costCenter", "requisitions.problem.costCenter", say, problems),
                given(form.getDepartment()),
                given(form.getProject()),
                given(form.getJobCode()),
                given(form.getLocation()),
                given(form.getCurrency()),
                given(form.getUrgency()),
                date(form.getNeededBy(), "neededBy", say, problems),
                given(form.getJustification()),
                lines);
        return new Read(draft, problems);
    }

    private static RequisitionDraft.Line line(
            LineForm line,
            String path,
            Map<String, String> suppliers,
            Map<String, String> centers,
            Words say,
            Map<String, String> problems) {
        return new RequisitionDraft.Line(
                given(line.getItem()),
                given(line.getDescription()),
                given(line.getCategory()),
                figure(line.getQuantity(), path + "quantity", say, problems),
                given(line.getUnit()),
                figure(line.getUnitPrice(), path + "unitPrice", say, problems),
                figure(line.getTaxRate().replace("%", ""), path + "taxRate", say, problems),
                named(
                        Pick.key(line.getSupplier()),
                        suppliers,
                        path + "supplier",
                        "requisitions.problem.supplier",
                        say,
                        problems),
                named(
                        Pick.key(line.getCostCenter()),
                        centers,
                        path + "costCenter",
                        "requisitions.problem.costCenter",
                        say,
                        problems),
                date(line.getDeliveryDate(), path + "deliveryDate", say, problems),
                given(line.getLink()));
    }

    /** Writes a draft into a form, as the reader would have typed it. */
    RequisitionForm form(RequisitionDraft draft, Words say) {
        var form = new RequisitionForm();
        form.setTitle(draft.title());
        form.setCurrency(draft.currency());
        form.setDepartment(draft.department());
        form.setProject(draft.project());
        form.setJobCode(draft.jobCode());
        form.setLocation(draft.location());
        form.setUrgency(draft.urgency() == null ? "normal" : draft.urgency());
        form.setNeededBy(draft.neededBy() == null ? "" : draft.neededBy().toString());
        form.setJustification(draft.justification());
        var lines = draft.lines() == null ? List.<RequisitionDraft.@Nullable Line>of() : draft.lines();
        var codes = new HashSet<String>();
        var numbers = new HashSet<String>();
        add(codes, draft.costCenter());
        for (var line : lines) {
            if (line != null) {
                add(codes, line.costCenter());
                add(numbers, line.supplier());
            }
        }
        var centers = new HashMap<String, String>();
        organization.costCenters(codes).forEach(center -> centers.put(center.code(), text(center)));
        var names = new HashMap<String, String>();
        suppliers.suppliers(numbers).forEach(supplier -> names.put(supplier.number(), text(supplier)));
        form.setCostCenter(shown(draft.costCenter(), centers));
        var digits = digits(draft.currency());
        for (var line : lines) {
            if (line != null) {
                var written = new LineForm();
                written.setItem(line.item());
                written.setDescription(line.description());
                written.setCategory(line.category());
                written.setQuantity(line.quantity() == null ? "" : DecimalText.of(line.quantity(), say.language()));
                written.setUnit(line.unit());
                written.setUnitPrice(
                        line.unitPrice() == null ? "" : DecimalText.of(line.unitPrice(), digits, say.language()));
                written.setTaxRate(
                        line.taxRate() == null || line.taxRate().signum() == 0
                                ? ""
                                : DecimalText.of(line.taxRate(), say.language()));
                written.setSupplier(shown(line.supplier(), names));
                written.setCostCenter(shown(line.costCenter(), centers));
                written.setDeliveryDate(
                        line.deliveryDate() == null ? "" : line.deliveryDate().toString());
                written.setLink(line.link());
                form.getLines().add(written);
            }
        }
        return form;
    }

    /** Replaces what rows of a spreadsheet say by what we know: numbers of items, names of suppliers and cost centres. */
    void recognize(List<LineForm> lines, String currency, Words say) {
        var numbers = new HashSet<String>();
        lines.forEach(line -> {
            add(numbers, line.getItem().isBlank() ? line.getDescription() : line.getItem());
        });
        numbers.removeIf(number -> number.length() > 64);
        var known = new HashMap<String, Item>();
        items.items(numbers).forEach(item -> known.put(item.number(), item));
        for (var line : lines) {
            var item = known.get(
                    line.getItem().isBlank()
                            ? line.getDescription().strip()
                            : line.getItem().strip());
            if (item != null) {
                fill(line, item, currency, say);
            }
        }
        var byText = suppliersBy(lines.stream()
                .map(line -> Pick.key(line.getSupplier()))
                .filter(key -> key != null)
                .toList());
        var names = new HashMap<String, String>();
        suppliers.suppliers(byText.values()).forEach(supplier -> names.put(supplier.number(), text(supplier)));
        lines.forEach(line -> {
            DecimalText.parse(line.getUnitPrice(), say.language())
                    .ifPresent(price -> line.setUnitPrice(DecimalText.of(price, digits(currency), say.language())));
            var key = Pick.key(line.getSupplier());
            var number = key == null ? null : byText.get(key);
            if (number != null) {
                line.setSupplier(names.getOrDefault(number, number));
            }
        });
    }

    private void fill(LineForm line, Item item, String currency, Words say) {
        line.setItem(item.number());
        if (line.getDescription().isBlank() || line.getDescription().strip().equals(item.number())) {
            line.setDescription(item.name());
        }
        if (line.getUnit().isBlank()) {
            line.setUnit(item.unit());
        }
        if (line.getCategory().isBlank()) {
            line.setCategory(item.category());
        }
        var price = item.price();
        if (line.getUnitPrice().isBlank() && price != null && item.currency().equals(currency)) {
            line.setUnitPrice(DecimalText.of(price, digits(currency), say.language()));
        }
        if (line.getSupplier().isBlank()) {
            line.setSupplier(item.supplier());
        }
    }

    static int digits(@Nullable String currency) {
        try {
            var digits = currency == null || currency.isBlank()
                    ? 2
                    : java.util.Currency.getInstance(currency).getDefaultFractionDigits();
            return digits < 0 ? 2 : digits;
        } catch (IllegalArgumentException unknown) {
            return 2;
        }
    }

    static String text(Supplier supplier) {
        return Pick.text(supplier.name(), supplier.number());
    }

    static String text(CostCenter center) {
        return Pick.text(center.name(), center.code());
    }

    /** What a rule of the requisition demands at a field, in the reader's language. */
    static String message(FieldProblem problem, Words say) {
        var key = problem.message()
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("-$", "")
                .toLowerCase(Locale.ROOT);
        return say.textOr("requisitions.must." + key, problem.message());
    }

    /** The problems as the form shows them. */
    static FormProblems shown(Map<String, String> problems, Words say) {
        return problems.isEmpty()
                ? FormProblems.NONE
                : new FormProblems(say.text("requisitions.problems", problems.size()), problems);
    }

    private static Set<String> keys(RequisitionForm form, Function<LineForm, String> field) {
        var keys = new HashSet<String>();
        form.getLines().forEach(line -> {
            var key = Pick.key(field.apply(line));
            if (key != null) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** The numbers of suppliers by what was typed: a number, or a name that only one has. */
    private Map<String, String> suppliersBy(Collection<String> typed) {
        var found = new HashMap<String, String>();
        suppliers.suppliers(Set.copyOf(typed)).forEach(supplier -> found.put(supplier.number(), supplier.number()));
        // Names are looked up one by one: a form that was filled by the search has none.
        typed.stream()
                .filter(text -> !found.containsKey(text))
                .distinct()
                .limit(50)
                .forEach(text -> {
                    var named = suppliers.named(text);
                    if (named.size() == 1) {
                        found.put(text, named.get(0).number());
                    }
                });
        return found;
    }

    private Map<String, String> centersBy(Collection<String> typed) {
        var found = new HashMap<String, String>();
        organization.costCenters(Set.copyOf(typed)).forEach(center -> found.put(center.code(), center.code()));
        typed.stream()
                .filter(text -> !found.containsKey(text))
                .distinct()
                .limit(50)
                .forEach(text -> organization.searchCostCenters(text, 5).stream()
                        .filter(center -> center.name().equalsIgnoreCase(text)
                                || center.code().equalsIgnoreCase(text))
                        .reduce((one, two) -> one)
                        .ifPresent(center -> found.put(text, center.code())));
        return found;
    }

    private static @Nullable String named(
            @Nullable String key,
            Map<String, String> found,
            String field,
            String problem,
            Words say,
            Map<String, String> problems) {
        if (key == null) {
            return null;
        }
        var number = found.get(key);
        if (number == null) {
            problems.put(field, say.text(problem, key));
        }
        return number;
    }

    private static @Nullable BigDecimal figure(String text, String field, Words say, Map<String, String> problems) {
        if (text.isBlank()) {
            return null;
        }
        var figure = DecimalText.parse(text, say.language());
        if (figure.isEmpty()) {
            problems.put(field, say.text("requisitions.problem.figure", text.strip()));
        }
        return figure.orElse(null);
    }

    private static @Nullable LocalDate date(String text, String field, Words say, Map<String, String> problems) {
        if (text.isBlank()) {
            return null;
        }
        var date = SpreadsheetPaste.date(text);
        if (date.isEmpty()) {
            problems.put(field, say.text("requisitions.problem.date", text.strip()));
        }
        return date.orElse(null);
    }

    private static String shown(@Nullable String key, Map<String, String> names) {
        return key == null ? "" : names.getOrDefault(key, key);
    }

    private static void add(Set<String> keys, @Nullable String key) {
        var given = given(key);
        if (given != null) {
            keys.add(given);
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
