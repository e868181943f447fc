package org.countersign.console.web.invoice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceAssignment;
import org.countersign.invoicing.OrderProposal;
import org.countersign.invoicing.OrderProposals;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which order an invoice is for, and which supplier it is from, where it does not say so itself. */
@Controller
@RequestMapping("/invoices/{id}")
class AssignmentPageController {

    private static final int MOST_LINES = 50;

    private final DocumentAccess access;
    private final InvoiceAssignment assignment;
    private final OrderProposals proposals;
    private final SupplierDirectory suppliers;
    private final PageModel pages;

    AssignmentPageController(
            DocumentAccess access,
            InvoiceAssignment assignment,
            OrderProposals proposals,
            SupplierDirectory suppliers,
            PageModel pages) {
        this.access = access;
        this.assignment = assignment;
        this.proposals = proposals;
        this.suppliers = suppliers;
        this.pages = pages;
    }

    /** An order that may be meant, in the reader's words. */
    record Proposed(String number, String title, String supplier, String total, int score, List<String> reasons) {}

    @GetMapping("/orders")
    ModelAndView show(@PathVariable String id, Actor actor) {
        return page(access.invoice(id, actor), null, FormProblems.NONE, HttpStatus.OK, actor);
    }

    @PostMapping("/orders")
    ModelAndView order(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String purchaseOrder,
            @RequestParam(required = false) @Nullable Set<Integer> lines,
            RedirectAttributes redirect,
            Actor actor) {
        var invoice = access.invoice(id, actor);
        return done(
                id,
                purchaseOrder,
                () -> assignment.assign(
                        invoice.id(), purchaseOrder, lines == null ? null : new LinkedHashSet<>(lines), actor),
                redirect,
                actor);
    }

    @PostMapping("/supplier")
    ModelAndView supplier(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String supplier,
            RedirectAttributes redirect,
            Actor actor) {
        var invoice = access.invoice(id, actor);
        return done(id, null, () -> assignment.assignSupplier(invoice.id(), supplier, actor), redirect, actor);
    }

    private ModelAndView done(
            String id, @Nullable String typed, Runnable work, RedirectAttributes redirect, Actor actor) {
        var say = pages.words();
        try {
            work.run();
            redirect.addFlashAttribute("done", say.text("assign.done"));
            return new ModelAndView("redirect:/invoices/" + id);
        } catch (RuleViolation violation) {
            return page(
                    access.invoice(id, actor),
                    typed,
                    FormProblems.of(violation, say),
                    violation.rule().refusal() == Rule.Refusal.CONFLICT
                            ? HttpStatus.CONFLICT
                            : HttpStatus.UNPROCESSABLE_ENTITY,
                    actor);
        }
    }

    private ModelAndView page(
            Invoice invoice, @Nullable String typed, FormProblems problems, HttpStatus status, Actor actor) {
        var say = pages.words();
        var received = invoice.asReceived();
        var open = assignment.withoutOrder(invoice);
        var view = new ModelAndView("console/invoice/orders", status);
        view.addObject("invoice", invoice);
        view.addObject("problems", problems);
        view.addObject("typed", typed);
        view.addObject("sender", sender(invoice));
        view.addObject("positions", open.stream().limit(MOST_LINES).toList());
        view.addObject(
                "lines",
                open.stream()
                        .limit(MOST_LINES)
                        .map(position -> {
                            var line = received.lines().get(position - 1);
                            var named = line.purchaseOrder() == null ? received.purchaseOrder() : line.purchaseOrder();
                            return position + ". "
                                    + Objects.requireNonNullElse(line.description(), say.text("invoice.nothing"))
                                    + (named == null ? "" : " (" + say.text("assign.named", named) + ")");
                        })
                        .toList());
        var found = open.isEmpty() ? List.<OrderProposal>of() : proposals.proposalsFor(invoice);
        var names = suppliers.namesOf(
                found.stream().map(one -> one.order().supplier()).distinct().toList());
        view.addObject(
                "proposals",
                found.stream()
                        .map(one -> new Proposed(
                                one.order().number().value(),
                                one.order().title(),
                                names.getOrDefault(
                                        one.order().supplier(), one.order().supplier()),
                                say.money(one.order().total()),
                                one.score(),
                                one.reasons().stream().map(say::explained).toList()))
                        .toList());
        view.addObject("suppliers", proposals.suppliersFor(invoice));
        view.addObject("mayAssign", assignment.mayAssign(invoice, actor));
        view.addObject("mayName", actor.isIn(Group.ACCOUNTS_PAYABLE));
        return view;
    }

    private String sender(Invoice invoice) {
        var number = invoice.supplier();
        if (number != null) {
            return suppliers.namesOf(List.of(number)).getOrDefault(number, number);
        }
        var seller = invoice.asReceived().seller();
        return seller == null || seller.names().isEmpty()
                ? pages.words().text("invoice.supplierUnknown")
                : seller.names().get(0);
    }
}
