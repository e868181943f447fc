package org.countersign.workflow.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalRecord;
import org.countersign.approval.Approvals;
import org.countersign.approval.LineNumbers;
import org.countersign.approval.LinesAsked;
import org.countersign.approval.PolicyReason;
import org.countersign.approval.Remark;
import org.countersign.approval.RemarkKind;
import org.countersign.approval.StepQuestion;
import org.countersign.approval.UnansweredApproval;
import org.countersign.approval.UsedRate;
import org.countersign.people.Organization;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.workflow.approval.ApprovalView.DocumentContent;
import org.countersign.workflow.approval.ApprovalView.Line;
import org.countersign.workflow.approval.ApprovalView.Quote;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts what an approver or an administrator has to see into task-local variables. */
@Component
class ApprovalViews {

    /** Names the fact that says how many of those who have to agree have. */
    static final String PROGRESS = "So far";

    private static final LinesAsked NO_LINES = new LinesAsked(List.of(), List.of(), false, List.of());

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    private final ObjectProvider<ApprovalView> views;
    private final Approvals approvals;
    private final Organization organization;
    private final Company company;

    ApprovalViews(ObjectProvider<ApprovalView> views, Approvals approvals, Organization organization, Company company) {
        this.views = views;
        this.approvals = approvals;
        this.organization = organization;
        this.company = company;
    }

    /** Shows what is asked, why, and who answered before. */
    void show(StepQuestion question, DelegateTask task) {
        task.setName(shortened("Approve " + question.document() + ": " + question.title()));
        show(question, TaskView.of(task));
    }

    /** Shows the same in a task that is there already, after something changed. */
    void show(StepQuestion question, TaskView task) {
        var view = head(task, question.document(), question.kind(), question.requester(), question.total())
                .text("viewReason", PolicyReason.of(question.rule(), question.reason()))
                .text("viewOnBehalfOf", absentIn(question))
                .text("viewRule", PolicyReason.source(question.rule(), question.policyVersion()))
                .text("viewLinesAlone", LineNumbers.shown(question.lines().alone()))
                .text("viewLinesRest", question.lines().restGoesOn() ? "yes" : "")
                .text("viewCommentAlways", question.commentAlways() ? "yes" : "");
        var facts = new Facts()
                .add(
                        "In " + company.baseCurrency().getCurrencyCode(),
                        inBase(question.total(), question.baseAmount(), question.rate()))
                .add("Without rejected lines", leftOf(question))
                .add(PROGRESS, question.progress())
                .add("Answer by", Figures.day(question.decideBy(), company.timeZone()))
                .add("Escalated to", question.escalation());
        content(view, facts, question.document(), question.kind(), question.requester(), question.lines());
        var kept = answers(view, question.document());
        view.text("viewNext", kept.namesAfter(question.level(), organization::nameOf));
    }

    private String absentIn(StepQuestion question) {
        return question.onBehalfOf() == null ? "" : organization.nameOf(question.onBehalfOf());
    }

    /** Shows why nobody can be asked. */
    void show(UnansweredApproval unanswered, DelegateTask task) {
        task.setName(shortened("Repair approval of " + unanswered.document() + ": " + unanswered.title()));
        var view = head(
                        TaskView.of(task),
                        unanswered.document(),
                        unanswered.kind(),
                        unanswered.requester(),
                        unanswered.total())
                .text("viewReason", unanswered.failure());
        var facts = new Facts()
                .add(
                        "In " + company.baseCurrency().getCurrencyCode(),
                        inBase(unanswered.total(), unanswered.baseAmount(), unanswered.rate()));
        content(view, facts, unanswered.document(), unanswered.kind(), unanswered.requester(), NO_LINES);
        answers(view, unanswered.document());
    }

    private TaskView head(TaskView task, DocumentNumber document, String kind, UserId requester, Money total) {
        return task.text("viewDocument", document)
                .text("viewKind", labelOf(kind))
                .text("viewTold", told(kind, requester))
                .text("viewTotal", Figures.money(total))
                .text("viewTotalNote", isRaised(kind) ? "net of tax" : "to be paid");
    }

    private String told(String kind, UserId requester) {
        if (kind.equals(ApprovalKind.CHANGE_ORDER)) {
            return Group.PURCHASING_AGENT.label();
        }
        return isRaised(kind) ? organization.nameOf(requester) : Group.ACCOUNTS_PAYABLE.label();
    }

    /** Whether a person raised it and is told; otherwise it came from outside, and those who keep invoices are. */
    private static boolean isRaised(String kind) {
        return kind.equals(ApprovalKind.REQUISITION)
                || kind.equals(ApprovalKind.CHANGE_ORDER)
                || kind.equals(ApprovalKind.SALES_ORDER);
    }

    private Object inBase(Money total, @Nullable BigDecimal baseAmount, @Nullable UsedRate rate) {
        if (baseAmount == null || rate == null && total.currency().equals(company.baseCurrency())) {
            return "";
        }
        return rate == null
                ? Figures.money(new Money(baseAmount, company.baseCurrency()).rounded())
                : rate.explain(baseAmount);
    }

