package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.ApprovalWatch;
import org.countersign.approval.SubstituteAnswers;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Substitutes who are asked first, over REST, on the page and by mail, with the table deployed live. */
@CountersignTest
class SubstituteAcceptanceTests {

    /** A limit that no other test gives a substitute: the row of these tests meets it alone. */
    private static final String LIMIT = "8305.11";

    private static final String BROKEN_LIMIT = "8305.12";
    private static final String STAYING_LIMIT = "8305.13";
    private static final String EMPTY_LIMIT = "8305.14";
    private static final String UNKNOWN_LIMIT = "8305.15";

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ApprovalWatch watch;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private SubstituteAnswers answers;

    @Autowired
    private EntityManagerFactory entities;

    private String table;

    @BeforeEach
    void organisation() throws Exception {
        people.add("acc-top", Group.APPROVER);
        people.add("acc-head", "acc-top", Group.APPROVER);
        people.add("acc-boss", "acc-head", Group.APPROVER);
        people.add("acc-anna", "acc-boss", Group.REQUESTER);
        people.add("acc-peer", "acc-head", Group.APPROVER);
        people.add("acc-next", "acc-head", Group.APPROVER);
        people.add("acc-admin", "acc-head", Group.ADMINISTRATOR);
        people.add("acc-ops", "acc-head", Group.OPERATIONS);
        people.add("acc-auditor", "acc-head", Group.AUDITOR);
        door.as("acc-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-ACC", "name", "Accepting", "owner", "acc-head"));
        door.as("acc-admin")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                "S-ACC",
                                "name",
                                "Acc",
                                "email",
                                "acc@supplier.example",
                                "status",
                                "APPROVED"));
        var shipped = Files.readString(Path.of("dmn/substitute-policy.dmn"), StandardCharsets.UTF_8);
        var rows = row("asked", LIMIT, "\"asked\"", "\"comes back\"")
                + row("stays", STAYING_LIMIT, "\"not asked\"", "\"stays\"")
                + row("empty", EMPTY_LIMIT, "\"not asked\"", "")
                + row("broken", BROKEN_LIMIT, "\"perhaps\"", "\"comes back\"")
                + row("unknown", UNKNOWN_LIMIT, "\"not asked\"", "\"perhaps\"");
        table = repository
                .createDeployment()
                .name("Substitutes are asked")
                .addString("substitute-policy.dmn", shipped.replaceFirst("<rule ", rows + "<rule "))
                .deploy()
                .getId();
    }

    @AfterEach
    void forget() {
        repository.deleteDeployment(table);
        jdbc.update("delete from substitutions where person like 'acc-%'");
    }

    private static String row(String name, String limit, String acceptance, String comeBack) {
        var id = "rule_" + name;
        return """
            <rule id="%s"><inputEntry id="%s_b"><text></text></inputEntry><inputEntry id="%s_d"><text></text></inputEntry>\
            <inputEntry id="%s_n"><text></text></inputEntry><inputEntry id="%s_l"><text>%s</text></inputEntry>\
            <outputEntry id="%s_a"><text>%s</text></outputEntry><outputEntry id="%s_c"><text>%s</text></outputEntry></rule>\
            """.formatted(id, id, id, id, id, limit, id, acceptance, id, comeBack);
    }

    @Test
    @DisplayName(
            "R08: over REST the substitute alone accepts, once; what waits goes over then, and a mail asked for it")
    void acceptingOverRest() {
        var number = submitted();
        var named = name("acc-boss", "acc-admin", "acc-peer", LIMIT);
        assertThat(named.json().path("state").asText()).isEqualTo("ASKED");
        assertThat(assignee(number)).isEqualTo("acc-boss");
        assertThat(mailsTo("acc-peer")).anyMatch(subject -> subject.contains("Will you stand in for"));
        var answer =
                "/api/v1/people/acc-boss/substitutes/" + named.json().path("id").asText() + "/answer";
        var accept = Map.of("decision", "ACCEPT");

        door.anonymous().post(answer, accept).expect(401);
        for (var other : List.of("acc-boss", "acc-anna", "acc-next", "acc-admin", "acc-ops", "acc-auditor")) {
            refused(door.as(other).post(answer, accept), 403, "only-the-substitute-answers", "acc-peer");
        }
        door.as("acc-next").get("/api/v1/people/acc-peer/substitutions").expect(403);
        var mine =
                door.as("acc-peer").get("/api/v1/people/acc-peer/substitutions").expect(200);
        assertThat(mine.json().path("content").path(0).path("person").asText()).isEqualTo("acc-boss");
        refused(door.as("acc-peer").post(answer, Map.of()), 422, "substitution-answer-needed", "accept or decline");
        refused(door.as("acc-peer").post(answer, Map.of("decision", "DECLINE")), 422, "declining-needs-reason", "why");

        door.as("acc-peer").post(answer, accept).expect(200);

        assertThat(assignee(number)).isEqualTo("acc-peer");
        refused(door.as("acc-peer").post(answer, accept), 409, "substitution-accepted", "already");
        assertThat(door.as("acc-auditor").get("/api/v1/audit/person:acc-boss").text())
                .contains("substitute.accepted", "rule_asked");
        var id = named.json().path("id").asText();
        door.as("acc-boss").delete("/api/v1/people/acc-boss/substitutes/" + id).expect(204);
        assertThat(assignee(number)).isEqualTo("acc-boss");
        assertThat(mailsTo("acc-peer")).anyMatch(subject -> subject.contains("need not stand in"));
        refused(door.as("acc-peer").post(answer, accept), 409, "substitution-taken-back", "ended");
    }

    @Test
    @DisplayName("R08: who declines on the page says why; who is away and the administrator get a mail, the next one"
            + " decides")
    void decliningOnThePage() {
        var number = submitted();
        var id = name("acc-boss", "acc-admin", "acc-peer", LIMIT)
                .json()
                .path("id")
                .asText();
        var browser = new Browser(door.base());
        browser.signIn("acc-peer");
        assertThat(browser.open("/absence").body()).contains("You are asked to stand in", "acc-boss Example");

        var silent = browser.sendParts(
                "/absence/" + id + "/answer", Map.of("person", "acc-boss", "decision", "decline", "reason", ""));
        assertThat(silent.statusCode()).isEqualTo(422);
        assertThat(silent.body()).contains("Say why you decline");
        browser.sendParts(
                "/absence/" + id + "/answer",
                Map.of("person", "acc-boss", "decision", "decline", "reason", "I am away too"));

        assertThat(browser.open("/absence").body()).doesNotContain("You are asked to stand in");
        for (var told : List.of("acc-boss", "acc-admin")) {
            assertThat(mailsTo(told)).anyMatch(subject -> subject.contains("cannot stand in for"));
        }
        var again = browser.sendParts("/absence/" + id + "/answer", Map.of("person", "acc-boss", "decision", "accept"));
        assertThat(again.statusCode()).isIn(200, 302, 303);
        assertThat(browser.open("/absence").body()).contains("You have declined this substitution already");
        assertThat(assignee(number)).isEqualTo("acc-boss");
        var boss = new Browser(door.base());
        boss.signIn("acc-boss");
        assertThat(boss.open("/absence").body()).contains("declined", "I am away too");
        assertThat(boss.sendParts("/absence/" + id + "/answer", Map.of("person", "acc-boss", "decision", "accept"))
                        .statusCode())
                .isEqualTo(403);

        var next = name("acc-boss", "acc-boss", "acc-next", LIMIT)
                .json()
                .path("id")
                .asText();
        var other = new Browser(door.base());
        other.signIn("acc-next");
        other.sendParts("/absence/" + next + "/answer", Map.of("person", "acc-boss", "decision", "accept"));
        assertThat(assignee(number)).isEqualTo("acc-next");
        assertThat(other.open("/absence").body()).contains("For whom you stand in");
    }

    @Test
    @DisplayName(
            "R08: at night administrators are told who is away while nobody has accepted, and the home page shows it")
    void theNightlyCheckTells() {
        name("acc-boss", "acc-boss", "acc-peer", LIMIT);

        watch.everything();
        watch.everything();

        assertThat(mailsTo("acc-admin"))
                .filteredOn(subject -> subject.contains("has not accepted to stand in"))
                .hasSize(1);
        assertThat(home("acc-admin")).contains("acc-boss Example", "has not accepted");
        assertThat(home("acc-next")).doesNotContain("has not accepted");
    }

    @Test
    @DisplayName("R08: many absences without an acceptance cost the first page no more statements than a few")
    void manyAbsencesAreReadTogether() {
        for (var number = 1; number <= 7; number++) {
            people.add("acc-away-" + number, "acc-head", Group.APPROVER);
        }
        name("acc-away-1", "acc-away-1", "acc-peer", LIMIT);
        var one = statements();
        for (var number = 2; number <= 7; number++) {
            name("acc-away-" + number, "acc-away-" + number, "acc-peer", LIMIT);
        }

        assertThat(statements()).isEqualTo(one);
        assertThat(home("acc-admin"))
                .contains("More than 5 absences without an accepted substitute", "href=\"/absences\"");
        var all = page("acc-admin", "/absences");
        for (var number = 1; number <= 7; number++) {
            assertThat(all).contains("acc-away-" + number + " Example");
        }
        assertThat(page("acc-next", "/absences")).doesNotContain("acc-away-1 Example");
    }

    private long statements() {
        var admin = new Actor(new UserId("acc-admin"), Set.of(Group.ADMINISTRATOR.id()));
        var statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        assertThat(answers.notAccepted(40, admin)).isNotEmpty();
        statistics.setStatisticsEnabled(false);
        return statistics.getPrepareStatementCount();
    }

    @Test
    @DisplayName("R03, R08: a table that gives no answer has the substitute asked; as shipped nobody is")
    void aBrokenTableAsks() {
        var number = submitted();
        assertThat(name("acc-boss", "acc-boss", "acc-peer", BROKEN_LIMIT)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ASKED");
        assertThat(assignee(number)).isEqualTo("acc-boss");

        assertThat(name("acc-boss", "acc-boss", "acc-next", "9000")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("NOT_ASKED");
        assertThat(assignee(number)).isEqualTo("acc-next");
    }

    @Test
    @DisplayName(
            "R08: what the table leaves with the substitute they answer when the absence is over, on behalf of who is back")
    void whatStaysIsAnswered() {
        var number = submitted();
        door.as("acc-boss")
                .post(
                        "/api/v1/people/acc-boss/substitutes",
                        Map.of("substitute", "acc-peer", "to", "2026-03-02", "upTo", STAYING_LIMIT))
                .expect(201);
        assertThat(assignee(number)).isEqualTo("acc-peer");

        clock.set(TestClock.START.plus(Duration.ofDays(2)));
        watch.absences();

        assertThat(assignee(number)).isEqualTo("acc-peer");
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
        var approve = Map.of("variables", Map.of("decision", Map.of("value", "approve")));
        door.as("acc-boss")
                .post("/engine-rest/task/" + task + "/complete", approve)
                .expect(403);
        door.as("acc-peer")
                .post("/engine-rest/task/" + task + "/complete", approve)
                .expect(204);
        var entry =
                door.as("acc-anna").get("/api/v1/requisitions/" + number).json().at("/approvals/0");
        assertThat(entry.path("by").asText()).isEqualTo("acc-peer");
        assertThat(entry.path("onBehalfOf").asText()).isEqualTo("acc-boss");
    }

    @Test
    @DisplayName(
            "R08: who is back has on the page what stayed with the substitute brought back, as long as anything is there")
    void whatStayedIsBroughtBack() {
        var number = submitted();
        name("acc-boss", "acc-boss", "acc-peer", STAYING_LIMIT);
        clock.set(TestClock.START.plus(Duration.ofDays(310)));
        watch.absences();
        assertThat(assignee(number)).isEqualTo("acc-peer");
        assertThat(page("acc-boss", "/absence"))
                .contains("What acc-peer Example had not answered by the last day may still be there.");
        assertThat(page("acc-admin", "/absence?person=acc-boss")).contains("may still be there");
        var id = door.as("acc-boss")
                .get("/api/v1/people/acc-boss/substitutes")
                .expect(200)
                .json()
                .at("/content/0/id")
                .asText();

        var boss = new Browser(door.base());
        boss.signIn("acc-boss");
        boss.sendParts("/absence/" + id + "/end", Map.of());

        assertThat(assignee(number)).isEqualTo("acc-boss");
        assertThat(page("acc-boss", "/absence")).doesNotContain("may still be there");
    }

    @Test
    @DisplayName(
            "R08: REST and page say what comes back and what stays; an empty cell and a table without the column say that"
                    + " it comes back, and one that says neither has the substitute asked")
    void whatBecomesOfTasks() throws Exception {
        var stays = name("acc-boss", "acc-boss", "acc-peer", STAYING_LIMIT).json();
        assertThat(stays.path("comesBack").asBoolean(true)).isFalse();
        assertThat(stays.path("state").asText()).isEqualTo("NOT_ASKED");
        assertThat(page("acc-boss", "/absence"))
                .contains("What acc-peer Example has not answered by the last day stays there.");
        assertThat(page("acc-peer", "/absence")).contains("What you have not answered by the last day stays with you.");
        assertThat(door.as("acc-peer")
                        .get("/api/v1/people/acc-peer/substitutions")
                        .expect(200)
                        .json()
                        .at("/content/0/comesBack")
                        .asBoolean(true))
                .isFalse();

        assertThat(name("acc-boss", "acc-boss", "acc-peer", EMPTY_LIMIT)
                        .json()
                        .path("comesBack")
                        .asBoolean())
                .isTrue();
        var unknown = name("acc-boss", "acc-boss", "acc-peer", UNKNOWN_LIMIT).json();
        assertThat(unknown.path("comesBack").asBoolean()).isTrue();
        assertThat(unknown.path("state").asText()).isEqualTo("ASKED");

        var shipped = Files.readString(Path.of("dmn/substitute-policy.dmn"), StandardCharsets.UTF_8);
        var former = repository
                .createDeployment()
                .name("Without a column")
                .addString(
                        "substitute-policy.dmn",
                        shipped.replaceFirst("(?s)<output id=\"output_comesBack\".*?</output>", "")
                                .replaceFirst("(?s)<outputEntry id=\"rule_notAsked_comesBack\".*?</outputEntry>", ""))
                .deploy()
                .getId();
        try {
            var named = name("acc-boss", "acc-boss", "acc-next", STAYING_LIMIT).json();
            assertThat(named.path("comesBack").asBoolean()).isTrue();
            assertThat(named.path("state").asText()).isEqualTo("NOT_ASKED");
        } finally {
            repository.deleteDeployment(former);
        }

        var older = repository
                .createDeployment()
                .name("The column under its former name")
                .addString(
                        "substitute-policy.dmn",
                        shipped.replace("name=\"comesBack\"", "name=\"comeBack\"")
                                .replaceFirst(
                                        "<rule ", row("stays", STAYING_LIMIT, "\"not asked\"", "\"stays\"") + "<rule "))
                .deploy()
                .getId();
        try {
            assertThat(name("acc-boss", "acc-boss", "acc-next", STAYING_LIMIT)
                            .json()
                            .path("comesBack")
                            .asBoolean())
                    .isFalse();
        } finally {
            repository.deleteDeployment(older);
        }
    }

    @Test
    @DisplayName(
            "R27: of two clicks at once one accepts and the other is told; an end at the same instant leaves nothing"
                    + " behind")
    void twoActAtOnce() throws Exception {
        var number = submitted();
        for (var round = 0; round < 5; round++) {
            var id = name("acc-boss", "acc-boss", "acc-peer", LIMIT)
                    .json()
                    .path("id")
                    .asText();
            var path = "/api/v1/people/acc-boss/substitutes/" + id;
            var accept = Map.of("decision", "ACCEPT");

            var clicks = atOnce(
                    () -> door.as("acc-peer").post(path + "/answer", accept),
                    () -> door.as("acc-peer").post(path + "/answer", accept));
            assertThat(clicks).extracting(TestDoor.Answer::status).containsExactlyInAnyOrder(200, 409);
            assertThat(assignee(number)).isEqualTo("acc-peer");
            door.as("acc-boss").delete(path).expect(204);
            assertThat(assignee(number)).isEqualTo("acc-boss");

            var next = name("acc-boss", "acc-boss", "acc-peer", LIMIT)
                    .json()
                    .path("id")
                    .asText();
            var other = "/api/v1/people/acc-boss/substitutes/" + next;
            var both = atOnce(
                    () -> door.as("acc-peer").post(other + "/answer", accept),
                    () -> door.as("acc-boss").delete(other));
            assertThat(both.get(0).status()).isIn(200, 409);
            assertThat(both.get(1).status()).isEqualTo(204);
            assertThat(assignee(number)).isEqualTo("acc-boss");
        }
    }

    private static List<TestDoor.Answer> atOnce(Callable<TestDoor.Answer> one, Callable<TestDoor.Answer> other)
            throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var barrier = new CyclicBarrier(2);
            var answers = new ArrayList<TestDoor.Answer>();
            for (var future : threads.invokeAll(List.<Callable<TestDoor.Answer>>of(
                    () -> {
                        barrier.await();
                        return one.call();
                    },
                    () -> {
                        barrier.await();
                        return other.call();
                    }))) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private void refused(TestDoor.Answer answer, int status, String rule, String... words) {
        var problem = answer.expect(status).json();
        assertThat(problem.path("type").asText()).isEqualTo("urn:problem:approval:" + rule);
        assertThat(problem.path("detail").asText()).contains(words);
    }

    private TestDoor.Answer name(String person, String by, String substitute, String limit) {
        return door.as(by)
                .post(
                        "/api/v1/people/" + person + "/substitutes",
                        Map.of("substitute", substitute, "to", "2026-12-31", "upTo", limit))
                .expect(201);
    }

    private String submitted() {
        var line = Map.of("description", "Thing", "quantity", "1", "unitPrice", "240.00", "supplier", "S-ACC");
        var number = door.as("acc-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of("title", "Accepting", "costCenter", "CC-ACC", "lines", List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("acc-anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    private String assignee(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getAssignee();
    }

    private List<String> mailsTo(String user) {
        return jdbc.queryForList(
                "select subject from mails where document = 'person:acc-boss' and recipients like ?",
                String.class,
                "%" + user + "%");
    }

    private String home(String user) {
        return page(user, "/");
    }

    private String page(String user, String path) {
        var browser = new Browser(door.base());
        browser.signIn(user);
        return browser.open(path).body();
    }
}
