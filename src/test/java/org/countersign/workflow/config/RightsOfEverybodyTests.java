package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("Whoever is signed in, in whatever groups or in none,")
class RightsOfEverybodyTests {

    private static final String PROCESS = "everybody-example";
    private static final String ENGINE = "/engine-rest";

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private Directory directory;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private EngineRights rights;

    @BeforeEach
    void peopleAndAnExampleProcess() {
        people.add("all-nobody");
        people.add("all-other");
        people.add("all-approver", Group.APPROVER);
        people.add("all-operations", Group.OPERATIONS);
        directory.saveGroup("all-own-group", "A group of the administrators' own");
        people.add("all-member");
        directory.assignGroups(new UserId("all-member"), Set.of("all-own-group"));
        if (repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(PROCESS)
                        .count()
                == 0) {
            repository
                    .createDeployment()
                    .name(PROCESS)
                    .addString(PROCESS + ".bpmn", MODEL)
                    .deploy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-nobody", "all-member", "all-approver"})
    @DisplayName("has Tasklist, sees the own tasks with what they show in the list, their form and their process, and"
            + " nobody else's")
    void ownTasksShowWhatTheyShow(String user) {
        var own = taskOf(user);
        var others = taskOf("all-other");
        var person = door.as(user);

        var list = person.get(ENGINE + "/filter/" + filterOf(user, "My tasks") + "/list?maxResults=200", "Accept", HAL)
                .expect(200)
                .json()
                .path("_embedded");
        assertThat(list.path("task").findValuesAsText("id")).contains(own).doesNotContain(others);
        assertThat(list.path("processDefinition").findValuesAsText("key")).contains(PROCESS);
        // Tasklist reads no date that is a number.
        assertThat(list.path("task").findValuesAsText("created"))
                .isNotEmpty()
                .allMatch(at -> at.matches("\\d{4}-\\d\\d-\\d\\dT.*[+-]\\d{4}"));
        assertThat(list.toString()).contains("240.00 EUR for " + user).doesNotContain("240.00 EUR for all-other");

        assertThat(person.get(ENGINE + "/variable-instance?variableName=viewTotal")
                        .expect(200)
                        .json()
                        .findValuesAsText("taskId"))
                .contains(own)
                .doesNotContain(others);
        assertThat(person.get(ENGINE + "/task/" + own + "/localVariables/viewTotal")
                        .expect(200)
                        .text())
                .contains("240.00");
        person.get(ENGINE + "/task/" + own + "/form").expect(200);
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        person.get(ENGINE + "/process-definition/" + definition + "/xml").expect(200);
        assertThat(person.get(ENGINE + "/task/" + others).status()).isEqualTo(404);
        assertThat(person.get(ENGINE + "/task/" + others + "/localVariables/viewTotal")
                        .status())
                .isEqualTo(403);
        assertThat(person.get(ENGINE + "/process-instance").expect(200).json()).isEmpty();
        assertThat(person.get(ENGINE + "/history/process-instance").expect(200).json())
                .isEmpty();
        person.post(ENGINE + "/task/" + own + "/complete", Map.of()).expect(204);
    }

    @Test
    @DisplayName(
            "is let to nothing of a process but see that it is there, while operations go on to read and change its"
                    + " instances")
    void whoMayReadAProcessMayNothingElseOfIt() {
        var task = tasks.createTaskQuery().taskId(taskOf("all-other")).singleResult();
        var variable = ENGINE + "/process-instance/" + task.getProcessInstanceId() + "/variables/who";
        var value = Map.of("value", "all-changed", "type", "String");
        assertThat(door.as("all-nobody").get(variable).status()).isEqualTo(403);
        assertThat(door.as("all-nobody").put(variable, value).status()).isEqualTo(403);

        door.as("all-operations").get(variable).expect(200);
        door.as("all-operations").put(variable, value).expect(204);
        assertThat(runtime.getVariable(task.getProcessInstanceId(), "who")).isEqualTo("all-changed");
        assertThat(door.as("all-operations")
                        .get(ENGINE + "/variable-instance?processInstanceIdIn=" + task.getProcessInstanceId())
                        .json()
                        .findValuesAsText("name"))
                .contains("who", "viewTotal");
    }

    @Test
    @DisplayName(
            "has these rights by no group that anybody could be put into, and by none of the engine's rights for all")
    void rightsOfEverybodyAreNoGlobalOnes() {
        people.add("all-admin", Group.ADMINISTRATOR);
        door.as("all-admin")
                .post(ENGINE + "/group/create", Map.of("id", RightsOfEverybody.GROUP, "name", "x", "type", "x"))
                .expect(400);
        assertThat(globalOnes()).isEmpty();
        assertThat(new TreeSet<>(
                        authorizations.createAuthorizationQuery().groupIdIn(RightsOfEverybody.GROUP).list().stream()
                                .map(right -> right.getResourceType())
                                .toList()))
                .containsExactly(
                        Resources.APPLICATION.resourceType(),
                        Resources.FILTER.resourceType(),
                        Resources.PROCESS_DEFINITION.resourceType());
    }

    @Test
    @DisplayName("keeps them where a former version gave them for all: the next start takes those back")
    void theNextStartTakesGlobalOnesBack() {
        var former = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        former.setResource(Resources.PROCESS_DEFINITION);
        former.setResourceId(Authorization.ANY);
        former.addPermission(Permissions.READ);
        authorizations.saveAuthorization(former);
        assertThat(globalOnes()).isNotEmpty();

        rights.ensure();
        rights.withdrawGlobal();

        assertThat(globalOnes()).isEmpty();
        assertThat(door.as("all-nobody")
                        .get(ENGINE + "/process-definition/count?key=" + PROCESS)
                        .json()
                        .path("count")
                        .asInt())
                .isPositive();
    }

    @Test
    @DisplayName("is offered nothing that a model offers to the groups of whoever did the step before")
    void groupsOfOthersAreTheirOwn() {
        var deployment = repository
                .createDeployment()
                .addString(PROCESS + "-offering.bpmn", OFFERING)
                .deploy();
        try {
            var instance = runtime.startProcessInstanceByKey(PROCESS + "-offering", Map.of("who", "all-approver"));
            door.as("all-approver")
                    .post(ENGINE + "/task/" + taskIn(instance.getId()) + "/complete", Map.of())
                    .expect(204);

            assertThat(tasks.getIdentityLinksForTask(taskIn(instance.getId())))
                    .extracting(link -> link.getGroupId())
                    .containsExactly(Group.APPROVER.id());
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    private String taskIn(String instance) {
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    private List<Authorization> globalOnes() {
        return authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
                .list();
    }

    private String filterOf(String user, String name) {
        var ids = new ArrayList<String>();
        door.as(user)
                .get(ENGINE + "/filter?resourceType=Task")
                .expect(200)
                .json()
                .forEach(filter -> {
                    if (filter.path("name").asText().equals(name)) {
                        ids.add(filter.path("id").asText());
                    }
                });
        return ids.get(0);
    }

    private String taskOf(String user) {
        var instance = runtime.startProcessInstanceByKey(PROCESS, Map.of("who", user));
        var task = taskIn(instance.getId());
        tasks.setVariableLocal(task, "viewTotal", "240.00 EUR for " + user);
        return task;
    }

    private static final String HAL = "application/hal+json";

    private static final String MODEL = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
        <bpmn:process id="everybody-example" isExecutable="true"><bpmn:startEvent id="start"/>
        <bpmn:userTask id="userTask_answer" name="Answer" camunda:assignee="${who}"/><bpmn:endEvent id="end"/>
        <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="userTask_answer"/>
        <bpmn:sequenceFlow id="b" sourceRef="userTask_answer" targetRef="end"/>
        </bpmn:process></bpmn:definitions>\
        """;

    /** The same, with one more task for the groups of whoever did the first one. */
    private static final String OFFERING = MODEL.replace(PROCESS, PROCESS + "-offering")
            .replace("targetRef=\"end\"", "targetRef=\"userTask_second\"")
            .replace("</bpmn:process>", """
                <bpmn:userTask id="userTask_second" name="Second" camunda:candidateGroups="${currentUserGroups()}"/>
                <bpmn:sequenceFlow id="c" sourceRef="userTask_second" targetRef="end"/></bpmn:process>\
                """);
}
