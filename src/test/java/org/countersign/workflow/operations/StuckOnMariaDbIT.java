package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.countersign.operations.StuckWatch;
import org.countersign.operations.WorkFigures;
import org.countersign.shared.DocumentNumber;
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

    @Test
    @DisplayName("Every condition is counted, listed and found by document and by itself, and so are the figures")
    void everyConditionIsAsked() {
        for (var watch : watches) {
            var oldest = watch.oldest(5);
            assertThat(watch.count()).as(watch.condition().id()).isGreaterThanOrEqualTo(oldest.size());
            assertThat(watch.of(new DocumentNumber("PO-1995-000001"), 5)).isEmpty();
            assertThat(watch.find("none")).isEmpty();
            oldest.forEach(stuck -> assertThat(watch.find(stuck.subject())).contains(stuck));
        }
        assertThat(work.figures().due()).isNotNegative();
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
        putRight(found(order, "suspended"), "retry", Map.of("reason", "Mended"));
        jobs.runDue(order);
        runtime.deleteProcessInstance(process("purchase-order", order).getId(), "by mistake");
        clock.advance(Duration.ofMinutes(11));
        putRight(found(order, "document-without-process"), "reconciliation", Map.of("reason", "Mended"));

        var process = process("purchase-order", order);
        assertThat(runtime.getActiveActivityIds(process.getId())).contains("receiveTask_awaitAnswer");
        clock.advance(Duration.ofDays(61));
        assertThat(found(order, "event-overdue").path("since").asText()).startsWith("2026-03-02T09:11");
    }
}
