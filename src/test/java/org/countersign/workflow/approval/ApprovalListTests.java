package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
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

/** What waits for one's approval, as a list, and several small ones approved at once, by page and by REST. */
@CountersignTest
class ApprovalListTests {

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private JdbcTemplate jdbc;

    private AnswerDesk desk;

    @BeforeEach
    void organisation() {
        desk = new AnswerDesk("list", door, jobs, people);
    }

    @Test
    @DisplayName(
            "The list says what is asked, of whom, why, how much, since when and until when, and what goes together")
    void theListSaysWhatIsAsked() {
        var small = desk.submitted("Pens of the list", "240.00", Map.of("supplier", "S-list"));
        var large = desk.submitted("Desk of the list", "740.00", Map.of());
        var larger = desk.submitted("Desks of the list", "1740.00", Map.of());

        var one = desk.waiting("boss", small);

        assertThat(one.path("title").asText()).isEqualTo("Pens of the list");
        assertThat(one.path("requester").asText()).isEqualTo("list-anna");
        assertThat(one.path("suppliers").path(0).asText()).isEqualTo("S-list");
        assertThat(one.path("total").asText()).isEqualTo("240.00");
        assertThat(one.path("baseAmount").asText()).isEqualTo("240.00");
        assertThat(one.path("reason").asText()).isNotBlank();
        assertThat(one.path("rule").asText()).contains("rule_");
        assertThat(one.path("since").asText()).startsWith("2026-03-02T09:00");
        assertThat(one.path("decideBy").asText()).isNotBlank();
        assertThat(one.path("batch").asBoolean()).isTrue();
        assertThat(desk.waiting("boss", large).path("batch").asBoolean()).isFalse();
        assertThat(one.path("next")).isEmpty();
        assertThat(desk.waiting("boss", larger).path("next").toString()).isEqualTo("[[\"list-head\"]]");
        var browser = new Browser(door.base());
        browser.signIn(desk.name("boss"));
        assertThat(browser.open("/approvals?q=" + larger).body()).contains("After you: list-head Example");
        assertThat(browser.open("/approvals?q=" + small).body()).contains(small).doesNotContain("After you");
        Stream.of("head", "other", "anna", "admin", "ops", "auditor")
                .forEach(who -> assertThat(desk.task(who, small)).as(who).isEmpty());
    }

    @Test
    @DisplayName("The list is searched by number, title and requester, sorted and paged; another order is refused")
    void theListIsSearchedSortedAndPaged() {
        var first = desk.submitted("Zebra 100 % wool", "200.00", Map.of());
        var second = desk.submitted("Ant farm", "300.00", Map.of());

        assertThat(documents("q=zebra")).containsExactly(first);
        assertThat(documents("q=100+%25+w")).containsExactly(first);
        assertThat(documents("q=10_+%25")).isEmpty();
        assertThat(documents("q=" + second)).containsExactly(second);
        assertThat(documents("sort=title&size=200")).containsSubsequence(second, first);
        assertThat(documents("sort=baseAmount&size=200")).containsSubsequence(first, second);
        assertThat(documents("size=1")).hasSize(1);
        assertThat(desk.as("boss").get("/api/v1/approvals?sort=comment").status())
                .isEqualTo(400);
        assertThat(browser("boss").open("/approvals?q=list-anna").body()).contains("Zebra", "Ant farm");
        assertThat(browser("boss").open("/approvals?q=nobody").body()).contains("Nothing fits");
    }

    @Test
    @DisplayName("Whoever has more than two thousand to approve is told how many, and reaches and finds each of them")
    void everythingThatWaitsIsReached() {
        var one = desk.submittedBy("it1", "One of thousands", "240.00", Map.of());
        var before = total("head", "");
        try {
            copies(one, 2_100);

            assertThat(total("head", "")).isEqualTo(before + 2_100);
            assertThat(total("head", "&q=thousands")).isEqualTo(2_101);
            var last = desk.as("head")
                    .get("/api/v1/approvals?q=thousands&sort=document,desc&size=100&page=21")
                    .expect(200)
                    .json()
                    .path("content");
            assertThat(last).hasSize(1);
            assertThat(last.path(0).path("document").asText()).isEqualTo("COPY-0");
            assertThat(last.path(0).path("task").asText()).isEqualTo("copy-0");
            var page = browser("head").open("/approvals?page=100&size=20").body();
            assertThat(page)
                    .contains("One of thousands")
                    .contains(language("en").format(before + 2_100));
        } finally {
            jdbc.update("delete from approval_steps where id like 'COPY-%'");
            jdbc.update("delete from approval_cycles where id like 'COPY-%'");
            jdbc.update("delete from ACT_RU_TASK where ID_ like 'copy-%'");
        }
    }

