package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.countersign.invoicing.InvoiceCapture;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class AssignmentTests {

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    WebApplicationContext server;

    @Autowired
    InvoiceSettlement settlement;

    @Autowired
    InvoiceCapture capture;

    @Autowired
    JdbcTemplate jdbc;

    private InvoiceDesk desk;

    @BeforeEach
    void desk() {
        desk = new InvoiceDesk(people, door, jobs, tasks, server);
    }

    @Test
    @DisplayName(
            "An invoice that names no order waits; orders are proposed with a score and why, and none is taken before a"
                    + " person says so: then it is compared, and R21: who said so keeps out of the payment")
    void anOrderIsProposedAndNeverTaken() throws Exception {
        var order = desk.order();
        var other = desk.order();
        desk.receive(order, "100", "4");
        var id = withoutOrder(desk.unique("OA"), null);
        assertThat(desk.status(id)).isEqualTo("IN_EXCEPTION");
        var proposals = get("ip-buyer", "/api/v1/invoices/" + id + "/order-proposals");
        assertThat(proposals.path("linesWithoutOrder")).hasSize(2);
        assertThat(texts(proposals.path("orders"), "purchaseOrder")).contains(order, other);
        var scores = new ArrayList<Integer>();
        proposals.path("orders").forEach(one -> scores.add(one.path("score").asInt()));
        assertThat(scores).isSortedAccordingTo((one, two) -> two - one).allMatch(score -> score > 0 && score < 100);
        assertThat(proposals.path("orders").get(0).path("reasons").toString())
                .contains("2 of 2 lines")
                .contains("comes to the same");
        assertThat(desk.read(id)
                        .path("match")
                        .path("lines")
                        .get(0)
                        .path("outcome")
                        .asText())
                .isEqualTo("UNMATCHED");
        var page = "/invoices/" + id + "/orders";
        desk.openInGerman("ip-clerk", page, Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("2 von 2 Positionen")))
                .andExpect(content().string(containsString("Zu dieser Bestellung")));
        desk.open("ip-money", page, Group.FINANCE_OFFICER)
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("name=\"purchaseOrder\""))));
        desk.open("ip-other", page, Group.REQUESTER).andExpect(status().isNotFound());
        desk.send("ip-money", Group.FINANCE_OFFICER, page, "purchaseOrder", order)
                .andExpect(status().isForbidden());
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, page, "purchaseOrder", "PO-1900-000001")
                .andExpect(status().isUnprocessableEntity());
        desk.send("ip-both", Group.ACCOUNTS_PAYABLE, page, "purchaseOrder", order)
                .andExpect(flash().attributeExists("done"));
        jobs.runDue(id);
        assertThat(desk.status(id)).isEqualTo("APPROVED");
        assertThat(texts(desk.read(id).path("match").path("lines"), "outcome")).containsOnly("MATCHED");
        assertThat(settlement.barredFromPayment(new InvoiceId(id)))
                .containsKeys(new UserId("ip-both"), new UserId("ip-clerk"));
        assertThat(door.as("ip-buyer")
                        .post("/api/v1/invoices/" + id + "/orders", Map.of("purchaseOrder", other))
                        .status())
                .isEqualTo(409);
        desk.open("ip-auditor", "/api/v1/audit/" + id, Group.AUDITOR)
                .andExpect(content().string(containsString("invoice.order-assigned")));
    }

    @Test
    @DisplayName(
            "A number written almost like ours, and a delivery note that was booked, lead to their orders; lines may be for"
                    + " several orders")
    void whatItRefersTo() {
        var order = desk.order();
        var other = desk.order();
        var misspelt = order.toLowerCase(java.util.Locale.ROOT).replace("-", "/");
        var id = withoutOrder(desk.unique("OB"), misspelt);
        var first = get("ip-clerk", "/api/v1/invoices/" + id + "/order-proposals")
                .path("orders")
                .get(0);
        assertThat(first.path("purchaseOrder").asText()).isEqualTo(order);
        assertThat(first.path("reasons").toString()).contains("almost like this one");
        door.as("ip-dock")
                .post(
                        "/api/v1/purchase-orders/" + other + "/goods-receipts",
                        Map.of(
                                "deliveryNote",
                                desk.unique("LS-77"),
                                "lines",
                                List.of(Map.of("line", 1, "quantity", "1"))))
                .expect(201);
        var noted = captured(book(desk.unique("OC"))
                .replace(
                        "<cac:AccountingSupplierParty>",
                        "<cac:DespatchDocumentReference><cbc:ID>" + desk.unique("LS-77")
                                + "</cbc:ID></cac:DespatchDocumentReference><cac:AccountingSupplierParty>"));
        var found = get("ip-clerk", "/api/v1/invoices/" + noted + "/order-proposals");
        assertThat(found.path("orders").get(0).path("purchaseOrder").asText()).isEqualTo(other);
        assertThat(found.path("orders").get(0).path("reasons").toString()).contains("Delivery note");
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + id + "/orders", Map.of("purchaseOrder", order, "lines", List.of(1)))
                .expect(200);
        jobs.runDue(id);
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + id + "/orders", Map.of("purchaseOrder", other, "lines", List.of(1)))
                .expect(422);
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + id + "/orders", Map.of("purchaseOrder", other))
                .expect(200);
        jobs.runDue(id);
        assertThat(desk.status(id)).isEqualTo("AWAITING_RECEIPT");
        assertThat(desk.read(id).path("purchaseOrder").asText())
                .as("what the document says stays as it is")
                .isEqualTo(misspelt);
    }

    @Test
    @DisplayName(
            "R18, R20: the same paper is a duplicate before and after a person said which supplier it is from, and that settles its"
                    + " name; one that is only alike decides nothing")
    void theSenderIsNamedLater() {
        var number = desk.unique("OD");
        var unknown = captured(book(number));
        assertThat(desk.read(unknown).path("supplier").isNull()).isTrue();
        assertThat(desk.status(unknown)).isEqualTo("IN_EXCEPTION");
        var likely = desk.unique("OE");
        var alike = captured(book(likely).replace("Bücher " + likely, "Wachs &amp; Söhne"));
        assertThat(desk.read(alike).path("supplier").isNull()).isTrue();
        assertThat(texts(
                        get("ip-clerk", "/api/v1/invoices/" + alike + "/order-proposals")
                                .path("suppliers"),
                        null))
                .isNotEmpty();
        door.as("ip-buyer")
                .post("/api/v1/invoices/" + unknown + "/supplier", Map.of("supplier", desk.supplier()))
                .expect(403);
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + unknown + "/supplier", Map.of("supplier", "S-NOBODY"))
                .expect(422);
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + unknown + "/supplier", Map.of("supplier", desk.supplier()))
                .expect(200);
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + unknown + "/supplier", Map.of("supplier", desk.supplier()))
                .expect(409);
        assertThat(desk.read(unknown).path("supplier").asText()).isEqualTo(desk.supplier());
        jobs.runDue(unknown);
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + unknown + "/orders", Map.of("purchaseOrder", desk.order()))
                .expect(200);
        jobs.runDue(unknown);
        assertThat(texts(desk.read(unknown).path("match").path("exceptions"), "type"))
                .as("what a person said of its supplier is not asked again because its name is another one")
                .doesNotContain("SUPPLIER_MISMATCH");
        var unsaid = captured(book(desk.unique("OI")));
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + unsaid + "/orders", Map.of("purchaseOrder", desk.order()))
                .expect(200);
        jobs.runDue(unsaid);
        assertThat(texts(desk.read(unsaid).path("match").path("exceptions"), "type"))
                .as("an order that is named says nothing of who sent the invoice")
                .contains("SUPPLIER_MISMATCH");
        var again = withoutOrder(number, null);
        assertThat(desk.status(again)).isEqualTo("DUPLICATE");
        var second = desk.unique("OF");
        var typed = withoutOrder(second, null);
        var paper = captured(book(second));
        assertThat(desk.status(paper)).as("its sender is unknown").isEqualTo("IN_EXCEPTION");
        door.as("ip-clerk")
                .post("/api/v1/invoices/" + paper + "/supplier", Map.of("supplier", desk.supplier()))
                .expect(200);
        jobs.runDue(paper);
        assertThat(desk.status(paper)).isEqualTo("DUPLICATE");
        assertThat(desk.read(paper).path("match").path("exceptions").toString()).contains(typed);
    }

    @Test
    @DisplayName(
            "Only what is exactly the same decides who an invoice is from: the account too, but never against the tax number")
    void whatIsExactlyTheSame() {
        var supplier = desk.unique("S-IBAN");
        var account = accountOf(supplier);
        door.as("ip-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                supplier,
                                "name",
                                "Papier " + supplier,
                                "taxId",
                                "DE" + Math.abs(supplier.hashCode()),
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED"))
                .expect(201);
        jdbc.update("update suppliers set iban = ?, confirmed_iban = ? where number = ?", account, account, supplier);
        var number = desk.unique("OH");
        var foreign = book(number).replace(accountOf(number), account);
        assertThat(desk.read(captured(foreign)).path("supplier").isNull())
                .as("another tax number says otherwise")
                .isTrue();
        var second = desk.unique("OI");
        var own = book(second)
                .replace(accountOf(second), account.replaceAll("(.{4})", "$1 ").strip())
                .replaceAll("(?s)<cac:PartyTaxScheme>.*?</cac:PartyTaxScheme>", "");
        assertThat(desk.read(captured(own)).path("supplier").asText()).isEqualTo(supplier);
    }

    @Test
    @DisplayName(
            "Several files are several invoices: what is wrong with one stops no other, and each is told by its name")
    void severalFiles() throws Exception {
        var number = desk.unique("OG");
        desk.sendFiles(
                        "ip-clerk",
                        Group.ACCOUNTS_PAYABLE,
                        "/invoices/new/file",
                        Map.of(
                                "good.xml", book(number).getBytes(StandardCharsets.UTF_8),
                                "odd.xml", "<Order/>".getBytes(StandardCharsets.UTF_8)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("captured: " + number)))
                .andExpect(content().string(containsString("odd.xml")))
                .andExpect(content().string(containsString("nothing else is read")));
    }

    // ---- helpers

    private JsonNode get(String user, String path) {
        return door.as(user).get(path).expect(200).json();
    }

    private static List<String> texts(JsonNode rows, String field) {
        var texts = new ArrayList<String>();
        rows.forEach(
                row -> texts.add(field == null ? row.asText() : row.path(field).asText()));
        return texts;
    }

    /** What the supplier claims for the two lines of an order, without a number of ours. */
    private String withoutOrder(String number, String named) {
        var body = new HashMap<String, Object>(Map.of(
                "supplier",
                desk.supplier(),
                "number",
                number,
                "issueDate",
                "2026-03-01",
                "currency",
                "EUR",
                "lines",
                List.of(
                        Map.of(
                                "description",
                                "Beeswax <yellow>",
                                "quantity",
                                "100",
                                "unit",
                                "KGM",
                                "unitPrice",
                                "1.00",
                                "taxRate",
                                "19"),
                        Map.of(
                                "description",
                                "Chairs",
                                "quantity",
                                "4",
                                "unit",
                                "EA",
                                "unitPrice",
                                "50.00",
                                "taxRate",
                                "19")),
                "netTotal",
                "300.00",
                "taxTotal",
                "57.00",
                "grossTotal",
                "357.00",
                "payable",
                "357.00"));
        if (named != null) {
            body.put("purchaseOrder", named);
        }
        var id = door.as("ip-clerk")
                .post("/api/v1/invoices", body)
                .expect(201)
                .json()
                .path("id")
                .asText();
        jobs.runDue(id);
        return id;
    }

    private String captured(String xml) {
        var id = capture.capture(
                        xml.getBytes(StandardCharsets.UTF_8),
                        "application/xml",
                        new Actor(new UserId("ip-clerk"), java.util.Set.of(Group.ACCOUNTS_PAYABLE.id())))
                .id()
                .value();
        jobs.runDue(id);
        return id;
    }

    private static String accountOf(String number) {
        return "DE0210050000" + String.format("%010d", Math.abs(number.hashCode()));
    }

    /** A book invoice of a sender that nobody knows, with tax numbers and accounts of its own. */
    private String book(String number) {
        try (var example = AssignmentTests.class.getResourceAsStream("/invoices/ubl21-book.xml")) {
            return new String(example.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("<cbc:ID>987654</cbc:ID>", "<cbc:ID>" + number + "</cbc:ID>")
                    .replace("<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>", "")
                    .replace("DE987654321", "DE" + Math.abs(number.hashCode()))
                    .replace("DE02100500000024290661", accountOf(number))
                    .replace("books@example.net", number + "@example.net")
                    .replace("Bücher Beispiel GmbH", "Bücher " + number);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
