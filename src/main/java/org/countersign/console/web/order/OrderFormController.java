package org.countersign.console.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.dispatch.SupplierAnswer;
import org.countersign.dispatch.SupplierResponse;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.receiving.ReturnDraft;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do with an order: record the supplier's answer, close it short, call it off, send goods back, put right what was. */
@Controller
class OrderFormController {

    private static final String CLOSURE = "closure";
    private static final String REOPENING = "reopening";

    private final DocumentAccess access;
    private final PurchaseOrderManagement orders;
    private final OrderDesk desk;
    private final SupplierDirectory suppliers;
    private final PageModel pages;

    OrderFormController(
            DocumentAccess access,
            PurchaseOrderManagement orders,
            OrderDesk desk,
            SupplierDirectory suppliers,
            PageModel pages) {
        this.access = access;
        this.orders = orders;
        this.desk = desk;
        this.suppliers = suppliers;
        this.pages = pages;
    }

    // ---- the supplier's answer

    @GetMapping("/purchase-orders/{number}/answer")
    String answerForm(@PathVariable String number, HttpServletRequest request, Actor actor, Model model) {
        var order = order(number, actor, Group.PURCHASING_AGENT);
        model.addAttribute("seen", desk.answerSeen(order.number()));
        return form("answer", order, new Entered(request), FormProblems.NONE, model);
    }

    @PostMapping("/purchase-orders/{number}/answer")
    String answer(
            @PathVariable String number,
            @RequestParam String seen,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var order = order(number, actor, Group.PURCHASING_AGENT);
        model.addAttribute("seen", seen);
        return book(
                "answer",
                order,
                new Exchange(request, response, model, redirect),
                (entered, fields) -> desk.answer(order.number(), answerOf(order, entered, fields), seen, actor));
    }

    private static SupplierAnswer answerOf(PurchaseOrder order, Entered entered, Map<String, String> fields) {
        var response = responseOf(entered.text("response"));
        var proposal = response == SupplierResponse.CHANGES_PROPOSED;
        var lines = new ArrayList<SupplierAnswer.Line>();
        for (var line : order.lines()) {
            var date = entered.date("promisedDate-" + line.line());
            var quantity = proposal ? entered.number("quantity-" + line.line()) : null;
            var price = proposal ? entered.number("unitPrice-" + line.line()) : null;
            if (response != SupplierResponse.DECLINED && (date != null || quantity != null || price != null)) {
                for (var field : List.of("promisedDate", "quantity", "unitPrice")) {
                    fields.put("lines[" + lines.size() + "]." + field, field + "-" + line.line());
                }
                lines.add(new SupplierAnswer.Line(line.line(), quantity, price, date));
            }
        }
        entered.demandReadable();
        return new SupplierAnswer(response, entered.text("reference"), entered.text("note"), lines);
    }

    private static @Nullable SupplierResponse responseOf(@Nullable String text) {
        for (var response : SupplierResponse.values()) {
            if (response.name().equals(text)) {
                return response;
            }
        }
        return null;
    }

    // ---- closing short, and reopening what was

    @GetMapping("/purchase-orders/{number}/{what:closure|reopening}")
    String linesForm(
            @PathVariable String number,
            @PathVariable String what,
            HttpServletRequest request,
            Actor actor,
            Model model) {
        return form(what, order(number, actor, Group.PURCHASING_AGENT), new Entered(request), FormProblems.NONE, model);
    }

    @PostMapping("/purchase-orders/{number}/{what:closure|reopening}")
    String closeOrReopen(
            @PathVariable String number,
            @PathVariable String what,
            @RequestParam(name = "line", required = false) @Nullable List<Integer> lines,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var order = order(number, actor, Group.PURCHASING_AGENT);
        return book(what, order, new Exchange(request, response, model, redirect), (entered, fields) -> {
            demandLines(lines);
            var chosen = lines == null ? List.<Integer>of() : lines;
            if (what.equals(CLOSURE)) {
                orders.closeShort(order.number(), chosen, entered.text("reason"), actor);
            } else {
                orders.reopen(order.number(), chosen, entered.text("reason"), actor);
            }
        });
    }

    private static void demandLines(@Nullable List<Integer> lines) {
        if (lines == null || lines.isEmpty()) {
            throw new RuleViolation(
                    OrderPageRule.FAULTY_FORM, List.of(new FieldProblem("line", "needs one line at least")));
        }
    }

    // ---- reversing a receipt

    @GetMapping("/purchase-orders/{number}/receipts/{receipt}/reversal")
    String reversalForm(
            @PathVariable String number,
            @PathVariable String receipt,
            HttpServletRequest request,
            Actor actor,
            Model model) {
        var order = access.order(number, actor);
        var booked = desk.receipt(order.number(), receipt);
        if (booked.isCounted() && !desk.mayReverse(order, booked, actor)) {
            throw new NotAllowed(pages.words().text("receiving.notYours"));
        }
        model.addAttribute("receipt", booked);
        return form("reversal", order, new Entered(request), FormProblems.NONE, model);
    }

