package org.countersign.console.web.requisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.countersign.support.CountersignTest;
import org.countersign.support.SignedIn;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class RequisitionPagesTests {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private SignedIn signedIn;

    @Autowired
    private TaskService tasks;

    private RequisitionDesk desk;

    @BeforeEach
    void open() {
        desk = new RequisitionDesk(context, people, door, jobs);
    }

    @Test
    void anEmptyListSaysWhatToDo() throws Exception {
        desk.get(desk.anna, "/requisitions")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("No requisitions yet"),
                                containsString("Raise your first requisition"))));
        desk.get(desk.anna, "/requisitions", "q", "nothing")
                .andExpect(content().string(containsString("Nothing fits")));
    }

    @Test
    @DisplayName("R03: why nobody can be asked is said in the reader’s language, above and in the history")
    void whyNobodyCanBeAskedIsSaidInGerman() throws Exception {
        var number = desk.unanswerable("Washi");
        var german = desk.getInGerman(desk.anna, "/requisitions/" + number)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(german.split("keinen Wechselkurs für JPY; die Summe von 12.500 JPY", -1))
                .hasSize(3);
        assertThat(german).doesNotContain("exchange rate");
        desk.get(desk.anna, "/requisitions/" + number)
                .andExpect(content().string(containsString("There is no exchange rate for JPY")));
    }

    @Test
    void theListIsFoundByWordsOfTitleLineAndSupplier() throws Exception {
        var number = desk.draft("Beeswax for candles", "10.00");
        desk.draft("Something else", "20.00");
        for (var words : new String[] {
            "beesw", "CANDLES bees", number, number.toLowerCase(), desk.supplier, "paper of " + desk.run + " beeswax"
        }) {
            desk.get(desk.anna, "/requisitions", "q", words)
                    .andExpect(content()
                            .string(allOf(
                                    containsString("Beeswax for candles"),
                                    words.equals(desk.supplier)
                                            ? containsString("Something else")
                                            : not(containsString("Something else")))));
        }
        desk.get(desk.anna, "/requisitions", "q", "wax").andExpect(content().string(containsString("Nothing fits")));
        desk.get(desk.anna, "/requisitions", "q", "100%_!").andExpect(status().isOk());
    }

    @Test
    void theListIsFilteredSortedAndExportedByItsAddress() throws Exception {
        desk.draft("Cheap", "10.00");
        var dear = desk.submitted("Dear", "900.00");
        desk.get(desk.anna, "/requisitions", "status", "DRAFT")
                .andExpect(content().string(allOf(containsString("Cheap"), not(containsString("Dear")))));
        desk.get(
                        desk.anna,
                        "/requisitions",
                        "costCenter",
                        "Tests (" + desk.center + ")",
                        "from",
                        "2026-03-02",
                        "to",
                        "2026-03-02")
                .andExpect(content().string(allOf(containsString("Cheap"), containsString(dear))));
        desk.get(desk.anna, "/requisitions", "to", "2026-03-01")
                .andExpect(content().string(not(containsString("Cheap"))));
        var sorted = desk.get(desk.anna, "/requisitions", "sort", "total")
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(sorted.indexOf("Cheap")).isLessThan(sorted.indexOf("Dear"));
        desk.get(desk.anna, "/requisitions", "sort", "justification").andExpect(status().isBadRequest());
        desk.get(desk.anna, "/requisitions.csv", "status", "IN_APPROVAL")
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("requisitions.csv")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Number,Title,Status"),
                                containsString(dear + ",Dear,In approval," + desk.anna + " Example," + desk.center
                                        + ",900.00,EUR,2026-03-02"),
                                not(containsString("Cheap")))));
    }

    @Test
    void everybodySeesTheOwnOnesApproversWhatTheyWereAskedAboutAndBuyersAll() throws Exception {
        var number = desk.submitted("Who sees it", "500.00");
        for (var who : new String[] {desk.anna, desk.boss, desk.buyer, desk.auditor, desk.ops, desk.admin}) {
            desk.get(who, "/requisitions", "q", number).andExpect(content().string(containsString("Who sees it")));
            desk.get(who, "/requisitions/" + number)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("Who sees it")));
        }
        for (var who : new String[] {desk.stranger, desk.owner}) {
            desk.get(who, "/requisitions", "q", number).andExpect(content().string(not(containsString("Who sees it"))));
            desk.get(who, "/requisitions.csv", "q", number)
                    .andExpect(content().string(not(containsString("Who sees it"))));
            desk.get(who, "/requisitions/" + number).andExpect(status().isForbidden());
        }
        desk.get(desk.auditor, "/requisitions").andExpect(content().string(not(containsString("/requisitions/new"))));
        desk.get(desk.anna, "/requisitions/REQ-1999-000001").andExpect(status().isNotFound());
    }

    @Test
    void thePageSaysWhoHasToActAndWhy() throws Exception {
        var number = desk.draft("Page", "1500.00");
        desk.get(desk.anna, "/requisitions/" + number)
                .andExpect(content()
                        .string(allOf(
                                containsString("Submit it when it is complete"),
                                containsString("/requisitions/" + number + "/edit"),
                                containsString("Nobody was asked yet."))));
        desk.post(desk.anna, "/requisitions/" + number + "/submission")
                .andExpect(redirectedUrl("/requisitions/" + number));
        jobs.runDue(number);
        desk.get(desk.anna, "/requisitions/" + number)
                .andExpect(content()
                        .string(allOf(
                                containsString("Waiting for " + desk.boss + " Example, asked just now."),
                                containsString("Why: From 100.00 the line manager approves"),
                                containsString("Comes later"),
                                containsString("Approvers found"),
                                not(containsString("/requisitions/" + number + "/edit")))));
        desk.get(desk.boss, "/requisitions/" + number)
                .andExpect(content()
                        .string(allOf(
                                containsString("/tasks?document=" + number), not(containsString("/withdrawal")))));
    }

    @Test
    @DisplayName("R09: what was sent back shows the note and the task, and is submitted again on the page")
    void whatWasSentBackIsRevisedOnThePage() throws Exception {
        var number = desk.submitted("Sent back", "500.00");
        answer(number, desk.boss, "return", "Only two, please");
        desk.get(desk.anna, "/requisitions/" + number)
                .andExpect(content()
                        .string(allOf(
                                containsString("Only two, please"),
                                containsString("/tasks?document=" + number),
                                containsString("Submit again"))));
        desk.post(desk.stranger, "/requisitions/" + number + "/submission").andExpect(status().isForbidden());
        desk.post(desk.anna, "/requisitions/" + number + "/submission").andExpect(status().is3xxRedirection());
        jobs.runDue(number);
        desk.get(desk.anna, "/requisitions/" + number)
                .andExpect(content().string(allOf(containsString("Round 2"), containsString("Round 1"))));
        desk.post(desk.anna, "/requisitions/" + number + "/submission").andExpect(status().is3xxRedirection());
        assertThat(desk.json(desk.anna, number).path("approvals").findValuesAsText("cycle"))
                .containsOnly("1", "2");
    }

    @Test
    void withdrawingNeedsAReasonOnceItWasSubmitted() throws Exception {
        var number = desk.submitted("Withdrawn", "500.00");
        desk.post(desk.anna, "/requisitions/" + number + "/withdrawal", "reason", " ")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"problem-reason\"")));
        desk.post(desk.boss, "/requisitions/" + number + "/withdrawal", "reason", "Not mine")
                .andExpect(status().isForbidden());
        desk.post(desk.anna, "/requisitions/" + number + "/withdrawal", "reason", "No longer needed")
                .andExpect(redirectedUrl("/requisitions/" + number));
        desk.get(desk.anna, "/requisitions/" + number)
                .andExpect(content()
                        .string(allOf(containsString("It was withdrawn."), containsString("No longer needed"))));
        desk.post(desk.anna, "/requisitions/" + number + "/withdrawal", "reason", "Again")
                .andExpect(redirectedUrl("/requisitions/" + number));
    }

    @Test
    void aTemplateIsKeptStartedFromAndRemovedByItsOwner() throws Exception {
        var number = desk.draft("Monthly paper", "10.00");
        desk.post(desk.anna, "/requisitions/" + number + "/template", "name", "Paper " + desk.run)
                .andExpect(status().is3xxRedirection());
        desk.post(desk.anna, "/requisitions/" + number + "/template", "name", "Paper " + desk.run)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("You have a template of this name already.")));
        desk.post(desk.anna, "/requisitions/" + number + "/template", "name", " ")
                .andExpect(status().isUnprocessableEntity());
        var page = desk.get(desk.anna, "/requisitions/templates")
                .andReturn()
                .getResponse()
                .getContentAsString();
        var id = page.substring(page.indexOf("template=") + 9, page.indexOf("template=") + 45);
        desk.get(desk.anna, "/requisitions/new", "template", id)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"Monthly paper\"")));
        desk.get(desk.stranger, "/requisitions/new", "template", id).andExpect(status().isForbidden());
        desk.post(desk.stranger, "/requisitions/templates/" + id + "/removal").andExpect(status().isForbidden());
        desk.get(desk.anna, "/requisitions/new", "template", "none").andExpect(status().isNotFound());
        desk.post(desk.anna, "/requisitions/templates/" + id + "/removal")
                .andExpect(redirectedUrl("/requisitions/templates"));
        desk.get(desk.anna, "/requisitions/templates")
                .andExpect(content().string(not(containsString("Paper " + desk.run))));
    }

    @Test
    void onlyPurchasingAndAdministratorsKeepTemplatesForEverybody() throws Exception {
        var number = desk.draft("Shared paper", "10.00");
        desk.post(desk.anna, "/requisitions/" + number + "/template", "name", "Mine " + desk.run, "shared", "true")
                .andExpect(status().isForbidden());
        desk.post(desk.buyer, "/requisitions/" + number + "/template", "name", "Ours " + desk.run, "shared", "true")
                .andExpect(status().is3xxRedirection());
        desk.post(desk.auditor, "/requisitions/" + number + "/template", "name", "Audit", "shared", "false")
                .andExpect(status().isForbidden());
        desk.get(desk.stranger, "/requisitions/new").andExpect(content().string(containsString("Ours " + desk.run)));
    }

    private void answer(String number, String user, String decision, String comment) {
        signedIn.as(user, () -> {
            var task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .taskAssignee(user)
                    .listPage(0, 1)
                    .get(0);
            tasks.complete(task.getId(), Map.of("decision", decision, "comment", comment));
        });
        jobs.runDue(number);
    }
}
