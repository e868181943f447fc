package org.countersign.workflow.approval;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.browser.Accessibility;
import org.countersign.browser.BrowserTest;
import org.countersign.browser.Browsing;
import org.countersign.support.Mailbox;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** An approver's whole way, from the mail to the answer, with everybody whom it takes. */
@BrowserTest
class ApproverWayIT {

    private static final Pattern ANSWER_LINK = Pattern.compile("/answers/[A-Za-z0-9_.-]+");
    private static final Pattern QUESTION_LINK = Pattern.compile("/questions/[A-Za-z0-9_.-]+");

    private static final int DESK = 1400;
    private static final int PHONE = 390;

    private static final int ASIDE = 3;
    private static final int DECIDE = 0;
    private static final int ADVISE = 1;
    private static final int ASK = 2;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private JdbcTemplate jdbc;

    private AnswerDesk desk;

    @BeforeEach
    void organisation() {
        desk = new AnswerDesk("way", door, jobs, people);
        people.name("way-boss", "Berta", "Berg");
        people.name("way-anna", "Anna", "Ahorn");
        people.name("way-head", "Hans", "Hirsch");
        people.name("way-other", "Olga", "Ohm");
    }

    @ParameterizedTest
    @CsvSource({"1400, en", "390, de"})
    @DisplayName(
            "From the mail over a question, an advice and an absence to the answer, at a desk and on a phone, each page in both languages at both widths")
    void fromTheMailToTheAnswer(int width, String language, Browsing browsing) {
        jdbc.update("update people set language = ? where user_id like 'way-%'", language);
        browsing.width(width);
        var number = desk.submitted(
                "Chairs for the workshop, " + width + " " + language, "2400.00", Map.of("supplier", "S-way"));

        looksAtTheMail(browsing, number, language);
        asks(browsing, number);
        requesterAnswers(browsing, number);
        asksForAdvice(browsing, number);
        adviserAdvises(browsing, number);
        approves(browsing, number);
        ownerLetsSomebodyDecide(browsing, number);
        delegateDecides(browsing, number);

        var steps = desk.approvals(number);
        assertThat(steps.findValuesAsText("outcome")).containsOnly("APPROVED");
        assertThat(steps.path(0).path("by").asText()).isEqualTo("way-boss");
        assertThat(steps.path(1).path("by").asText()).isEqualTo("way-other");
        requesterLooks(browsing, number);
    }

