package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

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
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class ExceptionPageTests {

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

    private InvoiceDesk desk;

    @BeforeEach
    void desk() {
        desk = new InvoiceDesk(people, door, jobs, tasks, server);
    }

    @Test
    @DisplayName(
            "R20: the page of an invoice takes its handler's answer, says what it waits for since when, and takes it up"
                    + " again; list and first page say so too")
    void thePageAnswersAndTellsOfTheWait() throws Exception {
        var order = desk.order();
        desk.receive(order, "100", "4");
        var id = desk.invoice(order, desk.unique("EP-1"), "1.20");
        desk.compare(id);
        assertThat(desk.status(id)).isEqualTo("IN_EXCEPTION");
        var page = "/invoices/" + id;
        var answer = page + "/exceptions/1/answer";
        desk.open("ip-clerk", page, Group.ACCOUNTS_PAYABLE).andExpect(content().string(not(containsString(answer))));
        desk.open("ip-buyer", page, Group.PURCHASING_AGENT).andExpect(content().string(containsString(answer)));
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, answer, "decision", "awaitCredit")
                .andExpect(status().isForbidden());
        desk.send("ip-buyer", Group.PURCHASING_AGENT, answer, "decision", "awaitCredit", "expectedCredit", "much")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Please enter the amount in figures.")))
                .andExpect(content().string(not(containsString("Refused["))));
        desk.send("ip-buyer", Group.PURCHASING_AGENT, answer, "decision", "accept")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Say why")));
        desk.send(
                        "ip-buyer",
                        Group.PURCHASING_AGENT,
                        answer,
                        "decision",
                        "awaitCredit",
                        "comment",
                        "Promised by phone",
                        "expectedCredit",
                        "12.50")
                .andExpect(redirectedUrl(page));
        var again = page + "/exceptions/1/resumption";
        desk.open("ip-buyer", page, Group.PURCHASING_AGENT)
                .andExpect(content().string(containsString("expected since")))
                .andExpect(content().string(containsString("12.50")))
                .andExpect(content().string(containsString(again)));
        desk.openInGerman("ip-buyer", page, Group.PURCHASING_AGENT)
                .andExpect(content().string(containsString("Gutschrift über")));
        desk.open("ip-clerk", "/", Group.ACCOUNTS_PAYABLE)
                .andExpect(content().string(containsString("credit expected since")));
        desk.open("ip-buyer", "/invoices?q=" + id, Group.PURCHASING_AGENT)
                .andExpect(content().string(containsString("credit expected since")));
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, again).andExpect(status().isForbidden());
        desk.send("ip-buyer", Group.PURCHASING_AGENT, again).andExpect(redirectedUrl(page));
        desk.send("ip-buyer", Group.PURCHASING_AGENT, again).andExpect(status().isConflict());
        desk.send("ip-buyer", Group.PURCHASING_AGENT, answer, "decision", "accept", "comment", "Agreed by phone")
                .andExpect(redirectedUrl(page));
    }
}
