package org.countersign.console.web.master;

import java.util.Map;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.Problems;
import org.countersign.supplier.SupplierMaster;
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

/** The approval cycle that a supplier carries, for those who keep suppliers. */
@Controller
class SupplierCycleController {

    private final SupplierMaster suppliers;
    private final PartnerCyclePages cycles;
    private final PageModel pages;

    SupplierCycleController(SupplierMaster suppliers, PartnerCyclePages cycles, PageModel pages) {
        this.suppliers = suppliers;
        this.cycles = cycles;
        this.pages = pages;
    }

    @GetMapping("/suppliers/{number}/approval-cycle")
    String edit(@PathVariable String number, Actor actor, Model model) {
        suppliers.mayChangeCycle(actor);
        var now = suppliers.cycleOf(number);
        model.addAttribute("seen", Seen.of(now));
        return form(number, cycles.written(now, actor), FormProblems.NONE, actor, model);
    }

    @PostMapping("/suppliers/{number}/approval-cycle")
    Object change(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        suppliers.mayChangeCycle(actor);
        var say = pages.words();
        var written = PartnerCycleForm.read(sent);
        var now = suppliers.cycleOf(number);
        model.addAttribute("seen", Seen.of(now));
        if (Seen.isStale(sent, now)) {
            var problems = new FormProblems(say.text("cycle.stale"), Map.of());
            return new ModelAndView(form(number, written, problems, actor, model), model.asMap(), HttpStatus.CONFLICT);
        }
        try {
            var changed = suppliers.changeCycle(number, written.cycle(say), actor);
            redirect.addFlashAttribute("done", say.text(changed.isEmpty() ? "cycle.removed" : "cycle.changed"));
            return "redirect:/suppliers/" + number;
        } catch (RuleViolation violation) {
            return new ModelAndView(
                    form(number, written, FormProblems.of(violation, say), actor, model),
                    model.asMap(),
                    Problems.statusOf(violation));
        }
    }

    private String form(String number, PartnerCycleForm written, FormProblems problems, Actor actor, Model model) {
        var name = String.valueOf(suppliers.get(number, actor).name());
        return cycles.form(
                pages.words().text("cycle.titleOf", name),
                "suppliers",
                "/suppliers/" + number,
                written,
                problems,
                actor,
                model);
    }
}
