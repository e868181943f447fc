package org.countersign.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two administrators change from which amount on somebody approves, and take it back. */
@BrowserTest
class AdministratorsDayIT {

    private static final String TABLE = "/decision-tables/approval-policy";
    private static final String VERSIONS = "/api/v1/decision-tables/approval-policy/versions";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String CHANGES = "/api/v1/policy-changes/";

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    private int before;

    @BeforeEach
    void organisation() {
        people.add("day-boss", Group.APPROVER);
        people.add("day-anna", "day-boss", Group.REQUESTER);
        people.add("day-admin", "day-boss", Group.ADMINISTRATOR);
        people.add("day-second", "day-boss", Group.ADMINISTRATOR);
        people.add("day-money", "day-boss", Group.FINANCE_OFFICER, Group.CFO);
        people.add("day-buyer", "day-boss", Group.PURCHASING_AGENT, Group.IT_APPROVER);
        people.name("day-admin", "Anton", "Dietrich");
        people.name("day-second", "Selma", "Aydin");
        door.as("day-admin").post("/api/v1/cost-centers", Map.of("code", "CC-DAY", "name", "Day", "owner", "day-boss"));
        before = latest();
    }

    /** Other tests of this server go on with the table as they found it. */
    @AfterEach
    void asItWas() {
        if (latest() != before) {
            var draft = door.as("day-admin")
                    .post(
                            "/api/v1/policy-changes",
                            Map.of("table", "approval-policy", "version", before, "reason", "Back"))
                    .expect(201)
                    .json()
                    .path("id")
                    .asText();
            door.as("day-admin").post(CHANGES + draft + "/proposal", null).expect(200);
            door.as("day-second").post(CHANGES + draft + "/release", Map.of()).expect(200);
        }
    }

    @Test
    @DisplayName(
            "Administrators change a threshold without a release: told what is wrong while typing, released by somebody else, counted from the next requisition on")
    void aThresholdIsChanged(Browsing browsing) {
        browsing.signIn("day-admin");
        var page = browsing.open(TABLE);
        var asked = page.locator(".policy-table th", new Page.LocatorOptions().setHasText("Who is asked"))
                .boundingBox();
        assertThat(asked.x + asked.width).isLessThan(1400);
        browsing.keep("1-the-table");
        assertThat(Accessibility.violations(page)).isEmpty();

        var lamps = number(requested("95.00"));
        var draft = editsInPlace(browsing, page);
        arranges(browsing, page);
        foresees(browsing, page, draft, lamps);
        proposes(browsing, page, draft);
        secondReleases(browsing, page, draft);

        assertThat(steps("95.00").get(0).path("role").asText()).isEqualTo("line-manager");
        looksBack(browsing, page);
    }

    private String editsInPlace(Browsing browsing, Page page) {
        page.click("form[action$='/changes'] button");
        edits(page, "rule_automaticBelow100");
        var amount = page.locator("#rule-form input[name=in1high]");
        amount.fill("abc");
        assertThat(page.locator("#live .tone-bad").first()).isVisible();
        browsing.keep("2-a-wrong-cell-is-told");
        amount.fill("90");
        assertThat(page.locator("#live")).containsText("No rule applies");
        assertThat(page.locator("#live")).containsText("90");
        browsing.keep("3-a-gap-with-an-example");
        saves(page);
        assertThat(page.locator("#findings .tone-bad").first()).isVisible();

        edits(page, "rule_lineManagerFrom100");
        page.locator("#rule-form input[name=in1low]").fill("90");
        assertThat(page.locator("#live .tone-bad")).hasCount(0);
        assertThat(page.locator("#live-reach")).containsText("last year");
        saves(page);
        assertThat(page.locator("#findings .tone-bad")).hasCount(0);
        assertThat(page.locator("#reach")).isVisible();
        browsing.keep("4-the-draft");
        return page.url().replaceFirst(".*/policy-changes/([^/]+)/table.*", "$1");
    }

    /** Whatever is typed is checked from the moment on at which the page also asks how far the draft reaches. */
    private static void edits(Page page, String rule) {
        page.click("#edit-" + rule);
        assertThat(page.locator("#rule-form")).isVisible();
        assertThat(page.locator("#reach")).isVisible();
    }

    /** What stands above the table says what is found while somebody types already: the rule that closes says that it is saved. */
    private static void saves(Page page) {
        page.click("#rule-form button.btn-primary");
        assertThat(page.locator("#rule-form")).hasCount(0);
    }