    private static NumberFormat language(String tag) {
        return NumberFormat.getIntegerInstance(Locale.forLanguageTag(tag));
    }

    private long total(String who, String query) {
        return desk.as(who)
                .get("/api/v1/approvals?size=1" + query)
                .expect(200)
                .json()
                .path("totalElements")
                .asLong();
    }

    /** Rows as the product wrote them for one document, for many. */
    private void copies(String document, int number) {
        var cycle = jdbc.queryForMap("select * from approval_cycles where document = ?", document);
        var step = jdbc.queryForMap(
                "select * from approval_steps where cycle_id = ? and task_id is not null", cycle.get("id"));
        var task = jdbc.queryForMap("select * from ACT_RU_TASK where ID_ = ?", step.get("task_id"));
        insert("approval_cycles", cycle, number, Map.of("id", "COPY-%d/1", "document", "COPY-%d"));
        insert(
                "approval_steps",
                step,
                number,
                Map.of("id", "COPY-%d/1/1", "cycle_id", "COPY-%d/1", "task_id", "copy-%d"));
        insert("ACT_RU_TASK", task, number, Map.of("ID_", "copy-%d"));
    }

    private void insert(String table, Map<String, Object> row, int number, Map<String, String> own) {
        var columns = List.copyOf(row.keySet());
        var rows = IntStream.range(0, number)
                .mapToObj(copy -> columns.stream()
                        .map(column -> {
                            var pattern = own.entrySet().stream()
                                    .filter(one -> one.getKey().equalsIgnoreCase(column))
                                    .findFirst();
                            return pattern.isPresent()
                                    ? pattern.get().getValue().formatted(copy)
                                    : row.get(column);
                        })
                        .toArray())
                .toList();
        jdbc.batchUpdate(
                "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                        + "?, ".repeat(columns.size() - 1) + "?)",
                rows);
    }

    @Test
    @DisplayName("Several small ones are approved at once, each with the comment, its record and its own way on")
    void severalAreApprovedAtOnce() {
        var one = desk.submitted("One of several", "240.00", Map.of());
        var two = desk.submitted("Two of several", "260.00", Map.of());

        var results = desk.approve("boss", "Fine", desk.task("boss", one), desk.task("boss", two))
                .expect(200)
                .json()
                .path("results");

        assertThat(results.findValuesAsText("result")).containsExactly("APPROVED", "APPROVED");
        assertThat(results.findValuesAsText("document")).containsExactly(one, two);
        for (var number : List.of(one, two)) {
            jobs.runDue(number);
            var answer = desk.approvals(number).path(0);
            assertThat(answer.path("by").asText()).isEqualTo("list-boss");
            assertThat(answer.path("comment").asText()).isEqualTo("Fine");
            assertThat(desk.status(number)).isNotEqualTo("IN_APPROVAL");
            assertThat(desk.audit(number)).contains("approval.answered-with-others");
            assertThat(desk.task("boss", number)).isEmpty();
        }
    }

    @Test
    @DisplayName("R27: what is not open any more or not allowed is told one by one, and keeps nothing else from being"
            + " approved")
    void eachIsToldByItself() {
        var fine = desk.submitted("Fine", "240.00", Map.of());
        var large = desk.submitted("Large", "740.00", Map.of());
        var answered = desk.submitted("Answered", "250.00", Map.of());
        var withdrawn = desk.submitted("Withdrawn", "230.00", Map.of());
        var tasks = Stream.of(large, answered, withdrawn, fine)
                .map(number -> desk.task("boss", number))
                .toArray(String[]::new);
        desk.complete("boss", tasks[1], "approve").expect(204);
        desk.as("anna")
                .post("/api/v1/requisitions/" + withdrawn + "/withdrawal", Map.of("reason", "Not needed"))
                .expect(200);

        var results = desk.approve("boss", "", tasks).expect(200).json().path("results");

        assertThat(results.findValuesAsText("result")).containsExactly("REFUSED", "NOT_OPEN", "NOT_OPEN", "APPROVED");
        assertThat(results.path(0).path("rule").asText()).isEqualTo("urn:problem:approval:only-by-itself");
        assertThat(results.path(1).path("message").asText()).contains("already decided by list-boss Example");
        assertThat(results.path(2).path("message").asText()).contains("withdrawn");
        assertThat(desk.approvals(large).path(0).path("by").isTextual()).isFalse();
        assertThat(desk.approvals(fine).path(0).path("by").asText()).isEqualTo("list-boss");
    }

    @Test
    @DisplayName("R04: whoever asked approves nothing of their own from the list, whatever their group")
    void nobodyApprovesTheirOwnFromTheList() {
        var number = desk.submittedBy("it1", "Own software", "1200.00", Map.of("category", "it-software"));
        var managers = desk.task("head", number);
        assertThat(managers).isNotEmpty();

        var result = desk.approve("it1", "", managers).json().path("results").path(0);

        assertThat(result.path("result").asText()).isEqualTo("REFUSED");
        assertThat(result.path("rule").asText()).isEqualTo("urn:problem:approval:requester-never-approves");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "head", "admin", "ops", "auditor"})
    @DisplayName("Nobody approves from the list what they are not asked, and strangers learn nothing of it")
    void strangersApproveNothing(String who) {
        var number = desk.submitted("Not theirs", "240.00", Map.of());
        var task = desk.task("boss", number);

        var result =
                desk.approve(who, "", task).expect(200).json().path("results").path(0);

        assertThat(result.path("result").asText()).isNotEqualTo("APPROVED");
        if (who.equals("other") || who.equals("head")) {
            assertThat(result.toString()).doesNotContain(number).doesNotContain("boss");
        } else {
            assertThat(result.path("rule").asText()).isEqualTo("urn:problem:approval:not-asked");
        }
        assertThat(desk.status(number)).isEqualTo("IN_APPROVAL");
    }

    @Test
    @DisplayName("R05: who has answered one step finds the group's step of the same round no more, and answers it by no"
            + " batch")
    void onePersonAnswersOnce() {
        people.add("list-head", org.countersign.shared.Group.APPROVER, org.countersign.shared.Group.IT_APPROVER);
        var number = desk.submitted("Of two steps", "1200.00", Map.of("category", "it-software"));
        desk.complete("boss", desk.task("boss", number), "approve").expect(204);
        jobs.runDue(number);
        var groups = desk.task("it1", number);
        var own = desk.as("head")
                .get("/engine-rest/task?assignee=list-head&processInstanceBusinessKey=" + number)
                .json()
                .path(0)
                .path("id")
                .asText();
        desk.complete("head", own, "approve").expect(204);

        assertThat(desk.task("head", number)).isEmpty();
        var result = desk.approve("head", "", groups).json().path("results").path(0);
        assertThat(result.path("result").asText()).isEqualTo("REFUSED");
        assertThat(result.path("rule").asText()).isEqualTo("urn:problem:approval:once-per-person");
        assertThat(desk.task("it1", number)).isEqualTo(groups);
    }

    @Test
    @DisplayName("What somebody of the group has taken is approved by nobody else meanwhile")
    void aTakenOneIsLeftAlone() {
        var number = desk.submitted("Software", "1200.00", Map.of("category", "it-software"));
        desk.complete("boss", desk.task("boss", number), "approve").expect(204);
        jobs.runDue(number);
        desk.complete("head", desk.task("head", number), "approve").expect(204);
        jobs.runDue(number);
        var task = desk.task("it1", number);
        assertThat(desk.task("it2", number)).isEqualTo(task).isNotEmpty();
        desk.as("it1")
                .post("/engine-rest/task/" + task + "/claim", Map.of("userId", "list-it1"))
                .expect(204);

        assertThat(desk.task("it2", number)).isEmpty();
        assertThat(desk.task("it1", number)).isEqualTo(task);
        assertThat(desk.approve("it2", "", task)
                        .json()
                        .path("results")
                        .path(0)
                        .path("result")
                        .asText())
                .isNotEqualTo("APPROVED");
    }

    @Test
    @DisplayName(
            "R08: what was handed on is approved by the delegate for the other; whose advice is asked approves nothing")
    void delegatesApproveAndAdvisersDoNot() {
        var advice = desk.submitted("Advice wanted", "240.00", Map.of());
        var lent = desk.task("boss", advice);
        desk.as("boss")
                .post(
                        "/api/v1/approvals/" + lent + "/delegation",
                        Map.of("to", "list-other", "mode", "ADVISE", "comment", "Good ones?"));
        assertThat(desk.task("other", advice)).isEmpty();
        assertThat(desk.approve("other", "", lent)
                        .json()
                        .path("results")
                        .path(0)
                        .path("result")
                        .asText())
                .isNotEqualTo("APPROVED");
        assertThat(desk.status(advice)).isEqualTo("IN_APPROVAL");

        var handed = desk.submitted("Handed on", "230.00", Map.of());
        var task = desk.task("boss", handed);
        desk.as("boss")
                .post(
                        "/api/v1/approvals/" + task + "/delegation",
                        Map.of("to", "list-other", "mode", "DECIDE", "comment", "Please"));
        assertThat(desk.task("boss", handed)).isEmpty();
        assertThat(desk.waiting("other", handed).path("onBehalfOf").asText()).isEqualTo("list-boss");
        assertThat(desk.approve("other", "", task)
                        .json()
                        .path("results")
                        .path(0)
                        .path("result")
                        .asText())
                .isEqualTo("APPROVED");
        assertThat(desk.approvals(handed).path(0).path("onBehalfOf").asText()).isEqualTo("list-boss");
    }

    @Test
    @DisplayName("None, too many, unknown tasks, a comment too long: each is answered in a sentence")
    void badBatchesAreRefused() {
        assertThat(desk.approve("boss", "").status()).isEqualTo(422);
        assertThat(desk.approve("boss", "x".repeat(2001), "any").status()).isEqualTo(422);
        var many = Stream.iterate(0, i -> i + 1).limit(101).map(String::valueOf).toArray(String[]::new);
        assertThat(desk.approve("boss", "", many).status()).isEqualTo(422);
        assertThat(desk.as("boss").post("/api/v1/approvals/batch", "{}").status())
                .isEqualTo(422);
        assertThat(desk.approve("boss", "", "unknown", "unknown").json().path("results"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("result").asText()).isEqualTo("NOT_OPEN"));
        assertThat(door.anonymous().get("/api/v1/approvals").status()).isEqualTo(401);
        assertThat(door.anonymous().post("/api/v1/approvals/batch", "{}").status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("The page approves what was ticked and says one by one what happened, in the reader's language")
    void thePageApprovesWhatWasTicked() {
        var one = desk.submitted("Ticked", "240.00", Map.of("supplier", "S-list"));
        var large = desk.submitted("Too large to tick", "740.00", Map.of());
        var browser = browser("boss");
        var page = browser.open("/approvals?size=200").body();
        assertThat(page).contains("Ticked", one, "Supplier of list", "list-anna Example", "500.00 EUR");
        assertThat(page).contains("value=\"" + desk.task("boss", one) + "\"");
        assertThat(page).doesNotContain("value=\"" + desk.task("boss", large) + "\"");

        browser.get("/language?to=de");
        browser.sendForm(
                "/approvals",
                List.of(
                        Map.entry("task", desk.task("boss", one)),
                        Map.entry("task", desk.task("boss", large)),
                        Map.entry("comment", "Gut")));
        var told = browser.open("/approvals/answered").body();

        assertThat(told).contains("1 von 2 freigegeben", "Freigegeben", "Nicht erlaubt", "für sich zu entscheiden");
        assertThat(desk.approvals(one).path(0).path("comment").asText()).isEqualTo("Gut");
        assertThat(browser.open("/approvals/answered").statusCode()).isEqualTo(302);
        browser.sendForm("/approvals", List.of());
        assertThat(browser.open("/approvals?size=200").body()).contains("Es war nichts ausgewählt", "Zu", large);
    }

    @Test
    @DisplayName(
            "Without anything to approve the page says so; without signing in there is no page; without the token no"
                    + " answer")
    void theEmptyPageAndTheDoor() {
        assertThat(browser("other").open("/approvals").body()).contains("Nothing waits for your approval");
        assertThat(browser("auditor").open("/").body()).doesNotContain("href=\"/approvals\"");
        assertThat(browser("boss").open("/").body()).contains("href=\"/approvals\"");
        assertThat(new Browser(door.base()).get("/approvals")).isEqualTo(302);
        assertThat(browser("boss").send("POST", "/approvals", "", false)).isEqualTo(403);
        assertThat(browser("boss").open("/approvals.csv").body()).contains("Decide by");
    }

    private Browser browser(String who) {
        var browser = new Browser(door.base());
        browser.signIn(desk.name(who));
        return browser;
    }

    private List<String> documents(String query) {
        return desk
                .as("boss")
                .get("/api/v1/approvals?" + query)
                .expect(200)
                .json()
                .path("content")
                .findValues("document")
                .stream()
                .map(JsonNode::asText)
                .toList();
    }
}
