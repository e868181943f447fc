package org.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
    @DisplayName(
            "An approver follows the link to the task, sees what is asked and why, approves with an emoji, and is told what happens next")
    void anApproverApprovesInTasklist(Browsing browser) {
        var number = submitted();

        browser.signIn("br-boss");
        var page = browser.open("/tasks/" + taskOf(number));
        var form = form(page);
        assertThat(page.locator(".task-card h2").textContent()).contains(number, "Chairs for the office");
        assertThat(form.textContent())
                .contains("240.00 EUR", "br-anna", "line manager", "Oak chair", "2 each", "Answer by")
                .doesNotContain("240.00 EA");
        answer(page).click();
        page.locator(".cs-needed").waitFor();
        assertThat(form.locator("textarea").boundingBox().y).isLessThan(850);
        browser.screenshot("approve");

        choose(form, "Approve");
        assertThat(answer(page).textContent().strip()).isEqualTo("Approve");
        form.locator("textarea").fill(COMMENT);
        answer(page).click();

        var told = page.locator(".cs-told");
        told.waitFor(patient());
        assertThat(told.textContent()).contains("You approved " + number, "It has all its approvals");
        browser.screenshot("approved");
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

    @Test
    @DisplayName("R09: who rejects is asked for a reason before anything is sent, and the button says what it does")
    void aRejectionAsksForItsReason(Browsing browser) {
        var number = submitted();
        browser.signIn("br-boss");
        var page = browser.open("/tasks/" + taskOf(number));
        var form = form(page);

        choose(form, "Reject");
        assertThat(answer(page).textContent().strip()).isEqualTo("Reject");
        assertThat(form.textContent()).contains("What happens next", "It is over for good");
        answer(page).click();
        page.locator(".cs-needed").waitFor();
        assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("TEXTAREA");
        assertThat(page.locator("[notifications-panel] .alert").count()).isZero();

        form.locator("textarea").fill("We have enough chairs");
        answer(page).click();
        page.locator(".cs-told").waitFor(patient());
        assertThat(page.locator(".cs-told").textContent()).contains("You rejected " + number, "br-anna");
    }

    @Test
    @DisplayName(
            "Tasklist is called and looks like Countersign, leads home and to what a person may start, and says nothing of another product")
    void tasklistIsCountersigns(Browsing browser) {
        submitted();
        browser.signIn("br-boss");
        var page = browser.open("/camunda/app/tasklist/default/");
        page.locator(".task-filters .task-filter").first().waitFor(patient());

        assertThat(page.title()).isEqualTo("Countersign Tasklist");
        var head = page.locator("[cam-widget-header]");
        assertThat(head.innerText()).contains("Countersign").doesNotContain("Camunda", "migrat");
        assertThat(page.locator(".navbar-brand").getAttribute("href")).isEqualTo("/");
        assertThat(page.locator("text=Create task").count()).isZero();
        assertThat(page.locator(".start-process-action").count()).isZero();

        page.locator(".cs-start").click();
        assertThat(page.locator(".cs-menu a").allInnerTexts()).containsExactly("Raise a requisition");
        assertThat(page.locator(".cs-menu a").getAttribute("href")).isEqualTo("/requisitions/new");
        page.keyboard().press("Escape");
        assertThat(page.locator(".cs-menu").isVisible()).isFalse();

        var counts = page.locator(".task-filters .task-filter");
        assertThat(counts.first().innerText()).contains("My tasks");
        counts.first().locator(".cs-count").waitFor(patient());
        assertThat(Integer.parseInt(counts.first().locator(".cs-count").innerText()))
                .isPositive();
        assertThat(counts.allInnerTexts().stream()
                        .map(text -> text.replaceAll("\\s*\\d+\\s*$", "").strip()))
                .containsExactly("My tasks", "For my groups", "Urgent", "Due");
        assertThat(page.locator(".tasks-list .task").first().innerText())
                .contains("Amount", "240.00 EUR", "Requester", "br-anna", "Waiting since");
        browser.screenshot("tasklist-home");
    }

    @Test
    @DisplayName(
            "On a phone the link of a mail shows the task alone, and a way back to the list; without a task the list is there")
    void aPhoneShowsTheTaskFirst(Browsing browser) {
        var number = submitted();
        browser.signIn("br-boss");
        browser.page().setViewportSize(390, 844);
        var page = browser.open("/tasks/" + taskOf(number));
        var form = form(page);

        assertThat(page.locator("section.tasks-list").isVisible()).isFalse();
        assertThat(page.locator("section.task-filters").isVisible()).isFalse();
        assertThat(page.locator(".task-card h2").boundingBox().y).isLessThan(200);
        assertThat(form.locator(".cs-lines").first().boundingBox().width).isLessThanOrEqualTo(390);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);

        page.locator(".cs-back").click();
        page.locator(".tasks-list .task").first().waitFor(patient());
        assertThat(page.locator("section.task-details").isVisible()).isFalse();
        assertThat(page.locator(".task-filters .task-filter").first().isVisible())
                .isTrue();

        page.locator(".tasks-list .task", new Page.LocatorOptions().setHasText(number))
                .locator("a")
                .first()
                .click();
        form(page);
        assertThat(page.locator("section.tasks-list").isVisible()).isFalse();
    }

    @Test
    @DisplayName("Who reads German has Tasklist and its forms in German")
    void tasklistSpeaksGerman(Browsing browser) {
        var number = submitted();
        browser.signIn("br-boss");
        browser.open("/language?to=de");
        var page = browser.open("/tasks/" + taskOf(number));
        var form = form(page);

        assertThat(page.locator(".cs-start").innerText()).startsWith("Beginnen");
        assertThat(page.locator("section.task-filters").innerText()).contains("Meine Aufgaben", "Für meine Gruppen");
        assertThat(form.innerText()).contains("Ihre Entscheidung", "Freigeben", "Ablehnen", "Anforderer", "Betrag");
        choose(form, "Freigeben");
        assertThat(answer(page).textContent().strip()).isEqualTo("Freigeben");
        browser.screenshot("approve-de");
    }

    private String taskOf(String number) {
        return door.as("br-boss")
                .get("/engine-rest/task?processInstanceBusinessKey=" + number)
                .expect(200)
                .json()
                .path(0)
                .path("id")
                .asText();
    }

    private static Locator form(Page page) {
        var form = page.locator(".fjs-form").first();
        form.waitFor(patient());
        return form;
    }

    private static Locator answer(Page page) {
        return page.locator(".form-actions .btn-primary");
    }

    private static void choose(Locator form, String decision) {
        form.getByText(decision, new Locator.GetByTextOptions().setExact(true)).click();
    }

    private static Locator.WaitForOptions patient() {
        return new Locator.WaitForOptions().setTimeout(60_000);
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
