package org.countersign.workflow.approval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.approval.ApprovalForesight;
import org.countersign.approval.PastApproval;
import org.countersign.approval.ReminderForesight;
import org.countersign.approval.ReminderForesight.Course;
import org.countersign.approval.ReminderForesight.Wait;
import org.countersign.approval.ReminderPlan;
import org.countersign.people.Organization;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.ForeseenSubmissions;
import org.countersign.workflow.support.ForeseenWords;
import org.countersign.workflow.support.TrialTables;
import org.springframework.stereotype.Component;

/** Whom another reminder policy would have reminded, and how often (R07). */
@Component
class ForeseenReminders extends ForeseenSubmissions {

    private static final String GROUP = "group:";
    private static final String PERSON = "person:";

    private final ReminderForesight reminders;
    private final Organization organization;

    ForeseenReminders(
            ApprovalForesight submissions, ReminderForesight reminders, Organization organization, TrialTables tables) {
        super(submissions, tables, "reminder-policy", ForesightStatement.BASIS_REMINDERS);
        this.reminders = reminders;
        this.organization = organization;
    }

    @Override
    protected Asking asking() {
        return new Asking() {

            private Map<String, List<Wait>> waits = new HashMap<>();

            @Override
            public List<PastApproval> concerned(List<PastApproval> page) {
                waits = reminders.waits(page);
                return page.stream()
                        .filter(one -> waits.containsKey(one.position()))
                        .toList();
            }

            @Override
            public ForeseenAnswer answer(PastApproval one, TrialTables.Trial table, boolean open) {
                return ForeseenReminders.this.answer(one, waits.getOrDefault(one.position(), List.of()), table, open);
            }
        };
    }

    private ForeseenAnswer answer(PastApproval one, List<Wait> waits, TrialTables.Trial table, boolean open) {
        ReminderPlan plan;
        try {
            plan = DecisionTableReminders.plan(
                    table.fired(DecisionTableReminders.inputs(
                            one.kind(),
                            one.subject().baseAmount(),
                            one.subject().urgency())),
                    1);
        } catch (RuntimeException whateverACellCanDo) {
            var course = reminders.course(ReminderPlan.SHIPPED, waits);
            return ForeseenWords.unanswered(Explanation.of(ForesightStatement.SHIPPED_PLAN), course.reminded());
        }
        var course = reminders.course(plan, waits);
        var came = words(course, plan);
        var all = new ArrayList<>(came);
        var days = words(plan);
        all.add(days);
        // What is open goes on under the plan, so that another plan is another answer, whatever came of it so far.
        return new ForeseenAnswer(
                came + (open ? days.english() : ""), all, open ? all : came, course.reminded(), false, false);
    }

    private List<Explanation> words(Course course, ReminderPlan plan) {
        var words = new ArrayList<Explanation>();
        words.add(
                course.reminders() == 0
                        ? Explanation.of(ForesightStatement.NOBODY_REMINDED)
                        : Explanation.of(ForesightStatement.REMINDERS, course.reminders()));
        if (course.escalations() > 0) {
            words.add(Explanation.of(ForesightStatement.ESCALATIONS, to(plan.escalateTo()), course.escalations()));
        }
        if (course.expired()) {
            words.add(Explanation.of(
                    plan.expiry() == ReminderPlan.Expiry.CANCEL
                            ? ForesightStatement.EXPIRED_REJECTED
                            : ForesightStatement.EXPIRED_RETURNED));
        }
        return words;
    }

    private Explanation words(ReminderPlan plan) {
        var parts = new ArrayList<Explanation>();
        parts.add(Explanation.of(
                ForesightStatement.PLAN,
                plan.firstDays(),
                plan.repeatDays(),
                to(plan.escalateTo()),
                plan.escalationDays()));
        if (plan.againDays() != null) {
            parts.add(Explanation.of(ForesightStatement.PLAN_AGAIN, plan.againDays()));
        }
        if (plan.expiryDays() != null) {
            parts.add(Explanation.of(
                    plan.expiry() == ReminderPlan.Expiry.CANCEL
                            ? ForesightStatement.PLAN_REJECTS
                            : ForesightStatement.PLAN_RETURNS,
                    plan.expiryDays()));
        }
        if (plan.businessDays()) {
            parts.add(Explanation.of(ForesightStatement.PLAN_WORKING_DAYS));
        }
        return Explanation.of(ForesightStatement.NAMED, Explanation.words(parts));
    }

    private Explanation to(String escalateTo) {
        if (escalateTo.startsWith(GROUP)) {
            return ForeseenWords.group(escalateTo.substring(GROUP.length()));
        }
        return escalateTo.startsWith(PERSON)
                ? ForeseenWords.text(organization.nameOf(new UserId(escalateTo.substring(PERSON.length()))))
                : Explanation.of(ForesightStatement.MANAGER);
    }
}
