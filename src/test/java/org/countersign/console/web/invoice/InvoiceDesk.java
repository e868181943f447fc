package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.Cookie;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Makes orders, receipts and invoices for the tests of the pages, as people make them, and opens these pages. */
public final class InvoiceDesk {

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final TestDoor door;
    private final TestJobs jobs;
    private final TaskService tasks;
    private final MockMvc pages;
    private final int run = RUNS.incrementAndGet();
    private final String supplier = "S-IP-" + run;

    /** The people of the tests, a cost centre and a supplier. */
    public InvoiceDesk(
            TestPeople people, TestDoor door, TestJobs jobs, TaskService tasks, WebApplicationContext server) {
        this.door = door;
        this.jobs = jobs;
        this.tasks = tasks;
        this.pages = MockMvcBuilders.webAppContextSetup(server)
                .apply(springSecurity())
                .build();
        people.add("ip-boss", Group.APPROVER);
        people.add("ip-anna", "ip-boss", Group.REQUESTER);
        people.add("ip-other", "ip-boss", Group.REQUESTER);
        people.add("ip-buyer", "ip-boss", Group.PURCHASING_AGENT);
        people.add("ip-dock", "ip-boss", Group.RECEIVER);
        people.add("ip-clerk", "ip-boss", Group.ACCOUNTS_PAYABLE);
        people.add("ip-money", "ip-boss", Group.FINANCE_OFFICER);
        people.add("ip-cfo", "ip-boss", Group.CFO);
        people.add("ip-both", "ip-boss", Group.ACCOUNTS_PAYABLE, Group.FINANCE_OFFICER);
        people.add("ip-auditor", "ip-boss", Group.AUDITOR);
        people.add("ip-admin", "ip-boss", Group.ADMINISTRATOR);
        people.add("ip-ops", "ip-boss", Group.OPERATIONS);
        people.add("ip-analyst", "ip-boss", Group.PROCESS_ANALYST);
        door.as("ip-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-IP-" + run, "name", "Pages", "owner", "ip-boss"))
                .expect(201);
        door.as("ip-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", supplier,
                                "name", "Wachs & Söhne " + run,
                                "email", "sales@example.net",
                                "currency", "EUR",
                                "paymentTerms", "2/10 NET30",
                                "status", "APPROVED"))
                .expect(201);
    }

    /** The supplier's number. */
    public String supplier() {
        return supplier;
    }

    /** A number that no other test uses. */
    public String unique(String number) {
        return number + "-" + run;
    }

    /** A dispatched order over 100 kg at 1.00 and 4 pieces at 50.00, with 19 % of tax. */
    public String order() {
        var number = ok(door.as("ip-anna")
                        .post(
                                "/api/v1/requisitions",
                                Map.of(
                                        "title",
                                        "Wax and chairs",
                                        "costCenter",
                                        "CC-IP-" + run,
                                        "lines",
                                        List.of(
                                                line("Beeswax <yellow>", "100", "KGM", "1.00"),
                                                line("Chairs", "4", "EA", "50.00")))))
                .path("number")
                .asText();
        ok(door.as("ip-anna").post("/api/v1/requisitions/" + number + "/submission", null));
        jobs.runDue(number);
        answer(number, "ip-boss", "approve", null);
        jobs.runDue(number);
        var order = ok(door.as("ip-anna").get("/api/v1/requisitions/" + number))
                .path("orders")
                .get(0)
                .asText();
        jobs.runDue(order);
        return order;
    }

    private Map<String, String> line(String description, String quantity, String unit, String price) {
        return Map.of(
                "description",
                description,
                "quantity",
                quantity,
                "unit",
                unit,
                "unitPrice",
                price,
                "taxRate",
                "19",
                "supplier",
                supplier);
    }

    /** Books what arrived of both lines. */
    public void receive(String order, String kilograms, String pieces) {
        ok(door.as("ip-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of(
                                "deliveryNote",
                                "DN",
                                "lines",
                                List.of(
                                        Map.of("line", 1, "quantity", kilograms),
                                        Map.of("line", 2, "quantity", pieces)))));
    }

    /** An invoice over both lines, compared already. */
    public String invoice(String order, String number, String price) {
        var net = price.equals("1.00") ? "300.00" : "320.00";
        var tax = price.equals("1.00") ? "57.00" : "60.80";
        var gross = price.equals("1.00") ? "357.00" : "380.80";
        var id = ok(door.as("ip-clerk")
                        .post(
                                "/api/v1/invoices",
                                Map.of(
                                        "supplier",
                                        supplier,
                                        "number",
                                        number,
                                        "issueDate",
                                        "2026-03-01",
                                        "purchaseOrder",
                                        order,
                                        "lines",
                                        List.of(
                                                Map.of(
                                                        "orderLine",
                                                        "1",
                                                        "quantity",
                                                        "100",
                                                        "unitPrice",
                                                        price,
                                                        "taxRate",
                                                        "19",
                                                        "description",
                                                        "<script>alert(1)</script>"),
                                                Map.of(
                                                        "orderLine",
                                                        "2",
                                                        "quantity",
                                                        "4",
                                                        "unitPrice",
                                                        "50.00",
                                                        "taxRate",
                                                        "19")),
                                        "netTotal",
                                        net,
                                        "taxTotal",
                                        tax,
                                        "grossTotal",
                                        gross,
                                        "payable",
                                        gross)))
                .path("id")
                .asText();
        jobs.runDue(id);
        return id;
    }

    /** Compares an invoice, as its process does by itself. */
    public void compare(String invoice) {
        jobs.runDue(invoice);
    }

    /** Answers the open approvals of a document; one answer of a person may settle several. */
    public void answer(String document, String user, String decision, String comment) {
        var variables = new HashMap<String, Object>();
        variables.put("decision", Map.of("value", decision));
        if (comment != null) {
            variables.put("comment", Map.of("value", comment));
        }
        for (var task : tasks.createTaskQuery()
                .processInstanceBusinessKey(document)
                .taskDefinitionKey("userTask_approve")
                .list()) {
            if (tasks.createTaskQuery().taskId(task.getId()).count() == 0) {
                continue;
            }
            door.as(user)
                    .post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", variables))
                    .expect(204);
        }
        jobs.runDue(document);
    }

    /** Id of the task in which an approval of a document is answered. */
    public String task(String document) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(document)
                .taskDefinitionKey("userTask_approve")
                .singleResult()
                .getId();
    }

    /** The status of an invoice. */
    public String status(String invoice) {
        return read(invoice).path("status").asText();
    }

    /** An invoice as REST clients see it. */
    public JsonNode read(String invoice) {
        return ok(door.as("ip-clerk").get("/api/v1/invoices/" + invoice));
    }

    /** Opens a page. */
    public ResultActions open(String user, String path, Group... groups) throws Exception {
        return pages.perform(get(path).with(by(user, groups)));
    }

    /** Opens a page in German. */
    public ResultActions openInGerman(String user, String path, Group... groups) throws Exception {
        return pages.perform(get(path).with(by(user, groups)).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")));
    }

    /** Sends a form. @param fields name, value, name, value ... */
    public ResultActions send(String user, Group group, String path, String... fields) throws Exception {
        var request = post(path).with(by(user, group));
        for (int index = 0; index < fields.length; index += 2) {
            request.param(fields[index], fields[index + 1]);
        }
        return pages.perform(request);
    }

    /** Sends a form with a file. @param fields name, value, name, value ... */
    public ResultActions sendFile(String user, Group group, String path, String field, byte[] content, String... fields)
            throws Exception {
        var request = multipart(path).file(new MockMultipartFile(field, "file", null, content));
        for (int index = 0; index < fields.length; index += 2) {
            request.param(fields[index], fields[index + 1]);
        }
        return pages.perform(request.with(by(user, group)));
    }

    /** Sends a form with several files, by their names. */
    ResultActions sendFiles(String user, Group group, String path, Map<String, byte[]> files) throws Exception {
        var request = multipart(path);
        files.forEach((name, content) -> request.file(new MockMultipartFile("file", name, null, content)));
        return pages.perform(request.with(by(user, group)));
    }

    private static JsonNode ok(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }
}
