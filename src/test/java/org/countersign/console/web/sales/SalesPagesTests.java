package org.countersign.console.web.sales;

import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class SalesPagesTests {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final RequestPostProcessor SALLY = by("sp-sally", Group.SALES_AGENT);
    private static final RequestPostProcessor OTHER = by("sp-other", Group.SALES_AGENT);
    private static final RequestPostProcessor BOSS = by("sp-boss", Group.APPROVER);
    private static final RequestPostProcessor ADMIN = by("sp-admin", Group.ADMINISTRATOR);
    private static final RequestPostProcessor AUDITOR = by("sp-auditor", Group.AUDITOR);
    private static final RequestPostProcessor ANNA = by("sp-anna", Group.REQUESTER);

    @Autowired
    WebApplicationContext web;

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TaskService tasks;

    private MockMvc mvc;
    private String customer;
    private String number;

    @BeforeEach
    void aSalesOrder() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("sp-boss", Group.APPROVER);
        people.add("sp-admin", Group.ADMINISTRATOR);
        people.add("sp-sally", "sp-boss", Group.SALES_AGENT);
        people.add("sp-other", "sp-boss", Group.SALES_AGENT);
        people.add("sp-auditor", Group.AUDITOR);
        people.add("sp-anna", Group.REQUESTER);
        customer = "C-PAGE-" + RUNS.incrementAndGet();
        door.as("sp-sally")
                .post("/api/v1/customers", Map.of("number", customer, "name", "Werft " + customer))
                .expect(201);
        number = door.as("sp-sally")
                .post(
                        "/api/v1/sales-orders",
                        Map.of(
                                "customer",
                                customer,
                                "reference",
                                "4711",
                                "lines",
                                List.of(Map.of("description", "Anchor winch", "quantity", "2", "unitPrice", "12.50"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
    }

    @Test
    void aSalesOrderIsListedAndShown() throws Exception {
        page("/sales-orders?q=" + number, AUDITOR)
                .andExpect(content().string(containsString("Anchor winch")))
                .andExpect(content().string(containsString("Werft " + customer)));
        page("/sales-orders?customer=" + customer + "&status=RELEASED", SALLY)
                .andExpect(content().string(containsString("Nothing fits")));
        page("/sales-orders.csv?customer=" + customer, SALLY)
                .andExpect(content().string(containsString(number + ",Anchor winch," + customer + ",Draft")));
        page("/sales-orders/" + number, SALLY)
                .andExpect(content().string(containsString("25.00")))
                .andExpect(content().string(containsString("4711")))
                .andExpect(content().string(containsString("Nobody has been asked yet")))
                .andExpect(content().string(containsString("/sales-orders/" + number + "/submission")));
        page("/sales-orders/" + number, OTHER).andExpect(content().string(not(containsString("/submission"))));
        page("/sales-orders/" + number, AUDITOR).andExpect(content().string(not(containsString("/withdrawal"))));
        mvc.perform(get("/go").param("number", number.toLowerCase()).with(SALLY))
                .andExpect(redirectedUrl("/sales-orders/" + number));
        mvc.perform(get("/go").param("number", number).with(ANNA)).andExpect(redirectedUrl("/"));
        mvc.perform(get("/sales-orders/" + number).with(ANNA)).andExpect(status().isForbidden());
        mvc.perform(get("/sales-orders").with(ANNA)).andExpect(status().isForbidden());
        mvc.perform(get("/customers").with(ANNA)).andExpect(status().isForbidden());
        mvc.perform(get("/sales-orders/SO-none").with(SALLY)).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName("R01: from the draft to the release on pages alone, and the second click is told so")
    void fromTheDraftToTheRelease() throws Exception {
        mvc.perform(post("/customers/" + customer + "/approval-cycle")
                        .param("first", "The requester’s manager")
                        .with(ADMIN))
                .andExpect(redirectedUrl("/customers/" + customer));
        page("/customers/" + customer, AUDITOR)
                .andExpect(content().string(containsString("The requester’s manager")))
                .andExpect(content().string(not(containsString("/approval-cycle"))));
        step("submission", SALLY).andExpect(flash().attributeExists("done"));
        jobs.runDue(number);
        page("/sales-orders/" + number, BOSS)
                .andExpect(content().string(containsString("It waits for sp-boss Example (asked")))
                .andExpect(content().string(containsString("its first approver")))
                .andExpect(content().string(not(containsString("/release"))));
        step("release", SALLY).andExpect(flash().attributeExists("refused"));
        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        door.as("sp-boss")
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                .expect(204);
        jobs.runDue(number);
        page("/sales-orders/" + number, OTHER)
                .andExpect(content().string(containsString("Every approval is in")))
                .andExpect(content().string(containsString("/release")))
                .andExpect(content().string(containsString("/cancellation")));
        mvc.perform(post("/sales-orders/" + number + "/release").with(BOSS)).andExpect(status().isForbidden());
        step("release", OTHER).andExpect(flash().attributeExists("done"));
        step("release", OTHER).andExpect(flash().attributeExists("refused"));
        page("/sales-orders/" + number, SALLY)
                .andExpect(content().string(containsString("What was sold may be issued")))
                .andExpect(content().string(containsString("sp-other Example")));
    }

    @Test
    @DisplayName(
            "What is said about a sales order beside the answers stands on its page, and can be answered and taken back")
    void whatIsSaidAboutIt() throws Exception {
        mvc.perform(post("/customers/" + customer + "/approval-cycle")
                        .param("first", "The requester’s manager")
                        .with(ADMIN))
                .andExpect(redirectedUrl("/customers/" + customer));
        step("submission", SALLY).andExpect(flash().attributeExists("done"));
        jobs.runDue(number);
        page("/sales-orders/" + number, SALLY).andExpect(content().string(not(containsString("Said about it"))));
        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        var approval = "/api/v1/approvals/" + task.getId();
        door.as("sp-boss")
                .post(approval + "/question", Map.of("text", "Who fetches it?"))
                .expect(201);

        var asked = page("/sales-orders/" + number, SALLY)
                .andExpect(content().string(containsString("sp-boss Example asked sp-sally Example a question")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var question = asked.replaceAll("(?s).*id=\"remarks\".*?/questions/([^\"?]+).*", "$1");
        mvc.perform(post("/questions/" + question).param("answer", "The yard").with(SALLY))
                .andExpect(status().is3xxRedirection());
        page("/sales-orders/" + number, AUDITOR)
                .andExpect(content().string(containsString("The yard")))
                .andExpect(content().string(not(containsString("/questions/"))));
        door.as("sp-boss")
                .post(approval + "/delegation", Map.of("to", "sp-other", "mode", "DECIDE", "comment", "Yours"))
                .expect(201);
        var removal = page("/sales-orders/" + number, BOSS)
                .andExpect(content().string(containsString("sp-boss Example let sp-other Example decide")))
                .andReturn()
                .getResponse()
                .getContentAsString()
                .replaceAll("(?s).*action=\"([^\"]+/removal)\".*", "$1");
        mvc.perform(post(removal).with(SALLY)).andExpect(status().isForbidden());
        mvc.perform(post(removal).with(ANNA)).andExpect(status().isForbidden());
        mvc.perform(post(removal).with(BOSS)).andExpect(redirectedUrl("/sales-orders/" + number));
        mvc.perform(post(removal).with(BOSS)).andExpect(flash().attributeExists("refused"));
        var remarks =
                door.as("sp-sally").get("/api/v1/sales-orders/" + number).json().path("remarks");
        org.assertj.core.api.Assertions.assertThat(remarks.findValuesAsText("kind"))
                .containsExactly("QUESTION", "DELEGATION");
    }

    @Test
    @DisplayName("A sales order is written and changed on a form; every fault stands at its field, and nothing is lost")
    void aSalesOrderIsWritten() throws Exception {
        mvc.perform(get("/sales-orders/new").with(ANNA)).andExpect(status().isForbidden());
        page("/sales-orders/new", SALLY).andExpect(content().string(containsString("(" + customer + ")")));
        mvc.perform(post("/sales-orders/new")
                        .param("customer", "Nobody")
                        .param("lines[0].description", "")
                        .param("lines[1].description", "Winch")
                        .param("lines[1].quantity", "many")
                        .with(SALLY))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-lines[0].quantity\"")))
                .andExpect(content().string(containsString("value=\"many\"")));
        mvc.perform(post("/sales-orders/new").param("customer", "Nobody").with(SALLY))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-customer\"")))
                .andExpect(content().string(containsString("id=\"problem-lines\"")));
        mvc.perform(post("/sales-orders/new")
                        .param("do", "line")
                        .param("lines[0].description", "Winch")
                        .with(SALLY))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("lines[2].description")));
        var address = mvc.perform(post("/sales-orders/new")
                        .param("customer", "Werft (" + customer + ")")
                        .param("lines[0].description", "Winch")
                        .param("lines[0].quantity", "3")
                        .param("lines[0].unitPrice", "1.5")
                        .with(SALLY))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        page(address, SALLY)
                .andExpect(content().string(containsString("4.50")))
                .andExpect(content().string(containsString(address + "/edit")));
        mvc.perform(get(address + "/edit").with(OTHER)).andExpect(status().isForbidden());
        var shown = page(address + "/edit", SALLY)
                .andExpect(content().string(containsString("value=\"1.50\"")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var version = shown.replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        mvc.perform(post(address + "/edit")
                        .param("version", "99")
                        .param("customer", customer)
                        .param("lines[0].description", "Anchor")
                        .param("lines[0].quantity", "1")
                        .param("lines[0].unitPrice", "2")
                        .with(SALLY))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("value=\"Anchor\"")));
        mvc.perform(post(address + "/edit")
                        .param("version", version)
                        .param("customer", customer)
                        .param("lines[0].description", "Anchor")
                        .param("lines[0].quantity", "1")
                        .param("lines[0].unitPrice", "2")
                        .with(SALLY))
                .andExpect(redirectedUrl(address));
        page(address, SALLY).andExpect(content().string(containsString("Anchor")));
    }

    @Test
    void aDraftIsWithdrawnAndAnApprovedOneCalledOff() throws Exception {
        step("withdrawal", OTHER, 403);
        step("withdrawal", SALLY).andExpect(flash().attributeExists("done"));
        page("/sales-orders/" + number, SALLY).andExpect(content().string(containsString("It was withdrawn")));

        aSalesOrder();
        step("submission", SALLY);
        jobs.runDue(number);
        page("/sales-orders/" + number, SALLY).andExpect(content().string(containsString("Approved by rule")));
        step("cancellation", OTHER).andExpect(flash().attributeExists("refused"));
        mvc.perform(post("/sales-orders/" + number + "/cancellation")
                        .param("reason", "They went bankrupt")
                        .with(OTHER))
                .andExpect(flash().attributeExists("done"));
        page("/sales-orders/" + number, SALLY).andExpect(content().string(containsString("They went bankrupt")));
    }

    @Test
    @DisplayName("An approval cycle of a customer is refused at its fields, and to whom it does not concern")
    void aCycleIsRefused() throws Exception {
        var path = "/customers/" + customer + "/approval-cycle";
        page("/customers?q=" + customer, SALLY).andExpect(content().string(containsString("Werft " + customer)));
        page("/customers.csv?q=" + customer, SALLY).andExpect(content().string(containsString(customer)));
        page("/customers/" + customer, SALLY).andExpect(content().string(containsString("None of its own")));
        mvc.perform(get(path).with(AUDITOR)).andExpect(status().isForbidden());
        mvc.perform(get(path).with(SALLY)).andExpect(status().isForbidden());
        mvc.perform(post(path).param("first", "sp-boss").with(SALLY)).andExpect(status().isForbidden());
        mvc.perform(post(path).param("first", "sp-boss").with(ANNA)).andExpect(status().isForbidden());
        mvc.perform(post(path).param("second", "sp-boss").with(ADMIN))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-second\"")));
        mvc.perform(post(path).param("seen", "0123").param("first", "sp-boss").with(ADMIN))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Somebody else changed this approval cycle")));
    }

    private ResultActions step(String step, RequestPostProcessor who) throws Exception {
        return mvc.perform(post("/sales-orders/" + number + "/" + step).with(who))
                .andExpect(redirectedUrl("/sales-orders/" + number));
    }

    private void step(String step, RequestPostProcessor who, int expected) throws Exception {
        mvc.perform(post("/sales-orders/" + number + "/" + step).with(who)).andExpect(status().is(expected));
    }

    private ResultActions page(String path, RequestPostProcessor who) throws Exception {
        return mvc.perform(get(path).with(who)).andExpect(status().isOk());
    }
}
