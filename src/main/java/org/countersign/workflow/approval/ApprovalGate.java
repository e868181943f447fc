package org.countersign.workflow.approval;

import java.util.Date;
import java.util.List;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.ApprovalTimes;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.ModelBean;
import org.countersign.workflow.support.TaskPriority;
import org.jspecify.annotations.Nullable;

/** What models ask about approvals: {@code ${approvalGate.approved(execution.processBusinessKey)}}. */
@ModelBean
class ApprovalGate {

    private final ApprovalManagement approvals;
    private final ApprovalTimes times;

    ApprovalGate(ApprovalManagement approvals, ApprovalTimes times) {
        this.approvals = approvals;
        this.times = times;
    }

    /** Whether the document's steps are there and can be asked. */
    public boolean policyAnswered(String document) {
        return approvals.isPolicyAnswered(new DocumentNumber(document));
    }

    /** Whether somebody is to be asked now. */
    public boolean levelOpen(String document) {
        return !approvals.openSteps(new DocumentNumber(document)).isEmpty();
    }

    /** Ids of the steps that are to be asked now. */
    public List<String> openSteps(String document) {
        return approvals.openSteps(new DocumentNumber(document));
    }

    /** Whether nothing is left to be answered at this level, or a rejection or a return ended everything. */
    public boolean levelAnswered(String document) {
        return approvals.isLevelAnswered(new DocumentNumber(document));
    }

    /** Whether the document is approved, rejected, sent back or withdrawn. */
    public boolean decided(String document) {
        return outcome(document) != ApprovalOutcome.PENDING;
    }

    /** Whether everybody agreed. */
    public boolean approved(String document) {
        return outcome(document) == ApprovalOutcome.APPROVED;
    }

    /** Whether somebody rejected it. */
    public boolean rejected(String document) {
        return outcome(document) == ApprovalOutcome.REJECTED;
    }

    /** Whether somebody sent it back for changes. */
    public boolean returned(String document) {
        return outcome(document) == ApprovalOutcome.RETURNED;
    }

    /** The one person asked; nobody where a group is asked. */
    public @Nullable String assignee(String step) {
        var person = approvals.question(step).assignee();
        return person == null ? null : person.value();
    }

    /** The one person asked again, so that the task stays theirs when they unclaim it; nobody where a group is asked. */
    public List<String> people(String step) {
        var person = approvals.question(step).assignee();
        return person == null ? List.of() : List.of(person.value());
    }

    /** The group asked; none where a person is. */
    public List<String> groups(String step) {
        var group = approvals.question(step).group();
        return group == null ? List.of() : List.of(group);
    }

    /** When the step is reminded, escalated or expires next. */
    public Date nextDue(String step) {
        return Date.from(times.nextDue(step));
    }

    /** The same, under the name that instances of earlier versions of the model ask for. */
    public Date reminderDue(String step) {
        return nextDue(step);
    }

    /** Whether further people are to be asked about the step now. */
    public boolean escalationDue(String step) {
        return times.isEscalationDue(step);
    }

    /** Whether the step was unanswered for as long as the reminder policy allows. */
    public boolean expiryDue(String step) {
        return times.isExpiryDue(step);
    }

    /** When those asked are reminded for the first time. */
    public Date reminder(String step) {
        return Date.from(approvals.question(step).reminderDue());
    }

    /** Until when an answer is expected. */
    public Date decideBy(String step) {
        return Date.from(approvals.question(step).decideBy());
    }

    /** The task's priority, by urgency and amount. */
    public int priority(String step) {
        var question = approvals.question(step);
        return TaskPriority.of(question.urgency(), question.baseAmount());
    }

    private ApprovalOutcome outcome(String document) {
        return approvals.outcome(new DocumentNumber(document));
    }
}
