package org.countersign.console.web.receiving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;

/** Orders for tests of pages, made as the product makes them: asked for over REST, approved by rule, and sent. */
public final class Purchases {

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final TestDoor door;
    private final TestJobs jobs;
    private final String supplier;
    private final String costCenter;
    private final int run = RUNS.incrementAndGet();

    /** A supplier, a cost centre, and people named {@code dock-...} for each role. */
    public Purchases(TestPeople people, TestDoor door, TestJobs jobs) {
        this.door = door;
        this.jobs = jobs;
        people.add("dock-boss", Group.APPROVER);
        people.add("dock-anna", "dock-boss", Group.REQUESTER);
        people.add("dock-ben", "dock-boss", Group.REQUESTER);
        people.add("dock-buyer", "dock-boss", Group.PURCHASING_AGENT);
        people.add("dock-receiver", "dock-boss", Group.RECEIVER);
        people.add("dock-admin", "dock-boss", Group.ADMINISTRATOR);
        people.add("dock-auditor", "dock-boss", Group.AUDITOR);
        people.add("dock-ap", "dock-boss", Group.ACCOUNTS_PAYABLE);
        people.add("dock-ops", "dock-boss", Group.OPERATIONS);
        supplier = "S-DOCK-" + run;
        costCenter = "CC-DOCK-" + run;
        door.as("dock-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Dock", "owner", "dock-boss"))
                .expect(201);
        door.as("dock-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                supplier,
                                "name",
                                "Wachs & Söhne " + run,
                                "status",
                                "APPROVED",
                                "email",
                                "dock" + run + "@example.net",
                                "language",
                                "en"))
                .expect(201);
    }

    /** What makes names of this run its own. */
    public int run() {
        return run;
    }

    /** Number of the supplier. */
    public String supplier() {
        return supplier;
    }

    /** A line to be ordered. */
    public Map<String, Object> line(String description, String quantity, String deliveryDate, Object... more) {
        var line = new HashMap<String, Object>(
                Map.of("description", description, "quantity", quantity, "unitPrice", "0.10", "supplier", supplier));
        if (deliveryDate != null) {
            line.put("deliveryDate", deliveryDate);
        }
        for (int index = 0; index < more.length; index += 2) {
            line.put(String.valueOf(more[index]), more[index + 1]);
        }
        return line;
    }

    /** Number of an order that was sent to its supplier. */
    @SafeVarargs
    public final String ordered(String title, Map<String, Object>... lines) {
        var requisition = door.as("dock-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of("title", title, "costCenter", costCenter, "lines", new ArrayList<>(List.of(lines))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("dock-anna")
                .post("/api/v1/requisitions/" + requisition + "/submission", null)
                .expect(202);
        jobs.runDue(requisition);
        var order = door.as("dock-anna")
                .get("/api/v1/requisitions/" + requisition)
                .json()
                .path("orders")
                .get(0)
                .asText();
        jobs.runDue(order);
        return order;
    }
}
