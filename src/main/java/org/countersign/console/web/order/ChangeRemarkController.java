package org.countersign.console.web.order;

import org.countersign.approval.RequesterRemarks;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What whoever asked for an order, or proposed its change, says from the order's page while others decide. */
@Controller
@RequestMapping("/purchase-orders/{number}/change/{change}")
class ChangeRemarkController {

    private final DocumentAccess access;
    private final RequesterRemarks remarks;
    private final PageModel pages;

    ChangeRemarkController(DocumentAccess access, RequesterRemarks remarks, PageModel pages) {
        this.access = access;
        this.remarks = remarks;
        this.pages = pages;
    }

    @PostMapping("/reminders")
    String remind(@PathVariable String number, @PathVariable int change, Actor actor, RedirectAttributes redirect) {
        var order = access.order(number, actor).number().document();
        return said(number, "reminded", redirect, () -> remarks.remindOfChange(order, change, actor));
    }

    @PostMapping("/notes")
    String note(
            @PathVariable String number,
            @PathVariable int change,
            @RequestParam(defaultValue = "") String note,
            Actor actor,
            RedirectAttributes redirect) {
        var order = access.order(number, actor).number().document();
        return said(number, "noted", redirect, () -> {
            try {
                remarks.noteOnChange(order, change, note, actor);
            } catch (RuleViolation refused) {
                redirect.addFlashAttribute("noteWritten", note);
                throw refused;
            }
        });
    }

    /** What collides with what others did, says nothing or too much is told on the page as it is now, which keeps the words. */
    private String said(String number, String done, RedirectAttributes redirect, Runnable saying) {
        var say = pages.words();
        try {
            saying.run();
            redirect.addFlashAttribute("done", say.text("requisitions.remark." + done));
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() == Rule.Refusal.FORBIDDEN) {
                throw refused;
            }
            redirect.addFlashAttribute("refused", say.sentence(refused));
        }
        return "redirect:/purchase-orders/" + number + "#changes";
    }
}