    private String leftOf(StepQuestion question) {
        var rejected = question.lines().rejectedLines();
        return rejected.isEmpty()
                ? ""
                : views.orderedStream()
                        .filter(one -> one.supports(question.kind()))
                        .findFirst()
                        .flatMap(one -> one.totalWithout(question.document(), rejected))
                        .map(Figures::money)
                        .orElse("");
    }

    private void content(
            TaskView view, Facts facts, DocumentNumber document, String kind, UserId requester, LinesAsked asked) {
        var content = views.orderedStream()
                .filter(one -> one.supports(kind))
                .findFirst()
                .map(one -> one.contentOf(document, kind))
                .orElseGet(() -> new DocumentContent("", "", List.of(), List.of()));
        content.facts().forEach(fact -> facts.add(fact.label(), fact.value()));
        view.text("viewRequester", content.requester().isEmpty() ? organization.nameOf(requester) : content.requester())
                .text("viewSupplier", content.supplier())
                .facts(facts)
                .table(
                        "viewLines",
                        content.lines().stream()
                                .map(line -> row(line, asked, content.lines().size()))
                                .toList())
                .table(
                        "viewAttachments",
                        content.attachments().stream()
                                .map(file -> Map.of("name", file.name(), "size", file.size(), "link", file.link()))
                                .toList())
                .table(
                        "viewQuotes",
                        content.quotes().stream().map(ApprovalViews::row).toList());
    }

    private static Map<String, String> row(Quote quote) {
        return Map.of(
                "supplier",
                quote.supplier(),
                "price",
                quote.price(),
                "file",
                quote.file(),
                "link",
                quote.link(),
                "reason",
                quote.reason());
    }

    private static Map<String, Object> row(Line line, LinesAsked asked, int lineCount) {
        return Map.of(
                "number",
                asked.matter(lineCount) ? line.line() + "." : "",
                "mark",
                asked.matter(lineCount)
                        ? asked.remarkOn(Integer.parseInt(line.line()), lineCount)
                                .map(Object.class::cast)
                                .orElse("")
                        : "",
                "line",
                line.line(),
                "description",
                line.description(),
                "quantity",
                line.quantity(),
                "price",
                line.price(),
                "amount",
                line.amount(),
                "supplier",
                line.supplier());
    }

    private ApprovalRecord answers(TaskView view, DocumentNumber document) {
        var kept = approvals.recordOf(document);
        view.table(
                "viewAnswers",
                kept.entries().stream()
                        .filter(entry -> entry.outcome() != null)
                        .map(this::answer)
                        .toList());
        remarks(view, kept);
        return kept;
    }

    /** Shows what was said beside the answers, in a task that is there already. */
    void showRemarks(TaskView view, DocumentNumber document) {
        remarks(view, approvals.recordOf(document));
    }

    private void remarks(TaskView view, ApprovalRecord kept) {
        if (!kept.remarks().isEmpty()) {
            view.table(
                    "viewRemarks",
                    kept.remarks().stream()
                            .filter(remark -> remark.kind() != RemarkKind.REMINDER)
                            .map(this::remark)
                            .toList());
        }
    }

    private Map<String, Object> remark(Remark remark) {
        return Map.of(
                "what",
                switch (remark.kind()) {
                    case DELEGATION -> "Handed to";
                    case ADVICE -> "Advice asked of";
                    case QUESTION -> "Question to";
                    case NOTE, REMINDER -> "Note";
                },
                "by",
                organization.nameOf(remark.by()),
                "to",
                remark.to() == null ? "" : organization.nameOf(remark.to()),
                "at",
                time(remark.at()),
                "text",
                Objects.requireNonNullElse(remark.text(), ""),
                "answer",
                Objects.requireNonNullElse(remark.answer(), remark.open() ? waits(remark.kind()) : ""));
    }

    private static String waits(RemarkKind kind) {
        return kind == RemarkKind.DELEGATION ? "" : "not answered yet";
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(company.timeZone()));
    }

    private Map<String, Object> answer(ApprovalEntry entry) {
        return Map.of(
                "by",
                entry.by() == null ? "by rule" : organization.nameOf(entry.by()),
                "outcome",
                outcomeOf(entry),
                "at",
                entry.at() == null ? "" : time(entry.at()),
                "comment",
                entry.remark() == null ? "" : entry.remark());
    }

    private static String outcomeOf(ApprovalEntry entry) {
        return entry.rejectedLines().isEmpty()
                ? Objects.requireNonNullElse(entry.outcome(), "").toLowerCase(Locale.ROOT)
                : "rejected: " + LineNumbers.shown(entry.rejectedLines());
    }

    private static String labelOf(String kind) {
        return switch (kind) {
            case ApprovalKind.REQUISITION -> "Requisition";
            case ApprovalKind.CHANGE_ORDER -> "Change of order";
            case ApprovalKind.PAYMENT -> "Payment";
            case ApprovalKind.OVER_ORDER -> "Invoice over its order";
            case ApprovalKind.SALES_ORDER -> "Sales order";
            default -> kind;
        };
    }

    private static String shortened(String name) {
        return name.length() <= 200 ? name : name.substring(0, 199) + "…";
    }
}