    /** Rules come and go by the buttons, and in the end the draft says what it said. */
    private static void arranges(Browsing browsing, Page page) {
        var rules = page.locator(".policy-table tbody .policy-head");
        var before = rules.count();
        page.click("#add-rule");
        assertThat(rules).hasCount(before + 1);
        assertThat(page.locator("#rule-form")).isVisible();
        page.click("#move-removal");
        assertThat(rules).hasCount(before);
        edits(page, "rule_lineManagerFrom100");
        page.click("#move-copy");
        assertThat(rules).hasCount(before + 1);
        assertThat(page.locator(".policy-open")).hasCount(1);
        assertThat(page.locator("#findings")).containsText("says the same");
        page.click("#move-down");
        assertThat(page.locator("tbody:has(.policy-open) .policy-head th")).hasText("4");
        page.click("#move-up");
        assertThat(page.locator("tbody:has(.policy-open) .policy-head th")).hasText("3");
        browsing.keep("5-a-rule-copied-and-moved");
        page.click("#move-removal");
        assertThat(rules).hasCount(before);
        assertThat(page.locator("#findings")).not().containsText("says the same");
    }

    private static void foresees(Browsing browsing, Page page, String draft, String lamps) {
        browsing.open("/policy-changes/" + draft + "/foresight");
        page.click("form.filters .btn-primary");
        var patience = new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE.toMillis());
        assertThat(page.locator("#list")).containsText(lamps, patience);
        page.locator("#list input[type=search], #q").first().fill(lamps);
        var row = page.locator("#list tbody tr");
        assertThat(row).hasCount(1);
        assertThat(row).containsText("By rule");
        browsing.keep("6-foreseen");
        row.locator("a").first().click();
        assertThat(page.locator("h1")).hasText("Lamps");
        assertThat(page.locator("main")).containsText(lamps);
    }

    private static void proposes(Browsing browsing, Page page, String draft) {
        browsing.open("/policy-changes/" + draft);
        page.fill("#reason", "Prices fell");
        page.click("form[action$='/proposal'] .btn-primary");
        assertThat(page.locator(".page-head .status")).hasText("Waits for release");
        assertThat(page.locator("main")).containsText("Selma Aydin");
        browsing.keep("7-proposed");
    }

    private void secondReleases(Browsing browsing, Page page, String draft) {
        browsing.signInAs("day-second");
        var task = task(draft);
        browsing.open("/tasks/" + task);
        page.click(".cs-take .btn-primary");
        var form = page.locator(".fjs-form").first();
        form.waitFor();
        assertThat(form).containsText("Prices fell");
        assertThat(form).containsText("90");
        form.locator("input[type=radio]").first().check();
        form.locator("textarea").first().fill("Agreed");
        browsing.keep("8-released-in-tasklist");
        page.locator(".form-actions .btn-primary").click();
        await().atMost(PATIENCE).until(() -> state(draft).equals("RELEASED"));
    }

    private String state(String draft) {
        return door.as("day-admin").get(CHANGES + draft).json().path("state").asText();
    }

    private void looksBack(Browsing browsing, Page page) {
        browsing.open(TABLE + "/history");
        var latest = page.locator("#list section").first();
        for (var told : List.of("Prices fell", "Anton Dietrich", "Selma Aydin", "Agreed", "< 100", "< 90")) {
            assertThat(latest).containsText(told);
        }
        browsing.keep("9-history");
        page.locator("#list section").nth(1).locator("form button").click();
        assertThat(page.locator("main")).containsText("< 100");
        browsing.keep("10-an-old-version-is-the-next-draft");
        page.onceDialog(dialog -> dialog.accept());
        page.click("form[action$='/withdrawal'] button");
    }

    private JsonNode steps(String price) {
        return requested(price).path("approvals");
    }

    private static String number(JsonNode requisition) {
        return requisition.path("number").asText();
    }

    private JsonNode requested(String price) {
        var number = door.as("day-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Lamps",
                                "costCenter",
                                "CC-DAY",
                                "lines",
                                List.of(Map.of("description", "Lamp", "quantity", "1", "unitPrice", price))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        return door.as("day-anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202)
                .json();
    }

    private String task(String change) {
        return door.as("day-second")
                .get("/engine-rest/task?processInstanceBusinessKey=" + change)
                .json()
                .path(0)
                .path("id")
                .asText();
    }

    private int latest() {
        return door.as("day-admin")
                .get(VERSIONS)
                .expect(200)
                .json()
                .path("content")
                .path(0)
                .path("version")
                .asInt();
    }
}
