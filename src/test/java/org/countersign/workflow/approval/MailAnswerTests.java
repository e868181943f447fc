package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.AnswerLinkExamples;
import org.countersign.approval.MailAnswers;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.countersign.workflow.support.TaskView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;

/** The link in the mail of an approval: to whom it opens, what it answers, and what it says afterwards. */
@CountersignTest
class MailAnswerTests {

    private static final Pattern LINK = Pattern.compile("/answers/[A-Za-z0-9_-]+");

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private MailAnswers answers;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TaskService tasks;

    private AnswerDesk desk;

    @BeforeEach
    void organisation() {
        desk = new AnswerDesk("link", door, jobs, people);
        allowWithoutSignIn("0");
    }

    @AfterEach
    void asShipped() {
        allowWithoutSignIn("0");
    }

    @Test
    @DisplayName("The link leads after the sign-in to one page with everything, and its form answers, once")
    void theLinkAnswersOnce() {
        var number = desk.submitted("Chairs by mail", "640.00", Map.of("supplier", "S-link"));
        var link = linkTo("boss", number);

        var page = browser("boss").open(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(one -> assertThat(one).contains("no-store"));
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.body())
                .contains("Chairs by mail", number, "640.00 EUR", "link-anna Example", "Supplier of link", "Thing")
                .contains("/tasks/" + desk.task("boss", number));

        assertThat(answer("boss", link, "approve", "By phone").statusCode()).isEqualTo(302);

        var answered = desk.approvals(number).path(0);
        assertThat(answered.path("by").asText()).isEqualTo("link-boss");
        assertThat(answered.path("comment").asText()).isEqualTo("By phone");
        assertThat(desk.audit(number)).contains("approval.answered-by-mail-link", "\"signedIn\"");
        assertThat(browser("boss").open(link).body()).contains("You have approved this", number);
        assertThat(answer("boss", link, "approve", "Pressed twice").statusCode())
                .isEqualTo(302);
        assertThat(answer("boss", link, "reject", "Too late").statusCode()).isEqualTo(409);
        assertThat(desk.approvals(number).path(0).path("outcome").asText()).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("Page and form say what the requester had with the supplier, and who is asked after the reader")
    void historyAndWhoIsNext() {
        desk.as("admin")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                "S-link-known",
                                "name",
                                "Known & Sons",
                                "email",
                                "k@supplier.example",
                                "status",
                                "APPROVED"))
                .expect(201);
        var dear = desk.submitted("The first of them", "1640.00", Map.of("supplier", "S-link-known"));
        assertThat(browser("boss").open(linkTo("boss", dear)).body()).contains("Known &amp; Sons: none yet");
        answer("boss", linkTo("boss", dear), "reject", "Too dear");
        jobs.runDue(dear);
        var small = desk.submitted("A small one", "90.10", Map.of("supplier", "S-link-known"));
        var order = desk.as("auditor")
                .get("/api/v1/requisitions/" + small)
                .json()
                .path("orders")
                .path(0)
                .asText();

        var number = desk.submitted("History", "1640.00", Map.of("supplier", "S-link-known"));

        var before = "1 order, " + order + " of ";
        var then = ", 90.10 EUR in the last 12 months, 1 requisition rejected";
        var page = browser("boss").open(linkTo("boss", number)).body();
        assertThat(page).contains("Ordered before", "Known &amp; Sons: " + before, then);
        assertThat(page).contains("After you: link-head Example. Rejecting is final");
        assertThat(shown("boss", number, "viewFacts")).contains("Ordered before", "Known & Sons: " + before, then);
        assertThat(shown("boss", number, "viewNext")).isEqualTo("link-head Example");
        assertThat(shown("boss", number, TaskView.EXPLANATIONS)).contains("statement.purchasing.ONE_REJECTED");

        answer("boss", linkTo("boss", number), "approve", "");
        jobs.runDue(number);

