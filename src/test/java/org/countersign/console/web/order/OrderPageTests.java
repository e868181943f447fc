package org.countersign.console.web.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.regex.Pattern;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class OrderPageTests {

    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private EntityManagerFactory entities;

    private MockMvc mvc;
    private OrderPageExamples examples;

    private final RequestPostProcessor anna = by("op-anna");
    private final RequestPostProcessor stranger = by("op-stranger");
    private final RequestPostProcessor buyer = by("op-buyer", Group.PURCHASING_AGENT);
    private final RequestPostProcessor receiver = by("op-receiver", Group.RECEIVER);
    private final RequestPostProcessor auditor = by("op-auditor", Group.AUDITOR);
    private final RequestPostProcessor ops = by("op-ops", Group.OPERATIONS);

    @BeforeEach
    void setUp() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        examples = new OrderPageExamples(people, door, jobs);
    }

    private String page(String path, RequestPostProcessor who) throws Exception {
        return mvc.perform(get(path).with(who))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String seen(String page) {
        var seen = SEEN.matcher(page);
        assertThat(seen.find()).isTrue();
        return seen.group(1);
    }

    // ---- the list

    @Test
    @DisplayName("The list finds orders by number, title and supplier, and shows a requester only own ones")
    void theListFindsByNumberTitleAndSupplier() throws Exception {
        var order = examples.dispatched("Candles for Advent");

        assertThat(page("/purchase-orders?q=" + order.toLowerCase(java.util.Locale.ROOT), buyer))
                .contains(order);
        assertThat(page("/purchase-orders?q=advent candl", buyer)).contains(order);
        assertThat(page("/purchase-orders?q=advent lamps", buyer)).doesNotContain(order);
        assertThat(page("/purchase-orders?q=" + Integer.parseInt(order.substring(order.length() - 6)), buyer))
                .contains(order);
        assertThat(page("/purchase-orders?q=kerzen " + examples.supplier(), buyer))
                .contains(order);
        assertThat(page("/purchase-orders?q=100%25", buyer)).doesNotContain(order);
        assertThat(page("/purchase-orders?supplier=" + examples.supplier(), anna))
                .contains(order);
        assertThat(page("/purchase-orders?supplier=" + examples.supplier(), stranger))
                .doesNotContain(order);
        assertThat(page("/purchase-orders?supplier=" + examples.supplier(), auditor))
                .contains(order);
    }

    @Test
    @DisplayName("Filters narrow the list by status, day and lateness, and stand in its links")
    void filtersNarrowTheList() throws Exception {
        var order = examples.dispatched("Candles on time");
        var mine = "/purchase-orders?supplier=" + examples.supplier();

        assertThat(page(mine + "&status=DISPATCHED&invoicing=NOT_INVOICED&payment=UNPAID", buyer))
                .contains(order);
        assertThat(page(mine + "&status=CLOSED", buyer)).doesNotContain(order);
        assertThat(page(mine + "&from=2026-03-02&to=2026-03-02", buyer)).contains(order);
        assertThat(page(mine + "&from=2026-03-03", buyer)).doesNotContain(order);
        assertThat(page(mine + "&late=true", buyer)).doesNotContain(order);

        clock.advance(Duration.ofDays(31));
        assertThat(page(mine + "&late=true", buyer)).contains(order, "late=true", "supplier=" + examples.supplier());
    }

    @Test
    @DisplayName("What no filter knows is refused, and a list without orders says what to do")
    void whatNoFilterKnowsIsRefused() throws Exception {
        mvc.perform(get("/purchase-orders?status=LOST").with(buyer)).andExpect(status().isBadRequest());
        mvc.perform(get("/purchase-orders?sort=requester").with(buyer)).andExpect(status().isBadRequest());

        assertThat(page("/purchase-orders", user("op-stranger")))
                .contains("There is no order yet", "/requisitions/new");
        assertThat(page("/purchase-orders?q=nothing-like-this", buyer)).contains("Nothing fits");
    }

    @Test
    @DisplayName("The list goes out as CSV with the same filters, and titles that look like formulas stay texts")
    void theListGoesOutAsCsv() throws Exception {
        var order = examples.dispatched("=1+1");

        mvc.perform(get("/purchase-orders.csv?supplier=" + examples.supplier()).with(buyer))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("purchase-orders.csv")))
                .andExpect(content()
                        .string(allOf(
                                containsString(order), containsString("'=1+1"), containsString(examples.supplier()))));
    }

    // ---- one order

    @Test
    @DisplayName("R23: the page of an order shows both dates, and how punctual each line is, in words")
    void bothDatesAreShown() throws Exception {
        var order = examples.dispatched("Candles with two dates");
        examples.accepted(order, "2026-04-03");
        examples.received(order, "4");

        var page = page("/purchase-orders/" + order, anna);
        assertThat(page)
                .contains("Requested for 1 Apr 2026", "Promised for 3 Apr 2026", "Promised 2 days too late")
                .contains("2 days later than requested")
                .contains("AB-77", "DN-1", "Partly received", "2 lines are open and due by 1 Apr 2026")
                .contains("Approved by rule", "Order sent to the supplier", "Supplier accepted the order");
        clock.advance(Duration.ofDays(32));
        assertThat(page("/purchase-orders/" + order, anna)).contains("Overdue by 2 days", "were due by 1 Apr 2026");
    }

    @Test
    @DisplayName("Whom an order does not concern is refused its page, documents and processes; an auditor reads all")
    void whomItDoesNotConcernIsRefused() throws Exception {
        var order = examples.dispatched("Candles of Anna");

        for (var path : new String[] {"", "/document.pdf", "/document.xml"}) {
            mvc.perform(get("/purchase-orders/" + order + path).with(stranger)).andExpect(status().isForbidden());
            mvc.perform(get("/purchase-orders/" + order + path).with(auditor)).andExpect(status().isOk());
        }
        mvc.perform(get("/process-pictures/" + order).with(stranger)).andExpect(status().isForbidden());
        mvc.perform(get("/purchase-orders/PO-1999-000001").with(auditor)).andExpect(status().isNotFound());
        mvc.perform(get("/process-pictures/PO-1999-000001").with(auditor)).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("Mails are shown to those who may see them, actions to those who may do them")
    void mailsAndActionsAreForThoseWhoMay() throws Exception {
        var order = examples.dispatched("Candles and rights");
        examples.received(order, "4");
        var path = "/purchase-orders/" + order;

        assertThat(page(path, buyer)).contains("id=\"mails-title\"", path + "/closure", path + "/answer");
        assertThat(page(path, buyer)).doesNotContain(path + "/cancellation", "/receiving/" + order);
        assertThat(page(path, receiver)).contains("/receiving/" + order, path + "/return");
        assertThat(page(path, receiver))
                .doesNotContain("id=\"mails-title\"", path + "/closure", path + "/cancellation");
        assertThat(page(path, ops)).contains("id=\"mails-title\"").doesNotContain(path + "/closure", path + "/return");
        assertThat(page(path, anna)).doesNotContain("id=\"mails-title\"", path + "/closure");
    }

    @Test
    @DisplayName(
            "The PDF may be shown in a page of ours, and the policy of the page names each inline style of the diagram")
    void thePdfMayBeShownInOurPage() throws Exception {
        var order = examples.dispatched("Candles on paper");

        mvc.perform(get("/purchase-orders/" + order + "/document.pdf").with(anna))
                .andExpect(header().string("Content-Type", "application/pdf"))
                .andExpect(header().string("X-Frame-Options", "SAMEORIGIN"))
                .andExpect(header().string("Content-Security-Policy", containsString("frame-ancestors 'self'")));
        mvc.perform(get("/purchase-orders/" + order).with(anna))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                allOf(
                                        containsString("'unsafe-hashes' 'sha256-"),
                                        not(containsString("unsafe-inline")))));
        mvc.perform(get("/purchase-orders").with(anna))
                .andExpect(header().string("Content-Security-Policy", not(containsString("unsafe"))));
    }

    @Test
    @DisplayName("The page of an order is read in a bounded number of statements, however long its history is")
    void thePageIsReadInABoundedNumberOfStatements() throws Exception {
        var order = examples.dispatched("Candles in numbers");
        examples.accepted(order, "2026-04-03");
        examples.received(order, "1");
        long few = statements(order);
        for (int times = 0; times < 6; times++) {
            examples.received(order, "1");
        }

        assertThat(statements(order)).isLessThanOrEqualTo(few).isLessThanOrEqualTo(30);
    }

    private long statements(String order) throws Exception {
        var statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        page("/purchase-orders/" + order, buyer);
        statistics.setStatisticsEnabled(false);
        return statistics.getPrepareStatementCount();
    }

    // ---- what people do

    @Test
    @DisplayName("A purchasing agent cancels an order with a reason, once; nobody else may")
    void aPurchasingAgentCancels() throws Exception {
        var order = examples.dispatched("Candles nobody needs");
        var path = "/purchase-orders/" + order + "/cancellation";

        mvc.perform(get(path).with(receiver)).andExpect(status().isForbidden());
        mvc.perform(post(path).with(receiver).param("reason", "No")).andExpect(status().isForbidden());
        mvc.perform(post(path).with(anna).param("reason", "No")).andExpect(status().isForbidden());
        mvc.perform(post(path).with(buyer).param("reason", " "))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("A reason is required")));
        mvc.perform(post(path).with(buyer).param("reason", "Not needed"))
                .andExpect(redirectedUrl("/purchase-orders/" + order))
                .andExpect(flash().attribute("done", order + " is cancelled."));
        mvc.perform(post(path).with(buyer).param("reason", "Not needed"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("cannot be cancelled")));
        assertThat(page("/purchase-orders/" + order, anna)).contains("The order was cancelled: “Not needed”");
    }

    @Test
    @DisplayName("R17: chosen lines are closed short with a reason; what was entered is kept where it is refused")
    void chosenLinesAreClosedShort() throws Exception {
        var order = examples.dispatched("Candles, enough of them");
        var path = "/purchase-orders/" + order + "/closure";

        mvc.perform(post(path).with(receiver).param("reason", "No").param("line", "1"))
                .andExpect(status().isForbidden());
        mvc.perform(post(path).with(buyer).param("seen", "form").param("reason", "Enough already"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Enough already")));
        mvc.perform(post(path).with(buyer).param("reason", "Enough").param("line", "2"))
                .andExpect(redirectedUrl("/purchase-orders/" + order));
        mvc.perform(post(path).with(buyer).param("reason", "Enough").param("line", "2"))
                .andExpect(status().isConflict());
        assertThat(page("/purchase-orders/" + order, buyer)).contains("Closed short: Enough", "Sent to supplier");
    }

    @Test
    @DisplayName("A supplier's answer is recorded once, with the days promised; a second click changes nothing")
    void anAnswerIsRecordedOnce() throws Exception {
        var order = examples.dispatched("Candles by telephone");
        var path = "/purchase-orders/" + order + "/answer";
        var seen = seen(page(path, buyer));

        mvc.perform(get(path).with(anna)).andExpect(status().isForbidden());
        mvc.perform(post(path).with(buyer).param("seen", seen).param("response", "DECLINED"))
                .andExpect(status().isUnprocessableEntity());
        mvc.perform(post(path)
                        .with(buyer)
                        .param("seen", seen)
                        .param("response", "ACCEPTED")
                        .param("promisedDate-1", "soon"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("problem-promisedDate-1")));
        mvc.perform(post(path)
                        .with(buyer)
                        .param("seen", seen)
                        .param("response", "ACCEPTED")
                        .param("reference", "Tel. 5")
                        .param("promisedDate-1", "2026-03-30"))
                .andExpect(redirectedUrl("/purchase-orders/" + order));
        mvc.perform(post(path).with(buyer).param("seen", seen).param("response", "ACCEPTED"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("since you opened this form")));
        assertThat(page("/purchase-orders/" + order, anna)).contains("Tel. 5", "Promised for 30 Mar 2026");
    }

    @Test
    @DisplayName("R16: a receiver sends goods back, not more than is here, and not twice by a second click")
    void aReceiverSendsGoodsBack() throws Exception {
        var order = examples.dispatched("Candles, broken");
        examples.received(order, "4");
        var path = "/purchase-orders/" + order + "/return";
        var seen = seen(page(path, receiver));

        mvc.perform(get(path).with(buyer)).andExpect(status().isForbidden());
        mvc.perform(post(path)
                        .with(receiver)
                        .param("seen", seen)
                        .param("reason", "Broken")
                        .param("quantity-1", "x"))
                .andExpect(status().isUnprocessableEntity());
        mvc.perform(post(path).with(receiver).param("seen", seen).param("reason", "Broken"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("problem-lines")));
        mvc.perform(post(path)
                        .with(receiver)
                        .param("seen", seen)
                        .param("reason", "Broken")
                        .param("quantity-1", "5"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("only 4 are here")));
        mvc.perform(post(path)
                        .with(receiver)
                        .param("seen", seen)
                        .param("reason", "Broken")
                        .param("quantity-1", "1"))
                .andExpect(redirectedUrl("/purchase-orders/" + order));
        mvc.perform(post(path)
                        .with(receiver)
                        .param("seen", seen)
                        .param("reason", "Broken")
                        .param("quantity-1", "1"))
                .andExpect(status().isConflict());
        assertThat(door.as("op-buyer")
                        .get("/api/v1/purchase-orders/" + order)
                        .json()
                        .at("/lines/0/returned")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    @DisplayName("R17: chosen lines are reopened with a reason, by purchasing agents, as long as the order goes on")
    void chosenLinesAreReopened() throws Exception {
        var order = examples.dispatched("Candles, closed too early");
        var path = "/purchase-orders/" + order + "/reopening";
        assertThat(page("/purchase-orders/" + order, buyer)).doesNotContain(path);
        mvc.perform(post("/purchase-orders/" + order + "/closure")
                        .with(buyer)
                        .param("reason", "They will not come")
                        .param("line", "2"))
                .andExpect(redirectedUrl("/purchase-orders/" + order));
        assertThat(page("/purchase-orders/" + order, buyer)).contains(path);
        assertThat(page("/purchase-orders/" + order, receiver)).doesNotContain(path);

        mvc.perform(get(path).with(receiver)).andExpect(status().isForbidden());
        assertThat(page(path, buyer)).contains("closed because: They will not come");
        mvc.perform(post(path).with(buyer).param("reason", "They come").param("seen", "form"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("They come")));
        mvc.perform(post(path).with(buyer).param("reason", "They come").param("line", "2"))
                .andExpect(redirectedUrl("/purchase-orders/" + order));
        mvc.perform(post(path).with(buyer).param("reason", "They come").param("line", "2"))
                .andExpect(status().isConflict());
        assertThat(page("/purchase-orders/" + order, buyer))
                .contains("Lines expected again")
                .doesNotContain(path);
    }

    @Test
    @DisplayName("R13: a receiver reverses a receipt that was booked by mistake, once and with a reason")
    void aReceiverReversesAReceipt() throws Exception {
        var order = examples.dispatched("Candles of somebody else");
        examples.received(order, "4");
        var number = door.as("op-buyer")
                .get("/api/v1/purchase-orders/" + order)
                .json()
                .at("/receipts/0/number")
                .asText();
        var path = "/purchase-orders/" + order + "/receipts/" + number + "/reversal";
        assertThat(page("/purchase-orders/" + order, receiver)).contains(path);
        assertThat(page("/receiving/" + order, receiver)).contains(path);
        assertThat(page("/purchase-orders/" + order, buyer)).doesNotContain(path);

        mvc.perform(get(path).with(buyer)).andExpect(status().isForbidden());
        mvc.perform(post(path).with(buyer).param("reason", "Mine")).andExpect(status().isForbidden());
        assertThat(page(path, receiver)).contains("as if this receipt had never been booked");
        mvc.perform(post(path).with(receiver))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("problem-reason")));
        mvc.perform(post(path).with(receiver).param("reason", "The wrong order"))
                .andExpect(redirectedUrl("/purchase-orders/" + order));
        mvc.perform(post(path).with(receiver).param("reason", "The wrong order"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("already reversed")));
        assertThat(page("/purchase-orders/" + order, receiver))
                .contains("Booked by mistake, reversed", "The wrong order")
                .doesNotContain(path);
    }

    // ---- the processes

    @Test
    @DisplayName("The pictures of a purchase show where it stands and which way it took, from the engine's history")
    void thePicturesShowWhereItStands() throws Exception {
        var order = examples.dispatched("Candles in a picture");
        examples.accepted(order, "2026-04-01");
        examples.received(order, "4");

        mvc.perform(get("/process-pictures/" + order).with(anna))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].process")
                        .value(org.hamcrest.Matchers.contains(
                                "purchase-requisition", "document-approval", "purchase-order")))
                .andExpect(jsonPath("$[0].ended").value(true))
                .andExpect(jsonPath("$[0].visited")
                        .value(org.hamcrest.Matchers.hasItems(
                                "callActivity_approveRequisition",
                                "serviceTask_createOrder",
                                "event_requisitionOrdered")))
                .andExpect(jsonPath("$[0].flows")
                        .value(org.hamcrest.Matchers.hasItems(
                                "flow_submitted",
                                "flow_answered",
                                "flow_approved",
                                "flow_suppliersKnown",
                                "flow_ordersCreated",
                                "flow_completed")))
                .andExpect(jsonPath("$[0].flows").value(not(org.hamcrest.Matchers.hasItem("flow_rejected"))))
                .andExpect(jsonPath("$[2].ended").value(false))
                .andExpect(jsonPath("$[2].active").value(org.hamcrest.Matchers.contains("userTask_receiveGoods")))
                .andExpect(jsonPath("$[2].flows")
                        .value(org.hamcrest.Matchers.containsInAnyOrder(
                                "flow_issued",
                                "flow_prepared",
                                "flow_dispatched",
                                "flow_handedOver",
                                "flow_answerAwaited",
                                "flow_fulfilmentBegins",
                                "flow_answered",
                                "flow_accepted",
                                "flow_fulfilment",
                                "flow_goodsOutstanding",
                                "flow_goodsReceived")))
                .andExpect(jsonPath("$[2].incidents").isEmpty())
                .andExpect(jsonPath("$[2].cockpit").doesNotExist());
        mvc.perform(get("/process-pictures/" + order).with(ops))
                .andExpect(jsonPath("$[2].cockpit").value(containsString("/camunda/app/cockpit/")));
    }

    @Test
    @DisplayName("A diagram is given to whoever may see a document of its process, and only to them")
    void aDiagramIsGivenToWhoMaySeeADocument() throws Exception {
        var order = examples.dispatched("Candles in a diagram");
        var pictures = page("/process-pictures/" + order, anna);
        var model = com.jayway.jsonpath.JsonPath.<String>read(pictures, "$[2].model");

        mvc.perform(get(java.net.URI.create(model)).with(anna))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("userTask_receiveGoods")));
        mvc.perform(get(java.net.URI.create(model)).with(anna).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"Ware annehmen\"")))
                .andExpect(content().string(not(containsString("name=\"Receive goods\""))));
        mvc.perform(get("/process-pictures/" + order).with(anna).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")))
                .andExpect(content().string(containsString("Bestellunterlagen vorbereiten")));
        mvc.perform(get("/purchase-orders/" + order).with(anna).cookie(new Cookie("COUNTERSIGN-LANGUAGE", "de")))
                .andExpect(content().string(containsString("Unter 100,00: durch Regel freigegeben")));
        mvc.perform(get(java.net.URI.create(model)).with(stranger)).andExpect(status().isForbidden());
        mvc.perform(get("/process-pictures/" + order + "/model?id=mail-delivery:1:1")
                        .with(anna))
                .andExpect(status().isNotFound());
    }
}
