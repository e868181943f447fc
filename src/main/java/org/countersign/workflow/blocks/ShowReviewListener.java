package org.countersign.workflow.blocks;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.people.Organization;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.ProcessVariable;
import org.countersign.workflow.support.TaskSchedule;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Offers a review to the group that the model names, and shows it the document and the question. */
@Component
class ShowReviewListener implements TaskListener {

    static final ProcessVariable<String> GROUP = ProcessVariable.text("reviewGroup");
    static final ProcessVariable<String> QUESTION = ProcessVariable.text("reviewQuestion");

    private final StepDocuments documents;
    private final Organization organization;
    private final TaskSchedule schedule;

    ShowReviewListener(StepDocuments documents, Organization organization, TaskSchedule schedule) {
        this.documents = documents;
        this.organization = organization;
        this.schedule = schedule;
    }

    @Override
    public void notify(DelegateTask task) {
        var document = documents.of(task.getExecution());
        var question = QUESTION.get(task);
        task.addCandidateGroup(GROUP.require(task));
        task.setName(TaskView.nameOf(task, document.number(), document.title()));
        TaskView.of(task)
                .text("viewDocument", document.number())
                .text("viewRequester", organization.nameOf(document.requester()))
                .text("viewTotal", Figures.money(document.total()))
                .text("viewReviewQuestion", question)
                .facts(new Facts()
                        .add("Title", document.title())
                        .add("Answer by", schedule.plan(task, document.kind(), document.total(), "normal")));
    }
}
