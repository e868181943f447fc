package org.countersign.workflow.policy;

import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.BusinessCalendar;
import org.countersign.people.Organization;
import org.countersign.policy.Foresight;
import org.countersign.policy.Foresights;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyOrigin;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows a change of a decision table on the form of its task: who, why, and what differs, in words. */
@Component
class ShowPolicyChangeListener implements TaskListener {

    private static final int MOST_DIFFERENCES = 40;

    private final PolicyChanges changes;
    private final Foresights foresights;
    private final Organization organization;
    private final Company company;
    private final BusinessCalendar calendar;

    ShowPolicyChangeListener(
            PolicyChanges changes,
            Foresights foresights,
            Organization organization,
            Company company,
            BusinessCalendar calendar) {
        this.changes = changes;
        this.foresights = foresights;
        this.organization = organization;
        this.company = company;
        this.calendar = calendar;
    }

    @Override
    public void notify(DelegateTask task) {
        var change = changes.change(task.getExecution().getProcessBusinessKey(), Actor.SYSTEM);
        var shipped = change.origin() == PolicyOrigin.SHIPPED;
        task.setName(TaskView.nameOf(task, change.id(), change.name()));
        var asked = change.proposedAt();
        if (asked != null && changes.remindAfterDays() > 0) {
            task.setDueDate(Date.from(calendar.in(company.timeZone()).after(changes.remindAfterDays(), true, asked)));
        }
        TaskView.of(task)
                .text("viewDocument", change.id())
                .text("viewTable", change.name())
                .text("viewRequester", shipped ? "" : organization.nameOf(change.author()))
                .text("viewReason", change.reason())
                .text("viewShipped", shipped ? "yes" : "")
                .text("viewAccept", mayLeaveSome(change) ? "yes" : "")
                .text("viewForesight", foresights.basis(change.key()).isPresent() ? "yes" : "")
                .facts(foreseen(
                        change,
                        new Facts()
                                .add("Table key", change.key())
                                .add("Made from version", Integer.toString(change.baseVersion()))
                                .add("Last year without an answer (R03), accepted by its author", lost(change))
                                .add("Proposed on", Figures.day(change.proposedAt(), company.timeZone()))))
                .table(
                        "viewDifferences",
                        changes.differences(change, MOST_DIFFERENCES).stream()
                                .map(difference -> Map.of("what", difference))
                                .toList());
    }

    /** Unless all of the year was looked at, and keeps its answers: what the product ships is looked at by whoever releases it. */
    private boolean mayLeaveSome(PolicyChange change) {
        return foresights.basis(change.key()).isPresent() && (!change.pastWhole() || change.pastUnanswered() > 0);
    }

    private static String lost(PolicyChange change) {
        return change.pastUnanswered() == 0 ? "" : change.pastUnanswered() + ": " + change.pastDocuments();
    }

    /** Only what was looked at to the end, and of this very draft. */
    private Facts foreseen(PolicyChange change, Facts facts) {
        foresights
                .latest(change.id(), Actor.SYSTEM)
                .filter(one -> one.state() == Foresight.State.DONE && one.stale() == null)
                .ifPresent(one -> facts.add(
                                "Cases looked at",
                                Long.toString(one.past().cases() + one.open().cases()))
                        .add("Would be answered otherwise", Long.toString(one.changed()))
                        .add("Would pass by rule", one.nowByRule() == 0 ? "" : Long.toString(one.nowByRule()))
                        .add(
                                "Without an answer (R03)",
                                one.nowUnanswered() == 0 ? "" : Long.toString(one.nowUnanswered())));
        return facts;
    }
}
