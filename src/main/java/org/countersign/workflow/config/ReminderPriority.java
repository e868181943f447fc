package org.countersign.workflow.config;

import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/**
 * Reminders wait behind what people wait for (R07). The models say so; instances of models deployed before they did are told
 * here, for a model never changes. Whatever an operator has set for a model stays.
 */
@Component
class ReminderPriority {

    private static final long LOW = -10;

    private static final String[] TIMERS = {"event_reminderDue", "event_nextReminderDue", "event_answerOverdue"};

    private final ManagementService management;
    private final RepositoryService repository;

    ReminderPriority(ManagementService management, RepositoryService repository) {
        this.management = management;
        this.repository = repository;
    }

    void ensure() {
        var latest = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(ProcessDefinition::getId)
                .collect(Collectors.toSet());
        management.createJobDefinitionQuery().activityIdIn(TIMERS).list().stream()
                .filter(timer -> !latest.contains(timer.getProcessDefinitionId()))
                .filter(timer -> timer.getOverridingJobPriority() == null)
                .forEach(timer -> management.setOverridingJobPriorityForJobDefinition(timer.getId(), LOW, true));
    }
}
