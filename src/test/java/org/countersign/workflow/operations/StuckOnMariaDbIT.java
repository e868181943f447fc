package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.countersign.operations.StepHistory;
import org.countersign.operations.StepTimesRollup;
import org.countersign.operations.StuckWatch;
import org.countersign.operations.WorkFigures;
import org.countersign.support.MariaDbTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MariaDbTest
@DisplayName("What is stuck, on MariaDB")
class StuckOnMariaDbIT extends StuckDocuments {

    @Autowired
    List<StuckWatch> watches;

    @Autowired
    WorkFigures work;

    @Autowired
    StepHistory history;

    @Autowired
    StepTimesRollup rollup;

    @Test
    @DisplayName("Every condition is counted, listed and found by document and by itself, and so are the figures")
    void everyConditionIsAsked() {
        invoiceInException();
        created();
        clock.advance(Duration.ofDays(40));
        everyConditionSaysTheSame(watches);
        assertThat(work.figures().due()).isNotNegative();
    }

    @Test
    @DisplayName("Where time goes is read there as everywhere, and counted")
    void whereTimeGoes() {
        assertThat(StepTimesTests.received(this, history))
                .filteredOn(step -> step.element().equals("userTask_receiveGoods"))
                .singleElement()
                .satisfies(step -> assertThat(step.group()).isEqualTo("receiver"));
        rollup.catchUp();
        assertThat(door.as("st-ops")
                        .get("/api/v1/models/purchase-order/times")
                        .json()
                        .path("steps"))
                .isNotEmpty();
        assertThat(history.standing("purchase-order", null)).isNotNull();
        assertThat(history.standingAt("purchase-order", null, "gateway_fulfilment", 0, 5))
                .hasSizeLessThanOrEqualTo(5);
        assertThat(door.as("st-ops")
                        .post("/api/v1/step-times/recount", Map.of("from", "2026-01"))
                        .status())
                .isEqualTo(202);
        rollup.catchUp();
    }

    @Test
    @DisplayName("A failed step, a suspended process, and documents without their processes are found and put right")
    void theSameAsEverywhere() {
        var order = created();
        var job = management
                .createJobQuery()
                .processInstanceId(process("purchase-order", order).getId())
                .singleResult()
                .getId();
        management.setJobRetries(job, 0);
        putRight(found(order, "incident"), "retry", Map.of("reason", "Mended"));
        runtime.suspendProcessInstanceById(process("purchase-order", order).getId());
        putRight(found(order, "suspended"), "resumption", Map.of("reason", "Mended"));
        jobs.runDue(order);
        runtime.deleteProcessInstance(process("purchase-order", order).getId(), "by mistake");
        clock.advance(Duration.ofMinutes(11));
        putRight(found(order, "document-without-process"), "reconciliation", Map.of("reason", "Mended"));

        var invoice = invoiceInException();
        jdbc.update("update invoices set status = 'AWAITING_RECEIPT' where id = ?", invoice);
        putRight(found(invoice, "position-disagrees"), "reconciliation", Map.of("reason", "Mended"));
        var matching = management
                .createJobQuery()
                .processInstanceId(process("supplier-invoice", invoice).getId())
                .singleResult()
                .getId();
        management.suspendJobById(matching);
        putRight(found(invoice, "suspended"), "resumption", Map.of("reason", "Mended"));

        var process = process("purchase-order", order);
        assertThat(runtime.getActiveActivityIds(process.getId())).contains("receiveTask_awaitAnswer");
        clock.advance(Duration.ofDays(61));
        assertThat(found(order, "event-overdue").path("since").asText()).startsWith("2026-03-02T09:11");
    }
}
