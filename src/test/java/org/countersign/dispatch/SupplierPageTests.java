package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
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

@CountersignTest
class SupplierPageTests {

    private static final Pattern LINK = Pattern.compile("http://\\S+(/supplier/orders/[A-Za-z0-9_-]+)");

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

    private DispatchedOrders orders;

    @BeforeEach
    void people() {
        orders = new DispatchedOrders(people, door, jobs);
    }

    @Test
    void theMailBringsTheOrderAndALinkToItsPage() throws Exception {
        var order = orders.dispatched();

        var mail = mailbox.to(orders.address()).get(0);
        assertThat(mail.getSubject()).startsWith(order + ": ");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(filesOf(mail)).contains(order + ".pdf", order + ".xml");

        var page = door.anonymous().get(link());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains(
                        order,
                        "Paper, white, A4",
                        "10 each",
                        "4.125",
                        "51.15",
                        "60.87",
                        "1 April 2026",
                        "Accept the order")
                .contains("2 % discount within 10 days");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Set-Cookie")).isNull();
        var pdf = door.anonymous().get(link() + "/document");
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.text()).startsWith("%PDF");
    }

    @Test
    void lookingAtThePageChangesNothing() {
        var order = orders.dispatched();
        var link = link();

        for (var method : new String[] {"GET", "HEAD", "OPTIONS"}) {
            door.anonymous().send(method, link, BodyPublishers.noBody());
            door.anonymous().send(method, link + "?response=ACCEPTED&thanks", BodyPublishers.noBody());
        }

        assertThat(orders.status(order)).isEqualTo("DISPATCHED");
        assertThat(door.anonymous().get(link).text()).contains("Accept the order");
    }

    @Test
    @DisplayName("R23: an acceptance promises the dates that were asked for, and is recorded as the supplier's")
    void theSupplierAccepts() {
        var order = orders.dispatched();
        var link = link();

        var answer = post(link, "response=ACCEPTED&reference=AB-77");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(link + "?thanks");
        assertThat(door.anonymous().get(link + "?thanks").text())
                .contains("Thank you", "You accepted this order.")
                .doesNotContain("value=\"ACCEPTED\"");
        var read = door.as("di-buyer").get("/api/v1/purchase-orders/" + order).json();
        assertThat(read.path("status").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(read.path("lines").get(0).path("promisedDate").asText()).isEqualTo("2026-04-01");
        assertThat(door.as("di-auditor").get("/api/v1/audit/" + order).text())
                .contains("supplier:" + orders.supplier(), "AB-77");
    }

    @Test
    void aSecondAnswerIsRefused() {
        var order = orders.dispatched();
        var link = link();
        post(link, "response=ACCEPTED");

        var second = post(link, "response=DECLINED&note=No");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).contains("This order was answered already", "You accepted this order.");
        assertThat(orders.status(order)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void theSameAnswerClickedTwiceIsTakenOnceAndThankedForTwice() {
        orders.dispatched();
        var link = link();

        assertThat(post(link, "response=ACCEPTED&reference=AB-1").status()).isEqualTo(303);
        assertThat(post(link, "response=ACCEPTED&reference=AB-1").header("Location"))
                .isEqualTo(link + "?thanks");
        assertThat(post(link, "response=ACCEPTED&reference=AB-2").status()).isEqualTo(409);
    }

    @Test
    void aRefusalNeedsAReasonAndGoesToThePurchasingAgent() {
        var order = orders.dispatched();
        var link = link();

        var without = post(link, "response=DECLINED&note=+");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text())
                .contains("Please say why you decline.", "aria-invalid=\"true\"", "href=\"#decline-note\"");

        assertThat(post(link, "response=DECLINED&note=Out+of+st%C3%B6ck+%3Cb%3E")
                        .status())
                .isEqualTo(303);
        assertThat(door.anonymous().get(link).text()).contains("You declined this order.", "Out of stöck &lt;b&gt;");
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(order)
                        .taskDefinitionKey("userTask_handleDecline")
                        .count())
                .isOne();
        jobs.runDue(order);
        assertThat(subjectsOf("di-buyer@example.org", order))
                .containsExactly(order + ": please decide, Papier & Söhne declined the order");
    }

    @Test
    @DisplayName("R11: proposed dates wait for purchasing; after a rejection the supplier may answer again")
    void otherDatesAreProposed() {
        var order = orders.dispatched();
        var link = link();

        assertThat(post(link, "response=CHANGES_PROPOSED&date-1=2026-04-01&date-2=2026-04-01")
                        .status())
                .isEqualTo(422);
        assertThat(post(link, "response=CHANGES_PROPOSED&date-1=2026-04-20&date-2=2026-04-01&note=Strike")
                        .status())
                .isEqualTo(303);
        assertThat(door.anonymous().get(link).text())
                .contains("We have not decided yet", "Line 1: delivery on 20 April 2026", "Strike")
                .doesNotContain("Line 2:");
        assertThat(post(link, "response=ACCEPTED").status()).isEqualTo(409);
        jobs.runDue(order);
        assertThat(subjectsOf("di-buyer@example.org", order))
                .containsExactly(order + ": please decide, Papier & Söhne proposes changes");

        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(order)
                .taskDefinitionKey("userTask_handleProposal")
                .singleResult();
        assertThat(door.as("di-buyer")
                        .post(
                                "/engine-rest/task/" + task.getId() + "/complete",
                                Map.of(
                                        "variables",
                                        Map.of(
                                                "decision", Map.of("value", "reject"),
                                                "comment", Map.of("value", "Too late for us"))))
                        .status())
                .isEqualTo(204);

        jobs.runDue(order);
        assertThat(mailbox.to(orders.address())).hasSize(2);
        assertThat(door.anonymous().get(link).text())
                .contains("could not accept them", "Too late for us", "Accept the order");
        assertThat(post(link, "response=ACCEPTED").status()).isEqualTo(303);
        assertThat(orders.status(order)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    @DisplayName("R11: another price or quantity can be proposed, and only a change of the order can accept it")
    void otherPricesAndQuantitiesAreProposed() {
        var order = orders.dispatched();
        var link = link();

        var faulty = post(link, "response=CHANGES_PROPOSED&quantity-1=ten&price-1=-4&date-2=soon");
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.text())
                .contains(
                        "Line 1: please enter the quantity",
                        "Line 1: please enter the unit price",
                        "Line 2: please enter the date",
                        "value=\"ten\"");
        assertThat(post(link, "response=CHANGES_PROPOSED&quantity-1=10&price-1=4.125")
                        .text())
                .contains("Nothing is different from our order");

        assertThat(post(link, "response=CHANGES_PROPOSED&quantity-1=8&price-1=4,5&date-1=2026-04-01")
                        .status())
                .isEqualTo(303);
        assertThat(door.anonymous().get(link).text()).contains("Line 1: quantity 8, unit price 4.50");
        var answer = door.as("di-buyer")
                .get("/api/v1/purchase-orders/" + order)
                .json()
                .path("acknowledgement");
        assertThat(answer.path("response").asText()).isEqualTo("CHANGES_PROPOSED");
    }

    @Test
    void aSupplierWritesWithoutDecidingAnything() {
        var order = orders.dispatched();
        var link = link();

        assertThat(post(link + "/messages", "message=+").status()).isEqualTo(422);
        assertThat(post(link + "/messages", "message=" + "x".repeat(2001)).status())
                .isEqualTo(422);
        var sent = post(link + "/messages", "message=May+we+deliver+on+Saturday%3F+%3Cb%3E");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).isEqualTo(link + "?sent");
        assertThat(post(link + "/messages", "message=May+we+deliver+on+Saturday%3F+%3Cb%3E")
                        .status())
                .as("a second click")
                .isEqualTo(303);

        assertThat(orders.status(order)).isEqualTo("DISPATCHED");
        assertThat(door.anonymous().get(link + "?sent").text())
                .contains("Thank you: your message is with us.", "May we deliver on Saturday? &lt;b&gt;");
        jobs.runDue(order);
        assertThat(subjectsOf("di-buyer@example.org", order))
                .containsExactly(order + ": please read what Papier & Söhne writes");
        assertThat(door.as("di-anna")
                        .get("/api/v1/purchase-orders/" + order + "/timeline")
                        .text())
                .contains("purchase-order.supplier-message", "May we deliver on Saturday?");
        assertThat(door.as("di-buyer")
                        .get("/api/v1/purchase-orders/" + order + "/supplier-messages")
                        .json())
                .hasSize(1);
        assertThat(door.as("di-stranger")
                        .get("/api/v1/purchase-orders/" + order + "/supplier-messages")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoeverHasTheLinkWritesAFewTimesADayOnly() {
        orders.dispatched();
        var link = link();
        for (var i = 1; i <= 5; i++) {
            assertThat(post(link + "/messages", "message=Number+" + i).status()).isEqualTo(303);
        }

        var sixth = post(link + "/messages", "message=Number+6");
        assertThat(sixth.status()).isEqualTo(409);
        assertThat(sixth.text()).contains("Please call us if it is urgent", "Number 6");

        clock.advance(Duration.ofHours(25));
        assertThat(post(link + "/messages", "message=Number+6").status()).isEqualTo(303);
    }

    @Test
    void thePageIsReadInTheSuppliersLanguageAndCanBeSwitched() {
        orders.dispatched();
        var link = link();

        assertThat(door.anonymous().get(link).text()).contains("lang=\"en\"", "Accept the order");
        assertThat(door.anonymous().get(link + "?lang=de").text())
                .contains("lang=\"de\"", "Bestellung bestätigen", "1. April 2026", "51,15");
        assertThat(post(link + "?lang=de", "response=DECLINED&note=").text())
                .contains("Bitte nennen Sie den Grund der Ablehnung.");
        assertThat(post(link + "?lang=de", "response=ACCEPTED").header("Location"))
                .isEqualTo(link + "?thanks&lang=de");
        assertThat(door.anonymous().get(link + "?lang=%3Cscript%3E").status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatIsNoneIsRefused() {
        orders.dispatched();
        assertThat(post(link(), "response=MAYBE").status()).isEqualTo(422);
        assertThat(post(link(), "").status()).isEqualTo(422);
    }

    @Test
    void aCancelledOrderSaysSo() {
        var order = orders.dispatched();
        var link = link();
        door.as("di-buyer")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "No need"))
                .expect(201);

        assertThat(door.anonymous().get(link).text())
                .contains("This order was cancelled")
                .doesNotContain("value=\"ACCEPTED\"");
        var late = post(link, "response=ACCEPTED");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("This order was cancelled");
        assertThat(orders.status(order)).isEqualTo("CANCELLED");
        assertThat(post(link + "/messages", "message=It+left+yesterday").status())
                .as("it may be on its way")
                .isEqualTo(303);
    }

    @Test
    void theSupplierAndTheRequesterAreToldOfACancellation() {
        var order = orders.dispatched();
        door.as("di-buyer")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "No need"))
                .expect(201);

        jobs.runDue(order);

        assertThat(subjectsOf(orders.address(), order)).contains(order + ": cancelled, please do not deliver");
        assertThat(subjectsOf("di-anna@example.org", order))
                .containsExactly(order + ": cancelled, Paper for the office");
    }

    @Test
    void anExpiredLinkIsRenewedToTheAddressThatIsKnownAndOnceADay() {
        var order = orders.dispatched();
        var link = link();
        assertThat(post(link + "/renewal", "").header("Location")).isEqualTo(link);
        clock.advance(Duration.ofDays(31));

        assertThat(door.anonymous().get(link).text()).contains("Send me a new link");
        assertThat(post(link + "/renewal", "").text()).contains("A new link is on its way");
        assertThat(post(link + "/renewal", "").text()).contains("A new link is on its way");

        jobs.runDue(order);
        assertThat(subjectsOf(orders.address(), order))
                .filteredOn(subject -> subject.contains("your new link"))
                .hasSize(1);
        assertThat(door.anonymous().get(link()).text()).contains("Accept the order");
    }

    @Test
    void anExpiredLinkSaysSoAndActsNoMore() {
        var order = orders.dispatched();
        var link = link();
        clock.advance(Duration.ofDays(31));

        assertThat(door.anonymous().get(link).status()).isEqualTo(410);
        assertThat(door.anonymous().get(link).text()).contains("This link has expired", order);
        assertThat(door.anonymous().get(link + "/document").status()).isEqualTo(410);
        assertThat(post(link, "response=ACCEPTED").status()).isEqualTo(410);
        assertThat(orders.status(order)).isEqualTo("DISPATCHED");
    }

    @Test
    void aChangedLinkIsNone() {
        orders.dispatched();
        var forged = link().substring(0, link().length() - 3) + "AAA";

        assertThat(door.anonymous().get(forged).status()).isEqualTo(404);
        assertThat(door.anonymous().get(forged).text()).contains("This link does not work");
        assertThat(post(forged, "response=ACCEPTED").status()).isEqualTo(404);
    }

    @Test
    void theDocumentIsGivenAsTheCallerAcceptsIt() {
        var early = orders.issued();
        assertThat(document("di-anna", early, "application/pdf").status()).isEqualTo(409);
        jobs.runDue(early);

        assertThat(document("di-anna", early, "*/*").header("Content-Type")).isEqualTo("application/pdf");
        assertThat(document("di-anna", early, "application/xml").header("Content-Type"))
                .isEqualTo("application/xml");
        assertThat(document("di-anna", early, "application/xml, */*;q=0.5").text())
                .contains("<Order", early);
        assertThat(document("di-anna", early, "application/*").header("Content-Type"))
                .isEqualTo("application/pdf");
        assertThat(document("di-anna", early, "text/csv").status()).isEqualTo(406);
        assertThat(document("di-auditor", early, "application/pdf").status()).isEqualTo(200);
        assertThat(document("di-buyer", early, "application/pdf").status()).isEqualTo(200);
        assertThat(document("di-stranger", early, "application/pdf").status()).isEqualTo(403);
        assertThat(document("di-buyer", "PO-1999-000001", "application/pdf").status())
                .isEqualTo(404);
    }

    @Test
    void everyFaultyFieldOfAnAnswerIsNamed() {
        var order = orders.dispatched();
        var path = "/api/v1/purchase-orders/" + order + "/acknowledgements";

        var refused = door.as("di-buyer")
                .post(path, "{\"response\":\"ACCEPTED\",\"lines\":[{\"line\":9},{\"line\":1,\"quantity\":\"9\"}]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("type").asText()).isEqualTo("urn:problem:dispatch:answer-incomplete");
        assertThat(refused.json().path("fields").findValuesAsText("field")).contains("lines[0].line", "lines[1]");
        assertThat(door.as("di-buyer")
                        .post(path, Map.of("response", "DECLINED"))
                        .status())
                .isEqualTo(422);
        assertThat(door.as("di-anna").post(path, Map.of("response", "ACCEPTED")).status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName(
            "R11: the supplier sees and gets the old terms until a change applies, then the new ones, and answers again")
    void aChangedOrderIsAnsweredAgain() {
        var order = orders.dispatched();
        var link = link();
        assertThat(post(link, "response=ACCEPTED&revision=1").status()).isEqualTo(303);
        var original = document("di-buyer", order, "application/pdf").header("ETag");

        door.as("di-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/change-orders",
                        "{\"reason\":\"Twice as many guests\",\"lines\":[{\"line\":1,\"quantity\":\"40\"}]}")
                .expect(201);
        jobs.runDue(order);
        var waiting = door.anonymous().get(link).text();
        assertThat(waiting).contains("quantity\">10 ").doesNotContain("We changed this order", "quantity\">40 ");
        assertThat(document("di-buyer", order, "application/pdf").header("ETag"))
                .isEqualTo(original);
        var approval = tasks.createTaskQuery()
                .processInstanceBusinessKey(order)
                .taskDefinitionKey("userTask_approve")
                .singleResult();
        door.as(approval.getAssignee())
                .post(
                        "/engine-rest/task/" + approval.getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                .expect(204);
        jobs.runDue(order);

        var changed = link();
        assertThat(changed).isNotEqualTo(link);
        assertThat(door.anonymous().get(changed).text())
                .contains("We changed this order on", "(change 1)", "Accept the order", "quantity\">40 ");
        assertThat(document("di-buyer", order, "application/pdf").header("ETag"))
                .isNotEqualTo(original);
        assertThat(document("di-buyer", order, "application/xml").text()).contains("Change 1 to " + order);
        var stale = post(changed, "response=ACCEPTED&revision=1");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("We have changed this order");
        assertThat(orders.status(order)).isEqualTo("DISPATCHED");
        assertThat(post(changed, "response=ACCEPTED&revision=2").status()).isEqualTo(303);
        assertThat(orders.status(order)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    @DisplayName("R11: other prices that a purchasing agent accepts become a change order")
    void otherPricesBecomeAChangeOrder() {
        var order = orders.dispatched();
        door.as("di-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/acknowledgements",
                        "{\"response\":\"CHANGES_PROPOSED\",\"lines\":[{\"line\":1,\"unitPrice\":\"5.00\"}]}")
                .expect(201);
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(order)
                .taskDefinitionKey("userTask_handleProposal")
                .singleResult();

        door.as("di-buyer")
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "accept"))))
                .expect(204);

        var change = door.as("di-buyer")
                .get("/api/v1/purchase-orders/" + order + "/change-orders/1")
                .json();
        assertThat(change.path("reason").asText()).isEqualTo("As the supplier proposed");
        assertThat(change.path("lines").get(0).path("newUnitPrice").asText()).isEqualTo("5");
    }

    private TestDoor.Answer document(String user, String order, String accept) {
        return door.as(user).get("/api/v1/purchase-orders/" + order + "/document", "Accept", accept);
    }

    private TestDoor.Answer post(String link, String form) {
        return door.anonymous()
                .send("POST", link, BodyPublishers.ofString(form), "Content-Type", "application/x-www-form-urlencoded");
    }

    private List<String> subjectsOf(String address, String order) {
        return mailbox.to(address).stream()
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(subject -> subject.startsWith(order))
                .toList();
    }

    private String link() {
        var mails = mailbox.to(orders.address());
        var found = LINK.matcher(Mailbox.textOf(mails.get(mails.size() - 1)));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String filesOf(Part part) throws Exception {
        var names = new StringBuilder();
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                names.append(filesOf(parts.getBodyPart(i)));
            }
        } else if (part.getFileName() != null) {
            names.append(part.getFileName()).append('\n');
        }
        return names.toString();
    }
}
