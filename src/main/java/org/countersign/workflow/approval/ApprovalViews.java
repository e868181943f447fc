package org.countersign.workflow.approval;

import static org.countersign.workflow.approval.ApprovalVariables.VIEW_ANSWERS;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_BASE_TOTAL;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_DOCUMENT;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_FACTS;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_KIND;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_LINES;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_REASON;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_REQUESTER;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_RULE;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_TITLE;
import static org.countersign.workflow.approval.ApprovalVariables.VIEW_TOTAL;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.Approvals;
import org.countersign.approval.StepQuestion;
import org.countersign.approval.UnansweredApproval;
import org.countersign.people.Organization;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.workflow.approval.ApprovalView.DocumentContent;
import org.countersign.workflow.support.ViewTables;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts what an approver or an administrator has to see into task-local variables. */
@Component
class ApprovalViews {

    private final ObjectProvider<ApprovalView> views;
    private final Approvals approvals;
    private final Organization organization;
    private final Company company;
    private final ViewTables tables;

    ApprovalViews(
            ObjectProvider<ApprovalView> views,
            Approvals approvals,
            Organization organization,
            Company company,
            ViewTables tables) {
        this.views = views;
        this.approvals = approvals;
        this.organization = organization;
        this.company = company;
        this.tables = tables;
    }

    /** Shows what is asked, why, and who answered before. */
    void show(StepQuestion question, DelegateTask task) {
        task.setName(shortened("Approve " + question.document() + ": " + question.title()));
        head(task, question.document(), question.kind(), question.title(), question.requester());
        total(task, question.total(), question.baseAmount());
        VIEW_REASON.setLocal(task, question.reason());
        VIEW_RULE.setLocal(task, rule(question.rule(), question.policyVersion()));
        content(task, question.document(), question.kind());
        answers(task, question.document());
    }

    /** Shows why nobody can be asked. */
    void show(UnansweredApproval unanswered, DelegateTask task) {
        task.setName(shortened("Repair approval of " + unanswered.document() + ": " + unanswered.title()));
        head(task, unanswered.document(), unanswered.kind(), unanswered.title(), unanswered.requester());
        total(task, unanswered.total(), unanswered.baseAmount());
        VIEW_REASON.setLocal(task, unanswered.failure());
        content(task, unanswered.document(), unanswered.kind());
        answers(task, unanswered.document());
    }

    private void head(DelegateTask task, DocumentNumber document, String kind, String title, UserId requester) {
        VIEW_DOCUMENT.setLocal(task, document.value());
        VIEW_KIND.setLocal(task, labelOf(kind));
        VIEW_TITLE.setLocal(task, title);
        VIEW_REQUESTER.setLocal(task, organization.nameOf(requester));
    }

    private void total(DelegateTask task, Money total, @Nullable BigDecimal baseAmount) {
        VIEW_TOTAL.setLocal(task, shown(total));
        var foreign = !total.currency().equals(company.baseCurrency());
        VIEW_BASE_TOTAL.setLocal(
                task,
                foreign && baseAmount != null ? shown(new Money(baseAmount, company.baseCurrency()).rounded()) : "");
    }

    private void content(DelegateTask task, DocumentNumber document, String kind) {
        var content = views.stream()
                .filter(view -> view.supports(kind))
                .findFirst()
                .map(view -> view.contentOf(document, kind))
                .orElseGet(() -> new DocumentContent(List.of(), List.of()));
        tables.show(task, VIEW_FACTS, content.facts());
        tables.show(task, VIEW_LINES, content.lines());
    }

    private void answers(DelegateTask task, DocumentNumber document) {
        tables.show(
                task,
                VIEW_ANSWERS,
                approvals.of(document).stream()
                        .filter(entry -> entry.outcome() != null)
                        .map(this::answer)
                        .toList());
    }

    private Answer answer(ApprovalEntry entry) {
        var by = entry.by() == null ? "by rule" : organization.nameOf(entry.by());
        var at = entry.at() == null
                ? ""
                : DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH)
                        .format(entry.at().atZone(company.timeZone()));
        var outcome = entry.outcome() == null ? "" : entry.outcome().toLowerCase(Locale.ROOT);
        return new Answer(by, outcome, at, entry.comment() == null ? "" : entry.comment());
    }

    private static String rule(String rules, int version) {
        return version == 0 ? rules : rules.replace(",", ", ") + " (approval policy, version " + version + ")";
    }

    private static String labelOf(String kind) {
        return switch (kind) {
            case ApprovalKind.REQUISITION -> "Requisition";
            case ApprovalKind.PAYMENT -> "Payment";
            case ApprovalKind.OVER_ORDER -> "Invoice over its order";
            default -> kind;
        };
    }

    private static String shown(Money money) {
        var digits = Math.max(
                Money.digits(money.currency()),
                money.amount().stripTrailingZeros().scale());
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(money.amount()) + " " + money.currency().getCurrencyCode();
    }

    private static String shortened(String name) {
        return name.length() <= 200 ? name : name.substring(0, 199) + "…";
    }

    /**
     * One earlier answer.
     *
     * @param by who answered
     * @param outcome approved, rejected, returned, automatic
     * @param at when, in the organisation's time zone
     * @param comment what was said
     */
    private record Answer(String by, String outcome, String at, String comment) {}
}
