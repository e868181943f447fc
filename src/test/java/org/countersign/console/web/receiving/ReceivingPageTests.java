package org.countersign.console.web.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.receiving.DespatchExamples.advice;
import static org.countersign.receiving.DespatchExamples.line;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.helger.ubl21.UBL21Marshaller;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RepositoryService;
import org.countersign.receiving.PhotoExamples;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class ReceivingPageTests {

    private static final RequestPostProcessor RECEIVER = by("dock-receiver", Group.RECEIVER);
    private static final RequestPostProcessor ANNA = by("dock-anna", Group.REQUESTER);
    private static final String TODAY = "2026-03-02";

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    private MockMvc mvc;
    private Purchases purchases;

    @BeforeEach
    void people() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        purchases = new Purchases(people, door, jobs);
    }

    @Test
    void anOrderIsFoundByItsNumberHoweverItIsWritten() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var count = Integer.parseInt(order.substring(8));
        for (var code : List.of(
                order, order.toLowerCase(), " " + order + " ", "2026-" + count, "po " + count, String.valueOf(count))) {
            scan(code, RECEIVER).andExpect(redirectedUrl("/receiving/" + order));
        }
    }

    @Test
    void anOrderIsFoundByTheGoods() throws Exception {
        var item = "WX-" + purchases.run();
        var supplierItem = "L/" + purchases.run() + "-77";
        door.as("dock-buyer")
                .post(
                        "/api/v1/items",
                        Map.of(
                                "number",
                                item,
                                "name",
                                "Beeswax",
                                "supplierItem",
                                supplierItem,
                                "gtin",
                                "4012345678901"))
                .expect(201);
        var order = purchases.ordered(
                "Wax", purchases.line("Wicks", "3", TODAY), purchases.line("Wax", "10", TODAY, "item", item));

        scan(supplierItem, RECEIVER).andExpect(redirectedUrl("/receiving/" + order + "?line=2#line-2"));
        scan(item, RECEIVER).andExpect(redirectedUrl("/receiving/" + order + "?line=2#line-2"));

        var other = purchases.ordered("More wax", purchases.line("Wax", "5", TODAY, "item", item));
        for (var code : List.of(supplierItem, "04012345678901", "]C10104012345678901")) {
            scan(code, RECEIVER)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(order)))
                    .andExpect(content().string(containsString("/receiving/" + other + "?line=1#line-1")));
        }
        // The other requester's orders stay unknown to people whom they do not concern.
        scan(supplierItem, by("dock-ben", Group.REQUESTER))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(other))));
    }

    @Test
    void whatIsNotExpectedIsSaidAloudAndTheFieldStaysReady() throws Exception {
        scan("no-such-thing", RECEIVER)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Nothing is expected for “no-such-thing”")))
                .andExpect(content().string(containsString("autofocus")));
    }

    @Test
    void anAddressThatWasTamperedWithIsNoFailure() throws Exception {
        for (var odd : List.of(
                "?booked=", "?booked=" + "9".repeat(200), "?code=" + "9".repeat(300), "?when=x", "?page=99999")) {
            page("/receiving" + odd, RECEIVER);
        }
        mvc.perform(get("/receiving?booked=GR-1999-000001").with(RECEIVER)).andExpect(status().isNotFound());
        mvc.perform(get("/receiving?sort=color").with(RECEIVER)).andExpect(status().isBadRequest());
    }

    @Test
    void whatIsLateAndWhatComesTodayIsListed() throws Exception {
        var late = purchases.ordered("Late wax", purchases.line("Wax", "10", "2026-02-20"));
        var soon = purchases.ordered("Soon wax", purchases.line("Wax", "10", "2026-03-05"));
        var any = purchases.ordered("Wax without a date", purchases.line("Wax", "10", null));

        page("/receiving?size=200", RECEIVER)
                .andExpect(content().string(containsString(late)))
                .andExpect(content().string(not(containsString(soon))))
                .andExpect(content().string(not(containsString(any))));
        page("/receiving?when=soon&size=200", RECEIVER).andExpect(content().string(containsString(soon)));
        page("/receiving?when=undated&size=200", RECEIVER).andExpect(content().string(containsString(any)));

        deliver(late, RECEIVER, form(), "everything", "1").andExpect(status().is3xxRedirection());
        page("/receiving?size=200", RECEIVER).andExpect(content().string(not(containsString(late))));
        page("/receiving?when=soon&size=200", by("dock-ben", Group.REQUESTER))
                .andExpect(content().string(not(containsString(soon))));
    }

    @Test
    void everythingArrivedIsOneClickAndTheConfirmationLeadsBackToScanning() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        var booked = deliver(order, RECEIVER, form(), "everything", "1", "deliveryNote", "DN-1")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();

        page(String.valueOf(booked), RECEIVER)
                .andExpect(content().string(containsString("Nothing is open any more")))
                .andExpect(content().string(containsString("data-scan")));
        var read = read(order);
        assertThat(read.path("status").asText()).isEqualTo("RECEIVED");
        assertThat(read.path("receipts").get(0).path("deliveryNote").asText()).isEqualTo("DN-1");
    }

    @Test
    void whatWasEnteredStaysWhenEverythingElseArrived() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        deliver(order, RECEIVER, form(), "everything", "1", "arrived.1", "8", "rejected.2", "1", "reason.2", "Wet")
                .andExpect(status().is3xxRedirection());
        var read = read(order);
        assertThat(read.path("lines").get(0).path("open").asText()).isEqualTo("2");
        assertThat(read.path("lines").get(1).path("rejected").asText()).isEqualTo("1");
    }

    @Test
    @DisplayName("A second click books nothing twice, whatever stands in it")
    void aSecondClickBooksNothingTwice() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var form = form();
        var first = deliver(order, RECEIVER, form, "arrived.1", "4", "book", "1")
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        deliver(order, RECEIVER, form, "arrived.1", "4", "book", "1").andExpect(redirectedUrl(first));
        assertThat(read(order).path("receipts")).hasSize(1);
        deliver(order, RECEIVER, form(), "arrived.1", "4", "book", "1").andExpect(status().is3xxRedirection());
        assertThat(read(order).path("receipts")).hasSize(2);
    }

    @Test
    @DisplayName("R14: too much is refused in words, and nothing that was entered or photographed is lost")
    void tooMuchIsRefusedAndNothingIsLost() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        var form = form();
        var refused = mvc.perform(delivery(
                                order,
                                RECEIVER,
                                form,
                                "arrived.1",
                                "10.5",
                                "arrived.2",
                                "3",
                                "deliveryNote",
                                "DN-9",
                                "book",
                                "1")
                        .file(photo("damage.jpg", PhotoExamples.tellingJpeg(6))))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Reject or return the surplus")))
                .andExpect(content().string(containsString("id=\"problem-arrived.1\"")))
                .andExpect(content().string(containsString("value=\"10.5\"")))
                .andExpect(content().string(containsString("value=\"DN-9\"")))
                .andExpect(content().string(containsString(form)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(refused).contains("alt=\"damage.jpg\"");
        assertThat(read(order).path("receipts")).isEmpty();

        var booked = deliver(order, RECEIVER, form, "arrived.1", "10", "arrived.2", "3", "book", "1")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var receipt = String.valueOf(booked).replaceAll(".*booked=", "");
        var photos = door.as("dock-anna")
                .get("/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt + "/photos")
                .expect(200)
                .json();
        assertThat(photos).hasSize(1);
        assertThat(door.as("dock-auditor").get("/api/v1/audit/" + receipt).text())
                .contains(photos.get(0).path("sha256").asText());
    }

    @Test
    void everyFaultStandsAtItsField() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        deliver(order, RECEIVER, form(), "arrived.2", "3", "rejected.2", "1", "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-reason.2\"")));
        deliver(order, RECEIVER, form(), "arrived.2", "0", "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-arrived.2\"")));
        deliver(order, RECEIVER, form(), "arrived.1", "many", "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-arrived.1\"")));
        deliver(order, RECEIVER, form(), "arrived.7", "1", "book", "1").andExpect(status().isUnprocessableEntity());
        deliver(order, RECEIVER, form(), "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Nothing is entered")));
        assertThat(read(order).path("receipts")).isEmpty();
    }

    @Test
    @DisplayName("A receipt for an unknown line names the field that was sent")
    void anUnknownLineIsNamedAtItsField() {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var refused = door.as("dock-receiver")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("lines", List.of(Map.of("line", 1, "quantity", "1"), Map.of("line", 7))))
                .expect(422)
                .json();
        assertThat(refused.path("fields")).hasSize(1);
        assertThat(refused.path("fields").get(0).path("field").asText()).isEqualTo("lines[1].line");
        assertThat(refused.path("fields").get(0).path("message").asText()).contains("no line 7", "only line 1");
        var returned = door.as("dock-receiver")
                .post(
                        "/api/v1/purchase-orders/" + order + "/returns",
                        Map.of("reason", "Wet", "lines", List.of(Map.of("line", 0, "quantity", "1"))))
                .expect(422)
                .json();
        assertThat(returned.path("fields").get(0).path("field").asText()).isEqualTo("lines[0].line");
    }

    @Test
    void withoutScriptsAButtonFillsInWhatIsOpen() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        deliver(order, RECEIVER, form(), "all", "2", "arrived.1", "4")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"4\"")))
                .andExpect(content().string(containsString("value=\"3\"")));
        assertThat(read(order).path("receipts")).isEmpty();
    }

    @Test
    void aCancelledOrderTakesNothing() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        door.as("dock-buyer")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "Not needed"))
                .expect(201);
        page("/receiving/" + order, RECEIVER).andExpect(content().string(containsString("This order was cancelled")));
        deliver(order, RECEIVER, form(), "arrived.1", "1", "book", "1").andExpect(status().isConflict());
    }

    @Test
    void whatComesForAClosedOrderIsNotedAsLate() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        door.as("dock-buyer")
                .post("/api/v1/purchase-orders/" + order + "/closure", Map.of("reason", "No more"))
                .expect(201);
        page("/receiving/" + order, RECEIVER).andExpect(content().string(containsString("noted as late")));
        var booked = deliver(order, RECEIVER, form(), "arrived.1", "2", "book", "1")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        page(String.valueOf(booked), RECEIVER)
                .andExpect(content().string(containsString("a purchasing agent decides")));
    }

    @Test
    @DisplayName(
            "R12 to R16: ordered in boxes, received and sent back by the piece and invoiced in pieces: all agree to"
                    + " the piece")
    void boxesComeByThePiece() throws Exception {
        var item = "PEN-" + purchases.run();
        door.as("dock-buyer")
                .post(
                        "/api/v1/items",
                        Map.of(
                                "number",
                                item,
                                "name",
                                "Pens",
                                "price",
                                "0.10",
                                "packUnits",
                                List.of(Map.of("unit", "XBX", "factor", "12"))))
                .expect(201);
        var order = purchases.ordered(
                "Pens", purchases.line("Pens", "5", TODAY, "item", item, "unit", "XBX", "unitPrice", "1.20"));
        page("/receiving/" + order, RECEIVER)
                .andExpect(content().string(containsString("box of 12")))
                .andExpect(content().string(containsString("data-all-unit=\"XBX\"")));
        deliver(order, RECEIVER, form(), "arrived.1", "0.8333", "unit.1", "XBX", "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("does not come out exactly")));
        deliver(order, RECEIVER, form(), "arrived.1", "10", "unit.1", "KGM", "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("it knows XBX, EA")));
        deliver(order, RECEIVER, form(), "arrived.1", "10", "unit.1", "EA", "book", "1")
                .andExpect(status().is3xxRedirection());
        page("/receiving/" + order, RECEIVER)
                .andExpect(content().string(containsString("50 each open")))
                .andExpect(content().string(containsString("data-all=\"50\"")));
        assertThat(read(order).at("/lines/0/count/open").asText()).isEqualTo("50");
        var task = door.as("dock-receiver")
                .get("/engine-rest/task?processInstanceBusinessKey=" + order)
                .json()
                .at("/0/id")
                .asText();
        var booked = new HashMap<String, Object>(Map.of(
                "decision", Map.of("value", "done"),
                "receivedLine", Map.of("value", "1"),
                "arrived", Map.of("value", "2"),
                "lot", Map.of("value", "L-5"),
                "serialNumbers", Map.of("value", "A1, A2")));
        door.as("dock-receiver")
                .post("/engine-rest/task/" + task + "/complete", Map.of("variables", booked))
                .expect(422);
        booked.put("countedIn", Map.of("value", "EA"));
        door.as("dock-receiver")
                .post("/engine-rest/task/" + task + "/complete", Map.of("variables", booked))
                .expect(204);
        assertThat(read(order).at("/receipts/1/lines/0/lot").asText()).isEqualTo("L-5");
        assertThat(read(order).at("/receipts/1/lines/0/serialNumbers")).hasSize(2);
        assertThat(read(order).at("/lines/0/count/open").asText()).isEqualTo("48");
        deliver(order, RECEIVER, form(), "unit.1", "XBX", "everything", "1").andExpect(status().is3xxRedirection());
        assertThat(read(order).path("status").asText()).isEqualTo("RECEIVED");
        assertThat(read(order).at("/lines/0/received").asText()).isEqualTo("5");
        door.as("dock-receiver")
                .post(
                        "/api/v1/purchase-orders/" + order + "/returns",
                        Map.of("reason", "dried up", "lines", List.of(Map.of("line", 1, "quantity", 7, "unit", "EA"))))
                .expect(201);
        page("/purchase-orders/" + order, RECEIVER)
                .andExpect(content().string(containsString("7 each")))
                .andExpect(content().string(containsString("Line 1: 10 each")));

        var invoice = door.as("dock-ap")
                .post(
                        "/api/v1/invoices",
                        Map.of(
                                "supplier",
                                purchases.supplier(),
                                "number",
                                "PENS-" + purchases.run(),
                                "issueDate",
                                TODAY,
                                "currency",
                                "EUR",
                                "purchaseOrder",
                                order,
                                "lines",
                                List.of(Map.of("orderLine", "1", "quantity", "53", "unit", "EA", "netAmount", "5.30")),
                                "netTotal",
                                "5.30",
                                "taxTotal",
                                "0",
                                "grossTotal",
                                "5.30",
                                "payable",
                                "5.30"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        jobs.runDue(invoice);
        assertThat(door.as("dock-ap")
                        .get("/api/v1/invoices/" + invoice)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("APPROVED");
        assertThat(read(order).at("/lines/0/count/invoiced").asText()).isEqualTo("53");
        var moved = door.as("dock-buyer")
                .get("/api/v1/stock-movements?size=200&item=" + item)
                .json()
                .path("content");
        assertThat(moved.findValuesAsText("unit")).containsExactly("EA", "EA", "XBX", "EA");
        assertThat(moved.findValuesAsText("quantity")).containsExactly("10", "2", "4", "-7");
    }

    @Test
    @DisplayName(
            "A despatch advice is kept once with its order, fills the form at the dock and in Tasklist, and is done"
                    + " with once its delivery is booked")
    void aDeliveryIsAnnounced() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        var advice = advice("LS-1", order, line("1", "4", "EA", "L-77", "SN-1", "SN-2"));
        mvc.perform(post("/api/v1/despatch-advices")
                        .contentType("application/xml")
                        .content(advice)
                        .with(ANNA))
                .andExpect(status().isForbidden());
        door.as("dock-receiver")
                .send(
                        "POST",
                        "/api/v1/despatch-advices",
                        HttpRequest.BodyPublishers.ofByteArray(advice),
                        "Content-Type",
                        "application/xml")
                .expect(201);
        mvc.perform(multipart("/receiving/despatch-advices")
                        .file(new MockMultipartFile("advice", "a.xml", "application/xml", advice))
                        .with(RECEIVER))
                .andExpect(status().is3xxRedirection())
                .andExpect(header().string("Location", startsWith("/receiving/" + order + "?advice=")));
        announce(advice, 200);
        announce(advice("LS-1", order, line("1", "5", "EA", null)), 409);
        announce(advice("LS-2", "PO-1999-000001", line("1", "5", "EA", null)), 422);

        page("/receiving/" + order, RECEIVER)
                .andExpect(content().string(containsString("Announced: delivery note LS-1")))
                .andExpect(content().string(containsString("6 each less than is open")))
                .andExpect(content().string(containsString("open, 3 each, and not announced")))
                .andExpect(content().string(containsString("value=\"LS-1\"")))
                .andExpect(content().string(containsString("value=\"L-77\"")))
                .andExpect(content().string(containsString("SN-1\nSN-2")));
        page("/receiving/" + order + "?advice=none", RECEIVER)
                .andExpect(content().string(not(containsString("value=\"L-77\""))));
        var kept = door.as("dock-buyer")
                .get("/api/v1/purchase-orders/" + order + "/despatch-advices")
                .json();
        assertThat(kept).hasSize(1);
        assertThat(door.as("dock-buyer")
                        .get("/api/v1/despatch-advices/" + kept.at("/0/id").asText() + "/original")
                        .text())
                .isEqualTo(new String(advice, StandardCharsets.UTF_8));

        var task = door.as("dock-receiver")
                .get("/engine-rest/task?processInstanceBusinessKey=" + order)
                .json()
                .at("/0/id")
                .asText();
        var choice = "advice:" + kept.at("/0/id").asText();
        assertThat(door.as("dock-receiver")
                        .get("/engine-rest/task/" + task + "/variables/viewReceivable?deserializeValue=false")
                        .text())
                .contains(choice, "Just what delivery note LS-1 announces (4 each)");
        door.as("dock-receiver")
                .post(
                        "/engine-rest/task/" + task + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", "done"), "receivedLine", Map.of("value", choice))))
                .expect(204);
        assertThat(read(order).at("/lines/0/received").asText()).isEqualTo("4");
        assertThat(read(order).at("/receipts/0/deliveryNote").asText()).isEqualTo("LS-1");
        assertThat(read(order).at("/receipts/0/lines/0/lot").asText()).isEqualTo("L-77");
        page("/receiving/" + order, RECEIVER).andExpect(content().string(not(containsString("Announced:"))));
    }

    @Test
    @DisplayName("A receipt is offered as UBL Receipt Advice on its order's page and over REST, to whoever may see the"
            + " order, and no longer once it is reversed")
    void aReceiptIsOfferedAsUbl() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        announce(advice("LS-9", order, line("1", "8", "EA", "L-77")), 201);
        deliver(
                        order,
                        RECEIVER,
                        form(),
                        "arrived.1",
                        "5",
                        "rejected.1",
                        "2",
                        "reason.1",
                        "Wet",
                        "deliveryNote",
                        "LS-9",
                        "book",
                        "1")
                .andExpect(status().is3xxRedirection());
        var receipt = read(order).at("/receipts/0/number").asText();
        var path = "/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt;

        var written = UBL21Marshaller.receiptAdvice()
                .read(door.as("dock-receiver")
                        .get(path + "/document")
                        .expect(200)
                        .text());
        assertThat(written.getIDValue()).isEqualTo(receipt);
        assertThat(written.getReceiptLineAtIndex(0).getRejectedQuantityValue()).isEqualByComparingTo("2");
        assertThat(written.getReceiptLineAtIndex(0).getShortQuantityValue()).isEqualByComparingTo("3");
        var onPage = "/purchase-orders/" + order + "/receipts/" + receipt + "/document.xml";
        page("/purchase-orders/" + order, ANNA).andExpect(content().string(containsString(onPage)));
        mvc.perform(get(onPage).with(ANNA)).andExpect(status().isOk());
        mvc.perform(get(onPage).with(by("dock-ben", Group.REQUESTER))).andExpect(status().isForbidden());
        mvc.perform(get(path + "/document").with(by("dock-ben", Group.REQUESTER)))
                .andExpect(status().isForbidden());
        door.as("dock-receiver")
                .get("/api/v1/purchase-orders/" + order + "/goods-receipts/GR-0/document")
                .expect(404);

        door.as("dock-receiver")
                .post(path + "/reversal", Map.of("reason", "mistake"))
                .expect(201);
        assertThat(door.as("dock-receiver").get(path + "/document").expect(409).text())
                .contains("urn:problem:dispatch:receipt-reversed");
        page("/purchase-orders/" + order, ANNA).andExpect(content().string(not(containsString(onPage))));
    }

    @Test
    @DisplayName("In a form that begins with an announced delivery, everything is what was announced, and says so")
    void everythingIsWhatWasAnnounced() throws Exception {
        var order = purchases.ordered(
                "Wax",
                purchases.line("Wax", "10", TODAY),
                purchases.line("Wicks", "3", TODAY),
                purchases.line("Moulds", "2", TODAY));
        announce(advice("LS-8", order, line("1", "4", "EA", null), line("3", "2", "EA", null)), 201);
        var advice = door.as("dock-receiver")
                .get("/api/v1/purchase-orders/" + order + "/despatch-advices")
                .json()
                .at("/0/id")
                .asText();
        page("/receiving/" + order, RECEIVER)
                .andExpect(content().string(containsString("Everything announced arrived")))
                .andExpect(content().string(containsString("name=\"advice\" value=\"" + advice + "\"")));
        page("/receiving/" + order + "?advice=none", RECEIVER)
                .andExpect(content().string(not(containsString("Everything announced arrived"))));

        deliver(order, RECEIVER, form(), "advice", advice, "arrived.1", "5", "deliveryNote", "LS-8", "everything", "1")
                .andExpect(status().is3xxRedirection());

        assertThat(read(order).path("lines").findValuesAsText("received")).containsExactly("5", "0", "2");
    }

    private void announce(byte[] advice, int status) throws Exception {
        mvc.perform(post("/api/v1/despatch-advices")
                        .contentType("application/xml")
                        .content(advice)
                        .with(RECEIVER))
                .andExpect(status().is(status));
    }

    @Test
    @DisplayName(
            "R14: where match-policy says ASK, too much waits for a purchasing agent, from the page and over REST, who"
                    + " keeps it in the form")
    void tooMuchIsAskedAbout() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var other = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var asking = deploy(table -> table.replace("\"REFUSE\"</text>", "\"ASK\"</text>"));
        try {
            var told = deliver(order, RECEIVER, form(), "arrived.1", "12", "book", "1")
                    .andExpect(status().is3xxRedirection())
                    .andReturn()
                    .getResponse()
                    .getRedirectedUrl();
            page(told, RECEIVER).andExpect(content().string(containsString("purchasing agent")));
            door.as("dock-receiver")
                    .post(
                            "/api/v1/purchase-orders/" + other + "/goods-receipts",
                            Map.of("lines", List.of(Map.of("line", 1, "quantity", 12))))
                    .expect(202);
            assertThat(read(order).at("/lines/0/received").asText()).isEqualTo("0");
            answerSurplus(read(order).at("/receipts/0/number").asText(), "keep");
            answerSurplus(read(other).at("/receipts/0/number").asText(), "sendBack");
        } finally {
            repository.deleteDeployment(asking, true);
        }
        assertThat(read(order).at("/lines/0/received").asText()).isEqualTo("12");
        assertThat(read(other).at("/lines/0/received").asText()).isEqualTo("12");
        assertThat(read(other).at("/lines/0/rejected").asText()).isEqualTo("2");
        assertThat(read(other).path("status").asText()).isEqualTo("RECEIVED");
    }

    private void answerSurplus(String receipt, String decision) {
        var task = door.as("dock-buyer")
                .get("/engine-rest/task?processInstanceBusinessKey=" + receipt)
                .json()
                .at("/0/id")
                .asText();
        door.as("dock-buyer")
                .post(
                        "/engine-rest/task/" + task + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", decision), "comment", Map.of("value", "as agreed"))))
                .expect(204);
    }

    @Test
    @DisplayName(
            "R03: a table that cannot be applied is told in a sentence, to a requester at the dock and for a reversal,"
                    + " and nothing is half done")
    void aFaultyTableIsTold() throws Exception {
        var order = purchases.ordered(
                "Wax",
                purchases.line("Wax", "10", TODAY),
                purchases.line("Tuning", "2", TODAY, "category", "services"));
        deliver(order, RECEIVER, form(), "arrived.1", "4", "book", "1").andExpect(status().is3xxRedirection());
        var receipt = read(order).at("/receipts/0/number").asText();
        var faulty = deploy(table -> table.replace("<text>2</text>", "<text>-2</text>"));
        try {
            mvc.perform(get("/receiving/" + order).with(ANNA)).andExpect(status().isConflict());
            assertThat(door.as("dock-anna")
                            .post(
                                    "/api/v1/purchase-orders/" + order + "/goods-receipts",
                                    Map.of("lines", List.of(Map.of("line", 2, "quantity", 1))))
                            .expect(409)
                            .text())
                    .contains("match-policy");
            page("/purchase-orders/" + order, ANNA);
            door.as("dock-receiver")
                    .post(
                            "/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt + "/reversal",
                            Map.of("reason", "mistake"))
                    .expect(409);
        } finally {
            repository.deleteDeployment(faulty, true);
        }
        assertThat(read(order).at("/receipts/0/state").asText()).isEqualTo("BOOKED");
        assertThat(read(order).at("/lines/0/received").asText()).isEqualTo("4");
        page("/receiving/" + order, ANNA);
    }

    @Autowired
    RepositoryService repository;

    private String deploy(UnaryOperator<String> changed) throws IOException {
        try (var table = getClass().getResourceAsStream("/dmn/match-policy.dmn")) {
            return repository
                    .createDeployment()
                    .addString(
                            "match-policy.dmn",
                            changed.apply(
                                    new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)))
                    .deploy()
                    .getId();
        }
    }

    @Test
    @DisplayName("A second click on a delivery of which one part waits tells again what waits")
    void aSecondClickTellsWhatWaits() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "3", TODAY));
        door.as("dock-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/closure",
                        Map.of("reason", "sold out", "lines", List.of(2)))
                .expect(201);
        var form = form();
        var first = deliver(order, RECEIVER, form, "arrived.1", "4", "arrived.2", "3", "book", "1")
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(first).contains("&waiting=GR-");
        deliver(order, RECEIVER, form, "arrived.1", "4", "arrived.2", "3", "book", "1")
                .andExpect(redirectedUrl(first));
        assertThat(read(order).path("receipts")).hasSize(2);
    }

    @Test
    @DisplayName("Lot and serial numbers stay with the receipt: none twice, and not more than arrived")
    void lotAndSerialNumbersAreKept() throws Exception {
        var order = purchases.ordered("Meters", purchases.line("Meter", "3", TODAY));
        deliver(order, RECEIVER, form(), "arrived.1", "1", "serials.1", "SN-1, SN-2", "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("problem-serials.1")))
                .andExpect(content().string(containsString("SN-1, SN-2")));
        deliver(order, RECEIVER, form(), "arrived.1", "2", "serials.1", "SN-1 SN-1", "book", "1")
                .andExpect(status().isUnprocessableEntity());
        deliver(order, RECEIVER, form(), "arrived.1", "2", "lot.1", "L-77", "serials.1", "SN-1\nSN-2", "book", "1")
                .andExpect(status().is3xxRedirection());
        page("/receiving/" + order, RECEIVER)
                .andExpect(content().string(containsString("lot L-77")))
                .andExpect(content().string(containsString("serial numbers SN-1, SN-2")));
        assertThat(read(order).at("/receipts/0/lines/0/lot").asText()).isEqualTo("L-77");
        assertThat(read(order).at("/receipts/0/lines/0/serialNumbers"))
                .extracting(JsonNode::asText)
                .containsExactly("SN-1", "SN-2");
        var moved = door.as("dock-buyer")
                .get("/api/v1/stock-movements?size=200")
                .json()
                .path("content");
        assertThat(moved.findValuesAsText("lot")).contains("L-77");
    }

    @Test
    @DisplayName("R15: of one delivery the open line is booked, and what is for a closed one waits for a person")
    void whatComesForAClosedLineIsNotedAsLate() throws Exception {
        var order = purchases.ordered(
                "Wax and wicks", purchases.line("Wax", "10", TODAY), purchases.line("Wicks", "5", TODAY));
        door.as("dock-buyer")
                .post("/api/v1/purchase-orders/" + order + "/closure", Map.of("reason", "No more", "lines", List.of(2)))
                .expect(201);
        page("/receiving/" + order, RECEIVER)
                .andExpect(content().string(containsString("what comes is noted as late")));
        var booked = deliver(order, RECEIVER, form(), "arrived.1", "10", "arrived.2", "3", "book", "1")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        page(String.valueOf(booked), RECEIVER)
                .andExpect(content().string(containsString("a purchasing agent decides about what is late")));
        assertThat(read(order).at("/lines/0/received").asText()).isEqualTo("10");
        assertThat(read(order).at("/lines/1/received").asText()).isEqualTo("0");
    }

    @Test
    @DisplayName(
            "R12 to R14: a service is accepted by percent and amount by whoever asked for it, sums to all of it and no"
                    + " more, is told as it was said, reversed and sent back")
    void servicesAreAcceptedByPercentAndAmount() throws Exception {
        var order = purchases.ordered(
                "Audit",
                purchases.line("Audit", "1", TODAY, "category", "services", "unitPrice", "70.01", "unit", "LS"),
                purchases.line("Wax", "10", TODAY));
        page("/receiving/" + order, ANNA)
                .andExpect(content().string(containsString("percent.1")))
                .andExpect(content().string(not(containsString("percent.2"))));
        deliver(order, ANNA, form(), "percent.1", "33.33", "amount.1", "5", "book", "1")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("problem-percent.1")));
        var booked = deliver(order, ANNA, form(), "percent.1", "33.33", "book", "1")
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        page(String.valueOf(booked), ANNA).andExpect(content().string(containsString("accepted as 33.33 %, ")));
        page("/receiving/" + order, ANNA).andExpect(content().string(containsString("accepted as 33.33 %, ")));
        page("/purchase-orders/" + order, ANNA)
                .andExpect(content().string(containsString("accepted as 33.33 %, ")))
                .andExpect(content().string(containsString("1: 33.33 % = 23.33 ")));

        var receipts = "/api/v1/purchase-orders/" + order + "/goods-receipts";
        for (var faulty : List.<Map<String, Object>>of(
                Map.of("line", 1),
                Map.of("line", 1, "quantity", "1", "percent", "10"),
                Map.of("line", 1, "percent", "10", "amount", "1.00"),
                Map.of("line", 1, "percent", "0"),
                Map.of("line", 1, "amount", "1.001"),
                Map.of("line", 1, "amount", "1.00", "unit", "LS"),
                Map.of("line", 1, "amount", "1.00", "rejected", "0.1", "reason", "Bad"))) {
            door.as("dock-anna")
                    .post(receipts, Map.of("lines", List.of(faulty)))
                    .expect(422);
        }
        door.as("dock-anna")
                .post(receipts, Map.of("lines", List.of(Map.of("line", 2, "percent", "10"))))
                .expect(403);
        assertThat(door.as("dock-anna")
                        .post(receipts, Map.of("lines", List.of(Map.of("line", 1, "amount", "46.69"))))
                        .expect(409)
                        .text())
                .contains("46.69 EUR would be accepted of this line, and only 46.68 EUR of it are open");
        deliver(order, ANNA, form(), "amount.1", "46.69", "book", "1")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("problem-amount.1")));
        var amount = door.as("dock-anna")
                .post(receipts, Map.of("lines", List.of(Map.of("line", 1, "amount", "20.00"))))
                .expect(201)
                .json();
        assertThat(amount.at("/lines/0/amount").asText()).isEqualTo("20.00");
        assertThat(amount.at("/lines/0/percent").isNull()).isTrue();
        assertThat(read(order).at("/lines/0/open").asText()).isNotEqualTo("0");
        door.as("dock-anna")
                .post(
                        receipts + "/" + amount.path("number").asText() + "/reversal",
                        Map.of("reason", "It was another order"))
                .expect(201);
        assertThat(new BigDecimal(read(order).at("/lines/0/received").asText())).isEqualByComparingTo("0.3333");
        acceptInTasklist(order, 422, "acceptedPercent", 33.33, "arrived", 1);
        acceptInTasklist(order, 422, "acceptedPercent", "a third");
        acceptInTasklist(order, 204, "acceptedPercent", 33.33);
        acceptInTasklist(order, 422);
        door.as("dock-receiver")
                .post(receipts, Map.of("lines", List.of(Map.of("line", 1, "percent", "33.3396"))))
                .expect(201);
        assertThat(new BigDecimal(read(order).at("/lines/0/open").asText())).isEqualByComparingTo("0.000004");
        door.as("dock-receiver")
                .post(receipts, Map.of("lines", List.of(Map.of("line", 1, "percent", "0.0004"))))
                .expect(201);
        var all = read(order);
        assertThat(new BigDecimal(all.at("/lines/0/open").asText())).isEqualByComparingTo("0");
        var worth = BigDecimal.ZERO;
        for (var receipt : all.path("receipts")) {
            worth = receipt.path("state").asText().equals("REVERSED")
                    ? worth
                    : worth.add(new BigDecimal(receipt.at("/lines/0/amount").asText()));
        }
        assertThat(worth).isEqualByComparingTo("70.01");
        door.as("dock-receiver")
                .post(
                        "/api/v1/purchase-orders/" + order + "/returns",
                        Map.of("reason", "Not done", "lines", List.of(Map.of("line", 1, "quantity", "0.5"))))
                .expect(201);
        door.as("dock-receiver")
                .post(receipts, Map.of("lines", List.of(Map.of("line", 1, "percent", "50"))))
                .expect(201);
        assertThat(new BigDecimal(read(order).at("/lines/0/open").asText())).isEqualByComparingTo("0");
    }

    /** In Tasklist, where numbers come as the browser has them. */
    private void acceptInTasklist(String order, int status, Object... fields) throws Exception {
        var task = door.as("dock-receiver")
                .get("/engine-rest/task?processInstanceBusinessKey=" + order)
                .json()
                .at("/0/id")
                .asText();
        assertThat(door.as("dock-receiver")
                        .get("/engine-rest/task/" + task + "/variables/viewReceivable?deserializeValue=false")
                        .text())
                .contains("\\\"share\\\":\\\"yes\\\"");
        assertThat(door.as("dock-receiver")
                        .get("/engine-rest/task/" + task + "/form-variables?variableNames=viewReceivable")
                        .json()
                        .at("/viewReceivable/value/0/value")
                        .asText())
                .as("a table is the JSON that it is")
                .isEqualTo("all");
        var variables = new HashMap<String, Object>(
                Map.of("decision", Map.of("value", "done"), "receivedLine", Map.of("value", "1")));
        for (int index = 0; index < fields.length; index += 2) {
            variables.put(fields[index].toString(), Map.of("value", fields[index + 1]));
        }
        door.as("dock-receiver")
                .post("/engine-rest/task/" + task + "/complete", Map.of("variables", variables))
                .expect(status);
    }

    @Test
    @DisplayName("Receivers book goods; whoever asked for services books these, and nobody else anything")
    void rights() throws Exception {
        var order = purchases.ordered(
                "Wax and cleaning",
                purchases.line("Wax", "10", TODAY),
                purchases.line("Cleaning", "2", TODAY, "category", "services", "unit", "HUR"));
        page("/receiving/" + order, ANNA)
                .andExpect(content().string(containsString("arrived.2")))
                .andExpect(content().string(not(containsString("arrived.1"))));
        deliver(order, ANNA, form(), "arrived.1", "1", "book", "1").andExpect(status().isForbidden());
        deliver(order, ANNA, form(), "everything", "1").andExpect(status().is3xxRedirection());
        assertThat(read(order).path("lines").get(1).path("open").asText()).isEqualTo("0");
        assertThat(read(order).path("lines").get(0).path("open").asText()).isEqualTo("10");

        for (var reader : List.of(
                by("dock-buyer", Group.PURCHASING_AGENT),
                by("dock-ap", Group.ACCOUNTS_PAYABLE),
                by("dock-auditor", Group.AUDITOR),
                by("dock-admin", Group.ADMINISTRATOR),
                by("dock-ops", Group.OPERATIONS))) {
            page("/receiving/" + order, reader)
                    .andExpect(content().string(containsString("but not book it")))
                    .andExpect(content().string(not(containsString("arrived.1"))));
            deliver(order, reader, form(), "everything", "1").andExpect(status().isForbidden());
        }
        mvc.perform(get("/receiving/" + order).with(by("dock-ben", Group.REQUESTER)))
                .andExpect(status().isForbidden());
        deliver(order, by("dock-ben", Group.REQUESTER), form(), "everything", "1")
                .andExpect(status().isForbidden());
        mvc.perform(get("/receiving/PO-1999-000001").with(RECEIVER)).andExpect(status().isNotFound());
        mvc.perform(get("/receiving")).andExpect(status().is3xxRedirection());
    }

    @Test
    @DisplayName("Photos lose their place, are served as what they are, and are seen by those who may see the order")
    void photos() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var form = form();
        mvc.perform(delivery(order, RECEIVER, form, "arrived.1", "4", "book", "1")
                        .file(photo("../../etc/<damage>.PHP", PhotoExamples.tellingJpeg(6)))
                        .file(photo("label.png", PhotoExamples.picture("png")))
                        .file(photo("phone.heic", PhotoExamples.heic()))
                        .file(photo("LS-1.pdf", "%PDF-1.7 a delivery note".getBytes(StandardCharsets.UTF_8))))
                .andExpect(status().is3xxRedirection());
        var receipt = read(order).path("receipts").get(0).path("number").asText();
        var path = "/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt + "/photos";
        var photos = door.as("dock-anna").get(path).expect(200).json();
        assertThat(photos.findValuesAsText("mediaType"))
                .containsExactly("image/jpeg", "image/png", "image/heic", "application/pdf");
        assertThat(photos.findValuesAsText("name"))
                .containsExactly("damage.jpg", "label.png", "phone.heic", "LS-1.pdf");

        mvc.perform(get(photos.get(0).path("href").asText()).with(ANNA))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "image/jpeg"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Disposition", startsWith("inline")))
                .andExpect(result -> assertThat(
                                new String(result.getResponse().getContentAsByteArray(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(PhotoExamples.TELLING));
        mvc.perform(get(photos.get(2).path("href").asText()).with(ANNA))
                .andExpect(header().string("Content-Disposition", startsWith("attachment")));
        door.as("dock-ben").get(path).expect(403);
        door.as("dock-ben").get(photos.get(0).path("href").asText()).expect(403);
        mvc.perform(get("/receiving/" + order + "/photos/"
                                + photos.get(0).path("id").asText())
                        .with(by("dock-ben", Group.REQUESTER)))
                .andExpect(status().isForbidden());
        page("/receiving/" + order, RECEIVER).andExpect(content().string(containsString("alt=\"damage.jpg\"")));
        page("/purchase-orders/" + order, ANNA).andExpect(content().string(containsString("alt=\"damage.jpg\"")));
    }

    @Test
    void photosAreAddedOverRestByReceiversOnly() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        deliver(order, RECEIVER, form(), "arrived.1", "4", "book", "1");
        var receipt = read(order).path("receipts").get(0).path("number").asText();
        var path = "/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt + "/photos";

        mvc.perform(multipart(path)
                        .file(photo("a.jpg", PhotoExamples.picture("jpg")))
                        .with(RECEIVER))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$[0].mediaType").value("image/jpeg"));
        mvc.perform(multipart(path)
                        .file(photo("a.jpg", "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8)))
                        .with(RECEIVER))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.type").value("urn:problem:receiving:no-such-photo"));
        mvc.perform(multipart(path)
                        .file(photo("large.jpg", new byte[10 * 1024 * 1024 + 1]))
                        .with(RECEIVER))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.type").value("urn:problem:receiving:photo-too-large"));
        var many = multipart(path);
        for (int count = 0; count < 10; count++) {
            many.file(photo(count + ".jpg", PhotoExamples.picture("jpg")));
        }
        mvc.perform(many.with(RECEIVER))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.type").value("urn:problem:receiving:too-many-photos"));
        mvc.perform(multipart(path)
                        .file(photo("a.jpg", PhotoExamples.picture("jpg")))
                        .with(ANNA))
                .andExpect(status().isForbidden());
        mvc.perform(multipart(path.replace(receipt, "GR-1999-000001"))
                        .file(photo("a.jpg", PhotoExamples.picture("jpg")))
                        .with(RECEIVER))
                .andExpect(status().isNotFound());
        assertThat(door.as("dock-receiver").get(path).json()).hasSize(1);
    }

    @Test
    void aPhotoThatWaitsIsSeenByWhoTookItAndCanBeTakenAway() throws Exception {
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var form = form();
        var part = mvc.perform(multipart("/receiving/" + order + "/photos")
                        .file(photo("damage.jpg", PhotoExamples.picture("jpg")))
                        .param("form", form)
                        .with(RECEIVER))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var id = part.replaceAll("(?s).*/photos/([0-9a-f-]{36}).*", "$1");
        mvc.perform(get("/receiving/" + order + "/photos/" + id).with(RECEIVER)).andExpect(status().isOk());
        mvc.perform(get("/receiving/" + order + "/photos/" + id).with(by("dock-buyer", Group.PURCHASING_AGENT)))
                .andExpect(status().isNotFound());
        deliver(order, RECEIVER, form, "takeAway", id, "arrived.1", "4")
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(id))))
                .andExpect(content().string(containsString("value=\"4\"")));
    }

    @Test
    @DisplayName("Photos are kept only of those who may receive something, and only while goods are taken")
    void photosAreKeptOnlyOfThoseWhoReceive() throws Exception {
        var goods = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        take(goods, ANNA, form()).andExpect(status().isForbidden());
        take(goods, by("dock-buyer", Group.PURCHASING_AGENT), form()).andExpect(status().isForbidden());
        var services = purchases.ordered(
                "Cleaning", purchases.line("Cleaning", "2", TODAY, "category", "services", "unit", "HUR"));
        take(services, ANNA, form()).andExpect(status().isOk());

        door.as("dock-buyer")
                .post("/api/v1/purchase-orders/" + goods + "/cancellation", Map.of("reason", "Not needed"))
                .expect(201);
        take(goods, RECEIVER, form())
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString(goods + " cannot be received")));
        mvc.perform(delivery(goods, RECEIVER, form(), "keepPhotos", "1")
                        .file(photo("a.jpg", PhotoExamples.picture("jpg"))))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString(goods + " cannot be received")));
    }

    @Test
    @DisplayName("Thirty photos of one person wait with an order, whatever form they came with")
    void onlySoManyPhotosWait() throws Exception {
        people.add("dock-second", "dock-boss", Group.RECEIVER);
        var order = purchases.ordered("Wax", purchases.line("Wax", "10", TODAY));
        var form = form();
        for (int forms = 0; forms < 3; forms++) {
            var ten = multipart("/receiving/" + order + "/photos");
            for (int count = 0; count < 10; count++) {
                ten.file(photo(count + ".jpg", PhotoExamples.picture("jpg")));
            }
            ten.param("form", forms == 0 ? form : form());
            mvc.perform(ten.with(RECEIVER)).andExpect(status().isOk());
        }
        take(order, RECEIVER, form())
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("at most 30 photos of yours wait to be booked")));
        take(order, by("dock-second", Group.RECEIVER), form()).andExpect(status().isOk());

        deliver(order, RECEIVER, form, "arrived.1", "4", "book", "1").andExpect(status().is3xxRedirection());
        take(order, RECEIVER, form()).andExpect(status().isOk());
    }

    private ResultActions take(String order, RequestPostProcessor who, String form) throws Exception {
        var request = multipart("/receiving/" + order + "/photos").file(photo("a.jpg", PhotoExamples.picture("jpg")));
        request.param("form", form);
        return mvc.perform(request.with(who));
    }

    private static String form() {
        return UUID.randomUUID().toString();
    }

    private static MockMultipartFile photo(String name, byte[] content) {
        return new MockMultipartFile("photos", name, "text/html", content);
    }

    private ResultActions scan(String code, RequestPostProcessor who) throws Exception {
        return mvc.perform(get("/receiving").param("code", code).with(who));
    }

    private ResultActions page(String path, RequestPostProcessor who) throws Exception {
        return mvc.perform(get(path).with(who)).andExpect(status().isOk());
    }

    private ResultActions deliver(String order, RequestPostProcessor who, String form, String... fields)
            throws Exception {
        return mvc.perform(delivery(order, who, form, fields));
    }

    private static MockMultipartHttpServletRequestBuilder delivery(
            String order, RequestPostProcessor who, String form, String... fields) {
        var request = multipart("/receiving/" + order);
        request.param("form", form).with(who);
        for (int index = 0; index < fields.length; index += 2) {
            request.param(fields[index], fields[index + 1]);
        }
        return request;
    }

    private JsonNode read(String order) {
        return door.as("dock-buyer")
                .get("/api/v1/purchase-orders/" + order)
                .expect(200)
                .json();
    }
}
