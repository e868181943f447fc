package org.countersign.workflow.blocks;

import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.countersign.shared.UserId;
import org.countersign.workflow.models.ProcessFile;
import org.springframework.stereotype.Component;

/** Who must not answer a review: whoever asked for its document (R04). */
@Component
public class ReviewsOfOthers {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final StepDocuments documents;

    ReviewsOfOthers(RepositoryService repository, RuntimeService runtime, StepDocuments documents) {
        this.repository = repository;
        this.runtime = runtime;
        this.documents = documents;
    }

    /** Whoever is excluded from answering a task; nobody where it is no review. */
    public Optional<UserId> excludedFrom(Task task) {
        if (task.getProcessDefinitionId() == null
                || !(repository
                                .getBpmnModelInstance(task.getProcessDefinitionId())
                                .getModelElementById(task.getTaskDefinitionKey())
                        instanceof UserTask asked)
                || !ProcessFile.listeners(asked, "complete").contains("recordReviewListener")) {
            return Optional.empty();
        }
        var process = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        var key = Objects.requireNonNull(process, "A task without its process").getBusinessKey();
        return Optional.of(documents.of(key).requester());
    }
}
