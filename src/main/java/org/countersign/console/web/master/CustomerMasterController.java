package org.countersign.console.web.master;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.sales.CustomerMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Problems;
import org.countersign.shared.web.Sortable;
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

/** Customers: who sells looks them up, and says who approves what is sold to them. */
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
        var now = customers.cycleOf(number, actor);
        model.addAttribute("seen", Seen.of(now));
        return form(number, cycles.written(now, actor), FormProblems.NONE, actor, model);
    }

    @PostMapping("/customers/{number}/approval-cycle")
    Object change(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        customers.mayChangeCycle(actor);
        var say = pages.words();
        var written = PartnerCycleForm.read(sent);
        var now = customers.cycleOf(number, actor);
        model.addAttribute("seen", Seen.of(now));
        if (Seen.isStale(sent, now)) {
            var problems = new FormProblems(say.text("cycle.stale"), Map.of());
            return new ModelAndView(form(number, written, problems, actor, model), model.asMap(), HttpStatus.CONFLICT);
        }
        try {
            var changed = customers.changeCycle(number, written.cycle(say), actor);
            redirect.addFlashAttribute("done", say.text(changed.isEmpty() ? "cycle.removed" : "cycle.changed"));
            return "redirect:/customers/" + number;
        } catch (RuleViolation violation) {
            return new ModelAndView(
                    form(number, written, FormProblems.of(violation, say), actor, model),
                    model.asMap(),
                    Problems.statusOf(violation));
        }
    }

    private String form(String number, PartnerCycleForm written, FormProblems problems, Actor actor, Model model) {
        var name = String.valueOf(customers.get(number, actor).name());
        return cycles.form(
                pages.words().text("cycle.titleOf", name),
                "customers",
                "/customers/" + number,
                written,
                problems,
                actor,
                model);
    }
}
