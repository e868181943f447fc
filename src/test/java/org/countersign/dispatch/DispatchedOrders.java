package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;

/** Makes orders for tests as people make them: asked for, approved by rule, ordered by the process. */
final class DispatchedOrders {

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final TestDoor door;
    private final TestJobs jobs;
    private final String supplier = "S-DI-" + RUNS.incrementAndGet();

    DispatchedOrders(TestPeople people, TestDoor door, TestJobs jobs) {
        this.door = door;
        this.jobs = jobs;
        people.add("di-boss", Group.APPROVER);
        people.add("di-anna", "di-boss");
        people.add("di-stranger", "di-boss");
        people.add("di-buyer", "di-boss", Group.PURCHASING_AGENT);
        people.add("di-ops", "di-boss", Group.OPERATIONS);
        people.add("di-auditor", "di-boss", Group.AUDITOR);
        people.add("di-admin", "di-boss", Group.ADMINISTRATOR);
        door.as("di-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-DI", "name", "Dispatch", "owner", "di-boss"));
        door.as("di-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", supplier,
                                "name", "Papier & Söhne",
                                "email", address(),
                                "currency", "EUR",
                                "paymentTerms", "2/10 NET30",
                                "status", "APPROVED"))
                .expect(201);
    }

    String address() {
        return supplier.toLowerCase(java.util.Locale.ROOT) + "@example.net";
    }

    String supplier() {
        return supplier;
    }

    /** An order that exists and has not been prepared for its supplier yet. */
    String issued() {
        var created = door.as("di-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Paper for the office",
                                "costCenter",
                                "CC-DI",
                                "neededBy",
                                "2026-04-01",
                                "lines",
                                List.of(
                                        Map.of(
                                                "description", "Paper, white, A4",
                                                "quantity", "10",
                                                "unitPrice", "4.125",
                                                "taxRate", "19",
                                                "supplier", supplier),
                                        Map.of(
                                                "description", "Delivery",
                                                "quantity", "1",
                                                "unit", "LS",
                                                "unitPrice", "9.90",
                                                "taxRate", "19",
                                                "supplier", supplier))))
                .expect(201)
                .json();
        var number = created.path("number").asText();
        door.as("di-anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        var order = door.as("di-anna")
                .get("/api/v1/requisitions/" + number)
                .json()
                .path("orders")
                .path(0)
                .asText();
        assertThat(order).isNotBlank();
        return order;
    }

    /** An order that is with its supplier. */
    String dispatched() {
        var order = issued();
        jobs.runDue(order);
        assertThat(status(order)).isEqualTo("DISPATCHED");
        return order;
    }

    String status(String order) {
        return door.as("di-buyer")
                .get("/api/v1/purchase-orders/" + order)
                .json()
                .path("status")
                .asText();
    }
}
