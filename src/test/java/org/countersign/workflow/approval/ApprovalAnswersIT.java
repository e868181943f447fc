package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.countersign.approval.AnswerLinks;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.shared.UserId;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** An approver's way beside Tasklist, on a desk and on a phone, in both languages. */
@BrowserTest
class ApprovalAnswersIT {

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private AnswerLinks links;

    @Autowired
    private JdbcTemplate jdbc;

    private AnswerDesk desk;

    @BeforeEach
    void organisation() {
        desk = new AnswerDesk("seen", door, jobs, people);
        people.name("seen-boss", "Berta", "Berg");
        people.name("seen-anna", "Anna", "Ahorn");
        people.name("seen-head", "Hans", "Hirsch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @DisplayName("Several small ones are ticked and approved at once, and each says what became of it")
    void severalAtOnce(String language, Browsing browsing) {
        jdbc.update("update people set language = ? where user_id = 'seen-boss'", language);
        var first = desk.submitted(
                "Bleistifte, Radiergummis und Hefte " + language, "240.00", Map.of("supplier", "S-seen"));
        var second = desk.submitted("Copy paper " + language, "310.00", Map.of());
        desk.submitted("Desk, too large to be ticked " + language, "940.00", Map.of());
        browsing.signIn("seen-boss");
        var page = browsing.open("/approvals?size=200");
        assertClean(page, browsing);
        page.check("#pick-" + desk.task("boss", first));
        page.check("#pick-" + desk.task("boss", second));
        assertThat(page.textContent("#count")).startsWith("2");
        page.fill("#comment", language.equals("de") ? "Gut so" : "Fine");
        browsing.screenshot("approvals-" + language);
        page.click("#chosen-ones button.btn-primary");
        page.waitForURL("**/approvals/answered");
        assertThat(page.locator("tbody tr").count()).isEqualTo(2);
        assertClean(page, browsing);
        browsing.screenshot("answered-" + language);

        assertThat(desk.status(first)).isNotEqualTo("DRAFT");
        page = browsing.open("/approvals?q=nothing-of-this-name");
        assertClean(page, browsing);
        browsing.screenshot("approvals-empty-" + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @DisplayName("The link of the mail is answered on a phone")
    void theLinkOnAPhone(String language, Browsing browsing) {
        browsing.expectErrors();
        jdbc.update("update people set language = ? where user_id = 'seen-boss'", language);
        var number = desk.submitted(
                "Ergonomic chairs for the workshop " + language, "1640.00", Map.of("supplier", "S-seen"));
        var step = jdbc.queryForObject(
                "select id from approval_steps where task_id = ?", String.class, desk.task("boss", number));
        browsing.width(390);
        var page = browsing.open("/answers/" + links.draw(step, new UserId("seen-boss")));
        page.fill("input[name=username]", "seen-boss");
        page.fill("input[name=password]", "seen-boss");
        page.click("button[type=submit]");
        page.waitForURL("**/answers/**");
        assertClean(page, browsing);
        browsing.screenshot("answer-" + language);
        browsing.width(390);
        page.click("button[value=reject]");
        page.waitForSelector("#problem-comment");
        assertClean(page, browsing);
        browsing.screenshot("answer-refused-" + language);
        browsing.width(390);
        page.click("button[value=approve]");
        page.waitForSelector("p[role=status]");
        assertClean(page, browsing);
        browsing.screenshot("answer-used-" + language);
        assertThat(desk.approvals(number).path(0).path("by").asText()).isEqualTo("seen-boss");
    }

    @Test
    @DisplayName("Language, mails and reminders are chosen on one page")
    void settings(Browsing browsing) {
        browsing.signIn("seen-other");
        var page = browsing.open("/settings");
        assertClean(page, browsing);
        browsing.screenshot("settings-en");
        page.check("#language-de");
        page.check("#reminders-daily");
        page.click("main button.btn-primary");
        page.waitForSelector(".alert-success");
        assertThat(page.getAttribute("html", "lang")).isEqualTo("de");
        assertClean(page, browsing);
        browsing.screenshot("settings-de");
    }

    private static void assertClean(Page page, Browsing browsing) {
        assertThat(browsing.fitsOnAPhone()).as("fits on a phone: " + page.url()).isTrue();
        assertThat(Accessibility.violations(page)).isEmpty();
    }
}
