package org.countersign.console.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.regex.Pattern;
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

    @Test
    @DisplayName(
            "R20: lines that differ alike are one on the page; some are ticked and answered apart, and the rest stays")
    void someOfThemAreAnsweredApart() throws Exception {
        var order = desk.order();
        desk.receive(order, "50", "2");
        var id = desk.invoice(order, desk.unique("EP-2"), "1.00");
        desk.compare(id);
        var page = "/invoices/" + id;
        var together = page + "/exceptions/1";
        desk.open("ip-dock", page, Group.RECEIVER)
                .andExpect(content().string(containsString("All 2 of them, or answer some otherwise")));
        desk.open("ip-dock", together, Group.RECEIVER)
                .andExpect(content().string(containsString("2 differences, 150.00 EUR in all")))
                .andExpect(content().string(containsString("name=\"lines\" value=\"2\"")));
        desk.openInGerman("ip-clerk", together, Group.ACCOUNTS_PAYABLE)
                .andExpect(content().string(containsString("2 Abweichungen, zusammen 150,00")))
                .andExpect(content().string(not(containsString("name=\"lines\""))));
        desk.send("ip-dock", Group.RECEIVER, together + "/answer", "of", "some", "decision", "accept")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Choose at least one of them.")));
        desk.send("ip-dock", Group.RECEIVER, together + "/answer", "of", "some", "lines", "2", "decision", "accept")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Say why")))
                .andExpect(content().string(containsString("value=\"2\" checked")));
        desk.send(
                        "ip-dock",
                        Group.RECEIVER,
                        together + "/answer",
                        "of",
                        "some",
                        "lines",
                        "2",
                        "decision",
                        "accept",
                        "comment",
                        "In the cellar")
                .andExpect(redirectedUrl(together));
        var rest = Pattern.compile("name=\"seen\" value=\"([0-9.]+)\"")
                .matcher(desk.open("ip-dock", together, Group.RECEIVER)
                        .andExpect(content().string(containsString("50.00 EUR")))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
        assertThat(rest.find()).isTrue();
        desk.send(
                        "ip-dock",
                        Group.RECEIVER,
                        together + "/answer",
                        "decision",
                        "accept",
                        "comment",
                        "Both, as the form of before shows them",
                        "seen",
                        "150.00")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("name=\"seen\" value=\"")));
        desk.send(
                        "ip-dock",
                        Group.RECEIVER,
                        together + "/answer",
                        "decision",
                        "accept",
                        "comment",
                        "The rest too",
                        "seen",
                        rest.group(1))
                .andExpect(redirectedUrl(page));
    }

    @Test
    @DisplayName(
            "Who may compare all waiting invoices again finds a button; others who deal with invoices see what came of it")
    void comparingAgainIsOffered() throws Exception {
        var page = "/invoices/rematches";
        desk.open("ip-clerk", "/invoices", Group.ACCOUNTS_PAYABLE)
                .andExpect(content().string(containsString(page)));
        desk.open("ip-clerk", page, Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("<form method=\"post\"")));
        desk.openInGerman("ip-buyer", page, Group.PURCHASING_AGENT)
                .andExpect(content().string(containsString("Alle wartenden Rechnungen erneut vergleichen")))
                .andExpect(content().string(containsString("Alle erneut vergleichen lassen können")));
        desk.send("ip-buyer", Group.PURCHASING_AGENT, page).andExpect(status().isForbidden());
    }
}
