package org.countersign.console.web;

import static java.util.stream.Collectors.groupingBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.countersign.approval.ApprovalHandover;
import org.countersign.approval.StuckApproval;
import org.countersign.approval.SubstituteAnswers;
import org.countersign.approval.SubstituteDetails;
import org.countersign.console.OpenTasks;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.InvoiceList;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.InvoiceQuery;
import org.countersign.invoicing.InvoiceRow;
import org.countersign.mail.MailOutbox;
import org.countersign.mail.MailStatus;
import org.countersign.operations.StuckBoard;
import org.countersign.purchasing.OrderQuery;
import org.countersign.purchasing.OrderSummary;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionQuery;
import org.countersign.purchasing.RequisitionSummary;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in: what waits for this person, what they asked for, and what is late. */
@Controller
class HomeController {

    private static final int ROWS = 6;

    private final OpenTasks tasks;
    private final RequisitionManagement requisitions;
    private final PurchaseOrderManagement orders;
    private final PurchaseOrderLists lists;
    private final InvoiceList invoices;
    private final InvoiceMailbox mailbox;
    private final MailOutbox mails;
    private final ApprovalHandover approvals;
    private final SubstituteAnswers substitutes;
    private final StuckBoard board;
    private final PageModel pages;
    private final Clock clock;

    HomeController(
            OpenTasks tasks,
            RequisitionManagement requisitions,
            PurchaseOrderManagement orders,
            PurchaseOrderLists lists,
            InvoiceList invoices,
            InvoiceMailbox mailbox,
            MailOutbox mails,
            ApprovalHandover approvals,
            SubstituteAnswers substitutes,
            StuckBoard board,
            PageModel pages,
            Clock clock) {
        this.tasks = tasks;
        this.requisitions = requisitions;
        this.orders = orders;
        this.lists = lists;
        this.invoices = invoices;
        this.mailbox = mailbox;
        this.mails = mails;
        this.approvals = approvals;
        this.substitutes = substitutes;
        this.board = board;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * One of the person's requisitions.
     *
     * @param requisition what was asked
     * @param orders what was ordered for it
     */
    record Asked(RequisitionSummary requisition, List<PurchaseOrder> orders) {}

    /**
     * An approval that nobody can answer.
     *
     * @param approval what it is about
     * @param why in the reader's language
     */
    record Stuck(StuckApproval approval, String why) {}

    @GetMapping("/")
    String home(Actor actor, Model model) {
        var now = clock.instant();
        var today = pages.words().today();
        var asks = !actor.isIn(Group.AUDITOR, Group.OPERATIONS);
        model.addAttribute("greeting", greeting(now));
        model.addAttribute("now", now);
        model.addAttribute("today", today);
        model.addAttribute("waiting", tasks.waitingFor(actor.user(), ROWS));
        model.addAttribute("asks", asks);
        model.addAttribute("asked", asks ? asked(actor) : List.of());
        model.addAttribute("late", late(actor, today));
        model.addAttribute("overdue", seesInvoices(actor) ? overdue(actor) : Page.<InvoiceRow>empty());
        model.addAttribute(
                "fromSuppliers",
                seesInvoices(actor) ? invoices.waitingForSuppliers(ROWS, actor) : List.<InvoiceRow.Waiting>of());
        model.addAttribute(
                "failed",
                actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR)
                        ? mails.search(null, MailStatus.FAILED, actor, PageRequest.of(0, 1))
                                .getTotalElements()
                        : 0L);
        model.addAttribute(
                "mailed", mailbox.isConfigured() && actor.isIn(Group.ACCOUNTS_PAYABLE) ? mailbox.waiting() : 0L);
        model.addAttribute(
                "foundStuck",
                actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR) ? board.lastFound(actor) : 0L);
        var stuckInAll = actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR) ? approvals.stuck() : 0L;
        var stuck = stuckInAll > 0 ? approvals.stuck(ROWS) : List.<StuckApproval>of();
        model.addAttribute("stuckInAll", stuckInAll);
        model.addAttribute(
                "stuck",
                stuck.stream()
                        .map(one -> new Stuck(one, pages.words().explained(one.reason())))
                        .toList());
        model.addAttribute(
                "unaccepted",
                actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR)
                        ? substitutes.notAccepted(ROWS, actor)
                        : List.<SubstituteDetails>of());
        return "console/home";
    }

    private List<Asked> asked(Actor actor) {
        var own = requisitions
                .search(
                        new RequisitionQuery(null, null, actor.user().value(), null, null, null, Set.of()),
                        actor,
                        few("number", Sort.Direction.DESC))
                .getContent();
        var made = orders.madeFrom(own.stream().map(RequisitionSummary::number).toList()).stream()
                .collect(groupingBy(PurchaseOrder::requisition));
        return own.stream()
                .map(one -> new Asked(one, made.getOrDefault(one.number(), List.of())))
                .toList();
    }

    private Page<OrderSummary> late(Actor actor, LocalDate today) {
        return lists.find(OrderQuery.late(today), actor, few("dueBy", Sort.Direction.ASC));
    }

    private Page<InvoiceRow> overdue(Actor actor) {
        return invoices.search(
                new InvoiceQuery(null, null, null, null, null, null, true, false, false),
                actor,
                few("payBy", Sort.Direction.ASC));
    }

    private static boolean seesInvoices(Actor actor) {
        return actor.readsEverything() || actor.isIn(Group.ACCOUNTS_PAYABLE, Group.FINANCE_OFFICER);
    }

    private static Pageable few(String by, Sort.Direction direction) {
        return PageRequest.of(0, ROWS, Sort.by(direction, by));
    }

    private String greeting(Instant now) {
        var hour = now.atZone(pages.words().zone()).getHour();
        if (hour < 5 || hour >= 18) {
            return "home.evening";
        }
        return hour < 12 ? "home.morning" : "home.afternoon";
    }
}
