package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
class HistoryWithoutViewsTests {

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Test
    @DisplayName("The engine's history keeps each answer once, and nothing of what a form showed")
    void keepsAnswersOnly() {
        var task = tasks.newTask();
        tasks.saveTask(task);
        tasks.setVariablesLocal(
                task.getId(), Map.of("viewTotal", "1,000.00 EUR", "viewLines", "x".repeat(3000), "decision", "reject"));
        tasks.setVariableLocal(task.getId(), "viewTotal", "2,000.00 EUR");
        tasks.setVariableLocal(task.getId(), "decision", "approve");
        assertThat(tasks.getVariableLocal(task.getId(), "viewTotal")).isEqualTo("2,000.00 EUR");

        tasks.complete(task.getId());

        assertThat(history.createHistoricVariableInstanceQuery()
                        .taskIdIn(task.getId())
                        .list())
                .extracting(HistoricVariableInstance::getName, HistoricVariableInstance::getValue)
                .containsExactly(tuple("decision", "approve"));
        assertThat(history.createHistoricDetailQuery().taskId(task.getId()).list())
                .isEmpty();
        assertThat(history.createHistoricTaskInstanceQuery()
                        .taskId(task.getId())
                        .finished()
                        .count())
                .isOne();
        history.deleteHistoricTaskInstance(task.getId());
    }
}
