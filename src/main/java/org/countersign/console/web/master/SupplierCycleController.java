package org.countersign.console.web.master;

import org.countersign.shared.Actor;
import org.countersign.supplier.SupplierMaster;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The approval cycle that a supplier carries, for those who keep suppliers. */
@Controller
class SupplierCycleController {

    private final SupplierMaster suppliers;
    private final PartnerCyclePages cycles;

    SupplierCycleController(SupplierMaster suppliers, PartnerCyclePages cycles) {
        this.suppliers = suppliers;
        this.cycles = cycles;
    }

    @GetMapping("/suppliers/{number}/approval-cycle")
    String edit(@PathVariable String number, Actor actor, Model model) {
        suppliers.mayChangeCycle(actor);
        return cycles.edit(partner(number, actor), actor, model);
    }

    @PostMapping("/suppliers/{number}/approval-cycle")
    Object change(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        suppliers.mayChangeCycle(actor);
        return cycles.change(
                partner(number, actor),
                sent,
                cycle -> suppliers.changeCycle(number, cycle, actor),
                actor,
                model,
                redirect);
    }

    private PartnerCyclePages.Partner partner(String number, Actor actor) {
        return new PartnerCyclePages.Partner(
                "suppliers", number, suppliers.get(number, actor).name(), suppliers.cycleOf(number));
    }
}
