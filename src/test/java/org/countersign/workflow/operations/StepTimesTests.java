package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.countersign.operations.StepHistory;
import org.countersign.operations.StepHistory.Ended;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("Where time goes")
class StepTimesTests extends StuckDocuments {

    private static final String TIMES = "/api/v1/models/purchase-requisition/times";

    @Autowired
    StepHistory history;

    @Test
    @DisplayName(
            "is read from the engine's history: who was asked, what it was about, how long; and only what has ended")
    void historyIsRead() {
        var ended = received(this, history);
        assertThat(ended)
                .filteredOn(step -> step.element().equals("userTask_receiveGoods"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.model()).isEqualTo("purchase-order");
                    assertThat(step.version()).isPositive();
                    assertThat(step.group()).isEqualTo("receiver");
                    assertThat(step.milliseconds())
                            .isEqualTo(Duration.ofHours(5).toMillis());
                    assertThat(step.at()).isEqualTo(clock.instant());
                });
        assertThat(ended)
                .extracting(Ended::element)
                .contains("serviceTask_prepareDispatch")
                .doesNotContain("event_orderCreated");
    }

    /** What ended of an order whose goods arrived five hours after they were acknowledged. */
    static List<Ended> received(StuckDocuments test, StepHistory history) {
        var order = test.dispatched();
        var category = "C-" + order;
        test.jdbc.update("update purchase_order_lines set category = ? where purchase_order = ?", category, order);
        test.jdbc.update(
                "update purchase_order_lines set category = 'little', ordered = ordered / 10 where purchase_order = ?"
                        + " and line_number > 1",
                order);
        if (test.jdbc.queryForObject("select count(*) from people where user_id = 'st-dock'", Integer.class) == 0) {
            test.people.add("st-dock", "st-boss", Group.RECEIVER);
        }
        ok(test.door
                .as("st-buyer")
                .post("/api/v1/purchase-orders/" + order + "/acknowledgements", Map.of("response", "ACCEPTED")));
        test.jobs.runDue(order);
        test.clock.advance(Duration.ofHours(5));
        ok(test.door
                .as("st-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", order, "lines", List.of(Map.of("line", 1, "quantity", "1")))));
        test.jobs.runDue(order);
        var zone = ZoneId.systemDefault();
        var now = test.clock.instant();
        return history
                .ended(
                        LocalDateTime.ofInstant(now.minus(Duration.ofHours(6)), zone),
                        LocalDateTime.ofInstant(now.plusSeconds(1), zone),
                        100_000)
                .steps()
                .stream()
                .filter(step -> step.category().equals(category))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    @DisplayName("is told to those who run, draw and audit processes, and to nobody else")
    void onlySomeRead(Group group) {
        var user = "stt-" + group.id();
        people.add(user, "st-boss", group);
        var allowed = List.of(Group.OPERATIONS, Group.PROCESS_ANALYST, Group.ADMINISTRATOR, Group.AUDITOR)
                .contains(group);
        assertThat(door.as(user).get(TIMES).status()).isEqualTo(allowed ? 200 : 403);
        assertThat(door.as(user).get(TIMES + "/userTask_approve").status()).isEqualTo(allowed ? 404 : 403);
        var counts = List.of(Group.OPERATIONS, Group.ADMINISTRATOR).contains(group);
        assertThat(door.as(user)
                        .post("/api/v1/step-times/recount", Map.of("from", "2031-01"))
                        .status())
                .isEqualTo(counts ? 422 : 403);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-13, 422",
        "from=yesterday, 422",
        "from=2026-02&to=2026-01, 422",
        "from=2020-01&to=2026-01, 422",
        "version=99, 404",
        "version=one, 400",
        "from=1999-01&to=1999-02, 200",
        "category=nothing&group=nobody, 200"
    })
    @DisplayName("refuses what cannot be asked with a sentence, and answers an empty period with steps without figures")
    void oddQuestions(String query, int status) {
        var answer = door.as("st-ops").get(TIMES + "?" + query);
        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.json().path("steps")).isNotEmpty().allSatisfy(step -> {
                assertThat(step.path("figures").path("ended").asInt()).isZero();
                assertThat(step.path("figures").path("median").isNull()).isTrue();
            });
        }
    }

    @Test
    @DisplayName("is not known of a model that is not there")
    void noModel() {
        assertThat(door.as("st-ops").get("/api/v1/models/no-such-model/times").status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("tells what was counted, and how many stand there now")
    void figuresAreTold() {
        count("userTask_reviseRequisition", 200104, "IT", "approver", "120:3");
        count("userTask_reviseRequisition", 200105, "", "", "200:1");

        var step = step(TIMES + "?from=2001-04&to=2001-05");
        assertThat(step.path("name").asText()).isEqualTo("Revise requisition");
        assertThat(step.path("figures").path("ended").asInt()).isEqualTo(4);
        assertThat(step(TIMES + "?from=2001-04&to=2001-05&category=IT")
                        .path("figures")
                        .path("ended")
                        .asInt())
                .isEqualTo(3);
        assertThat(step(TIMES + "?from=2001-04&to=2001-05&group=-")
                        .path("figures")
                        .path("ended")
                        .asInt())
                .isEqualTo(1);
        var parts = door.as("st-audit")
                .get(TIMES + "/userTask_reviseRequisition?from=2001-04&to=2001-05")
                .json();
        assertThat(parts.path("months").fieldNames()).toIterable().containsExactly("2001-04", "2001-05");
        assertThat(parts.path("groups").fieldNames()).toIterable().containsExactly("-", "approver");
    }

    private void count(String element, int month, String category, String group, String durations) {
        var ended = Integer.parseInt(durations.substring(durations.indexOf(':') + 1));
        jdbc.update(
                "insert into step_times (id, model, step_month, model_version, category, group_id, element, ended,"
                        + " durations) values (?, 'purchase-requisition', ?, 1, ?, ?, ?, ?, ?)",
                element.hashCode() + "-" + month,
                month,
                category,
                group,
                element,
                ended,
                durations);
    }

    private JsonNode step(String path) {
        for (var step : door.as("st-analyst").get(path).json().path("steps")) {
            if (step.path("element").asText().equals("userTask_reviseRequisition")) {
                return step;
            }
        }
        throw new AssertionError("No such step in " + path);
    }

    @Test
    @DisplayName("shows what stands at a step, with its document and since when")
    void whatStandsIsShown() {
        var before = history.standing("document-approval", null).getOrDefault("userTask_approve", 0L);
        var requisition = inApproval(supplier(), "5000.00");
        assertThat(history.standing("document-approval", null)).containsEntry("userTask_approve", before + 1);
        assertThat(history.standingAt("document-approval", null, "userTask_approve", 0, 10_000))
                .filteredOn(standing -> standing.document().equals(requisition))
                .singleElement()
                .satisfies(standing -> {
                    assertThat(standing.since()).isEqualTo(clock.instant());
                    assertThat(standing.version()).isPositive();
                });
    }
}
