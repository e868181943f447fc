package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestDoor.Answer;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("The doors")
class DoorsTests {

    private static final String PROCESS = "doors-example";

    @Autowired
    TestDoor door;

    @Autowired
    TestPeople people;

    @Autowired
    TestClock clock;

    @Autowired
    Directory directory;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    private static boolean prepared;

    @BeforeEach
    void onePersonOfEachGroupAndAnExampleProcess() {
        if (!prepared) {
            for (var group : Group.values()) {
                people.add(of(group), group);
            }
            people.add("doors-nobody");
            deployExample();
            prepared = true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task",
                "/engine-rest/engine",
                "/engine-rest/identity/verify",
                "/api/v1/requisitions",
                "/api/v1/anything",
                "/v3/api-docs",
                "/actuator",
                "/actuator/prometheus",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/cockpit/plugin/base/default/incident",
            })
    void nobodyReadsAnythingUnnamed(String path) {
        assertThat(door.anonymous().get(path).status()).isEqualTo(401);
        assertThat(door.anonymous().post(path, "{}").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/camunda/", "/camunda/app/tasklist/default/", "/camunda/app/admin/default/setup/"})
    void pagesLeadToTheSignIn(String path) {
        var answer = door.anonymous().get(path, "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/assets/countersign.css",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness"
            })
    void someDoorsAreOpen(String path) {
        assertThat(door.anonymous().get(path).status()).isEqualTo(200);
    }

    @Test
    void aRefusalOfOurApiIsAProblem() {
        var answer = door.anonymous().get("/api/v1/requisitions");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:problem:shared:not-signed-in");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
    }

    @Test
    void aWrongPasswordAnUnknownNameAndTheProductsOwnAreRefusedAlike() {
        people.add("doors-wrong");
        var wrong = door.as("doors-wrong", "wrong").get("/engine-rest/task");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(door.as("doors-unknown", "wrong").get("/engine-rest/task").text())
                .isEqualTo(wrong.text());
        assertThat(door.as("system", "system").get("/engine-rest/task").text()).isEqualTo(wrong.text());
        people.add("doors-empty");
        assertThat(door.as("doors-empty", "").get("/engine-rest/task").status()).isEqualTo(401);
    }

    @Test
    void aCallWithBasicLeavesNoSession() {
        assertThat(door.as(of(Group.APPROVER))
                        .get("/engine-rest/task")
                        .expect(200)
                        .header("Set-Cookie"))
                .isNull();
    }

    @Test
    void anInactivePersonIsRefusedAtOnceAndSoIsAnOldPassword() {
        people.add("doors-leaver", Group.APPROVER);
        door.as("doors-leaver").get("/engine-rest/task").expect(200);
        people.active("doors-leaver", false);
        assertThat(door.as("doors-leaver").get("/engine-rest/task").status()).isEqualTo(401);
        people.active("doors-leaver", true);
        directory.saveUser(new UserId("doors-leaver"), "A", "B", null, "another");
        assertThat(door.as("doors-leaver").get("/engine-rest/task").status()).isEqualTo(401);
        clock.advance(Duration.ofMinutes(2));
        door.as("doors-leaver", "another").get("/engine-rest/task").expect(200);
    }

    @Test
    void aGroupTakenAwayIsGoneWithTheNextCall() {
        people.add("doors-mover", Group.OPERATIONS);
        door.as("doors-mover").get("/actuator").expect(200);
        directory.assignGroups(new UserId("doors-mover"), Set.of(Group.APPROVER.id()));
        assertThat(door.as("doors-mover").get("/actuator").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void onlyOperationsAndAdministratorsSeeFigures(Group group) {
        var may = group == Group.OPERATIONS || group == Group.ADMINISTRATOR;
        assertThat(door.as(of(group)).get("/actuator/metrics").status()).isEqualTo(may ? 200 : 403);
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void onlyProcessAnalystsDeploy(Group group) {
        var may = group == Group.PROCESS_ANALYST;
        var answer = deploy(of(group), "doors-by-" + group.id() + ".bpmn", process("doors-by-" + group.id(), ""));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(may ? 200 : 403);
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void nobodyStartsAProcessCreatesATaskOrGivesRights(Group group) {
        var person = door.as(of(group));
        assertThat(person.post("/engine-rest/process-definition/key/" + PROCESS + "/start", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(person.post("/engine-rest/task/create", "{\"name\": \"x\"}").status())
                .isEqualTo(403);
        assertThat(person.post(
                                "/engine-rest/authorization/create",
                                "{\"type\": 1, \"permissions\": [\"ALL\"], \"userId\": \"" + of(group)
                                        + "\", \"resourceType\": 7, \"resourceId\": \"*\"}")
                        .status())
                .isEqualTo(403);
        assertThat(person.put("/engine-rest/group/camunda-admin/members/" + of(group), "")
                        .status())
                .isEqualTo(403);
        assertThat(person.post("/engine-rest/filter/create", "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{}}")
                        .status())
                .isEqualTo(403);
        assertThat(person.post("/engine-rest/identity/verify", "{\"username\":\"a\",\"password\":\"b\"}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void anAnswerIsOnlyForItsCandidates(Group group) {
        var task = openTask();
        var may = group == Group.APPROVER;
        var seen = may
                || Set.of(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR).contains(group);
        var person = door.as(of(group));
        assertThat(person.get("/engine-rest/task/" + task).status()).isEqualTo(seen ? 200 : 404);
        assertThat(person.put("/engine-rest/task/" + task + "/variables/decision", "{\"value\": \"approve\"}")
                        .status())
                .as("variables of the task")
                .isEqualTo(403);
        assertThat(person.post("/engine-rest/task/" + task + "/assignee", "{\"userId\": \"doors-nobody\"}")
                        .status())
                .as("assignee")
                .isEqualTo(403);
        assertThat(person.post("/engine-rest/task/" + task + "/delegate", "{\"userId\": \"doors-nobody\"}")
                        .status())
                .as("delegate")
                .isEqualTo(403);
        assertThat(person.delete("/engine-rest/task/" + task).status())
                .as("delete")
                .isGreaterThanOrEqualTo(400);
        var answer = person.post(
                "/engine-rest/task/" + task + "/complete", "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(may ? 204 : 403);
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void onlyOperationsPutInstancesAndJobsRight(Group group) {
        var instance = runtime.startProcessInstanceByKey(PROCESS).getId();
        var person = door.as(of(group));
        var expected = group == Group.OPERATIONS ? 204 : 403;
        assertThat(person.put("/engine-rest/process-instance/" + instance + "/suspended", "{\"suspended\": true}")
                        .status())
                .isEqualTo(expected);
        assertThat(person.put(
                                "/engine-rest/process-instance/" + instance + "/variables/amount",
                                "{\"value\": 1, \"type\": \"Integer\"}")
                        .status())
                .isEqualTo(expected);
        assertThat(person.delete("/engine-rest/process-instance/" + instance).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMINISTRATOR, true, true",
        "OPERATIONS, true, false",
        "AUDITOR, true, false",
        "PROCESS_ANALYST, true, false",
        "APPROVER, false, false",
        "REQUESTER, false, false",
        "PURCHASING_AGENT, false, false"
    })
    void eachGroupHasItsApplications(Group group, boolean cockpit, boolean admin) {
        var browser = new Browser(door.base());
        browser.signIn(of(group));
        assertThat(browser.get("/camunda/app/tasklist/default/")).isEqualTo(200);
        assertThat(browser.get("/camunda/app/cockpit/default/")).isEqualTo(cockpit ? 200 : 403);
        assertThat(browser.get("/camunda/app/admin/default/")).isEqualTo(admin ? 200 : 403);
        assertThat(browser.get("/camunda/api/engine/engine/default/task?maxResults=5"))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("whatAnApproverMustNot")
    void theWebApplicationsDoorGivesAnApproverNoMore(String method, String path, String body) {
        var instance = runtime.startProcessInstanceByKey(PROCESS).getId();
        var task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        var browser = new Browser(door.base());
        browser.signIn(of(Group.APPROVER));
        var address = "/camunda/api/engine/engine/default"
                + path.replace("{instance}", instance).replace("{task}", task);
        assertThat(browser.send(method, address, body, true)).isEqualTo(403);
    }

    static Stream<List<String>> refusedCalls() {
        return Stream.of(
                List.of("PUT", "/process-instance/{instance}/variables/a", "{\"value\": 1}"),
                List.of(
                        "POST",
                        "/process-instance/{instance}/modification",
                        "{\"instructions\": [{\"type\": \"startBeforeActivity\", \"activityId\": \"userTask_approve\"}]}"),
                List.of("POST", "/process-definition/key/doors-example/start", "{}"),
                List.of("POST", "/task/{task}/assignee", "{\"userId\": \"doors-nobody\"}"),
                List.of("POST", "/task/{task}/delegate", "{\"userId\": \"doors-nobody\"}"),
                List.of("POST", "/task/create", "{\"name\": \"x\"}"),
                List.of("POST", "/identity/verify", "{\"username\": \"a\", \"password\": \"b\"}"),
                List.of(
                        "POST",
                        "/user/create",
                        "{\"profile\": {\"id\": \"x\"}, \"credentials\": {\"password\": \"x\"}}"));
    }

    static Stream<Arguments> whatAnApproverMustNot() {
        return refusedCalls().map(call -> Arguments.of(call.toArray()));
    }

    @Test
    void aSessionNeedsItsTokenToChangeAnything() {
        var browser = new Browser(door.base());
        browser.signIn(of(Group.APPROVER));
        var task = openTask();
        var answer = "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}";
        assertThat(browser.send("POST", "/engine-rest/task/" + task + "/complete", answer, false))
                .isEqualTo(403);
        assertThat(browser.send("POST", "/camunda/api/engine/engine/default/task/" + task + "/complete", answer, false))
                .isEqualTo(403);
        browser.signIn(of(Group.APPROVER));
        assertThat(browser.send("POST", "/engine-rest/task/" + task + "/complete", answer, true))
                .isEqualTo(204);
    }

    @Test
    void signingInLeadsBackToTheDeepLink() {
        var browser = new Browser(door.base());
        assertThat(browser.get("/camunda/app/tasklist/default/")).isEqualTo(302);
        assertThat(browser.signIn(of(Group.APPROVER))).endsWith("/camunda/app/tasklist/default/?continue");
    }

    @Test
    void signingOutOfTasklistSignsOutEverywhere() {
        var browser = new Browser(door.base());
        browser.signIn(of(Group.APPROVER));
        assertThat(browser.get("/engine-rest/task")).isEqualTo(200);
        browser.get("/camunda/app/tasklist/default/");
        assertThat(browser.send("POST", "/camunda/api/admin/auth/user/default/logout", "", true))
                .isEqualTo(200);
        assertThat(browser.get("/engine-rest/task")).isEqualTo(401);
        assertThat(browser.get("/camunda/app/tasklist/default/")).isEqualTo(302);
    }

    @Test
    void signingOutOfOurPagesSignsOutOfTasklist() {
        var browser = new Browser(door.base());
        browser.signIn(of(Group.APPROVER));
        browser.get("/camunda/app/tasklist/default/");
        assertThat(browser.send("POST", "/sign-out", "", false)).isEqualTo(403);
        assertThat(browser.send("POST", "/sign-out", "", true)).isEqualTo(302);
        assertThat(browser.get("/camunda/app/tasklist/default/")).isEqualTo(302);
        assertThat(browser.get("/camunda/api/engine/engine/default/task")).isEqualTo(401);
    }

    @Test
    void pagesComeWithStrictHeaders() {
        var page = new Browser(door.base()).open("/sign-in").headers();
        assertThat(page.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.firstValue("X-Frame-Options")).contains("SAMEORIGIN");
        assertThat(page.firstValue("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void theSetUpPageAndTheApplicationsOwnSignInAreClosed() {
        var browser = new Browser(door.base());
        browser.signIn(of(Group.ADMINISTRATOR));
        assertThat(browser.get("/camunda/app/admin/default/setup/")).isEqualTo(403);
        assertThat(browser.send("POST", "/camunda/api/admin/setup/default/user/create", "{}", true))
                .isEqualTo(403);
        assertThat(browser.send("POST", "/camunda/api/admin/auth/user/default/login/tasklist", "", true))
                .isEqualTo(403);
    }

    @Test
    @DisplayName("R27: who comes too late is told who decided, and a senseless answer keeps the task open")
    void refusalsAreSentences() {
        var task = openTask();
        var approver = door.as(of(Group.APPROVER));
        var senseless = approver.post("/engine-rest/task/" + task + "/complete", "{}");
        assertThat(senseless.status()).isEqualTo(422);
        assertThat(senseless.json().path("message").asText()).contains("The task stays open");
        assertThat(senseless.json().path("rule").asText()).isEqualTo("urn:problem:workflow:decision-needed");
        var submitted = approver.post("/engine-rest/task/" + task + "/submit-form", "{}");
        assertThat(submitted.status()).isEqualTo(422);
        approver.post(
                        "/engine-rest/task/" + task + "/complete",
                        "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}")
                .expect(204);
        var late = door.as(of(Group.APPROVER)).post("/engine-rest/task/" + task + "/complete", "{}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("message").asText())
                .isEqualTo("This task has already been decided by " + of(Group.APPROVER) + " Example.");
        assertThat(approver.post("/engine-rest/task/" + task + "/submit-form", "{}")
                        .status())
                .isEqualTo(409);
        var browser = new Browser(door.base());
        browser.signIn(of(Group.APPROVER));
        assertThat(browser.send("POST", "/camunda/api/engine/engine/default/task/" + task + "/submit-form", "{}", true))
                .isEqualTo(409);
    }

    @Test
    @DisplayName("R27: of two who answer at the same moment one wins, and the other is told so")
    void ofTwoWhoAnswerAtTheSameMomentOneWins() {
        people.add("doors-left", Group.APPROVER);
        people.add("doors-right", Group.APPROVER);
        for (int round = 0; round < 8; round++) {
            var task = openTask();
            var statuses = Stream.of("doors-left", "doors-right")
                    .map(user -> CompletableFuture.supplyAsync(() -> door.as(user)
                            .post(
                                    "/engine-rest/task/" + task + "/complete",
                                    "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}")))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(statuses)
                    .as(statuses.toString())
                    .extracting(Answer::status)
                    .containsExactlyInAnyOrder(204, 409);
            assertThat(statuses).anyMatch(answer -> answer.text().contains("already been decided by doors-"));
        }
    }

    @Test
    void whoClaimsTooLateIsTold() {
        var task = openTask();
        people.add("doors-second", Group.APPROVER);
        door.as(of(Group.APPROVER))
                .post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + of(Group.APPROVER) + "\"}")
                .expect(204);
        var late =
                door.as("doors-second").post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"doors-second\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("message").asText()).contains("already been taken by " + of(Group.APPROVER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id='bad' scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:serviceTask id='bad' camunda:class='org.example.Anything'/>",
                "<bpmn:serviceTask id='bad' camunda:expression=\"${''.getClass().forName('java.lang.Runtime')}\"/>",
                "<bpmn:serviceTask id='bad' camunda:expression='${repositoryService.createDeployment()}'/>",
            })
    void aMaliciousModelIsRefusedWithAReason(String element) {
        var answer = deploy(of(Group.PROCESS_ANALYST), "bad.bpmn", process("doors-bad", element));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).startsWith("bad.bpmn, bad, line");
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("doors-bad")
                        .count())
                .isZero();
        assertThat(deploy(of(Group.REQUESTER), "bad.bpmn", process("doors-bad", element))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDecisionInJavaIsRefused() {
        var answer = deploy(
                of(Group.PROCESS_ANALYST),
                "bad.dmn",
                "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='d' namespace='n'>"
                        + "<decision id='doors-bad' name='d'><literalExpression expressionLanguage='juel'>"
                        + "<text>${''.getClass()}</text></literalExpression></decision></definitions>");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("FEEL");
    }

    @Test
    void theEnginesAdministratorsHaveNoPerson() {
        assertThat(directory.membersOf("camunda-admin")).containsExactly(UserId.SYSTEM);
    }

    @Test
    void theTaskListsAreThoseOfTheRole() {
        assertThat(filtersOf(Group.APPROVER)).containsExactly("My tasks", "For my groups", "Urgent", "Due");
        assertThat(filtersOf(Group.OPERATIONS))
                .containsExactly("My tasks", "For my groups", "Urgent", "Due", "All open");
        openTask();
        var id = door.as(of(Group.APPROVER))
                .get("/engine-rest/filter?name=For%20my%20groups")
                .json()
                .get(0)
                .path("id")
                .asText();
        assertThat(door.as(of(Group.APPROVER))
                        .get("/engine-rest/filter/" + id + "/count")
                        .json()
                        .path("count")
                        .asInt())
                .isPositive();
        assertThat(door.as(of(Group.REQUESTER))
                        .get("/engine-rest/filter/" + id + "/count")
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        var due = door.as(of(Group.APPROVER))
                .get("/engine-rest/filter?name=Due")
                .json()
                .get(0)
                .path("id")
                .asText();
        door.as(of(Group.APPROVER)).get("/engine-rest/filter/" + due + "/list").expect(200);
    }

    private List<String> filtersOf(Group group) {
        var names = new ArrayList<String>();
        door.as(of(group))
                .get("/engine-rest/filter?resourceType=Task&sortBy=filterId&sortOrder=asc")
                .expect(200)
                .json()
                .forEach(filter -> names.add(filter.path("name").asText()));
        names.sort(Comparator.comparing(name -> List.of("My tasks", "For my groups", "Urgent", "Due", "All open")
                .indexOf(name)));
        return names;
    }

    private String openTask() {
        var instance = runtime.startProcessInstanceByKey(PROCESS).getId();
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    private static String of(Group group) {
        return "doors-" + group.id();
    }

    private void deployExample() {
        repository
                .createDeployment()
                .name(PROCESS)
                .addString(
                        PROCESS + ".bpmn",
                        process(
                                PROCESS,
                                "<bpmn:userTask id='userTask_approve' camunda:candidateGroups='approver'><bpmn:extensionElements>"
                                        + "<camunda:taskListener event='complete' delegateExpression='${doorsExampleListener}'/>"
                                        + "</bpmn:extensionElements></bpmn:userTask>"))
                .deploy();
    }

    private static String process(String key, String element) {
        var id = element.contains("id='") ? element.replaceAll("(?s).*?id='([^']+)'.*", "$1") : null;
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
                <bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="P30D">
                <bpmn:startEvent id="start"/>%s<bpmn:endEvent id="end"/>
                <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="%s"/>%s
                </bpmn:process></bpmn:definitions>""".formatted(
                        key,
                        element,
                        id == null ? "end" : id,
                        id == null ? "" : "<bpmn:sequenceFlow id='b' sourceRef='" + id + "' targetRef='end'/>");
    }

    private Answer deploy(String user, String name, String content) {
        var boundary = "----countersign";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\ndoors\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        return door.as(user)
                .send(
                        "POST",
                        "/engine-rest/deployment/create",
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "multipart/form-data; boundary=" + boundary);
    }
}
