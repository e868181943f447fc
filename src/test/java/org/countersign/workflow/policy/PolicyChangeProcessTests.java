package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.countersign.audit.AuditLog;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicySettings;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.NightlyWork;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.countersign.workflow.support.DecisionTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

/** Changes of decision tables from the draft into force, at every door. */
@CountersignTest
class PolicyChangeProcessTests {

    private static final String CHANGES = "/api/v1/policy-changes";
    private static final AtomicInteger RUNS = new AtomicInteger();

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    @Autowired
    SpringProcessEngineConfiguration engine;

    @Autowired
    DecisionTables tables;

    @Autowired
    AuditLog audit;

    @Autowired
    PolicyChanges changes;

    @Autowired
    ReleasersTasks releasers;

    @Autowired
    @Qualifier("policyReminders")
    NightlyWork reminders;

    @Autowired
    JdbcTemplate jdbc;

    /** What the product does once the engine has started. */
    @Autowired
    @Qualifier("engineSetup")
    SmartInitializingSingleton starts;

    private final List<String> administrators = new ArrayList<>();
    private String key;
    private String ada;
    private String ben;

    @BeforeEach
    void aTableAndTwoAdministrators() {
        var run = "pc" + RUNS.incrementAndGet();
        key = run + "-policy";
        ada = administrator(run + "-ada");
        ben = administrator(run + "-ben");
        deploy(null, file(100));
    }

