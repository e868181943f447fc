package org.countersign.console.web.master;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.sales.CustomerMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Customers: who sells looks them up, and administrators say who approves what is sold to them. */
@Controller
class CustomerMasterController {

    private final CustomerMaster customers;
    private final PartnerCyclePages cycles;
    private final PageModel pages;

    CustomerMasterController(CustomerMaster customers, PartnerCyclePages cycles, PageModel pages) {
        this.customers = customers;
        this.cycles = cycles;
        this.pages = pages;
    }

    @GetMapping("/customers")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @Sortable(
                            value = {"number", "name"},
                            byDefault = "name")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute(
                "listing", Listing.of(customers.list(null, Formats.trimmed(q), page.toPageable(), actor), request));
        return "console/master/customers";
    }

    @GetMapping("/customers.csv")
    void csv(
            @RequestParam(required = false) @Nullable String q,
            @Sortable(
                            value = {"number", "name"},
                            byDefault = "name")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        CsvFile.write(
                response,
                say.language(),
                "customers",
                List.of(say.text("customers.number"), say.text("customers.name"), say.text("customers.email")),
                page.sort(),
                slice -> customers.list(null, Formats.trimmed(q), slice, actor),
                customer -> Arrays.asList(customer.number(), customer.name(), customer.email()));
    }

    @GetMapping("/customers/{number}")
    String one(@PathVariable String number, Actor actor, Model model) {
        model.addAttribute("customer", customers.get(number, actor));
        model.addAttribute("cycle", cycles.shown(customers.cycleOf(number, actor), actor));
        model.addAttribute("keepsCycle", actor.isIn(Group.ADMINISTRATOR));
        return "console/master/customer";
    }

    @GetMapping("/customers/{number}/approval-cycle")
    String edit(@PathVariable String number, Actor actor, Model model) {
        customers.mayChangeCycle(actor);
        return cycles.edit(partner(number, actor), actor, model);
    }

    @PostMapping("/customers/{number}/approval-cycle")
    Object change(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        customers.mayChangeCycle(actor);
        return cycles.change(
                partner(number, actor),
                sent,
                cycle -> customers.changeCycle(number, cycle, actor),
                actor,
                model,
                redirect);
    }

    private PartnerCyclePages.Partner partner(String number, Actor actor) {
        return new PartnerCyclePages.Partner(
                "customers", number, customers.get(number, actor).name(), customers.cycleOf(number, actor));
    }
}
