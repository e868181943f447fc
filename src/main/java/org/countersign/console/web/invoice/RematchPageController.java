package org.countersign.console.web.invoice;

import org.countersign.console.page.PageModel;
import org.countersign.invoicing.InvoiceRematches;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Has all invoices that wait compared again, and shows how far that is and what came of it. */
@Controller
class RematchPageController {

    private static final int LATEST = 20;

    private final InvoiceRematches rematches;
    private final PageModel model;

    RematchPageController(InvoiceRematches rematches, PageModel model) {
        this.rematches = rematches;
        this.model = model;
    }

    @GetMapping("/invoices/rematches")
    String show(Actor actor, Model page) {
        var latest = rematches.latest(LATEST, actor);
        page.addAttribute("rematches", latest);
        page.addAttribute(
                "going",
                latest.stream()
                        .anyMatch(one -> one.finishedAt() == null || one.compared() + one.failed() < one.invoices()));
        page.addAttribute("waiting", rematches.waiting());
        page.addAttribute("outdated", rematches.outdated());
        page.addAttribute("mayAsk", InvoiceRematches.mayAsk(actor));
        return "console/invoice/rematches";
    }

    @PostMapping("/invoices/rematches")
    String ask(Actor actor, RedirectAttributes redirect) {
        var asked = rematches.askForAll(actor);
        redirect.addFlashAttribute("done", model.words().text("rematch.begun", asked.invoices()));
        return "redirect:/invoices/rematches";
    }
}