    @AfterEach
    void nothingIsLeft() {
        administrators.forEach(user -> people.add(user));
        repository.createDecisionDefinitionQuery().decisionDefinitionKey(key).list().stream()
                .map(table -> table.getDeploymentId())
                .distinct()
                .forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    @DisplayName("R04: a change is released by another administrator, never by its author, at no door")
    void aChangeIsReleasedBySomebodyElse() {
        var drafted = drafted("Prices rose");
        var id = drafted.path("id").asText();
        var path = CHANGES + "/" + id;
        assertThat(drafted.path("state").asText()).isEqualTo("DRAFT");
        var read = door.as(ada).get(path).expect(200);
        door.as(ben).put(path + "/candidate", Map.of("xml", file(120))).expect(403);
        door.as(ada)
                .put(path + "/candidate", Map.of("xml", file(120)), "If-Match", "\"stale\"")
                .expect(412);
        var saved = door.as(ada)
                .put(path + "/candidate", Map.of("xml", file(120)), "If-Match", read.header("ETag"))
                .expect(200)
                .json();
        assertThat(saved.path("differences").get(0).asText())
                .isEqualTo("Rule “Large”: Amount changed from >= 100 to >= 120.");
        door.as(ada)
                .put(path + "/candidate", Map.of("xml", file(130)), "If-Match", read.header("ETag"))
                .expect(412);
        door.as(ada).put(path + "/candidate", Map.of("xml", "<no-table/>")).expect(422);

        door.as(ben).post(path + "/proposal", null).expect(403);
        door.as(ada).post(path + "/proposal", null).expect(200);
        door.as(ada).put(path + "/candidate", Map.of("xml", file(130))).expect(409);
        assertThat(mails(id))
                .anySatisfy(mail -> assertThat(mail).startsWith(ben).contains("release"));
        assertThat(mails(id)).noneMatch(mail -> mail.startsWith(ada));

        var task = task(id);
        assertThat(tasks.createTaskQuery()
                        .taskId(task.getId())
                        .taskCandidateUser(ada)
                        .count())
                .isZero();
        assertThat(tasks.createTaskQuery()
                        .taskId(task.getId())
                        .taskCandidateUser(ben)
                        .count())
                .isOne();
        assertThat(String.valueOf(tasks.getVariableLocal(task.getId(), "viewDifferences")))
                .contains("Amount changed from >= 100 to >= 120");
        door.as(ada).post(path + "/release", Map.of()).expect(403);
        door.as(ada).post(path + "/rejection", Map.of("comment", "Mine")).expect(403);
        assertThat(complete(ada, task, "release", null)).isEqualTo(403);
        tasks.addCandidateUser(task.getId(), ada);
        assertThat(complete(ada, task, "release", null)).isEqualTo(403);
        door.as(ada).post(path + "/release", Map.of("alone", true)).expect(403);
        assertThat(level(110)).isEqualTo("large");

        assertThat(complete(ben, task, "release", null)).isEqualTo(204);

        assertThat(level(110)).isEqualTo("small");
        assertThat(level(120)).isEqualTo("large");
        var released = door.as(ben).get(path).expect(200).json();
        assertThat(released.path("state").asText()).isEqualTo("RELEASED");
        assertThat(released.path("decidedBy").asText()).isEqualTo(ben);
        assertThat(released.path("releasedVersion").asInt()).isEqualTo(2);
        assertThat(hasEnded(id)).isTrue();
        assertThat(events())
                .containsSubsequence(
                        "policy-change.drafted " + ada,
                        "policy-change.saved " + ada,
                        "policy-change.proposed " + ada,
                        "policy-change.released " + ben);
        assertThat(mails(id))
                .anySatisfy(mail -> assertThat(mail).startsWith(ada).contains("in force"));
        door.as(ben).post(path + "/release", Map.of()).expect(409);
        door.as(ada).post(path + "/withdrawal", Map.of()).expect(409);

        var versions = door.as(ben)
                .get("/api/v1/decision-tables/" + key + "/versions")
                .expect(200)
                .json();
        assertThat(versions.path("totalElements").asInt()).isEqualTo(2);
        var second = versions.path("content").get(0);
        assertThat(second.path("origin").asText()).isEqualTo("PAGE");
        assertThat(second.path("author").asText()).isEqualTo(ada);
        assertThat(second.path("releasedBy").asText()).isEqualTo(ben);
        assertThat(second.path("reason").asText()).isEqualTo("Prices rose");
        assertThat(second.path("inForce").asBoolean()).isTrue();
        assertThat(second.path("deployment").asText()).contains(id);
        assertThat(second.path("differences").get(0).asText()).contains("from >= 100 to >= 120");
        assertThat(versions.path("content").get(1).path("origin").asText()).isEqualTo("DEPLOYED");
    }

    @Test
    @DisplayName(
            "In an emergency the author releases alone where the settings allow it: recorded as that, every administrator"
                    + " is told, nobody is asked any more; refused where they do not, and to everybody else")
    void releasedAloneInAnEmergency() {
        var id = proposed(120);
        var path = CHANGES + "/" + id;
        var alone = Map.<String, Object>of("alone", true, "comment", "Nobody is there");
        var adas = new Browser(door.base());
        adas.signIn(ada);
        assertThat(door.as(ada)
                        .post(path + "/release", alone)
                        .expect(403)
                        .json()
                        .path("type")
                        .asText())
                .endsWith("policy:alone-not-allowed");
        assertThat(adas.open("/policy-changes/" + id).body()).doesNotContain("/release-alone");
        assertThat(level(110)).isEqualTo("large");

        allowed(true);
        try {
            door.as(ben).post(path + "/release", alone).expect(409);
            door.as(people.add(key + "-ops", Group.OPERATIONS).value())
                    .post(path + "/release", alone)
                    .expect(403);
            assertThat(adas.open("/policy-changes/" + id).body()).contains("/release-alone");

            var released =
                    door.as(ada).post(path + "/release", alone).expect(200).json();

            assertThat(released.path("state").asText()).isEqualTo("RELEASED");
            assertThat(released.path("releasedAlone").asBoolean()).isTrue();
            door.as(ada).post(path + "/release", alone).expect(409);
        } finally {
            allowed(false);
        }
        assertThat(level(110)).isEqualTo("small");
        assertThat(hasEnded(id)).isTrue();
        assertThat(audit.entriesOf(new DocumentNumber("policy:" + key)))
                .filteredOn(entry -> entry.event().equals("policy-change.released-alone"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.by().value()).isEqualTo(ada);
                    assertThat(entry.after())
                            .containsEntry("change", id)
                            .containsEntry("releasedBy", ada)
                            .containsEntry("author", ada)
                            .containsEntry("comment", "Nobody is there")
                            .containsEntry("version", 2);
                });
        assertThat(mails(id))
                .anySatisfy(mail -> assertThat(mail).startsWith(ben + "@").contains("alone"));
        assertThat(adas.open("/decision-tables/" + key + "/history").body()).contains("Nobody is there");
    }

