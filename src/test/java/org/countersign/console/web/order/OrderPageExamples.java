package org.countersign.console.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;

/** Orders for the tests of pages, brought about by the calls that people make. */
public final class OrderPageExamples {

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final TestDoor door;
    private final TestJobs jobs;
    private final String supplier = "S-OP-" + RUNS.incrementAndGet();

    /** With people whose names begin with {@code op-}, and a supplier of its own. */
    public OrderPageExamples(TestPeople people, TestDoor door, TestJobs jobs) {
        this.door = door;
        this.jobs = jobs;
        people.add("op-boss", Group.APPROVER);
        people.add("op-anna", "op-boss");
        people.add("op-stranger", "op-boss");
        people.add("op-buyer", "op-boss", Group.PURCHASING_AGENT);
        people.add("op-receiver", "op-boss", Group.RECEIVER);
        people.add("op-ap", "op-boss", Group.ACCOUNTS_PAYABLE);
        people.add("op-auditor", "op-boss", Group.AUDITOR);
        people.add("op-ops", "op-boss", Group.OPERATIONS);
        people.add("op-admin", "op-boss", Group.ADMINISTRATOR);
        door.as("op-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-OP", "name", "Order pages", "owner", "op-boss"));
        door.as("op-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                supplier,
                                "name",
                                "Wachs & Kerzen " + supplier,
                                "email",
                                supplier.toLowerCase(java.util.Locale.ROOT) + "@example.net",
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED"))
                .expect(201);
    }

    /** Number of the supplier of these orders. */
    public String supplier() {
        return supplier;
    }

    /** An order of two lines that is with its supplier: ten candles and four holders, wanted on 1 April 2026. */
    public String dispatched(String title) {
        var created = door.as("op-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                title,
                                "costCenter",
                                "CC-OP",
                                "neededBy",
                                "2026-04-01",
                                "lines",
                                List.of(line("Candle, beeswax", "10", "4.125"), line("Holder, brass", "4", "9.90"))))
                .expect(201)
                .json();
        var requisition = created.path("number").asText();
        door.as("op-anna")
                .post("/api/v1/requisitions/" + requisition + "/submission", null)
                .expect(202);
        jobs.runDue(requisition);
        var order = door.as("op-anna")
                .get("/api/v1/requisitions/" + requisition)
                .json()
                .path("orders")
                .path(0)
                .asText();
        assertThat(order).isNotBlank();
        jobs.runDue(order);
        return order;
    }

    private Map<String, String> line(String description, String quantity, String price) {
        return Map.of(
                "description", description,
                "quantity", quantity,
                "unitPrice", price,
                "taxRate", "19",
                "supplier", supplier);
    }

    /** The supplier accepted by telephone and promises the first line for a day. */
    public void accepted(String order, String promised) {
        door.as("op-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/acknowledgements",
                        Map.of(
                                "response", "ACCEPTED",
                                "reference", "AB-77",
                                "lines", List.of(Map.of("line", 1, "promisedDate", promised))))
                .expect(201);
        jobs.runDue(order);
    }

    /** So much of the first line arrived. */
    public void received(String order, String quantity) {
        door.as("op-receiver")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", "DN-1", "lines", List.of(Map.of("line", 1, "quantity", quantity))))
                .expect(201);
        jobs.runDue(order);
    }
}
