package org.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;

/** Purchases taken over REST to a stage of their life, as a pattern for many. */
final class Purchases {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";

    private final Server server;

    Purchases(Server server) {
        this.server = server;
    }

    /** Where a purchase stands. */
    enum Stage {
        IN_APPROVAL,
        DISPATCHED,
        RECEIVED,
        PAYMENT_ASKED,
        CLOSED
    }

    /**
     * Takes one there.
     *
     * @return the number of its requisition
     */
    String take(Stage stage, String supplier, String claim) {
        var day = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(20);
        var requisition = post("requester", "/api/v1/requisitions", """
                {"title": "Workshop %s", "costCenter": "CC-100", "currency": "EUR", "lines": [
                  {"description": "Chair", "quantity": "2", "unitPrice": "25.00", "taxRate": "19", "supplier": "%s",
                   "deliveryDate": "%s"},
                  {"description": "Lamp", "quantity": "5", "unitPrice": "10.00", "taxRate": "19", "supplier": "%s",
                   "deliveryDate": "%s"},
                  {"description": "Table", "quantity": "1", "unitPrice": "150.00", "taxRate": "19", "supplier": "%s",
                   "deliveryDate": "%s"}]}
                """.formatted(claim, supplier, day, supplier, day, supplier, day))
                .path("number")
                .asText();
        post("requester", "/api/v1/requisitions/" + requisition + "/submission", "");
        var task = await(
                "manager", "/engine-rest/task?processInstanceBusinessKey=" + requisition, answer -> answer.size() > 0);
        if (stage == Stage.IN_APPROVAL) {
            return requisition;
        }
        complete("manager", task);
        var order = await(
                        "requester",
                        "/api/v1/requisitions/" + requisition,
                        answer -> answer.path("orders").size() > 0)
                .path("orders")
                .get(0)
                .asText();
        await(
                "buyer",
                "/api/v1/purchase-orders/" + order,
                answer -> answer.path("status").asText().equals("DISPATCHED"));
        if (stage == Stage.DISPATCHED) {
            return requisition;
        }
        post("buyer", "/api/v1/purchase-orders/" + order + "/acknowledgements", """
                {"response": "ACCEPTED", "reference": "%s"}""".formatted(claim));
        post("receiver", "/api/v1/purchase-orders/" + order + "/goods-receipts", """
                {"deliveryNote": "%s", "lines": [
                  {"line": 1, "quantity": "2"}, {"line": 2, "quantity": "5"}, {"line": 3, "quantity": "1"}]}
                """.formatted(claim));
        if (stage == Stage.RECEIVED) {
            return requisition;
        }
        var invoice = post("ap", "/api/v1/invoices", """
                {"supplier": "%s", "number": "%s", "issueDate": "%s", "currency": "EUR", "purchaseOrder": "%s", "lines": [
                  {"line": "1", "orderLine": "1", "description": "Chair", "quantity": "2", "unit": "EA",
                   "unitPrice": "25.00", "netAmount": "50.00", "taxRate": "19"},
                  {"line": "2", "orderLine": "2", "description": "Lamp", "quantity": "5", "unit": "EA",
                   "unitPrice": "10.00", "netAmount": "50.00", "taxRate": "19"},
                  {"line": "3", "orderLine": "3", "description": "Table", "quantity": "1", "unit": "EA",
                   "unitPrice": "150.00", "netAmount": "150.00", "taxRate": "19"}],
                 "netTotal": "250.00", "taxTotal": "47.50", "grossTotal": "297.50", "payable": "297.50"}
                """.formatted(
                                supplier, claim, LocalDate.now(ZoneId.of("Europe/Berlin")), order))
                .path("id")
                .asText();
        task = await("finance", "/engine-rest/task?processInstanceBusinessKey=" + invoice, answer -> answer.size() > 0);
        if (stage == Stage.PAYMENT_ASKED) {
            return requisition;
        }
        complete("finance", task);
        await(
                "finance",
                "/api/v1/invoices/" + invoice,
                answer -> answer.path("status").asText().equals("SCHEDULED"));
        post("finance", "/api/v1/invoices/" + invoice + "/payment", "{\"reference\": \"%s\"}".formatted(claim));
        await(
                "buyer",
                "/api/v1/purchase-orders/" + order,
                answer -> answer.path("status").asText().equals("CLOSED"));
        return requisition;
    }

    /**
     * Asks for one thing.
     *
     * @return the number of the requisition, which is submitted
     */
    String ask(String requester, String supplier, String claim, String price) {
        var requisition = post(requester, "/api/v1/requisitions", """
                {"title": "Workshop %s", "costCenter": "CC-100", "currency": "EUR", "lines": [
                  {"description": "Chair", "quantity": "1", "unitPrice": "%s", "taxRate": "19", "supplier": "%s"}]}
                """.formatted(claim, price, supplier))
                .path("number")
                .asText();
        post(requester, "/api/v1/requisitions/" + requisition + "/submission", "");
        return requisition;
    }

    /** Waits until somebody has the task of a document. @return its id */
    String awaitTask(String user, String document) {
        return await(
                        user,
                        "/engine-rest/task?processInstanceBusinessKey=" + document,
                        answer -> answer.size() > 0,
                        Duration.ofHours(1))
                .path(0)
                .path("id")
                .asText();
    }

    private void complete(String user, JsonNode tasks) {
        post(user, "/engine-rest/task/" + tasks.get(0).path("id").asText() + "/complete", """
                {"variables": {"decision": {"value": "approve"}, "comment": {"value": "Fine"}}}""");
    }

    private JsonNode post(String user, String path, String body) {
        var answer = server.post(user, path, JSON_TYPE, body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return read(answer.body());
    }

    private JsonNode await(String user, String path, Predicate<JsonNode> there) {
        return await(user, path, there, Duration.ofMinutes(1));
    }

    private JsonNode await(String user, String path, Predicate<JsonNode> there, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var answer = read(server.get(user, path, JSON_TYPE).body());
            if (there.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Waited in vain: " + path + " answers " + answer);
            }
            Server.pause(Duration.ofMillis(100));
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body.isBlank() ? "{}" : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
