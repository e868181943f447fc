package org.countersign.console.web.order;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.approval.PolicyReason;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.ProposalState;
import org.countersign.people.Organization;
import org.countersign.purchasing.ApprovalForecast;
import org.countersign.purchasing.ChangeOrderDraft;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeOutlook;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
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

/**
 * Proposes a change of an order, and takes one back. What will happen is said before anything is proposed: the first button
 * only looks, and whoever changes something after it looks again.
 */
@Controller
class ChangeOrderPageController {

    private static final String VIEW = "console/order/change";
    private static final String LOOKED = "looked";
    private static final int MOST_ADDED = 20;

    private final DocumentAccess access;
    private final ChangeOrderManagement changes;
    private final Acknowledgements acknowledgements;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final PageModel pages;

    ChangeOrderPageController(
            DocumentAccess access,
            ChangeOrderManagement changes,
            Acknowledgements acknowledgements,
            SupplierDirectory suppliers,
            Organization organization,
            PageModel pages) {
        this.access = access;
        this.changes = changes;
        this.acknowledgements = acknowledgements;
        this.suppliers = suppliers;
        this.organization = organization;
        this.pages = pages;
    }

    /**
     * What would happen, in the reader's words.
     *
     * @param oldTotal now
     * @param newTotal after the change
     * @param sentence whether people have to agree, and why
     * @param tone {@code good} where it passes, {@code wait} where people are asked, {@code bad} where nobody can be
     * @param people who would be asked, level by level
     * @param inBase the new total in base currency and the rate; null where nothing is converted
     */
    record Look(
            String oldTotal,
            String newTotal,
            String sentence,
            String tone,
            List<String> people,
            @Nullable String inBase) {}

    @GetMapping("/purchase-orders/{number}/change")
    String form(@PathVariable String number, HttpServletRequest request, Actor actor, Model model) {
        var order = order(number, actor);
        return form(order, new Entered(request, proposed(order)), FormProblems.NONE, null, "", model);
    }

    /** The form begins with what the supplier proposes, where that is still undecided. */
    private Map<String, String> proposed(PurchaseOrder order) {
        var fields = new HashMap<String, String>();
        acknowledgements
                .latestOf(order.number())
                .filter(last -> last.proposal() == ProposalState.OPEN)
                .ifPresent(last -> last.lines().forEach(line -> {
                    put(fields, "quantity-" + line.line(), line.quantity());
                    put(fields, "unitPrice-" + line.line(), line.unitPrice());
                }));
        return fields;
    }

    private static void put(Map<String, String> fields, String field, @Nullable BigDecimal number) {
        if (number != null) {
            fields.put(field, number.stripTrailingZeros().toPlainString());
        }
    }

    @PostMapping("/purchase-orders/{number}/change")
    String propose(
            @PathVariable String number,
            @RequestParam(defaultValue = "look") String step,
            @RequestParam(defaultValue = "") String looked,
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var order = order(number, actor);
        var entered = new Entered(request);
        var fields = new HashMap<String, String>();
        try {
            var draft = draft(order, entered, fields);
            var mark = markOf(draft);
            if (step.equals("propose") && looked.equals(mark)) {
                var change = changes.propose(order.number(), draft, actor);
                redirect.addFlashAttribute(
                        "done",
                        pages.words()
                                .text("orders.done.change." + change.status().name(), change.number(), order.number()));
                return "redirect:/purchase-orders/" + number + "#changes";
            }
            var outlook = changes.outlook(order.number(), draft, actor);
            return form(order, entered, FormProblems.NONE, outlook, mark, model);
        } catch (RuleViolation refusal) {
            if (refusal.rule().refusal() == Rule.Refusal.FORBIDDEN) {
                throw refusal;
            }
            response.setStatus(refusal.rule().refusal() == Rule.Refusal.CONFLICT ? 409 : 422);
            return form(order, entered, Entered.problems(refusal, fields, pages.words()), null, "", model);
        }
    }

    @PostMapping("/purchase-orders/{number}/change/{change}/withdrawal")
    String withdraw(
            @PathVariable String number,
            @PathVariable int change,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes redirect) {
        var order = order(number, actor);
        try {
            changes.withdraw(order.number(), change, reason, actor);
            redirect.addFlashAttribute("done", pages.words().text("orders.done.changeWithdrawn", change, number));
        } catch (RuleViolation refusal) {
            if (refusal.rule().refusal() == Rule.Refusal.FORBIDDEN) {
                throw refusal;
            }
            redirect.addFlashAttribute("refused", pages.words().sentence(refusal));
        }
        return "redirect:/purchase-orders/" + number + "#changes";
    }

