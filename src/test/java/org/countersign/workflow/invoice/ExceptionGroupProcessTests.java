package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
class ExceptionGroupProcessTests extends PurchaseToPay {

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Test
    @DisplayName("R20: many lines that differ alike are one task, one mail, one answer and one entry in the trail")
    void oneTaskForAllOfOneType() {
        var id = dearer("Together", 12, 2);
        assertThat(types(id)).hasSize(14);
        assertThat(openTasks(id)).hasSize(2);
        var prices = taskOf(id, "Price differs");
        assertThat(prices.getName()).endsWith(": Price differs (12)");
        assertThat(view(prices, "viewAmount")).isEqualTo("12.12 EUR");
        assertThat(view(prices, "viewExplanation")).startsWith("12 lines, 12.12 EUR in all. For example line 1: ");
        assertThat(view(prices, "viewDifferences")).contains("\"line\":\"12\"").doesNotContain("\"line\":\"13\"");
        assertThat(view(prices, "viewFixes")).contains("unitPrice-1=11.01", "unitPrice-12=11.01");
        assertThat(told("iv-buyer", id)).hasSize(1);
        assertThat(Mailbox.textOf(told("iv-buyer", id).get(0))).contains("12 lines", "12.12");

        assertThat(complete(prices, "iv-buyer", "accept", "The new list")).isEqualTo(204);
        assertThat(states(id, "PRICE_VARIANCE")).containsOnly("ACCEPTED").hasSize(12);
        assertThat(audited(id, "invoice.exception-accepted")).isEqualTo(1);
        assertThat(complete(taskOf(id, "More than received"), "iv-dock", "accept", "They came today"))
                .isEqualTo(204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName(
            "R20: lines of one task may be answered otherwise; the task stays open for the rest, shows it alone, and ends with"
                    + " the last of them")
    void someLinesAreAnsweredOtherwise() {
        var id = dearer("Apart", 6, 0);
        var task = taskOf(id, "Price differs");
        var path = "/api/v1/invoices/" + id + "/exceptions/";
        assertThat(door.as("iv-clerk").post(path + "2/answer", accept()).status())
                .isEqualTo(403);
        ok(door.as("iv-buyer").post(path + "2/answer", accept()));
        assertThat(states(id, "PRICE_VARIANCE")).containsExactly("OPEN", "ACCEPTED", "OPEN", "OPEN", "OPEN", "OPEN");
        assertThat(door.as("iv-buyer").post(path + "2/answer", accept()).status())
                .as("answered already")
                .isEqualTo(409);
        assertThat(door.as("iv-buyer")
                        .post(
                                path + "1/answer",
                                Map.of("decision", "accept", "comment", "So", "exceptions", List.of(2)))
                        .status())
                .as("not asked about any more")
                .isEqualTo(422);
        assertThat(door.as("iv-buyer")
                        .post(path + "1/answer", Map.of("decision", "what"))
                        .status())
                .isEqualTo(422);
        ok(door.as("iv-buyer")
                .post(path + "4/answer", Map.of("decision", "recheck", "exceptions", List.of(5), "comment", "See")));
        var same = taskOf(id, "Price differs");
        assertThat(same.getId()).isEqualTo(task.getId());
        assertThat(same.getName()).endsWith(": Price differs (3)");
        assertThat(view(same, "viewAmount")).isEqualTo("3.03 EUR");
        assertThat(view(same, "viewDifferences")).doesNotContain("\"line\":\"2\"", "\"line\":\"4\"", "\"line\":\"5\"");

        ok(door.as("iv-buyer")
                .post(path + "3/answer", Map.of("decision", "accept", "comment", "So be it", "together", true)));
        assertThat(openTasks(id)).isEmpty();
        jobs.runDue(id);
        assertThat(states(id, "PRICE_VARIANCE"))
                .as("compared again")
                .containsExactly("ACCEPTED", "ACCEPTED", "ACCEPTED", "OPEN", "OPEN", "ACCEPTED");
        assertThat(view(taskOf(id, "Price differs"), "viewAmount")).isEqualTo("2.02 EUR");
        assertThat(told("iv-buyer", id)).as("told once").hasSize(1);
    }

    @Test
    @DisplayName("R20: lines that a receipt settles leave their task, and a task without lines is gone")
    void settledLinesLeaveTheirTask() {
        var id = dearer("Leaves", 2, 3);
        var order = invoice(id).path("purchaseOrder").asText();
        assertThat(taskOf(id, "More than received").getName()).endsWith("(3)");
        receive(order, 3, "1");
        jobs.runDue(id);
        assertThat(taskOf(id, "More than received").getName()).endsWith("(2)");
        assertThat(told("iv-dock", id)).as("nothing new").hasSize(1);
        receive(order, 4, "1");
        receive(order, 5, "1");
        jobs.runDue(id);
        assertThat(openTasks(id))
                .extracting(Task::getName)
                .singleElement()
                .asString()
                .endsWith("Price differs (2)");
    }

    @Test
    @DisplayName(
            "R20: the supplier is asked about some lines once, and only they wait; the answer brings them back alone")
    void theSupplierIsAskedAboutSome() {
        var id = dearer("Asks", 4, 0);
        var task = taskOf(id, "Price differs");
        var path = "/api/v1/invoices/" + id + "/exceptions/";
        ok(door.as("iv-buyer")
                .post(
                        path + "2/answer",
                        Map.of("decision", "askSupplier", "exceptions", List.of(3), "comment", "Why?")));
        assertThat(waiting(id)).containsExactly(2, 3);
        assertThat(taskOf(id, "Price differs").getId()).isEqualTo(task.getId());
        assertThat(complete(task, "iv-buyer", "accept", "These are right")).isEqualTo(204);
        assertThat(openTasks(id)).isEmpty();
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        ok(door.as("iv-buyer").post(path + "3/resumption", null));
        assertThat(waiting(id)).isEmpty();
        assertThat(view(taskOf(id, "Price differs"), "viewAmount")).isEqualTo("2.02 EUR");
        ok(door.as("iv-buyer").post(path + "2/answer", Map.of("decision", "awaitCredit", "together", true)));
        assertThat(waiting(id)).containsExactly(2, 3);
    }

    @Test
    @DisplayName(
            "R20: the own limit counts for all lines of an answer, and for what was accepted before; above it is proposed")
    void theLimitCountsTogether() {
        people.add("iv-junior", "iv-boss", Group.PURCHASING_AGENT);
        jdbc.update("update people set approval_limit = 5.05, version = version + 1 where user_id = 'iv-junior'");
        try {
            var id = dearer("Limited", 6, 0);
            var path = "/api/v1/invoices/" + id + "/exceptions/";
            ok(door.as("iv-junior")
                    .post(
                            path + "1/answer",
                            Map.of("decision", "accept", "comment", "So", "exceptions", List.of(2, 3, 4))));
            ok(door.as("iv-junior").post(path + "5/answer", accept()));
            assertThat(states(id, "PRICE_VARIANCE")).containsOnlyOnce("OPEN");
            ok(door.as("iv-junior").post(path + "6/answer", accept()));
            assertThat(exceptions(id).get(5).path("handler").asText()).isEqualTo("approvers");
            assertThat(exceptions(id).get(4).path("handler").asText()).isEqualTo("purchasing-agent");
            jobs.runDue(id);
            answerApproval(id, "iv-boss", "approve", "All right");
            assertThat(status(id)).isEqualTo("APPROVED");
        } finally {
            jdbc.update("update people set approval_limit = null, version = version + 1 where user_id = 'iv-junior'");
        }
    }

    @Test
    @DisplayName(
            "R20: tasks that were opened for one line each go on with the former model, and become one with the next match")
    void formerTasksGoOn() {
        var deployed = repository
                .createDeployment()
                .addClasspathResource("migration/supplier-invoice-task-per-difference.bpmn")
                .deploy();
        try {
            var id = dearer("Former", 3, 1);
            jdbc.update("update invoice_exceptions set asked_with = null, task_id = null where invoice = ?", id);
            var instance = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(id)
                    .singleResult();
            runtime.createProcessInstanceModification(instance.getId())
                    .cancelAllForActivity("subProcess_exception#multiInstanceBody")
                    .startBeforeActivity("subProcess_exception#multiInstanceBody")
                    .execute();
            assertThat(openTasks(id)).hasSize(4);
            var one = openTasks(id).stream()
                    .filter(task -> "Price differs".equals(view(task, "viewException")))
                    .findFirst()
                    .orElseThrow();
            assertThat(complete(one, "iv-buyer", "accept", "This one")).isEqualTo(204);
            assertThat(states(id, "PRICE_VARIANCE")).containsOnlyOnce("ACCEPTED");
            assertThat(openTasks(id)).hasSize(3);
            receive(invoice(id).path("purchaseOrder").asText(), 4, "1");
            jobs.runDue(id);
            assertThat(openTasks(id))
                    .extracting(Task::getName)
                    .singleElement()
                    .asString()
                    .endsWith("(2)");
            assertThat(complete(taskOf(id, "Price differs"), "iv-buyer", "accept", "And these"))
                    .isEqualTo(204);
            jobs.runDue(id);
            assertThat(status(id)).isEqualTo("APPROVED");
        } finally {
            repository.deleteDeployment(deployed.getId(), true);
        }
    }

    private static Map<String, Object> accept() {
        return Map.of("decision", "accept", "comment", "So be it");
    }

    /** An invoice of which some lines cost 1.01 too much, and of others 1 of 2 was received. */
    @SuppressWarnings("unchecked")
    private String dearer(String name, int dear, int missing) {
        var supplier = supplier(name, null);
        Map<String, Object>[] ordered = new Map[dear + missing];
        var lines = new ArrayList<Map<String, String>>();
        var payable = dear * 1101 + missing * 2000;
        for (int index = 0; index < dear + missing; index++) {
            var isDear = index < dear;
            ordered[index] = line(name + " " + index, isDear ? "1" : "2", "EA", "10.00", "0", null);
            lines.add(
                    isDear
                            ? item(Integer.toString(index + 1), "1", "11.01", "11.01")
                            : item(Integer.toString(index + 1), "2", "10.00", "20.00"));
        }
        var order = order(supplier, "EUR", ordered);
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of(
                                "deliveryNote",
                                "DN",
                                "lines",
                                IntStream.rangeClosed(1, dear + missing)
                                        .mapToObj(number -> Map.of("line", number, "quantity", "1"))
                                        .toList())));
        var id = capture(
                supplier, name, order, lines, BigDecimal.valueOf(payable, 2).toPlainString());
        jobs.runDue(id);
        return id;
    }

