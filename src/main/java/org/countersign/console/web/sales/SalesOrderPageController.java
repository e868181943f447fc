package org.countersign.console.web.sales;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.Approvals;
import org.countersign.approval.PolicyReason;
import org.countersign.approval.Remark;
import org.countersign.approval.RequesterRemarks;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.RemarkWords;
import org.countersign.console.page.Words;
import org.countersign.sales.CustomerMaster;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.sales.SalesOrderStatus;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sales orders: who sells looks at them, submits them and releases them to issue; approvers read what they decide about. */
@Controller
class SalesOrderPageController {

    private static final int MOST_NAMES = 5;

    private final SalesOrderManagement orders;
    private final CustomerMaster customers;
    private final Approvals approvals;
    private final RemarkWords remarks;
    private final RequesterRemarks requesterRemarks;
    private final DocumentAccess access;
    private final PageModel pages;

    SalesOrderPageController(
            SalesOrderManagement orders,
            CustomerMaster customers,
            Approvals approvals,
            RemarkWords remarks,
            RequesterRemarks requesterRemarks,
            DocumentAccess access,
            PageModel pages) {
        this.orders = orders;
        this.customers = customers;
        this.approvals = approvals;
        this.remarks = remarks;
        this.requesterRemarks = requesterRemarks;
        this.access = access;
        this.pages = pages;
    }

    /**
     * One answer that was demanded.
     *
     * @param who who answered, or who may; in words
     * @param state its outcome, else {@code WAITING} or {@code LATER}
     * @param reason why, in words
     */
    record Step(ApprovalEntry entry, String who, String state, String reason) {}