    private static ChangeOrderDraft draft(PurchaseOrder order, Entered entered, Map<String, String> fields) {
        var lines = new ArrayList<ChangeOrderDraft.@Nullable Line>();
        for (var line : order.lines()) {
            var at = "-" + line.line();
            var removed = entered.has("remove" + at, "yes");
            var quantity = entered.number("quantity" + at);
            var price = entered.number("unitPrice" + at);
            var date = entered.date("deliveryDate" + at);
            var description = entered.text("description" + at);
            if (removed || quantity != null || price != null || date != null || description != null) {
                name(fields, lines.size(), at, "quantity", "unitPrice", "deliveryDate", "description");
                lines.add(new ChangeOrderDraft.Line(
                        line.line(),
                        removed ? true : null,
                        null,
                        description,
                        null,
                        removed ? null : quantity,
                        null,
                        price,
                        null,
                        null,
                        date));
            }
        }
        for (var count = 1; count <= MOST_ADDED; count++) {
            var at = "-new" + count;
            var description = entered.text("description" + at);
            var item = entered.text("item" + at);
            var quantity = entered.number("quantity" + at);
            var price = entered.number("unitPrice" + at);
            if (description != null || item != null || quantity != null || price != null) {
                name(
                        fields,
                        lines.size(),
                        at,
                        "description",
                        "item",
                        "category",
                        "quantity",
                        "unit",
                        "unitPrice",
                        "taxRate",
                        "costCenter",
                        "deliveryDate");
                lines.add(new ChangeOrderDraft.Line(
                        null,
                        null,
                        item,
                        description,
                        entered.text("category" + at),
                        quantity,
                        entered.text("unit" + at),
                        price,
                        entered.number("taxRate" + at),
                        entered.text("costCenter" + at),
                        entered.date("deliveryDate" + at)));
            }
        }
        entered.demandReadable();
        return new ChangeOrderDraft(entered.text("reason"), revision(entered), lines);
    }

    private static @Nullable Integer revision(Entered entered) {
        var text = entered.get("revision");
        return text.matches("\\d{1,6}") ? Integer.valueOf(text) : null;
    }

    private static void name(Map<String, String> fields, int index, String at, String... names) {
        for (var name : names) {
            fields.put("lines[" + index + "]." + name, name + at);
        }
    }

    /** Tells whether what is proposed is what was looked at. */
    private static String markOf(ChangeOrderDraft draft) {
        return UUID.nameUUIDFromBytes((draft.revision() + " " + draft.lines()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private PurchaseOrder order(String number, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        return access.order(new PurchaseOrderNumber(number).value(), actor);
    }

    private String form(
            PurchaseOrder order,
            Entered entered,
            FormProblems problems,
            @Nullable ChangeOutlook outlook,
            String mark,
            Model model) {
        var added = 1;
        while (added < MOST_ADDED
                && !(entered.get("description-new" + added) + entered.get("item-new" + added)).isBlank()) {
            added++;
        }
        model.addAttribute("order", order);
        model.addAttribute(
                "supplierName",
                suppliers.namesOf(List.of(order.supplier())).getOrDefault(order.supplier(), order.supplier()));
        model.addAttribute("entered", entered);
        model.addAttribute("problems", problems);
        model.addAttribute("added", added);
        model.addAttribute(
                "fromProposal",
                acknowledgements.latestOf(order.number()).stream()
                        .anyMatch(last -> last.proposal() == ProposalState.OPEN));
        model.addAttribute(LOOKED, mark);
        model.addAttribute("look", outlook == null ? null : look(outlook, order.dispatchedAt() == null));
        model.addAttribute("changed", outlook == null ? List.of() : outlook.lines());
        return VIEW;
    }

    private Look look(ChangeOutlook outlook, boolean unsent) {
        var say = pages.words();
        var verdict = outlook.forecast().verdict();
        var approval = outlook.forecast().approval();
        var failure = verdict.failure() == null ? approval.failure() : verdict.failure();
        var why = say.explained(PolicyReason.of(String.join(",", verdict.rules()), verdict.reason()));
        var sentence = failure != null
                ? say.text("orders.change.nobody", say.explained(failure))
                : verdict.approvalNeeded()
                        ? say.text(unsent ? "orders.change.againUnsent" : "orders.change.again", why)
                        : say.text(unsent ? "orders.change.passesUnsent" : "orders.change.passes", why);
        return new Look(
                say.money(outlook.oldTotal()),
                say.money(outlook.newTotal()),
                sentence,
                failure != null ? "bad" : verdict.approvalNeeded() ? "wait" : "good",
                failure != null || !verdict.approvalNeeded() ? List.of() : people(approval, say),
                approval.inBase() == null
                        ? null
                        : say.explained(approval.inBase().words()));
    }

    private List<String> people(ApprovalForecast approval, Words say) {
        return approval.steps().stream()
                .map(step -> step.level() == 0
                        ? say.text("orders.change.byRule")
                        : say.text(
                                "orders.change.level",
                                step.level(),
                                step.people().stream()
                                        .map(organization::nameOf)
                                        .sorted()
                                        .reduce((one, two) -> one + ", " + two)
                                        .orElse(step.role())))
                .toList();
    }
}
