package org.countersign.console.web.sales;

import java.util.LinkedHashMap;
import java.util.Objects;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.sales.CustomerMaster;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderDraft;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.Problems;
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

/** Writes sales orders, and changes those of one's own that are drafts or were sent back. */
@Controller
class SalesOrderFormController {

    private static final int MOST_PROPOSED = 500;

    private final SalesOrderManagement orders;
    private final CustomerMaster customers;
    private final Company company;
    private final PageModel pages;

    SalesOrderFormController(SalesOrderManagement orders, CustomerMaster customers, Company company, PageModel pages) {
        this.orders = orders;
        this.customers = customers;
        this.company = company;
        this.pages = pages;
    }

    /** Makes the change and gives the sales order. */
    private interface Writing {
        SalesOrder write(SalesOrderDraft draft);
    }

    @GetMapping("/sales-orders/new")
    String blank(Actor actor, Model model) {
        actor.mustBeIn(Group.SALES_AGENT);
        var currency = company.baseCurrency().getCurrencyCode();
        return form(null, SalesOrderForm.empty(currency), FormProblems.NONE, actor, model);
    }

    @GetMapping("/sales-orders/{number}/edit")
    String edit(@PathVariable String number, Actor actor, Model model) {
        var order = orders.editable(new SalesOrderNumber(number), actor);
        model.addAttribute("version", order.version());
        return form(number, SalesOrderForm.of(order, pages.words().language()), FormProblems.NONE, actor, model);
    }

    @PostMapping("/sales-orders/new")
    Object add(
            @RequestParam MultiValueMap<String, String> sent, Actor actor, Model model, RedirectAttributes redirect) {
        return written(null, sent, draft -> orders.create(draft, actor), actor, model, redirect);
    }

    @PostMapping("/sales-orders/{number}/edit")
    Object change(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(required = false) @Nullable Long version,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        model.addAttribute("version", version);
        return written(
                number,
                sent,
                draft -> orders.replace(new SalesOrderNumber(number), draft, version, actor),
                actor,
                model,
                redirect);
    }

    private Object written(
            @Nullable String number,
            MultiValueMap<String, String> sent,
            Writing writing,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        actor.mustBeIn(Group.SALES_AGENT);
        var say = pages.words();
        var form = SalesOrderForm.read(sent);
        if ("line".equals(sent.getFirst("do"))) {
            return form(number, form.withBlankLines(), FormProblems.NONE, actor, model);
        }
        var noFigures = form.noFigures(say.language());
        if (!noFigures.isEmpty()) {
            var messages = new LinkedHashMap<String, String>();
            noFigures.forEach((field, entered) -> messages.put(field, say.text("sales.noFigure", entered)));
            return refused(
                    number,
                    form,
                    new FormProblems(say.text("form.problems"), messages),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    actor,
                    model);
        }
        try {
            var order = writing.write(form.draft(say.language()));
            redirect.addFlashAttribute("done", say.text("sales.saved", order.number()));
            return "redirect:/sales-orders/" + order.number();
        } catch (RuleViolation violation) {
            var problems = FormProblems.of(violation, say);
            return refused(number, form, problems, Problems.statusOf(violation), actor, model);
        }
    }

    private ModelAndView refused(
            @Nullable String number,
            SalesOrderForm form,
            FormProblems problems,
            HttpStatus status,
            Actor actor,
            Model model) {
        return new ModelAndView(form(number, form.withBlankLines(), problems, actor, model), model.asMap(), status);
    }

    private String form(
            @Nullable String number, SalesOrderForm written, FormProblems problems, Actor actor, Model model) {
        var proposed = new LinkedHashMap<String, String>();
        customers
                .list(null, null, PageRequest.of(0, MOST_PROPOSED, Sort.by("name")), actor)
                .forEach(customer -> proposed.put(
                        Objects.requireNonNull(customer.number()), customer.name() + " (" + customer.number() + ")"));
        model.addAttribute("number", number);
        model.addAttribute("written", written);
        model.addAttribute("customers", proposed);
        model.addAttribute("problems", problems);
        return "console/sales/form";
    }
}