    @GetMapping("/sales-orders")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String customer,
            @Sortable(
                            value = {"number", "status", "customer", "requester", "title", "createdAt"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var found = orders.search(
                Formats.trimmed(q), status(status), Formats.trimmed(customer), null, actor, page.toPageable());
        model.addAttribute("listing", Listing.of(found, request));
        model.addAttribute("sells", actor.isIn(Group.SALES_AGENT));
        model.addAttribute("statuses", SalesOrderStatus.values());
        model.addAttribute(
                "customers",
                customers.namesOf(found.stream().map(SalesOrder::customer).toList()));
        return "console/sales/list";
    }

    @GetMapping("/sales-orders.csv")
    void csv(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String customer,
            @Sortable(
                            value = {"number", "status", "customer", "requester", "title", "createdAt"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        CsvFile.write(
                response,
                say.language(),
                "sales-orders",
                List.of(
                        say.text("sales.number"),
                        say.text("sales.what"),
                        say.text("sales.customer"),
                        say.text("sales.status"),
                        say.text("sales.requester"),
                        say.text("sales.createdAt"),
                        say.text("sales.total"),
                        say.text("suppliers.currency")),
                page.sort(),
                slice -> orders.search(
                        Formats.trimmed(q), status(status), Formats.trimmed(customer), null, actor, slice),
                order -> Arrays.asList(
                        order.number(),
                        order.title(),
                        order.customer(),
                        say.text("salesOrderStatus." + order.status()),
                        order.requester(),
                        order.createdAt(),
                        order.total().amount(),
                        order.currency().getCurrencyCode()));
    }

    @GetMapping("/sales-orders/{number:(?!new$)[A-Za-z0-9._-]+}")
    String show(@PathVariable String number, Actor actor, Model model) {
        var order = access.salesOrder(number, actor);
        var say = pages.words();
        var document = order.number().document();
        var inApproval = order.status() == SalesOrderStatus.IN_APPROVAL;
        var record = approvals.recordOf(document);
        var steps = record.entries().stream()
                .map(entry -> step(entry, say))
                .sorted(Comparator.comparing((Step step) -> -step.entry().cycle())
                        .thenComparing(step -> step.entry().level()))
                .toList();
        var sells = actor.isIn(Group.SALES_AGENT);
        var own = sells && order.requester().equals(actor.user());
        model.addAttribute("order", order);
        model.addAttribute(
                "customerName", customers.namesOf(List.of(order.customer())).get(order.customer()));
        model.addAttribute("steps", steps);
        model.addAttribute(
                "remarks", record.remarks().stream().filter(Remark::open).toList());
        model.addAttribute("said", remarks.said(record.remarks(), actor.user()));
        model.addAttribute(
                "inBase",
                order.isEditable()
                        ? null
                        : steps.stream()
                                .limit(1)
                                .map(step -> step.entry().amount().converted())
                                .filter(Objects::nonNull)
                                .map(say::explained)
                                .findFirst()
                                .orElse(null));
        model.addAttribute(
                "failure",
                inApproval ? approvals.failureOf(document).map(say::explained).orElse(null) : null);
        model.addAttribute("later", later(steps));
        model.addAttribute("mayNote", own && inApproval);
        model.addAttribute("mayRemind", own && inApproval && requesterRemarks.mayRemind(record));
        model.addAttribute("maySubmit", own && order.isEditable());
        model.addAttribute("mayWithdraw", own && (order.isEditable() || inApproval));
        model.addAttribute("mayRelease", sells && order.status() == SalesOrderStatus.APPROVED);
        model.addAttribute("seesCustomers", SalesOrderManagement.seesEverySalesOrder(actor));
        return "console/sales/order";
    }

    /** Who is asked after those who are asked now; steps of the last round come first. */
    private static String later(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.entry().cycle() == steps.get(0).entry().cycle()
                        && step.state().equals("LATER"))
                .map(Step::who)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Step step(ApprovalEntry entry, Words say) {
        var by = entry.by();
        var who = entry.level() == 0
                ? say.text("sales.byRule")
                : by != null
                        ? say.name(by)
                        : entry.candidates().stream()
                                .limit(MOST_NAMES)
                                .map(user -> say.name(user))
                                .collect(Collectors.joining(", "));
        var outcome = entry.outcome();
        return new Step(
                entry,
                who,
                outcome != null ? outcome : entry.openedAt() == null ? "LATER" : "WAITING",
                say.explained(PolicyReason.of(entry.rule(), entry.reason())));
    }

    @PostMapping("/sales-orders/{number}/submission")
    String submit(@PathVariable String number, Actor actor, RedirectAttributes redirect) {
        return done(number, "sales.submitted", () -> orders.submit(new SalesOrderNumber(number), actor), redirect);
    }

    @PostMapping("/sales-orders/{number}/withdrawal")
    String withdraw(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String reason,
            Actor actor,
            RedirectAttributes redirect) {
        return done(
                number,
                "sales.withdrawn",
                () -> orders.withdraw(new SalesOrderNumber(number), Formats.trimmed(reason), actor),
                redirect);
    }

    @PostMapping("/sales-orders/{number}/reminders")
    String remind(@PathVariable String number, Actor actor, RedirectAttributes redirect) {
        var document = access.salesOrder(number, actor).number().document();
        return done(
                number,
                "requisitions.remark.reminded",
                () -> requesterRemarks.remind(document, ApprovalKind.SALES_ORDER, actor),
                redirect);
    }

    @PostMapping("/sales-orders/{number}/notes")
    String note(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String note,
            Actor actor,
            RedirectAttributes redirect) {
        var document = access.salesOrder(number, actor).number().document();
        return done(
                number,
                "requisitions.remark.noted",
                () -> requesterRemarks.note(document, ApprovalKind.SALES_ORDER, note, actor),
                redirect);
    }

    @PostMapping("/sales-orders/{number}/release")
    String release(@PathVariable String number, Actor actor, RedirectAttributes redirect) {
        return done(number, "sales.released", () -> orders.release(new SalesOrderNumber(number), actor), redirect);
    }

    @PostMapping("/sales-orders/{number}/cancellation")
    String cancel(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String reason,
            Actor actor,
            RedirectAttributes redirect) {
        return done(
                number,
                "sales.cancelled",
                () -> orders.cancel(new SalesOrderNumber(number), Formats.trimmed(reason), actor),
                redirect);
    }

    private String done(String number, String text, Runnable step, RedirectAttributes redirect) {
        var say = pages.words();
        try {
            step.run();
            redirect.addFlashAttribute("done", say.text(text, number));
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() == Rule.Refusal.FORBIDDEN) {
                throw refused;
            }
            redirect.addFlashAttribute("refused", say.sentence(refused));
        }
        return "redirect:/sales-orders/" + number;
    }

    private static @Nullable SalesOrderStatus status(@Nullable String status) {
        return Arrays.stream(SalesOrderStatus.values())
                .filter(one -> one.name().equals(Formats.trimmed(status)))
                .findFirst()
                .orElse(null);
    }
}
