package org.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BrowserTest
class TasklistIT {

    private static final String COMMENT = "Fine with me \uD83D\uDC4D";

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @BeforeEach
    void people() {
        people.add("br-boss", Group.APPROVER);
        people.add("br-anna", "br-boss");
        people.add("br-admin", "br-boss", Group.ADMINISTRATOR);
        door.as("br-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-BR", "name", "Browser", "owner", "br-boss"));
    }

    @Test
    @DisplayName("A wrong password is refused in words, a right one opens every door")
    void signingInOpensEveryDoor(Browsing browser) {
        browser.expectErrors();
        var page = browser.open("/");
        assertThat(page.url()).endsWith("/sign-in");
        browser.screenshot("sign-in");
        assertThat(browser.fitsOnAPhone()).isTrue();

        page.fill("input[name=username]", "br-admin");
        page.fill("input[name=password]", "wrong");
        page.click("button[type=submit]");
        page.locator("[role=alert]").waitFor();

        browser.signIn("br-boss");
        browser.screenshot("home");
        assertThat(browser.fitsOnAPhone()).isTrue();
        browser.open("/camunda/app/tasklist/default/");
        page.getByText("My tasks").first().waitFor();
        assertThat(page.locator("input[type=password]").count()).isZero();
        browser.screenshot("tasklist");
        assertThat(page.locator("text=Failure >> visible=true").count()).isZero();
    }

    @Test
    @DisplayName("An approver follows the link to the task, sees what is asked and why, and approves with an emoji")
    void anApproverApprovesInTasklist(Browsing browser) {
        var number = submitted();
        var task = door.as("br-boss")
                .get("/engine-rest/task?processInstanceBusinessKey=" + number)
                .expect(200)
                .json()
                .path(0)
                .path("id")
                .asText();

        browser.signIn("br-boss");
        var page = browser.open("/camunda/app/tasklist/default/#/?task=" + task);
        var form = page.locator(".fjs-form").first();
        form.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(form.textContent())
                .contains("Chairs for the office", "br-anna", "rule_lineManagerFrom100", "Oak chair");
        browser.screenshot("approve");

        form.getByText("Approve", new Locator.GetByTextOptions().setExact(true)).click();
        form.locator("textarea").fill(COMMENT);
        page.locator("button:has-text(\"Complete\"):visible").last().click();
        form.waitFor(new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN)
                .setTimeout(60_000));

        var step = door.as("br-anna")
                .get("/api/v1/requisitions/" + number)
                .expect(200)
                .json()
                .path("approvals")
                .path(0);
        assertThat(step.path("outcome").asText()).isEqualTo("APPROVED");
        assertThat(step.path("by").asText()).isEqualTo("br-boss");
        assertThat(step.path("comment").asText()).isEqualTo(COMMENT);
    }

    private String submitted() {
        var line = Map.of("description", "Oak chair", "quantity", "2", "unitPrice", "120.00");
        var number = door.as("br-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of("title", "Chairs for the office", "costCenter", "CC-BR", "lines", List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("br-anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }
}