    private void looksAtTheMail(Browsing browsing, String number, String language) {
        browsing.signOut();
        var page = browsing.open(linkIn(ANSWER_LINK, "way-boss", number));
        page.fill("input[name=username]", "way-boss");
        page.fill("input[name=password]", "way-boss");
        page.click("button[type=submit]");
        page.waitForURL("**/answers/**");
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("main")).containsText(number);
        assertThat(page.locator("button[value=approve]")).isVisible();
        clean(browsing, page, "1-the-link-of-the-mail");
    }

    private void asks(Browsing browsing, String number) {
        var page = browsing.open("/tasks?document=" + number);
        var form = form(page);
        radio(form, 0, ASIDE);
        radio(form, 1, ASK);
        form.locator("textarea").first().fill("Why not the cheaper ones?");
        keep(browsing, page, "2-ask");
        answer(page, number);
        browsing.open("/approvals");
        assertThat(page.locator("main")).containsText(number);
        clean(browsing, page, "3-approvals-while-asked");
    }

    private void requesterAnswers(Browsing browsing, String number) {
        browsing.signOut();
        var page = browsing.open(linkIn(QUESTION_LINK, "way-anna", number));
        signIn(page, "way-anna");
        page.waitForURL("**/questions/**");
        assertThat(page.locator("main blockquote").first()).hasText("Why not the cheaper ones?");
        clean(browsing, page, "4-the-question");
        page.fill("#answer", "They broke twice.");
        page.click("main form button.btn-primary");
        assertThat(page.locator("#answer")).hasCount(0);
        jobs.runDue(number);
        browsing.open("/requisitions/" + number);
        clean(browsing, page, "5-requisition-while-asked");
    }

    private void asksForAdvice(Browsing browsing, String number) {
        browsing.signInAs("way-boss");
        var page = browsing.open("/tasks?document=" + number);
        var form = form(page);
        assertThat(form).containsText("They broke twice.");
        radio(form, 0, ASIDE);
        radio(form, 1, ADVISE);
        form.locator("input[type=text]").first().fill("Olga Ohm");
        form.locator("textarea").first().fill("Have we got room for them?");
        keep(browsing, page, "6-ask-for-advice");
        answer(page, number);
    }

    private void adviserAdvises(Browsing browsing, String number) {
        browsing.signInAs("way-other");
        var page = browsing.open("/");
        page.locator(".waiting a", new Page.LocatorOptions().setHasText(number))
                .first()
                .click();
        var form = form(page);
        assertThat(form).containsText("Have we got room for them?");
        radio(form, 0, 0);
        form.locator("textarea").first().fill("Yes, behind the saw.");
        keep(browsing, page, "7-advise");
        answer(page, number);
    }

    private void approves(Browsing browsing, String number) {
        browsing.signInAs("way-boss");
        var page = browsing.open(linkIn(ANSWER_LINK, "way-boss", number));
        assertThat(page.locator("main")).containsText("Yes, behind the saw.");
        clean(browsing, page, "8-answer-with-advice");
        page.locator("main .actions a").last().click();
        var form = form(page);
        assertThat(form).containsText("Yes, behind the saw.");
        radio(form, 0, 0);
        form.locator("textarea").first().fill("Fine");
        keep(browsing, page, "9-approve");
        answer(page, number);
    }

    private void ownerLetsSomebodyDecide(Browsing browsing, String number) {
        browsing.signInAs("way-head");
        var page = browsing.open("/tasks?document=" + number);
        var form = form(page);
        assertThat(form).containsText("Berta Berg");
        radio(form, 0, ASIDE);
        radio(form, 1, DECIDE);
        form.locator("input[type=text]").first().fill("Olga Ohm");
        form.locator("textarea").first().fill("You know the workshop better.");
        keep(browsing, page, "10-let-decide");
        answer(page, number);
    }

    private void delegateDecides(Browsing browsing, String number) {
        browsing.signOut();
        var page = browsing.open(linkIn(ANSWER_LINK, "way-other", number));
        signIn(page, "way-other");
        page.waitForURL("**/answers/**");
        assertThat(page.locator("main")).containsText("Hans Hirsch");
        page.fill("#comment", "Fine with me");
        clean(browsing, page, "11-answer-for-somebody");
        page.click("button[value=approve]");
        page.locator("p[role=status]").waitFor();
        clean(browsing, page, "12-answered");
        jobs.runDue(number);
    }

    private void requesterLooks(Browsing browsing, String number) {
        browsing.signInAs("way-anna");
        var page = browsing.open("/requisitions/" + number);
        assertThat(page.locator("main")).containsText("Olga Ohm");
        clean(browsing, page, "13-requisition-approved");
    }

    @ParameterizedTest
    @CsvSource({"1400, en", "390, de"})
    @DisplayName("Who goes away names a substitute, who then decides")
    void theSubstituteDecides(int width, String language, Browsing browsing) {
        jdbc.update("update people set language = ? where user_id like 'way-%'", language);
        browsing.width(width);
        var number = desk.submitted("Lamps, " + width + " " + language, "240.00", Map.of());
        browsing.signIn("way-boss");
        var page = browsing.open("/absence");
        page.fill("#substitute", "Olga Ohm");
        var today = page.getAttribute("#to", "min");
        page.fill("#from", today);
        page.fill("#to", today);
        clean(browsing, page, "absence");
        page.locator("main form button.btn-primary").last().click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        clean(browsing, page, "absence-with-substitute");

        browsing.signInAs("way-other");
        page = browsing.open("/tasks?document=" + number);
        var form = form(page);
        assertThat(form).containsText("Berta Berg");
        radio(form, 0, 0);
        keep(browsing, page, "substitute");
        answer(page, number);
        var step = desk.approvals(number).path(0);
        assertThat(step.path("by").asText()).isEqualTo("way-other");
        assertThat(step.path("onBehalfOf").asText()).isEqualTo("way-boss");

        browsing.signInAs("way-boss");
        page = browsing.open("/absence");
        page.onceDialog(dialog -> dialog.accept());
        page.click("tbody form button");
        assertThat(page.locator("tbody tr")).hasCount(0);
    }

    private String linkIn(Pattern link, String user, String number) {
        var mails = mailbox.to(user + "@example.org");
        for (int at = mails.size() - 1; at >= 0; at--) {
            var text = Mailbox.textOf(mails.get(at));
            var found = link.matcher(text);
            if (text.contains(number) && found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("No mail to " + user + " about " + number + " with " + link);
    }

    private static void signIn(Page page, String user) {
        page.fill("input[name=username]", user);
        page.fill("input[name=password]", user);
        page.click("button[type=submit]");
    }

    private static String language(Page page) {
        return page.getAttribute("html", "lang");
    }

    private static Locator form(Page page) {
        var form = page.locator(".fjs-form").first();
        form.waitFor(patient());
        return form;
    }

    /** Chooses one of the answers of a question of the form, counted from 0 from the top. */
    private static void radio(Locator form, int question, int which) {
        form.locator(".fjs-form-field-radio")
                .locator("visible=true")
                .nth(question)
                .locator("input[type=radio]")
                .nth(which)
                .check();
    }

    private void answer(Page page, String number) {
        page.locator(".form-actions .btn-primary").click();
        page.locator(".cs-told").waitFor(patient());
        jobs.runDue(number);
    }

    private static void clean(Browsing browsing, Page page, String name) {
        atBothWidths(browsing, page, () -> {
            browsing.keep(name + "-" + language(page));
            assertThat(Accessibility.violations(page, ".process-canvas")).isEmpty();
        });
    }

    private static void keep(Browsing browsing, Page page, String name) {
        atBothWidths(browsing, page, () -> browsing.keep(name + "-" + language(page)));
    }

    /** At that of the window last, where the way goes on. */
    private static void atBothWidths(Browsing browsing, Page page, Runnable look) {
        var width = page.viewportSize().width;
        browsing.width(width == DESK ? PHONE : DESK);
        look.run();
        browsing.width(width);
        look.run();
    }

    private static Locator.WaitForOptions patient() {
        return new Locator.WaitForOptions()
                .setState(WaitForSelectorState.VISIBLE)
                .setTimeout(60_000);
    }
}
