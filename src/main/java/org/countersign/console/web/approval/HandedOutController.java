package org.countersign.console.web.approval;

import org.countersign.approval.ApprovalDelegation;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.PageModel;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Approvals of changes of orders, of sales orders and of invoices that somebody handed out, taken back from the page of the document. */
@Controller
class HandedOutController {

    private final DocumentAccess access;
    private final ApprovalDelegation delegation;
    private final PageModel pages;

    HandedOutController(DocumentAccess access, ApprovalDelegation delegation, PageModel pages) {
        this.access = access;
        this.delegation = delegation;
        this.pages = pages;
    }

    @PostMapping("/sales-orders/{number}/remarks/{remark}/removal")
    String ofSalesOrder(
            @PathVariable String number, @PathVariable String remark, Actor actor, RedirectAttributes redirect) {
        var order = access.salesOrder(number, actor).number();
        return takenBack(order.document(), remark, actor, "/sales-orders/" + order, redirect);
    }

    @PostMapping("/purchase-orders/{number}/remarks/{remark}/removal")
    String ofChange(
            @PathVariable String number, @PathVariable String remark, Actor actor, RedirectAttributes redirect) {
        var order = access.order(number, actor).number();
        return takenBack(order.document(), remark, actor, "/purchase-orders/" + order + "#changes", redirect);
    }

    @PostMapping("/invoices/{id}/remarks/{remark}/removal")
    String ofInvoice(@PathVariable String id, @PathVariable String remark, Actor actor, RedirectAttributes redirect) {
        var invoice = access.invoice(id, actor).id();
        return takenBack(invoice.document(), remark, actor, "/invoices/" + invoice, redirect);
    }

    /** What collides with what others did is said on the page as it is now. */
    private String takenBack(
            DocumentNumber document, String remark, Actor actor, String page, RedirectAttributes redirect) {
        var say = pages.words();
        try {
            delegation.takeBack(document, remark, actor);
            redirect.addFlashAttribute("done", say.text("requisitions.remark.takenBack"));
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() != Rule.Refusal.CONFLICT) {
                throw refused;
            }
            redirect.addFlashAttribute("refused", say.sentence(refused));
        }
        return "redirect:" + page;
    }
}
