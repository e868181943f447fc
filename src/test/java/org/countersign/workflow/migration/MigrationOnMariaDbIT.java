package org.countersign.workflow.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.countersign.support.MariaDbTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MariaDbTest
class MigrationOnMariaDbIT extends MigratedProcesses {

    @Autowired
    ProcessEngineConfigurationImpl configuration;

    @Test
    @DisplayName("R07, R27: servers move processes one by one in the background, and due times stay")
    void theJobExecutorMovesThem() throws IOException {
        var old = deploy(ORDER, shipped(ORDER).replace("The life of one order", "The former life of one order"));
        var orders = List.of(order("10.00"), order("20.00"), order("30.00"), order("40.00"));
        var next = deploy(ORDER, Files.readString(Path.of("src/docs/examples/legal-review/purchase-order.bpmn")));
        var path = "/api/v1/models/purchase-order/migrations/"
                + draft(old, next).path("id").asText();
        door.as("mg-ops")
                .post(path + "/rehearsal", Map.of("document", orders.get(0)))
                .expect(200);
        door.as("mg-ops")
                .post(path + "/trial", Map.of("document", orders.get(0), "reason", "To see"))
                .expect(200);
        var other = Map.of("instructions", List.of(Map.of("from", "unknown")));
        assertThat(door.as("mg-analyst")
                        .put(path, other)
                        .expect(200)
                        .json()
                        .path("triedAt")
                        .isNull())
                .as("another plan was not tried")
                .isTrue();
        door.as("mg-analyst").put(path, Map.of("instructions", List.of())).expect(200);
        door.as("mg-ops").post(path + "/execution", Map.of("reason", "Untried")).expect(409);
        door.as("mg-ops")
                .post(path + "/trial", Map.of("document", orders.get(1), "reason", "To see again"))
                .expect(200);
        var before = orders.stream().map(this::held).toList();
        var executor = configuration.getJobExecutor();
        executor.start();
        try {
            door.as("mg-ops").post(path + "/execution", Map.of("reason", "All")).expect(202);
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() ->
                            read("mg-ops", path + "/execution").path("moved").asLong() == 2);
        } finally {
            executor.shutdown();
        }
        jobs.runBatches();
        assertThat(read("mg-ops", path + "/execution").path("state").asText()).isEqualTo("DONE");
        assertThat(orders.stream().map(this::held).toList()).isEqualTo(before);
        assertThat(orders)
                .allSatisfy(order ->
                        assertThat(process(order).getProcessDefinitionId()).isEqualTo(next.getId()));
    }
}
