package org.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.countersign.support.FakeClamd;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {

    /** What a kill cuts off is taken up again once the time for which its job was reserved is over. */
    private static final String SHORT_LOCK = "--camunda.bpm.job-execution.lock-time-in-millis=5000";

    private static final String REQUISITION = """
        {"title": "Chairs %d", "costCenter": "CC-100", "currency": "EUR",
         "lines": [{"description": "Chair", "quantity": "4", "unitPrice": "250.00"}]}
        """;

    @Test
    @DisplayName(
            "What was answered survives kill -9, and a restart thereafter, from which on files are kept in a folder once"
                    + " a scanner has looked at them")
    void whatWasAnsweredSurvivesKill9(@TempDir Path directory) throws Exception {
        List<JsonNode> answered = new ArrayList<>();
        var files = new KeptFiles(directory);
        try (var server = PackagedServer.startPacked(directory, SHORT_LOCK)) {
            theDemonstrationIsThere(server);
            for (int i = 1; i <= 5; i++) {
                var draft = server.post("requester", "/api/v1/requisitions", REQUISITION.formatted(i), 201);
                var number = draft.path("number").asText();
                answered.add(server.post("requester", "/api/v1/requisitions/" + number + "/submission", "", 202));
            }
            approvesTheFirst(server, answered.get(0));
            server.kill();
        }

        try (var server = PackagedServer.start(directory, SHORT_LOCK)) {
            assertThat(answered).allSatisfy(before -> everythingIsThere(server, before));
            theApprovalGoesOnOnce(server, answered.get(0));
            files.keepInDatabase(server);
            server.stop();
        }

        try (var clamd = FakeClamd.start();
                var server = PackagedServer.start(directory, KeptFiles.inFolder(clamd, SHORT_LOCK))) {
            assertThat(answered).allSatisfy(before -> everythingIsThere(server, before));
            theApprovalGoesOnOnce(server, answered.get(0));
            files.keepInFolder(server, clamd);
        }
    }

    /** Its last purchases are there, in their states, and none of them is cut off. */
    private static void theDemonstrationIsThere(PackagedServer server) {
        Awaitility.await("the demonstration's purchases")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> {
                    assertThat(server.get("auditor", "/api/v1/purchase-orders?status=CLOSED")
                                    .path("totalElements")
                                    .asLong())
                            .isEqualTo(1);
                    assertThat(server.get("auditor", "/api/v1/invoices?status=IN_EXCEPTION")
                                    .path("totalElements")
                                    .asLong())
                            .isEqualTo(1);
                });
    }

    /** An answer, and the end of the server before or while the next one is asked. */
    private static void approvesTheFirst(PackagedServer server, JsonNode submitted) {
        var task = taskOf(server, "manager", submitted).path(0).path("id").asText();
        server.post(
                "manager",
                "/engine-rest/task/" + task + "/complete",
                "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}",
                204);
    }

    private static void theApprovalGoesOnOnce(PackagedServer server, JsonNode submitted) {
        var number = submitted.path("number").asText();
        Awaitility.await("the next approver of " + number)
                .atMost(Duration.ofMinutes(2))
                .until(() -> taskOf(server, "department-head", submitted).size() == 1);
        var approvals =
                server.get("requester", "/api/v1/requisitions/" + number).path("approvals");
        assertThat(approvals.path(0).path("by").asText()).isEqualTo("manager");
        assertThat(approvals.path(1).path("outcome").asText("null")).isEqualTo("null");
        assertThat(server.get("auditor", "/api/v1/audit/" + number).toString().split("approval.approved", -1))
                .hasSize(2);
        assertThat(server.get("ops", "/api/v1/mails?document=" + number)
                        .path("content")
                        .toString())
                .containsOnlyOnce("department-head@");
    }

    private static JsonNode taskOf(PackagedServer server, String user, JsonNode submitted) {
        return server.get(
                user,
                "/engine-rest/task?assignee=" + user + "&processInstanceBusinessKey="
                        + submitted.path("number").asText());
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