    private void receive(String order, int line, String quantity) {
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", "DN", "lines", List.of(Map.of("line", line, "quantity", quantity)))));
    }

    private List<Task> openTasks(String id) {
        return open(id, "userTask_resolveException");
    }

    private Task taskOf(String id, String label) {
        return openTasks(id).stream()
                .filter(task -> label.equals(view(task, "viewException")))
                .findFirst()
                .orElseThrow();
    }

    private String view(Task task, String name) {
        return String.valueOf(tasks.getVariableLocal(task.getId(), name));
    }

    private List<JsonNode> exceptions(String id) {
        var all = new ArrayList<JsonNode>();
        invoice(id).path("match").path("exceptions").forEach(all::add);
        return all;
    }

    private List<String> states(String id, String type) {
        return exceptions(id).stream()
                .filter(one -> one.path("type").asText().equals(type))
                .map(one -> one.path("state").asText())
                .toList();
    }

    private List<Integer> waiting(String id) {
        return exceptions(id).stream()
                .filter(one -> !one.path("waitsFor").isNull())
                .map(one -> one.path("number").asInt())
                .toList();
    }

    private long audited(String id, String event) {
        var entries = read("iv-admin", "/api/v1/audit/" + id).path("entries");
        return entries.findValuesAsText("event").stream().filter(event::equals).count();
    }

    private List<MimeMessage> told(String user, String id) {
        return mailbox.to(user + "@example.org").stream()
                .filter(mail -> {
                    try {
                        return mail.getSubject().contains(id);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
