package org.countersign.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldFilterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/filter/7/list",
                "/camunda/api/engine/engine/default/filter/7/count",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/task/count",
                "/camunda/api/engine/engine/default/history/task",
                "/camunda/api/cockpit/plugin/base/default/process-instance/count",
                "/engine-rest/task",
                "/engine-rest/engine/default/process-instance"
            })
    @DisplayName("While the server is held, lists of tasks and processes are read")
    void queriesAreRead(String path) {
        assertThat(HoldFilter.asks("POST", path)).isTrue();
        assertThat(HoldFilter.asks("PUT", path)).isFalse();
        assertThat(HoldFilter.asks("DELETE", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/task/7/complete",
                "/camunda/api/engine/engine/default/task/create",
                "/camunda/api/engine/engine/default/task/7/claim",
                "/camunda/api/engine/engine/default/filter/create",
                "/engine-rest/process-instance/delete",
                "/engine-rest/process-instance/task/count",
                "/engine-rest/history/process-instance/delete",
                "/engine-rest/external-task/fetchAndLock",
                "/engine-rest/job/7/execute",
                "/engine-rest/task/count/../7/complete",
                "/api/v1/requisitions/task"
            })
    @DisplayName("While the server is held, nothing else is let through that looks like a list")
    void nothingElseIsLetThrough(String path) {
        assertThat(HoldFilter.asks("POST", path)).isFalse();
    }
}