    /** As an operator sets it, for the server that the tests share. */
    private void allowed(boolean alone) {
        ReflectionTestUtils.setField(
                AopTestUtils.<PolicyChanges>getUltimateTargetObject(changes),
                "settings",
                new PolicySettings(Group.ADMINISTRATOR.id(), alone, 2));
    }

    @Test
    @DisplayName(
            "Whatever table is deployed with a version tag that begins with policy appears by itself, to be changed like"
                    + " any other; one without mark does not")
    void aMarkedTableAppears() {
        var marked = key.replace("-policy", "-marked");
        var unmarked = key.replace("-policy", "-unmarked");
        var deployment = repository
                .createDeployment()
                .addString(marked + ".dmn", tagged(file(marked, 100), "policy-2026"))
                .addString(unmarked + ".dmn", tagged(file(unmarked, 100), "of-no-policy"))
                .deploy();
        try {
            var listed = door.as(ada)
                    .get("/api/v1/decision-tables?size=200")
                    .expect(200)
                    .json()
                    .findValuesAsText("key");
            assertThat(listed).contains(key, marked).doesNotContain(unmarked);
            var adas = new Browser(door.base());
            adas.signIn(ada);
            assertThat(adas.open("/decision-tables").body())
                    .contains("/" + marked)
                    .doesNotContain("/" + unmarked);
            door.as(ada)
                    .post(CHANGES, Map.of("table", unmarked, "reason", "Because"))
                    .expect(404);
            var id = door.as(ada)
                    .post(CHANGES, Map.of("table", marked, "reason", "Because"))
                    .expect(201)
                    .json()
                    .path("id")
                    .asText();
            var xml = door.as(ada)
                    .get(CHANGES + "/" + id)
                    .json()
                    .path("candidate")
                    .asText();
            door.as(ada)
                    .put(CHANGES + "/" + id + "/candidate", Map.of("xml", xml.replace("&gt;= 100<", "&gt;= 120<")))
                    .expect(200);
            door.as(ada).post(CHANGES + "/" + id + "/proposal", null).expect(200);
            door.as(ben).post(CHANGES + "/" + id + "/release", Map.of()).expect(200);
            assertThat(door.as(ada)
                            .get("/api/v1/decision-tables/" + marked)
                            .expect(200)
                            .json()
                            .path("version")
                            .asInt())
                    .isEqualTo(2);
        } finally {
            for (var table : List.of(marked, unmarked)) {
                repository.createDecisionDefinitionQuery().decisionDefinitionKey(table).list().stream()
                        .map(definition -> definition.getDeploymentId())
                        .distinct()
                        .filter(one -> !one.equals(deployment.getId()))
                        .forEach(one -> repository.deleteDeployment(one, true));
            }
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    private static String tagged(String file, String tag) {
        return file.replace(
                "camunda:historyTimeToLive", "camunda:versionTag=\"" + tag + "\" camunda:historyTimeToLive");
    }

    @Test
    @DisplayName("Whoever joins the group that releases finds what waits in Tasklist, and whoever leaves it does not")
    void releasersJoinAndLeave() {
        var id = proposed(120);
        var cleo = key + "-cleo";
        people.add(cleo);
        assertThat(offered(id, cleo)).isFalse();

        inGroups(cleo, List.of(Group.ADMINISTRATOR.id()));
        assertThat(offered(id, cleo)).isTrue();
        assertThat(offered(id, ada)).as("its author").isFalse();
        inGroups(cleo, List.of());
        assertThat(offered(id, cleo)).isFalse();

        // Camunda Admin tells nobody; the night finds it.
        people.add(cleo, Group.ADMINISTRATOR);
        releasers.work();
        assertThat(offered(id, cleo)).isTrue();
        assertThat(complete(cleo, task(id), "release", null)).isEqualTo(204);
        people.add(cleo);
    }

    private boolean offered(String id, String user) {
        return tasks.createTaskQuery()
                        .taskId(task(id).getId())
                        .taskCandidateUser(user)
                        .count()
                == 1;
    }

    private void inGroups(String user, List<String> groups) {
        var person = (ObjectNode)
                door.as(ada).get("/api/v1/people/" + user).expect(200).json();
        person.set("groups", new ObjectMapper().valueToTree(groups));
        door.as(ada)
                .put("/api/v1/people/" + user, new ObjectMapper().convertValue(person, Map.class))
                .expect(200);
    }

    @Test
    @DisplayName("A rejection needs a reason and ends it; a withdrawal ends it too, whoever is asked")
    void rejectedAndWithdrawn() {
        var rejected = proposed(120);
        door.as(ben).post(CHANGES + "/" + rejected + "/rejection", Map.of()).expect(422);
        assertThat(complete(ben, task(rejected), "reject", null)).isEqualTo(422);
        door.as(ben)
                .post(CHANGES + "/" + rejected + "/rejection", Map.of("comment", "Too much"))
                .expect(200);
        assertThat(state(rejected)).isEqualTo("REJECTED");
        assertThat(hasEnded(rejected)).isTrue();
        assertThat(mails(rejected))
                .anySatisfy(mail -> assertThat(mail).startsWith(ada).contains("rejected"));

        var withdrawn = proposed(130);
        door.as(ada)
                .post(CHANGES + "/" + withdrawn + "/withdrawal", Map.of("comment", "Later"))
                .expect(200);
        assertThat(state(withdrawn)).isEqualTo("WITHDRAWN");
        assertThat(hasEnded(withdrawn)).isTrue();
        assertThat(level(110)).isEqualTo("large");
    }

    @Test
    @DisplayName("Whose process somebody ended in Cockpit is answered with a sentence, and can be withdrawn")
    void theProcessWasEnded() {
        var id = proposed(120);
        runtime.deleteProcessInstance(task(id).getProcessInstanceId(), "By hand");

        assertThat(door.as(ben)
                        .post(CHANGES + "/" + id + "/release", Map.of())
                        .expect(409)
                        .text())
                .contains("urn:problem:policy:nobody-is-asked", "somebody ended its process");
        door.as(ben)
                .post(CHANGES + "/" + id + "/rejection", Map.of("comment", "No"))
                .expect(409);
        assertThat(state(id)).isEqualTo("PROPOSED");
        door.as(ada)
                .post(CHANGES + "/" + id + "/withdrawal", Map.of("comment", "Its process is gone"))
                .expect(200);
        assertThat(state(id)).isEqualTo("WITHDRAWN");
    }

    @Test
    @DisplayName("What was made from a version that is not in force any more is refused, and goes on as a new draft")
    void theTableWasChangedMeanwhile() {
        var late = proposed(120);
        deploy("modeler", file(150));

        var refused =
                door.as(ben).post(CHANGES + "/" + late + "/release", Map.of()).expect(409);
        assertThat(refused.text()).contains("changed meanwhile", "version 2 is in force", "new draft");
        assertThat(complete(ben, task(late), "release", null)).isEqualTo(409);

        var again =
                door.as(ada).post(CHANGES, Map.of("change", late)).expect(201).json();
        assertThat(again.path("baseVersion").asInt()).isEqualTo(2);
        assertThat(again.path("differences").get(0).asText())
                .isEqualTo("Rule “Large”: Amount changed from >= 150 to >= 120.");
    }

    @Test
    @DisplayName("A change comes into force at its time, not before; what cannot any more is an incident")
    void atItsTime() {
        var id = proposed(120);
        var at = clock.instant().plus(Duration.ofDays(2));
        door.as(ben)
                .post(CHANGES + "/" + id + "/release", Map.of("effectiveAt", "2001-01-01"))
                .expect(422);
        door.as(ben)
                .post(CHANGES + "/" + id + "/release", Map.of("effectiveAt", "soon"))
                .expect(422);
        door.as(ben)
                .post(CHANGES + "/" + id + "/release", Map.of("effectiveAt", at.toString()))
                .expect(200);
        assertThat(state(id)).isEqualTo("SCHEDULED");
        clock.advance(Duration.ofDays(1));
        jobs.runDue(id);
        assertThat(level(110)).isEqualTo("large");
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        jobs.runDue(id);
        assertThat(state(id)).isEqualTo("RELEASED");
        assertThat(level(110)).isEqualTo("small");

        var stuck = proposed(140);
        assertThat(complete(
                        ben,
                        task(stuck),
                        "release",
                        clock.instant().plus(Duration.ofHours(1)).toString()))
                .isEqualTo(204);
        deploy("modeler", file(150));
        clock.advance(Duration.ofHours(2));
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(stuck)
                .singleResult()
                .getId();
        for (var job = due(instance); job != null; job = due(instance)) {
            try {
                management.executeJob(job);
            } catch (RuntimeException refused) {
                clock.advance(Duration.ofMinutes(6));
            }
        }
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getIncidentMessage())
                .contains("changed meanwhile");
        assertThat(state(stuck)).isEqualTo("SCHEDULED");
        door.as(ada).post(CHANGES + "/" + stuck + "/withdrawal", Map.of()).expect(200);
        assertThat(hasEnded(stuck)).isTrue();
    }

    @Test
    @DisplayName("Every version is in the history, an analyst’s too, and an old one becomes the next draft")
    void everyVersionIsInTheHistory() {
        var analyst = people.add(key + "-analyst", Group.PROCESS_ANALYST).value();
        deployByRest(analyst, file(300));
        var versions =
                door.as(ada).get("/api/v1/decision-tables/" + key + "/versions").json();
        var latest = versions.path("content").get(0);
        assertThat(latest.path("origin").asText()).isEqualTo("DEPLOYED");
        assertThat(latest.path("author").asText()).isEqualTo(analyst);
        assertThat(latest.path("deployment").asText()).isEqualTo("From Modeler");
        assertThat(latest.path("source").asText()).isEqualTo("Camunda Modeler");

        var draft = door.as(ada)
                .post(CHANGES, Map.of("table", key, "version", 1, "reason", "Back"))
                .expect(201)
                .json();
        assertThat(draft.path("origin").asText()).isEqualTo("HISTORY");
        assertThat(draft.path("takenFrom").asInt()).isEqualTo(1);
        assertThat(draft.path("differences").get(0).asText()).contains("from >= 300 to >= 100");
        assertThat(door.as(ada)
                        .get("/api/v1/decision-tables/" + key + "/versions/2/file")
                        .text())
                .isEqualTo(file(300));
        door.as(ada).get("/api/v1/decision-tables/" + key + "/versions/9").expect(404);
    }

    @Test
    @DisplayName("Administrators change tables, auditors and operations read, nobody else sees anything of it")
    void rights() {
        var id = proposed(120);
        for (var group : Group.values()) {
            if (group == Group.ADMINISTRATOR) {
                continue;
            }
            var user = people.add(key + "-" + group.id(), group).value();
            var reads = group == Group.AUDITOR || group == Group.OPERATIONS ? 200 : 403;
            assertThat(door.as(user).get(CHANGES).status()).as(user).isEqualTo(reads);
            assertThat(door.as(user).get(CHANGES + "/" + id).status()).as(user).isEqualTo(reads);
            assertThat(door.as(user)
                            .get("/api/v1/decision-tables/" + key + "/versions")
                            .status())
                    .as(user)
                    .isEqualTo(reads);
            door.as(user).post(CHANGES, Map.of("table", key)).expect(403);
            for (var step : List.of("/proposal", "/release", "/rejection", "/withdrawal")) {
                assertThat(door.as(user)
                                .post(
                                        CHANGES + "/" + id + step,
                                        step.equals("/proposal") ? Map.of() : Map.of("comment", "So"))
                                .status())
                        .as(user + step)
                        .isEqualTo(403);
            }
            assertThat(complete(user, task(id), "release", null)).as(user).isIn(403, 404);
        }
        assertThat(state(id)).isEqualTo("PROPOSED");
    }

    @Test
    @DisplayName(
            "A start with the same files undoes nothing; another shipped file is proposed, never deployed over a change")
    void whatTheProductShipsIsProposed() {
        var shippedKey = key;
        shipped(file(100));
        var released = proposed(120);
        door.as(ben).post(CHANGES + "/" + released + "/release", Map.of()).expect(200);
        var version = latestVersion();

        shipped(file(100));
        assertThat(latestVersion()).isEqualTo(version);

        shipped(file(90));
        shipped(file(90));
        assertThat(latestVersion()).isEqualTo(version);
        assertThat(level(110)).isEqualTo("small");
        var found = door.as(ben)
                .get(CHANGES + "?state=PROPOSED&table=" + shippedKey)
                .json()
                .path("content");
        assertThat(found.size()).isOne();
        var proposal = found.get(0).path("id").asText();
        assertThat(found.get(0).path("origin").asText()).isEqualTo("SHIPPED");
        assertThat(door.as(ada)
                        .get(CHANGES + "/" + proposal)
                        .json()
                        .path("differences")
                        .get(0)
                        .asText())
                .isEqualTo("Rule “Large”: Amount changed from >= 120 to >= 90.");
        assertThat(mails(proposal)).anyMatch(mail -> mail.startsWith(ada)).anyMatch(mail -> mail.startsWith(ben));
        door.as(ada).post(CHANGES + "/" + proposal + "/release", Map.of()).expect(200);
        assertThat(level(95)).isEqualTo("large");
        shipped(file(90));
        assertThat(door.as(ben)
                        .get(CHANGES + "?state=PROPOSED&table=" + shippedKey)
                        .json()
                        .path("totalElements")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("A table that nobody changed here takes what the product ships, as ever")
    void whatNobodyChangedIsDeployed() {
        shipped(file(100));
        var version = latestVersion();
        shipped(file(90));
        assertThat(latestVersion()).isEqualTo(version + 1);
        assertThat(level(95)).isEqualTo("large");
        assertThat(door.as(ada)
                        .get("/api/v1/decision-tables/" + key + "/versions")
                        .json()
                        .path("content")
                        .get(0)
                        .path("origin")
                        .asText())
                .isEqualTo("SHIPPED");
    }

    @Test
    @DisplayName(
            "A server with older files than another leaves the newer ones in force, unless a release is taken back")
    void anOlderFileDoesNotComeBack() {
        shipped(file(100));
        shipped(file(90));
        var version = latestVersion();

        shipped(file(100));
        assertThat(latestVersion()).isEqualTo(version);
        assertThat(level(95)).isEqualTo("large");

        shipped(file(80));
        assertThat(latestVersion()).isEqualTo(version + 1);
    }

    @Test
    @DisplayName("The pages have the same doors: proposed by one, released by the other, and back to an old version")
    void thePagesHaveTheSameDoors() {
        var adas = new Browser(door.base());
        adas.signIn(ada);
        var bens = new Browser(door.base());
        bens.signIn(ben);
        var id = drafted("Because").path("id").asText();
        door.as(ada)
                .put(CHANGES + "/" + id + "/candidate", Map.of("xml", file(120)))
                .expect(200);
        var page = "/policy-changes/" + id;
        assertThat(adas.open(page).body())
                .contains("Rule “Large”: Amount changed from &gt;= 100 to &gt;= 120.", "Propose the change");
        assertThat(bens.open(page).body()).doesNotContain("Propose the change", ">Release<");
        var stale =
                adas.sendForm(page + "/proposal", List.of(Map.entry("reason", "Prices rose"), Map.entry("saved", "0")));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("saved meanwhile");
        var unreasoned = adas.sendForm(page + "/proposal", List.of(Map.entry("reason", " "), Map.entry("saved", "1")));
        assertThat(unreasoned.statusCode()).isEqualTo(422);
        assertThat(adas.sendForm(
                                page + "/proposal",
                                List.of(Map.entry("reason", "Prices rose"), Map.entry("saved", "2")))
                        .statusCode())
                .isEqualTo(302);
        assertThat(adas.open(page).body()).contains("Waits for release").doesNotContain(">Release<");
        assertThat(adas.sendForm(page + "/release", List.of()).statusCode()).isEqualTo(403);
        assertThat(bens.sendForm(page + "/rejection", List.of()).statusCode()).isEqualTo(422);
        assertThat(bens.sendForm(page + "/release", List.of(Map.entry("effectiveAt", "1999-01-01T08:00")))
                        .statusCode())
                .isEqualTo(422);
        var asked = tasks.createTaskQuery().processInstanceBusinessKey(id).singleResult();
        tasks.setVariableLocal(asked.getId(), "effectiveAt", "2999-01-01");
        assertThat(bens.sendForm(page + "/release", List.of(Map.entry("comment", "Agreed")))
                        .statusCode())
                .isEqualTo(302);
        assertThat(level(110)).isEqualTo("small");
        assertThat(bens.sendForm(page + "/release", List.of()).statusCode()).isEqualTo(409);
        assertThat(bens.open("/policy-changes?table=" + key).body()).contains(id, "Released");
        assertThat(bens.open("/policy-changes.csv?table=" + key).body()).contains(id, "Prices rose");

        var history = bens.open("/decision-tables/" + key + "/history").body();
        assertThat(history).contains("Version 2", "Agreed", "Make this the next draft", "Deployed past these pages");
        var back = bens.sendForm("/decision-tables/" + key + "/versions/1/draft", List.of());
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(bens.open(back.headers().firstValue("Location").orElseThrow().replace(door.base(), ""))
                        .body())
                .contains("from &gt;= 120 to &gt;= 100", "Back to version 1");

        var requester = people.add(key + "-anna", Group.REQUESTER).value();
        var annas = new Browser(door.base());
        annas.signIn(requester);
        for (var path : List.of("/policy-changes", page, "/decision-tables/" + key + "/history")) {
            assertThat(annas.get(path)).as(path).isEqualTo(403);
        }
        assertThat(bens.get("/policy-changes/POL-0")).isEqualTo(404);
        assertThat(bens.get("/decision-tables/none-policy/history")).isEqualTo(404);
    }

    // ---- steps

    private String administrator(String user) {
        administrators.add(user);
        return people.add(user, Group.ADMINISTRATOR).value();
    }

    private JsonNode drafted(String reason) {
        return door.as(ada)
                .post(CHANGES, Map.of("table", key, "reason", reason))
                .expect(201)
                .json();
    }

    private String proposed(int bound) {
        var id = drafted("Because").path("id").asText();
        door.as(ada)
                .put(CHANGES + "/" + id + "/candidate", Map.of("xml", file(bound)))
                .expect(200);
        door.as(ada).post(CHANGES + "/" + id + "/proposal", null).expect(200);
        return id;
    }

    private Task task(String id) {
        return tasks.createTaskQuery().processInstanceBusinessKey(id).singleResult();
    }

    private int complete(String user, Task task, String decision, String effectiveAt) {
        var variables = new HashMap<String, Object>();
        variables.put("decision", Map.of("value", decision));
        if (effectiveAt != null) {
            variables.put("effectiveAt", Map.of("value", effectiveAt));
        }
        return door.as(user)
                .post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", variables))
                .status();
    }

    private String state(String id) {
        return door.as(ada)
                .get(CHANGES + "/" + id)
                .expect(200)
                .json()
                .path("state")
                .asText();
    }

    private boolean hasEnded(String id) {
        return history.createHistoricProcessInstanceQuery()
                        .processDefinitionKey("policy-change")
                        .processInstanceBusinessKey(id)
                        .finished()
                        .count()
                == 1;
    }

    private String due(String instance) {
        return management.createJobQuery().processInstanceId(instance).withRetriesLeft().list().stream()
                .findFirst()
                .map(job -> job.getId())
                .orElse(null);
    }

    @Test
    @DisplayName(
            "R07: whoever may release a change is reminded every two working days, once each, and no more once it is decided")
    void whoeverMayReleaseIsReminded() {
        var id = drafted("Prices rose").path("id").asText();
        var path = CHANGES + "/" + id;
        door.as(ada).put(path + "/candidate", Map.of("xml", file(120))).expect(200);
        door.as(ada).post(path + "/proposal", null).expect(200);
        assertThat(task(id).getDueDate()).isAfter(Date.from(clock.instant().plus(Duration.ofHours(23))));
        reminders.work();
        assertThat(reminded(id)).isZero();
        clock.advance(Duration.ofDays(5));
        reminders.work();
        reminders.work();
        assertThat(reminded(id)).isOne();
        assertThat(mails(id)).anyMatch(mail -> mail.startsWith(ben) && mail.contains("still waits"));
        clock.advance(Duration.ofDays(5));
        reminders.work();
        assertThat(reminded(id)).isEqualTo(2);
        door.as(ada).post(path + "/withdrawal", Map.of("comment", "Not now")).expect(200);
        clock.advance(Duration.ofDays(5));
        reminders.work();
        assertThat(reminded(id)).isEqualTo(2);
    }

    private long reminded(String id) {
        return mails(id).stream()
                .filter(mail -> mail.startsWith(ben) && mail.contains("still waits"))
                .count();
    }

    private List<String> events() {
        return audit.entriesOf(new DocumentNumber("policy:" + key)).stream()
                .map(entry -> entry.event() + " " + entry.by())
                .toList();
    }

    private List<String> mails(String id) {
        return jdbc.queryForList(
                "select concat(recipients, ': ', subject) from mails where message_key like ?",
                String.class,
                "%/" + id + "%");
    }

    private int latestVersion() {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private String level(double amount) {
        return tables.evaluate(key, List.of(Map.of("amount", amount)))
                .fired()
                .get(0)
                .get(0)
                .text("size");
    }

    // ---- files

    private void deploy(String name, String file) {
        repository.createDeployment().name(name).addString(key + ".dmn", file).deploy();
    }

    /** What happens to a file at each start. */
    private void shipped(String file) {
        repository
                .createDeployment()
                .name(engine.getDeploymentName())
                .enableDuplicateFiltering(true)
                .addInputStream(key + ".dmn", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .deploy();
        starts.afterSingletonsInstantiated();
    }

    private void deployByRest(String user, String file) {
        var boundary = "----example";
        var body = part(boundary, "deployment-name", "From Modeler")
                + part(boundary, "deployment-source", "Camunda Modeler")
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + key + ".dmn\"; filename=\"" + key
                + ".dmn\"\r\nContent-Type: application/xml\r\n\r\n" + file + "\r\n--" + boundary + "--\r\n";
        door.as(user)
                .send(
                        "POST",
                        "/engine-rest/deployment/create",
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "multipart/form-data; boundary=" + boundary)
                .expect(200);
    }

    private static String part(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private String file(int bound) {
        return file(key, bound);
    }

    static String file(String key, int bound) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="definitions_%1$s" name="Example" namespace="http://camunda.org/schema/1.0/dmn">
                  <decision id="%1$s" name="Example policy" camunda:historyTimeToLive="P30D">
                    <decisionTable id="decisionTable_%1$s" hitPolicy="FIRST">
                      <input id="input_amount" label="Amount">
                        <inputExpression id="inputExpression_amount" typeRef="double">
                          <text>amount</text>
                        </inputExpression>
                      </input>
                      <output id="output_size" label="Size" name="size" typeRef="string" />
                      <rule id="rule_large">
                        <description>Large</description>
                        <inputEntry id="rule_large_amount">
                          <text>&gt;= %2$s</text>
                        </inputEntry>
                        <outputEntry id="rule_large_size">
                          <text>"large"</text>
                        </outputEntry>
                      </rule>
                      <rule id="rule_small">
                        <description>Small</description>
                        <inputEntry id="rule_small_amount">
                          <text></text>
                        </inputEntry>
                        <outputEntry id="rule_small_size">
                          <text>"small"</text>
                        </outputEntry>
                      </rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """.formatted(key, bound);
    }
}
