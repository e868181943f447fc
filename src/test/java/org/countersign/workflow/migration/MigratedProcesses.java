package org.countersign.workflow.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.countersign.audit.AuditLog;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders that run on versions of a test's own, so that no process of another test runs there. */
abstract class MigratedProcesses {

    static final String ORDER = "purchase-order";

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @Autowired
    TaskService tasks;

    @Autowired
    AuditLog audit;

    private final Deque<String> deployments = new ArrayDeque<>();
    private String supplier;
    private String costCenter;

    @BeforeEach
    void people() {
        people.add("mg-boss", Group.APPROVER);
        people.add("mg-anna", "mg-boss");
        people.add("mg-buyer", "mg-boss", Group.PURCHASING_AGENT);
        people.add("mg-dock", "mg-boss", Group.RECEIVER);
        people.add("mg-admin", "mg-boss", Group.ADMINISTRATOR);
        people.add("mg-auditor", "mg-boss", Group.AUDITOR);
        people.add("mg-analyst", "mg-boss", Group.PROCESS_ANALYST);
        people.add("mg-ops", "mg-boss", Group.OPERATIONS);
        people.add("mg-night", "mg-boss", Group.OPERATIONS);
        var run = RUNS.incrementAndGet();
        costCenter = "CC-MG-" + run;
        supplier = "S-MG-" + run;
        door.as("mg-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "mg-boss"))
                .expect(201);
        door.as("mg-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", supplier,
                                "name", "Moving Ltd",
                                "email", supplier.toLowerCase() + "@example.net",
                                "currency", "EUR",
                                "paymentTerms", "NET30",
                                "status", "APPROVED"))
                .expect(201);
    }

    /** Other tests of this server go on with the models as shipped. */
    @AfterEach
    void forget() {
        management.createBatchQuery().list().forEach(batch -> management.deleteBatch(batch.getId(), true));
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
        deployments.clear();
    }

    static String figures(JsonNode version) {
        return version.path("version").asText() + " of "
                + version.path("instances").asText() + ", suspended "
                + version.path("suspendedInstances").asText();
    }

    JsonNode draft(ProcessDefinition from, ProcessDefinition to, String... becomes) {
        var body = new HashMap<String, Object>();
        body.put("from", from.getVersion());
        body.put("to", to.getVersion());
        if (becomes.length > 0) {
            body.put("instructions", List.of(Map.of("from", becomes[0], "to", becomes[1])));
        }
        return door.as("mg-analyst")
                .post("/api/v1/models/" + from.getKey() + "/migrations", body)
                .expect(201)
                .json();
    }

    static String element(JsonNode plan, String id) {
        for (var element : plan.path("report").path("elements")) {
            if (element.path("id").asText().equals(id)) {
                return element.path("fate").asText() + " → "
                        + element.path("target").asText() + ", "
                        + element.path("instances").asText();
            }
        }
        return "not there";
    }

    /** What the process holds: tasks with whom they ask and until when, jobs with when they are due. */
    Map<String, Object> held(String document) {
        var found = new HashMap<String, Object>();
        var instance = process(document).getId();
        tasks.createTaskQuery()
                .processInstanceId(instance)
                .list()
                .forEach(task -> found.put(
                        task.getId(),
                        task.getName()
                                + task.getTaskDefinitionKey()
                                + task.getAssignee()
                                + at(task.getDueDate())
                                + at(task.getFollowUpDate())
                                + task.getPriority()
                                + tasks.getVariablesLocal(task.getId())));
        management
                .createJobQuery()
                .processInstanceId(instance)
                .list()
                .forEach(job -> found.put(job.getId(), at(job.getDuedate())));
        runtime.createEventSubscriptionQuery()
                .processInstanceId(instance)
                .list()
                .forEach(one -> found.put(one.getId(), one.getEventName()));
        found.put("stands", standsAt(runtime.getActivityInstance(instance)));
        return found;
    }

    static String standsAt(ActivityInstance instance) {
        var all = new java.util.TreeSet<String>();
        for (var child : instance.getChildActivityInstances()) {
            all.add(child.getActivityId());
        }
        return all.toString();
    }

    static String at(Date date) {
        return date == null ? "-" : String.valueOf(date.getTime());
    }

    ProcessInstance process(String document) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(document).list().stream()
                .filter(instance -> !instance.getProcessDefinitionId().startsWith("document-approval:"))
                .findFirst()
                .orElse(null);
    }

    Task task(String document, String key) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(document)
                .taskDefinitionKey(key)
                .singleResult();
    }

    void receive(String order) {
        door.as("mg-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", "DN", "lines", List.of(Map.of("line", 1, "quantity", "1"))))
                .expect(201);
        jobs.runDue(order);
    }

    String requisition(String total) {
        var requisition = door.as("mg-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Moving",
                                "costCenter",
                                costCenter,
                                "neededBy",
                                "2026-04-01",
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "Boxes",
                                        "quantity",
                                        "1",
                                        "unitPrice",
                                        total,
                                        "unit",
                                        "EA",
                                        "supplier",
                                        supplier))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("mg-anna")
                .post("/api/v1/requisitions/" + requisition + "/submission", null)
                .expect(202);
        jobs.runDue(requisition);
        return requisition;
    }

    String order(String total) {
        var requisition = requisition(total);
        approve(requisition);
        var order = read("mg-anna", "/api/v1/requisitions/" + requisition)
                .path("orders")
                .get(0)
                .asText();
        jobs.runDue(order);
        return order;
    }

    void approve(String requisition) {
        for (var task : tasks.createTaskQuery()
                .processInstanceBusinessKey(requisition)
                .taskDefinitionKey("userTask_approve")
                .list()) {
            door.as("mg-boss")
                    .post(
                            "/engine-rest/task/" + task.getId() + "/complete",
                            Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                    .expect(204);
            jobs.runDue(requisition);
        }
    }

    JsonNode read(String user, String path) {
        return door.as(user).get(path).expect(200).json();
    }

    ProcessDefinition deploy(String key, String model) {
        var deployment = repository
                .createDeployment()
                .name("migration")
                .addString(key + ".bpmn", model)
                .deploy();
        deployments.push(deployment.getId());
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment.getId())
                .singleResult();
    }

    static String shipped(String key) throws IOException {
        return Files.readString(Path.of("bpmn", key + ".bpmn"));
    }
}
