package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.countersign.invoicing.ExceptionType;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CountersignTest
class ExceptionAnswerProcessTests {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Pattern LINK = Pattern.compile("/supplier/invoice-questions/([A-Za-z0-9_-]+)");

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    Mailbox mailbox;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    private String supplier;
    private String address;
    private String costCenter;

    @BeforeEach
    void people() {
        people.add("sa-boss", Group.APPROVER);
        people.add("sa-anna", "sa-boss");
        people.add("sa-buyer", "sa-boss", Group.PURCHASING_AGENT);
        people.add("sa-dock", "sa-boss", Group.RECEIVER);
        people.add("sa-junior", "sa-boss", Group.PURCHASING_AGENT);
        people.add("sa-clerk", "sa-boss", Group.ACCOUNTS_PAYABLE);
        people.add("sa-money", "sa-boss", Group.FINANCE_OFFICER);
        people.add("sa-admin", "sa-boss", Group.ADMINISTRATOR);
        var run = RUNS.incrementAndGet();
        costCenter = "CC-SA-" + run;
        supplier = "S-SA-" + run;
        address = "answers-" + run + "@example.net";
        ok(door.as("sa-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "sa-boss")));
        ok(door.as("sa-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                supplier,
                                "name",
                                "Answers " + run,
                                "email",
                                address,
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED",
                                "language",
                                "en")));
    }

    @Test
    @DisplayName(
            "R20, R26: a supplier is asked with the differences side by side, answers once over a link, and the handler"
                    + " is asked again with the answer")
    void theSupplierAnswersOverALink() {
        var id = dearer("SA-" + supplier);
        assertThat(complete(task(id), "sa-clerk", "askSupplier", "Why?")).isIn(403, 404);
        assertThat(complete(task(id), "sa-buyer", "askSupplier", "Is 60.00 a mistake?"))
                .isEqualTo(204);
        jobs.runDue(id);
        assertThat(open(id)).isEmpty();
        assertThat(exception(id).path("waitsFor").asText()).isEqualTo("SUPPLIER");
        assertThat(exception(id).path("state").asText()).isEqualTo("OPEN");
        assertThat(mailbox.to(address))
                .filteredOn(mail -> subjectOf(mail).contains("SA-" + supplier))
                .hasSize(1);
        var mail = Mailbox.textOf(question().get(0));
        assertThat(mail)
                .contains("Is 60.00 a mistake?", "Ordered: 4 each at 50.00 EUR", "Invoiced: 4 each at 60.00 EUR")
                .doesNotContain("Tolerated");

        var page = "/supplier/invoice-questions/" + token(mail);
        assertThat(door.anonymous().get(page).expect(200).text()).contains("SA-" + supplier, "Price differs", "60.00");
        assertThat(open(id)).as("looking changes nothing").isEmpty();
        assertThat(say(page, "INVOICE_RIGHT", "").status()).isEqualTo(422);
        assertThat(say(page, "INVOICE_RIGHT", "The list of March says so.").status())
                .isEqualTo(303);
        assertThat(say(page, "INVOICE_RIGHT", "The list of March says so.").status())
                .as("a second click")
                .isEqualTo(303);
        assertThat(say(page, "CREDIT_NOTE", "").status()).as("another answer").isEqualTo(409);
        assertThat(door.anonymous().get(page + "x").status()).isEqualTo(404);

        var again = task(id);
        assertThat(tasks.getVariable(again.getId(), "viewReply")).isEqualTo("The invoice is right.");
        assertThat(tasks.getVariable(again.getId(), "viewReplyText")).isEqualTo("The list of March says so.");
        jobs.runDue(id);
        assertThat(mailbox.to("sa-buyer@example.org"))
                .filteredOn(one -> subjectOf(one).contains(id))
                .filteredOn(one -> Mailbox.textOf(one).contains("The list of March says so."))
                .hasSize(1);
        assertThat(exception(id).path("question").path("answer").asText()).isEqualTo("INVOICE_RIGHT");
        assertThat(complete(again, "sa-buyer", "accept", "They are right")).isEqualTo(204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(door.anonymous().get(page).expect(200).text()).doesNotContain("<form");
    }

    @Test
    @DisplayName(
            "R07: a supplier who does not answer is reminded after the policy's days with a new link; its handler may"
                    + " take the difference up again, and ask anew")
    void aSilentSupplierIsReminded() {
        var id = dearer("SR-" + supplier);
        ok(door.as("sa-buyer")
                .post("/api/v1/invoices/" + id + "/exceptions/1/answer", Map.of("decision", "askSupplier")));
        jobs.runDue(id);
        clock.advance(Duration.ofDays(2));
        jobs.runDue(id);
        assertThat(question()).hasSize(1);
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        jobs.runDue(id);
        assertThat(question()).hasSize(2);
        assertThat(subjectOf(question().get(1))).contains("still open");
        jobs.runDue(id);
        assertThat(question()).as("no second reminder on the same day").hasSize(2);

        assertThat(door.as("sa-clerk")
                        .post("/api/v1/invoices/" + id + "/exceptions/1/resumption", null)
                        .status())
                .isEqualTo(403);
        ok(door.as("sa-buyer").post("/api/v1/invoices/" + id + "/exceptions/1/resumption", null));
        assertThat(door.as("sa-buyer")
                        .post("/api/v1/invoices/" + id + "/exceptions/1/resumption", null)
                        .status())
                .isEqualTo(409);
        assertThat(complete(task(id), "sa-buyer", "askSupplier", "Once more")).isEqualTo(204);
        jobs.runDue(id);
        assertThat(question()).hasSize(3);
        var first =
                "/supplier/invoice-questions/" + token(Mailbox.textOf(question().get(0)));
        assertThat(say(first, "CREDIT_NOTE", "").status()).as("asked anew").isEqualTo(409);
        clock.advance(Duration.ofDays(31));
        assertThat(door.anonymous().get(first).status()).as("over").isEqualTo(410);
        var last =
                "/supplier/invoice-questions/" + token(Mailbox.textOf(question().get(2)));
        assertThat(door.anonymous().get(last).text()).contains("Send me a new link");
        assertThat(renewed(last)).isEqualTo(renewed(first)).contains("If our question is still open");
        renewed(last);
        jobs.runDue(id);
        var fresh = question().stream()
                .filter(one -> subjectOf(one).contains("your new link"))
                .toList();
        assertThat(fresh)
                .as("one a day, and none for the question that is closed")
                .hasSize(1);
        assertThat(say("/supplier/invoice-questions/" + token(Mailbox.textOf(fresh.get(0))), "CREDIT_NOTE", "")
                        .status())
                .isEqualTo(303);
    }

    @Test
    @DisplayName("R16: an invoice waits for a credit note, its handler is reminded, and the credit note settles it")
    void aCreditNoteSettlesWhatWaitsForIt() {
        var id = dearer("CN-" + supplier);
        assertThat(complete(task(id), "sa-buyer", "awaitCredit", "Promised by phone"))
                .isEqualTo(204);
        assertThat(open(id)).isEmpty();
        assertThat(exception(id).path("waitsFor").asText()).isEqualTo("CREDIT");
        assertThat(exception(id).path("expectedCredit").asText()).isEqualTo("40.00");
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        jobs.runDue(id);
        assertThat(mailbox.to("sa-buyer@example.org"))
                .filteredOn(one -> subjectOf(one).contains(id) && subjectOf(one).contains("has not come"))
                .hasSize(1);
        var credit = credit("CN-" + supplier, "10.00", "40.00");
        jobs.runDue(credit);
        jobs.runDue(id);
        assertThat(status(credit)).isEqualTo("APPROVED");
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(exception(id).path("state").asText()).isEqualTo("RESOLVED");
    }

    @Test
    @DisplayName("R16: a credit note of a part brings the rest of the difference back to its handler")
    void aPartialCreditComesBack() {
        var id = dearer("CP-" + supplier);
        for (var wrong : List.of("-1", "1000000.00", "0.00001")) {
            assertThat(door.as("sa-buyer")
                            .post(
                                    "/api/v1/invoices/" + id + "/exceptions/1/answer",
                                    Map.of("decision", "awaitCredit", "expectedCredit", wrong))
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        ok(door.as("sa-buyer")
                .post(
                        "/api/v1/invoices/" + id + "/exceptions/1/answer",
                        Map.of("decision", "awaitCredit", "expectedCredit", "35.50")));
        assertThat(exception(id).path("expectedCredit").asText()).isEqualTo("35.50");
        jobs.runDue(credit("CP-" + supplier, "2.50", "10.00"));
        jobs.runDue(id);
        assertThat(open(id)).hasSize(1);
        assertThat(exception(id).path("amount").asText()).isEqualTo("30.00");
        assertThat(exception(id).path("waitsFor").isNull()).isTrue();
        assertThat(mailbox.to("sa-buyer@example.org"))
                .filteredOn(one -> subjectOf(one).contains(id))
                .as("asked, and asked again for the rest")
                .hasSize(2);
    }

    @Test
    @DisplayName(
            "R20: open differences are moved to another version with whom they ask and by when, and their answer counts")
    void openDifferencesAreMoved() throws IOException {
        people.add("sa-analyst", "sa-boss", Group.PROCESS_ANALYST);
        people.add("sa-ops", "sa-boss", Group.OPERATIONS);
        var shipped = Files.readString(Path.of("bpmn/supplier-invoice.bpmn"));
        var old = deploy(shipped.replace("From an invoice's capture", "Once from an invoice's capture"));
        ProcessDefinition next = null;
        try {
            var id = dearer("MV-" + supplier);
            var asked = task(id);
            var before = told(asked);
            next = deploy(shipped);
            var path = "/api/v1/models/supplier-invoice/migrations/"
                    + ok(door.as("sa-analyst")
                                    .post(
                                            "/api/v1/models/supplier-invoice/migrations",
                                            Map.of("from", old.getVersion(), "to", next.getVersion())))
                            .path("id")
                            .asText();
            ok(door.as("sa-ops").post(path + "/trial", Map.of("document", id, "reason", "To the new one")));
            var moved = task(id);
            assertThat(moved.getProcessDefinitionId()).isEqualTo(next.getId());
            assertThat(told(moved)).isEqualTo(before);
            assertThat(complete(moved, "sa-buyer", "askSupplier", "Why?")).isEqualTo(204);
            jobs.runDue(id);
            assertThat(exception(id).path("waitsFor").asText()).isEqualTo("SUPPLIER");
            ok(door.as("sa-buyer").post("/api/v1/invoices/" + id + "/exceptions/1/resumption", null));
            assertThat(complete(task(id), "sa-buyer", "accept", "All right")).isEqualTo(204);
            jobs.runDue(id);
            assertThat(status(id)).isEqualTo("APPROVED");
        } finally {
            if (next != null) {
                repository.deleteDeployment(next.getDeploymentId(), true);
            }
            repository.deleteDeployment(old.getDeploymentId(), true);
        }
    }

    private ProcessDefinition deploy(String model) {
        var deployed = repository
                .createDeployment()
                .addString("supplier-invoice.bpmn", model)
                .deploy();
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(deployed.getId())
                .singleResult();
    }

    private List<Object> told(Task task) {
        return Arrays.asList(
                task.getId(),
                task.getAssignee(),
                task.getDueDate(),
                task.getFollowUpDate(),
                task.getPriority(),
                tasks.getIdentityLinksForTask(task.getId()).stream()
                        .map(link -> link.getType() + link.getGroupId() + link.getUserId())
                        .sorted()
                        .toList(),
                new TreeMap<>(tasks.getVariables(task.getId())).toString());
    }

    @Test
    @DisplayName("R20: an invoice whose process began before differences could wait goes on: its task shows the answer")
    void anOlderProcessShowsTheAnswerToo() {
        var deployed = repository
                .createDeployment()
                .addClasspathResource("migration/supplier-invoice-without-waits.bpmn")
                .deploy();
        try {
            var id = dearer("SO-" + supplier);
            assertThat(complete(task(id), "sa-buyer", "askSupplier", null)).isEqualTo(204);
            jobs.runDue(id);
            assertThat(tasks.getVariable(task(id).getId(), "viewReply"))
                    .isEqualTo("The supplier has not answered yet.");
            var page = "/supplier/invoice-questions/"
                    + token(Mailbox.textOf(question().get(0)));
            assertThat(say(page, "CREDIT_NOTE", "").status()).isEqualTo(303);
            jobs.runDue(id);
            assertThat(tasks.getVariable(task(id).getId(), "viewReply")).isEqualTo("A credit note will come.");
            assertThat(complete(task(id), "sa-buyer", "accept", "All right")).isEqualTo(204);
            jobs.runDue(id);
            assertThat(status(id)).isEqualTo("APPROVED");
        } finally {
            repository.deleteDeployment(deployed.getId(), true);
        }
    }

    @Test
    @DisplayName(
            "R20: what is more than the handler's own limit is proposed, with a reason, to the approvers of the order; they"
                    + " accept it, or it is the handler's again")
    void beyondTheOwnLimitTheApproversDecide() {
        jdbc.update("update people set approval_limit = 39.99, version = version + 1 where user_id = 'sa-junior'");
        var id = dearer("LI-" + supplier);
        assertThat(complete(task(id), "sa-junior", "accept", null)).isEqualTo(422);
        assertThat(complete(task(id), "sa-junior", "accept", "Agreed by phone")).isEqualTo(204);
        assertThat(open(id)).isEmpty();
        assertThat(exception(id).path("state").asText()).isEqualTo("OPEN");
        assertThat(exception(id).path("handler").asText()).isEqualTo("approvers");
        jobs.runDue(id);
        var approval = approval(id);
        assertThat(tasks.getVariable(approval.getId(), "viewFacts").toString()).contains("Agreed by phone");
        assertThat(complete(approval, "sa-boss", "return", "Ask for a credit first"))
                .isEqualTo(204);
        jobs.runDue(id);
        assertThat(exception(id).path("handler").asText()).isEqualTo("purchasing-agent");
        assertThat(complete(task(id), "sa-junior", "accept", "They refuse a credit"))
                .isEqualTo(204);
        jobs.runDue(id);
        assertThat(complete(approval(id), "sa-boss", "approve", "Then so be it"))
                .isEqualTo(204);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        assertThat(exception(id).path("answeredBy").asText()).isEqualTo("sa-boss");
    }

    @Test
    @DisplayName("R20: the limit of the kind counts too, inclusive; a table without the column has none")
    void theLimitOfTheKindCounts() throws IOException {
        assertThat(limitedTo("40.00", "LK-")).isEqualTo("APPROVED");
        assertThat(limitedTo("39.99", "LL-")).isEqualTo("IN_EXCEPTION");
        assertThat(limitedTo(null, "LM-")).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("A rejected invoice's supplier is told why by mail, unless the handler says not to")
    void theSupplierIsToldOfARejection() {
        var told = dearer("RJ-" + supplier);
        assertThat(complete(task(told), "sa-buyer", "reject", "Send one with 50.00 each"))
                .isEqualTo(204);
        jobs.runDue(told);
        assertThat(status(told)).isEqualTo("REJECTED");
        assertThat(mailbox.to(address))
                .filteredOn(mail -> subjectOf(mail).contains("we cannot accept it"))
                .singleElement()
                .satisfies(mail -> assertThat(Mailbox.textOf(mail))
                        .contains("Send one with 50.00 each", "Invoiced: 4 each at 60.00 EUR")
                        .doesNotContain("Tolerated"));
        var silent = dearer("RS-" + supplier);
        ok(door.as("sa-buyer")
                .post(
                        "/api/v1/invoices/" + silent + "/exceptions/1/answer",
                        Map.of("decision", "reject", "comment", "Ours alone", "tellSupplier", false)));
        jobs.runDue(silent);
        assertThat(status(silent)).isEqualTo("REJECTED");
        assertThat(mailbox.to(address))
                .filteredOn(mail -> subjectOf(mail).contains("we cannot accept it"))
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "R07: who receives is reminded after the policy's days of an invoice that waits for goods, and who ordered of a"
                    + " service; no more once the receipt is there")
    void whoReceivesIsReminded() {
        var order = order();
        var id = capture(body("RR-" + supplier, order, "50.00", "200.00"));
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("AWAITING_RECEIPT");
        clock.advance(Duration.ofDays(2));
        jobs.runDue(id);
        assertThat(receiptReminders("sa-dock", order)).isZero();
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        jobs.runDue(id);
        assertThat(receiptReminders("sa-dock", order)).isEqualTo(1);
        assertThat(receiptReminders("sa-anna", order))
                .as("goods are not hers to receive")
                .isZero();
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        jobs.runDue(id);
        assertThat(receiptReminders("sa-dock", order)).isEqualTo(2);
        receive(order);
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        clock.advance(Duration.ofDays(10));
        jobs.runDue(id);
        assertThat(receiptReminders("sa-dock", order)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "R16: what waits because another invoice took the quantity is compared again when that one is rejected")
    void anotherInvoiceIsRejected() {
        var order = order();
        receive(order);
        var first = capture(body("FI-" + supplier, order, "50.00", "200.00"));
        jobs.runDue(first);
        assertThat(status(first)).isEqualTo("APPROVED");
        var second = capture(body("SE-" + supplier, order, "50.00", "200.00"));
        jobs.runDue(second);
        assertThat(status(second)).isEqualTo("IN_EXCEPTION");
        var payment = approval(first);
        assertThat(complete(payment, "sa-money", "reject", "Not this one")).isEqualTo(204);
        jobs.runDue(first);
        jobs.runDue(second);
        assertThat(status(first)).isEqualTo("REJECTED");
        assertThat(status(second)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("A supplier that is asked about an invoice for another supplier's order learns nothing of that order")
    void anotherSuppliersOrderStaysUnknown() {
        var order = order();
        receive(order);
        var other = supplier + "-O";
        var otherAddress = "other-" + address;
        ok(door.as("sa-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                other,
                                "name",
                                "Other " + other,
                                "email",
                                otherAddress,
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED",
                                "language",
                                "en")));
        var body = body("SO-" + supplier, order, "67.00", "268.00");
        body.put("supplier", other);
        var id = capture(body);
        jobs.runDue(id);
        var price = taskOf(id, "PRICE_VARIANCE");
        assertThat(complete(price, "sa-buyer", "askSupplier", "What is this?")).isEqualTo(204);
        jobs.runDue(id);
        var mail = Mailbox.textOf(mailbox.to(otherAddress).stream()
                .filter(one -> subjectOf(one).contains("SO-" + supplier))
                .findFirst()
                .orElseThrow());
        assertThat(mail).contains("67.00").doesNotContain("50.00", "68.00", "Ordered:", "Received");
        var page = door.anonymous()
                .get("/supplier/invoice-questions/" + token(mail))
                .expect(200)
                .text();
        assertThat(page).contains("67.00").doesNotContain("50.00", ">68.00");
    }

    @Test
    @DisplayName("R20: an answer that comes after its handler took the difference up is shown, whatever else waits")
    void aLateAnswerIsShown() {
        var order = order();
        receive(order);
        var body = body("SL-" + supplier, order, "60.00", "240.00");
        body.put("grossTotal", "250.00");
        body.put("payable", "250.00");
        var id = capture(body);
        jobs.runDue(id);
        var price = taskOf(id, "PRICE_VARIANCE");
        var total = taskOf(id, "TOTAL_MISMATCH");
        assertThat(complete(price, "sa-buyer", "askSupplier", null)).isEqualTo(204);
        jobs.runDue(id);
        var link =
                "/supplier/invoice-questions/" + token(Mailbox.textOf(question().get(0)));
        assertThat(complete(total, "sa-clerk", "askSupplier", null)).isEqualTo(204);
        jobs.runDue(id);
        var sequence = sequenceOf(id, "PRICE_VARIANCE");
        ok(door.as("sa-buyer").post("/api/v1/invoices/" + id + "/exceptions/" + sequence + "/resumption", null));
        assertThat(say(link, "INVOICE_RIGHT", "By contract.").status()).isEqualTo(303);
        jobs.runDue(id);
        assertThat(tasks.getVariable(taskOf(id, "PRICE_VARIANCE").getId(), "viewReplyText"))
                .isEqualTo("By contract.");
        assertThat(open(id)).as("the other one waits on").hasSize(1);
    }

    private Task taskOf(String id, String type) {
        var label = ExceptionType.valueOf(type).label();
        return open(id).stream()
                .filter(task -> label.equals(tasks.getVariable(task.getId(), "viewException")))
                .findFirst()
                .orElseThrow();
    }

    private int sequenceOf(String id, String type) {
        var all = invoice(id).path("match").path("exceptions");
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).path("type").asText().equals(type)) {
                return index + 1;
            }
        }
        throw new AssertionError("no " + type);
    }

    private long receiptReminders(String user, String order) {
        return mailbox.to(user + "@example.org").stream()
                .filter(mail -> subjectOf(mail).startsWith(order + ": an invoice of"))
                .count();
    }

    /** What becomes of an invoice whose difference of 40.00 is accepted, where the table sets this limit; null for no column. */
    private String limitedTo(String limit, String number) throws IOException {
        String table;
        try (var stream = ExceptionAnswerProcessTests.class.getResourceAsStream("/dmn/exception-routing.dmn")) {
            table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        var changed = limit == null
                ? table.replaceAll("(?s)<output id=\"output_acceptUpTo\".*?</output>", "")
                        .replaceAll("(?s)<outputEntry id=\"\\w+_acceptUpTo\">.*?</outputEntry>", "")
                : table.replaceFirst("(?s)(rule_purchasing_acceptUpTo\">\\s*<text>)(</text>)", "$1" + limit + "$2");
        assertThat(changed).isNotEqualTo(table);
        var deployed = repository
                .createDeployment()
                .addString("exception-routing.dmn", changed)
                .deploy();
        try {
            var id = dearer(number + supplier);
            assertThat(complete(task(id), "sa-buyer", "accept", "Agreed")).isEqualTo(204);
            jobs.runDue(id);
            return status(id);
        } finally {
            repository.deleteDeployment(deployed.getId(), true);
        }
    }

    private Task approval(String id) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(id)
                .taskDefinitionKey("userTask_approve")
                .singleResult();
    }

    /** An invoice over 40.00 more than its order. */
    private String dearer(String number) {
        var order = order();
        receive(order);
        var id = capture(body(number, order, "60.00", "240.00"));
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("IN_EXCEPTION");
        return id;
    }

    private void receive(String order) {
        ok(door.as("sa-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", "DN", "lines", List.of(Map.of("line", 1, "quantity", "4")))));
    }

    private String credit(String preceding, String price, String net) {
        var invoice = ok(door.as("sa-clerk").get("/api/v1/invoices?number=" + preceding))
                .path("content")
                .get(0)
                .path("id")
                .asText();
        var order = invoice(invoice).path("purchaseOrder").asText();
        var body = body("C" + preceding, order, price, net);
        body.put("type", "CREDIT_NOTE");
        body.put("precedingInvoice", preceding);
        return capture(body);
    }

    private String capture(Map<String, Object> body) {
        return ok(door.as("sa-clerk").post("/api/v1/invoices", body)).path("id").asText();
    }

    private Map<String, Object> body(String number, String order, String price, String net) {
        return new HashMap<>(Map.of(
                "supplier", supplier,
                "number", number,
                "purchaseOrder", order,
                "currency", "EUR",
                "lines",
                        List.of(Map.of(
                                "line",
                                "1",
                                "orderLine",
                                "1",
                                "description",
                                "Chairs",
                                "unit",
                                "EA",
                                "quantity",
                                "4",
                                "unitPrice",
                                price,
                                "netAmount",
                                net)),
                "netTotal", net,
                "taxTotal", "0.00",
                "grossTotal", net,
                "payable", net));
    }

    private String order() {
        var number = ok(door.as("sa-anna")
                        .post(
                                "/api/v1/requisitions",
                                Map.of(
                                        "title",
                                        "For a question",
                                        "costCenter",
                                        costCenter,
                                        "lines",
                                        List.of(Map.of(
                                                "description", "Chairs",
                                                "quantity", "4",
                                                "unitPrice", "50.00",
                                                "supplier", supplier)))))
                .path("number")
                .asText();
        ok(door.as("sa-anna").post("/api/v1/requisitions/" + number + "/submission", null));
        jobs.runDue(number);
        tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .list()
                .forEach(task ->
                        assertThat(complete(task, "sa-boss", "approve", null)).isEqualTo(204));
        jobs.runDue(number);
        var order = ok(door.as("sa-anna").get("/api/v1/requisitions/" + number))
                .path("orders")
                .get(0)
                .asText();
        jobs.runDue(order);
        return order;
    }

    private String renewed(String page) {
        return door.anonymous()
                .send(
                        "POST",
                        page + "/renewal",
                        BodyPublishers.noBody(),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .text();
    }

    private TestDoor.Answer say(String page, String answer, String message) {
        return door.anonymous()
                .send(
                        "POST",
                        page,
                        BodyPublishers.ofString(
                                "answer=" + answer + "&message=" + URLEncoder.encode(message, StandardCharsets.UTF_8)),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    private List<MimeMessage> question() {
        return mailbox.to(address).stream()
                .filter(mail -> LINK.matcher(Mailbox.textOf(mail)).find())
                .toList();
    }

    private static String token(String mail) {
        var link = LINK.matcher(mail);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private int complete(Task task, String user, String decision, String comment) {
        var variables = new HashMap<String, Object>(Map.of("decision", Map.of("value", decision)));
        if (comment != null) {
            variables.put("comment", Map.of("value", comment));
        }
        return door.as(user)
                .post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", variables))
                .status();
    }

    private Task task(String id) {
        assertThat(open(id)).hasSize(1);
        return open(id).get(0);
    }

    private List<Task> open(String id) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(id)
                .taskDefinitionKey("userTask_resolveException")
                .list();
    }

    private JsonNode exception(String id) {
        return invoice(id).path("match").path("exceptions").get(0);
    }

    private JsonNode invoice(String id) {
        return ok(door.as("sa-clerk").get("/api/v1/invoices/" + id));
    }

    private String status(String id) {
        return invoice(id).path("status").asText();
    }

    private static JsonNode ok(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }
}
