package org.countersign.console.web.master;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.InvoiceList;
import org.countersign.invoicing.InvoiceQuery;
import org.countersign.invoicing.InvoiceRow;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Problems;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDetails;
import org.countersign.supplier.SupplierMaster;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
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

/** Suppliers: everybody looks them up; purchasing agents and administrators keep them. */
@Controller
class SupplierMasterController {

    private static final int SHOWN = 10;

    private final SupplierMaster suppliers;
    private final PurchaseOrderLists orders;
    private final InvoiceList invoices;
    private final Company company;
    private final PartnerCyclePages cycles;
    private final PageModel pages;

    SupplierMasterController(
            SupplierMaster suppliers,
            PurchaseOrderLists orders,
            InvoiceList invoices,
            Company company,
            PartnerCyclePages cycles,
            PageModel pages) {
        this.suppliers = suppliers;
        this.orders = orders;
        this.invoices = invoices;
        this.company = company;
        this.cycles = cycles;
        this.pages = pages;
    }

    @GetMapping("/suppliers")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @Sortable(
                            value = {"number", "name", "status", "currency", "city", "country"},
                            byDefault = "name")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var found = suppliers.search(q, status(status), page.toPageable(), actor);
        model.addAttribute("listing", Listing.of(found, request));
        model.addAttribute("statuses", SupplierStatus.values());
        model.addAttribute("keeps", keeps(actor));
        return "console/master/suppliers";
    }

    @GetMapping("/suppliers.csv")
    void csv(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @Sortable(
                            value = {"number", "name", "status", "currency", "city", "country"},
                            byDefault = "name")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        CsvFile.write(
                response,
                say.language(),
                "suppliers",
                List.of(
                        say.text("suppliers.number"),
                        say.text("suppliers.name"),
                        say.text("suppliers.status"),
                        say.text("suppliers.email"),
                        say.text("suppliers.currency"),
                        say.text("suppliers.paymentTerms"),
                        say.text("suppliers.taxId"),
                        say.text("suppliers.street"),
                        say.text("suppliers.postalCode"),
                        say.text("suppliers.city"),
                        say.text("suppliers.country")),
                page.sort(),
                slice -> suppliers.part(q, status(status), slice, actor),
                supplier -> Arrays.asList(
                        supplier.number(),
                        supplier.name(),
                        say.text("supplierStatus." + supplier.status()),
                        supplier.email(),
                        supplier.currency(),
                        supplier.paymentTerms(),
                        supplier.taxId(),
                        address(supplier).street(),
                        address(supplier).postalCode(),
                        address(supplier).city(),
                        address(supplier).country()));
    }

    @GetMapping("/suppliers/{number}")
    String one(@PathVariable String number, Actor actor, Model model) {
        var supplier = suppliers.get(number, actor);
        model.addAttribute("supplier", supplier);
        model.addAttribute("address", address(supplier));
        model.addAttribute("keeps", keeps(actor));
        model.addAttribute("keepsCycle", actor.isIn(Group.ADMINISTRATOR));
        model.addAttribute("cycle", cycles.shown(suppliers.cycleOf(number), actor));
        model.addAttribute(
                "orders",
                orders.search(
                        null, number, null, actor, PageRequest.of(0, SHOWN, Sort.by(Sort.Direction.DESC, "number"))));
        model.addAttribute("invoices", openInvoices(number, actor));
        model.addAttribute("alike", suppliers.sameTaxNumber(number));
        model.addAttribute("accountAwaits", suppliers.awaitsConfirmation(number, actor));
        model.addAttribute(
                "seesIban",
                actor.readsEverything()
                        || actor.isIn(Group.PURCHASING_AGENT, Group.FINANCE_OFFICER, Group.ACCOUNTS_PAYABLE));
        return "console/master/supplier";
    }

    /** Its invoices that are not paid yet; null for people who have nothing to do with invoices. */
    private @Nullable List<InvoiceRow> openInvoices(String number, Actor actor) {
        var query = new InvoiceQuery(null, null, number, null, null, null, false, false, true);
        try {
            return invoices.search(
                            query, actor, PageRequest.of(0, SHOWN, Sort.by(Sort.Direction.DESC, "capturedAt", "id")))
                    .getContent();
        } catch (NotAllowed nothingToDoWithInvoices) {
            return null;
        }
    }

    @GetMapping("/suppliers/new")
    String blank(Actor actor, Model model) {
        suppliers.mayImport(actor);
        return form(
                null,
                SupplierForm.empty(
                        company.baseCurrency().getCurrencyCode(),
                        pages.words().language().getLanguage()),
                FormProblems.NONE,
                model);
    }

    @GetMapping("/suppliers/{number}/edit")
    String edit(@PathVariable String number, Actor actor, Model model) {
        suppliers.mayImport(actor);
        var now = SupplierForm.of(suppliers.get(number, actor));
        model.addAttribute("seen", Seen.of(now));
        return form(number, now, FormProblems.NONE, model);
    }

    @PostMapping("/suppliers/new")
    Object add(
            @RequestParam MultiValueMap<String, String> sent, Actor actor, Model model, RedirectAttributes redirect) {
        var written = SupplierForm.read(sent);
        try {
            var added = suppliers.add(written.details(null), actor);
            redirect.addFlashAttribute("done", pages.words().text("suppliers.added", String.valueOf(added.name())));
            return "redirect:/suppliers/" + added.number();
        } catch (RuleViolation violation) {
            return refused(null, written, violation, model);
        }
    }

    @PostMapping("/suppliers/{number}/edit")
    Object change(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        suppliers.mayImport(actor);
        var written = SupplierForm.read(sent);
        var now = SupplierForm.of(suppliers.get(number, actor));
        if (Seen.isStale(sent, now)) {
            form(number, written, new FormProblems(pages.words().text("suppliers.stale"), Map.of()), model);
            model.addAttribute("seen", Seen.of(now));
            return new ModelAndView("console/master/supplier-form", model.asMap(), HttpStatus.CONFLICT);
        }
        try {
            var changed = suppliers.change(number, written.details(number), actor);
            redirect.addFlashAttribute("done", pages.words().text("suppliers.changed", String.valueOf(changed.name())));
            return "redirect:/suppliers/" + number;
        } catch (RuleViolation violation) {
            model.addAttribute("seen", Seen.of(now));
            return refused(number, written, violation, model);
        }
    }

    @PostMapping("/suppliers/{number}/status")
    String judge(
            @PathVariable String number,
            @RequestParam SupplierStatus status,
            Actor actor,
            RedirectAttributes redirect) {
        var judged = suppliers.judge(number, status, actor);
        var say = pages.words();
        redirect.addFlashAttribute(
                "done",
                say.text(
                        "suppliers.judged",
                        String.valueOf(judged.name()),
                        say.text("supplierStatus." + judged.status())));
        return "redirect:/suppliers/" + number;
    }

    private ModelAndView refused(@Nullable String number, SupplierForm written, RuleViolation violation, Model model) {
        form(number, written, FormProblems.of(violation, pages.words()), model);
        return new ModelAndView(
                "console/master/supplier-form",
                model.asMap(),
                Problems.statusOf(violation) == HttpStatus.CONFLICT
                        ? HttpStatus.CONFLICT
                        : HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static String form(@Nullable String number, SupplierForm written, FormProblems problems, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("written", written);
        model.addAttribute("problems", problems);
        model.addAttribute("statuses", SupplierStatus.values());
        return "console/master/supplier-form";
    }

    static SupplierDetails.Address address(SupplierDetails supplier) {
        return Objects.requireNonNullElse(supplier.address(), new SupplierDetails.Address(null, null, null, null));
    }

    private static boolean keeps(Actor actor) {
        return actor.isIn(Group.PURCHASING_AGENT, Group.ADMINISTRATOR);
    }

    private static @Nullable SupplierStatus status(@Nullable String status) {
        return Arrays.stream(SupplierStatus.values())
                .filter(one -> one.name().equals(Formats.trimmed(status)))
                .findFirst()
                .orElse(null);
    }
}