        assertThat(browser("head").open(linkTo("head", number)).body()).contains("You are the last who is asked.");
        assertThat(shown("head", number, "viewNext")).isEmpty();
    }

    private String shown(String who, String number, String variable) {
        return String.valueOf(tasks.getVariableLocal(desk.task(who, number), variable));
    }

    @Test
    @DisplayName("Looking answers nothing, however often a mail program does it, with whatever in the address")
    void lookingAnswersNothing() {
        var number = desk.submitted("Prefetched", "240.00", Map.of());
        var link = linkTo("boss", number);
        allowWithoutSignIn("1000");
        for (var i = 0; i < 3; i++) {
            door.anonymous().get(link + "?decision=approve&comment=x");
            door.anonymous()
                    .send("HEAD", link + "?decision=approve", java.net.http.HttpRequest.BodyPublishers.noBody());
            browser("boss").open(link + "?decision=approve");
        }
        assertThat(door.anonymous()
                        .post(link, "decision=approve", "Content-Type", "application/x-www-form-urlencoded")
                        .status())
                .isIn(302, 403);
        assertThat(browser("boss").send("POST", link, "", false)).isEqualTo(403);
        assertThat(desk.status(number)).isEqualTo("IN_APPROVAL");
        assertThat(desk.task("boss", number)).isNotEmpty();
    }

    @Test
    @DisplayName("Rejecting and sending back want words, which stay when they were refused")
    void rejectingWantsWords() {
        var number = desk.submitted("To be rejected", "240.00", Map.of());
        var link = linkTo("boss", number);
        assertThat(answer("boss", link, "reject", " ").statusCode()).isEqualTo(422);
        assertThat(answer("boss", link, "return", "").statusCode()).isEqualTo(422);
        var wrong = answer("boss", link, "maybe", "kept words");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("kept words", "Choose one of the buttons");
        assertThat(desk.status(number)).isEqualTo("IN_APPROVAL");

        answer("boss", link, "reject", "Too dear");
        jobs.runDue(number);

        assertThat(desk.status(number)).isEqualTo("REJECTED");
        assertThat(browser("boss").open(link).body()).contains("You have rejected this");
    }

    @Test
    @DisplayName("Without signing in every link leads to the sign-in and back, genuine or not")
    void theSignInComesFirst() {
        var number = desk.submitted("Sign in first", "240.00", Map.of());
        var link = linkTo("boss", number);
        for (var address : List.of(link, link + "x", "/answers/nothing")) {
            var answer = door.anonymous().get(address, "Accept", "text/html");
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).endsWith("/sign-in");
        }
        var browser = new Browser(door.base());
        browser.get(link);
        assertThat(browser.signIn(desk.name("boss"))).contains(link);
    }

    @Test
    @DisplayName("R04: the link of one person opens for nobody else, whatever their rank, and tells them nothing")
    void aLinkIsForItsPerson() {
        var number = desk.submitted("Not for others", "240.00", Map.of());
        var link = linkTo("boss", number);
        for (var who : List.of("head", "anna", "other", "admin", "ops", "auditor")) {
            var page = browser(who).open(link);
            assertThat(page.statusCode()).as(who).isEqualTo(403);
            assertThat(page.body()).contains("not yours").doesNotContain(number, "link-boss", "Not for others");
            assertThat(answer(who, link, "approve", "").statusCode()).as(who).isEqualTo(403);
        }
        assertThat(desk.status(number)).isEqualTo("IN_APPROVAL");
    }

    @Test
    @DisplayName("An expired link says so, and leads to the task while that is open")
    void anExpiredLinkSaysSo() {
        var number = desk.submitted("Expired", "240.00", Map.of());
        var link = linkTo("boss", number);
        clock.advance(Duration.ofDays(8));

        var page = browser("boss").open(link);

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("expired", "/tasks/" + desk.task("boss", number));
        assertThat(answer("boss", link, "approve", "").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(desk.status(number)).isEqualTo("IN_APPROVAL");
    }

    @Test
    @DisplayName("R27: answered by another, withdrawn, handed over: each link says its sentence")
    void linksSayWhatBecameOfIt() {
        var software = desk.submitted("Software by mail", "1200.00", Map.of("category", "it-software"));
        desk.complete("boss", desk.task("boss", software), "approve").expect(204);
        jobs.runDue(software);
        desk.complete("head", desk.task("head", software), "approve").expect(204);
        jobs.runDue(software);
        var second = linkTo("it2", software);
        answer("it1", linkTo("it1", software), "approve", "");
        assertThat(browser("it2").open(second).body()).contains("already decided by link-it1 Example");
        assertThat(answer("it2", second, "reject", "No").body()).contains("already decided by link-it1 Example");

        var withdrawn = desk.submitted("Withdrawn by mail", "240.00", Map.of());
        var link = linkTo("boss", withdrawn);
        desk.as("anna")
                .post("/api/v1/requisitions/" + withdrawn + "/withdrawal", Map.of("reason", "Not needed"))
                .expect(200);
        assertThat(browser("boss").open(link).body()).contains("Nothing is asked here any more");

        var passed = desk.submitted("Passed on", "240.00", Map.of());
        var old = linkTo("boss", passed);
        desk.as("boss")
                .post("/api/v1/people/link-boss/substitutes", Map.of("substitute", "link-other", "to", "2026-12-31"))
                .expect(201);
        jobs.runDue(passed);
        assertThat(browser("boss").open(old).body()).contains("cannot be answered here", "link-other Example");
        assertThat(answer("boss", old, "approve", "").statusCode()).isEqualTo(409);
        assertThat(answer("other", linkTo("other", passed), "approve", "").statusCode())
                .isEqualTo(302);
        assertThat(desk.approvals(passed).path(0).path("onBehalfOf").asText()).isEqualTo("link-boss");
        jdbc.update("delete from substitutions where person = 'link-boss'");
    }

    @Test
    @DisplayName("R27: two who press at the same instant: one answer counts, the other reads who was first")
    void twoAtTheSameInstant() throws Exception {
        for (var round = 1; round <= 5; round++) {
            var number = desk.submitted("Race " + round, "1200.00", Map.of("category", "it-software"));
            desk.complete("boss", desk.task("boss", number), "approve").expect(204);
            jobs.runDue(number);
            desk.complete("head", desk.task("head", number), "approve").expect(204);
            jobs.runDue(number);
            var both = java.util.concurrent.Executors.newFixedThreadPool(2);
            try {
                var answers = List.of("it1", "it2").stream()
                        .map(who -> Map.entry(browser(who), linkTo(who, number)))
                        .map(one -> both.submit(
                                () -> one.getKey().sendForm(one.getValue(), List.of(Map.entry("decision", "approve")))))
                        .toList();
                var statuses = List.of(
                        answers.get(0).get().statusCode(), answers.get(1).get().statusCode());
                assertThat(statuses).containsExactlyInAnyOrder(302, 409);
                var late = answers.get(statuses.get(0) == 409 ? 0 : 1).get().body();
                var first = desk.approvals(number).path(2).path("by").asText();
                assertThat(late).contains("already decided by " + first);
            } finally {
                both.shutdownNow();
            }
        }
    }

    @Test
    @DisplayName(
            "Where the administrator allows it, small amounts are answered without signing in, and nothing else is")
    void smallAmountsWithoutSigningIn() {
        var small = desk.submitted("Small", "180.00", Map.of());
        var large = desk.submitted("Larger", "260.00", Map.of());
        var link = linkTo("boss", small);
        var other = linkTo("boss", large);
        allowWithoutSignIn("200");
        var nobody = new Browser(door.base());

        assertThat(nobody.get(other)).isEqualTo(302);
        assertThat(nobody.get("/answers/nothing")).isEqualTo(302);
        assertThat(nobody.open(link).body()).contains("Small", "180.00 EUR");
        assertThat(nobody.sendForm(link, List.of(Map.entry("decision", "approve")))
                        .statusCode())
                .isEqualTo(302);

        assertThat(desk.approvals(small).path(0).path("by").asText()).isEqualTo("link-boss");
        assertThat(desk.audit(small)).contains("\"signedIn\":false");
        assertThat(nobody.open(link).body()).contains("You have approved this");
        assertThat(nobody.get("/approvals")).isEqualTo(302);
        clock.advance(Duration.ofDays(8));
        assertThat(nobody.get(link)).isEqualTo(302);
    }

    @Test
    @DisplayName("R04: a link is no good once its person has left, though no sign-in would be asked for")
    void aLeaversLinkIsDead() {
        var number = desk.submitted("Of a leaver", "180.00", Map.of());
        var link = linkTo("boss", number);
        allowWithoutSignIn("200");
        people.active(desk.name("boss"), false);

        var nobody = new Browser(door.base());
        assertThat(nobody.open(link).body()).contains("cannot be answered here");
        nobody.sendForm(link, List.of(Map.entry("decision", "approve")));

        assertThat(desk.status(number)).isEqualTo("IN_APPROVAL");
        people.active(desk.name("boss"), true);
    }

    @Test
    @DisplayName("Who tries many links that were never drawn is told to wait; a genuine one works all the same")
    void triedLinksAreCounted() {
        var number = desk.submitted("Still works", "240.00", Map.of());
        var browser = browser("boss");
        assertThat(browser.get("/answers/nothing")).isEqualTo(404);
        for (var i = 0; i < 20; i++) {
            browser.get("/answers/guess" + i);
        }
        assertThat(browser.get("/answers/nothing")).isEqualTo(429);
        assertThat(browser.get(linkTo("boss", number))).isEqualTo(200);
        browser.get("/language?to=de");
        assertThat(browser.open(linkTo("boss", number)).body()).contains("Ihre Entscheidung", "Freigeben");
    }

    private void allowWithoutSignIn(String upTo) {
        var settings = AnswerLinkExamples.settings(upTo);
        ReflectionTestUtils.setField(answers, "settings", settings);
        ReflectionTestUtils.setField(context.getBean("approvalDoor"), "settings", settings);
    }

    private String linkTo(String who, String number) {
        return mailbox.to(desk.name(who) + "@example.org").stream()
                .filter(mail -> subject(mail).contains(number))
                .map(Mailbox::textOf)
                .flatMap(text -> LINK.matcher(text).results())
                .map(found -> found.group())
                .reduce((first, second) -> second)
                .orElseGet(() -> org.assertj.core.api.Assertions.fail("No mail to " + who + " about " + number));
    }

    private static String subject(jakarta.mail.internet.MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> answer(String who, String link, String decision, String comment) {
        return browser(who).sendForm(link, List.of(Map.entry("decision", decision), Map.entry("comment", comment)));
    }

    private Browser browser(String who) {
        var browser = new Browser(door.base());
        browser.signIn(desk.name(who));
        return browser;
    }
}