    @PostMapping("/purchase-orders/{number}/receipts/{receipt}/reversal")
    String reverse(
            @PathVariable String number,
            @PathVariable String receipt,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var order = access.order(number, actor);
        model.addAttribute("receipt", desk.receipt(order.number(), receipt));
        return book(
                "reversal",
                order,
                new Exchange(request, response, model, redirect),
                (entered, fields) -> desk.reverse(order.number(), receipt, entered.text("reason"), actor));
    }

    // ---- calling off

    @GetMapping("/purchase-orders/{number}/cancellation")
    String cancellationForm(@PathVariable String number, HttpServletRequest request, Actor actor, Model model) {
        return form(
                "cancellation",
                order(number, actor, Group.PURCHASING_AGENT),
                new Entered(request),
                FormProblems.NONE,
                model);
    }

    @PostMapping("/purchase-orders/{number}/cancellation")
    String cancel(
            @PathVariable String number,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var order = order(number, actor, Group.PURCHASING_AGENT);
        return book(
                "cancellation",
                order,
                new Exchange(request, response, model, redirect),
                (entered, fields) -> orders.cancel(order.number(), entered.text("reason"), actor));
    }

    // ---- sending back

    @GetMapping("/purchase-orders/{number}/return")
    String returnForm(@PathVariable String number, HttpServletRequest request, Actor actor, Model model) {
        var order = order(number, actor, Group.RECEIVER);
        model.addAttribute("seen", desk.returnsSeen(order.number()));
        return form("return", order, new Entered(request), FormProblems.NONE, model);
    }

    @PostMapping("/purchase-orders/{number}/return")
    String giveBack(
            @PathVariable String number,
            @RequestParam String seen,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var order = order(number, actor, Group.RECEIVER);
        model.addAttribute("seen", seen);
        return book(
                "return",
                order,
                new Exchange(request, response, model, redirect),
                (entered, fields) -> desk.giveBack(order.number(), returnOf(order, entered, fields), seen, actor));
    }

    private static ReturnDraft returnOf(PurchaseOrder order, Entered entered, Map<String, String> fields) {
        var lines = new ArrayList<ReturnDraft.@Nullable Line>();
        for (var line : order.lines()) {
            var quantity = entered.number("quantity-" + line.line());
            if (quantity != null && quantity.signum() != 0) {
                fields.put("lines[" + lines.size() + "].quantity", "quantity-" + line.line());
                fields.put("lines[" + lines.size() + "].unit", "quantity-" + line.line());
                lines.add(new ReturnDraft.Line(line.line(), quantity, entered.text("unit-" + line.line())));
            }
        }
        entered.demandReadable();
        return new ReturnDraft(entered.text("reason"), lines);
    }

    // ---- what all have in common

    private PurchaseOrder order(String number, Actor actor, Group group) {
        actor.mustBeIn(group);
        return access.order(number, actor);
    }

    private String form(String form, PurchaseOrder order, Entered entered, FormProblems problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("order", order);
        model.addAttribute(
                "supplierName",
                suppliers.namesOf(List.of(order.supplier())).getOrDefault(order.supplier(), order.supplier()));
        model.addAttribute("entered", entered);
        model.addAttribute("problems", problems);
        return "console/order/" + (form.equals(CLOSURE) || form.equals(REOPENING) ? "lines" : form);
    }

    /** What a form sends is booked, or the form comes back with what was entered and why it was refused. */
    private String book(String form, PurchaseOrder before, Exchange exchange, Booking booking) {
        var entered = new Entered(exchange.request());
        var fields = new HashMap<String, String>();
        try {
            booking.book(entered, fields);
        } catch (RuleViolation refusal) {
            if (refusal.rule().refusal() == Rule.Refusal.FORBIDDEN) {
                throw refusal;
            }
            exchange.response().setStatus(refusal.rule().refusal() == Rule.Refusal.CONFLICT ? 409 : 422);
            var problems = Entered.problems(refusal, fields, pages.words());
            return form(form, orders.order(before.number()), entered, problems, exchange.model());
        }
        exchange.redirect().addFlashAttribute("done", pages.words().text("orders.done." + form, before.number()));
        return "redirect:/purchase-orders/" + before.number();
    }

    /** What came with a form, and what goes back. */
    private record Exchange(
            HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes redirect) {}

    private interface Booking {

        /** @param fields takes where in the form a field of the domain was entered */
        void book(Entered entered, Map<String, String> fields);
    }
}
