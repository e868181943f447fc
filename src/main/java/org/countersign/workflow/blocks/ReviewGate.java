package org.countersign.workflow.blocks;

import java.util.Date;
import org.countersign.workflow.support.ModelBean;
import org.countersign.workflow.support.TaskSchedule;

/** When reviewers are reminded, as the table {@code reminder-policy} says (R09). */
@ModelBean
public class ReviewGate {

    private final StepDocuments documents;
    private final TaskSchedule schedule;

    ReviewGate(StepDocuments documents, TaskSchedule schedule) {
        this.documents = documents;
        this.schedule = schedule;
    }

    /** The next reminder, counted from now. */
    public Date nextReminder(String number) {
        var document = documents.of(number);
        return Date.from(schedule.nextReminder(document.kind(), document.total()));
    }
}
