package org.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {

    private static final String REQUISITION = """
            {"title": "Chairs %d", "costCenter": "CC-100", "currency": "EUR",
             "lines": [{"description": "Chair", "quantity": "4", "unitPrice": "250.00"}]}
            """;

    @Test
    @DisplayName("What was answered survives kill -9, and a restart thereafter")
    void whatWasAnsweredSurvivesKill9(@TempDir Path directory) throws InterruptedException {
        List<JsonNode> answered = new ArrayList<>();
        try (var server = PackagedServer.start(directory)) {
            for (int i = 1; i <= 5; i++) {
                var draft = server.post("requester", "/api/v1/requisitions", REQUISITION.formatted(i), 201);
                var number = draft.path("number").asText();
                answered.add(server.post("requester", "/api/v1/requisitions/" + number + "/submission", "", 202));
            }
            server.kill();
        }

        try (var server = PackagedServer.start(directory)) {
            assertThat(answered).allSatisfy(before -> everythingIsThere(server, before));
            server.stop();
        }

        try (var server = PackagedServer.start(directory)) {
            assertThat(answered).allSatisfy(before -> everythingIsThere(server, before));
        }
    }

    private static void everythingIsThere(PackagedServer server, JsonNode before) {
        var number = before.path("number").asText();
        var after = server.get("requester", "/api/v1/requisitions/" + number);
        assertThat(after.path("status")).isEqualTo(before.path("status"));
        assertThat(after.path("total")).isEqualTo(before.path("total"));
        assertThat(after.path("lines")).isEqualTo(before.path("lines"));
        assertThat(after.path("approvals"))
                .hasSameSizeAs(before.path("approvals"))
                .isNotEmpty();
        assertThat(server.get("ops", "/engine-rest/process-instance?businessKey=" + number))
                .as("the process of " + number)
                .isNotEmpty();
        assertThat(server.get("auditor", "/api/v1/audit/" + number).toString()).contains("requisition.submitted");
    }
}
