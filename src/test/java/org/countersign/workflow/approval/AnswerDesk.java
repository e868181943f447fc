package org.countersign.workflow.approval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.countersign.shared.Group;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;

/** People who ask and who answer, for the tests of answers beside Tasklist. Their names begin with a word of each test. */
class AnswerDesk {

    private final String name;
    private final TestDoor door;
    private final TestJobs jobs;

    AnswerDesk(String name, TestDoor door, TestJobs jobs, TestPeople people) {
        this.name = name;
        this.door = door;
        this.jobs = jobs;
        people.add(name("head"), Group.APPROVER);
        people.add(name("boss"), name("head"), Group.APPROVER);
        people.add(name("anna"), name("boss"), Group.REQUESTER);
        people.add(name("other"), name("head"), Group.APPROVER);
        people.add(name("it1"), name("head"), Group.IT_APPROVER);
        people.add(name("it2"), name("head"), Group.IT_APPROVER);
        people.add(name("admin"), name("head"), Group.ADMINISTRATOR);
        people.add(name("ops"), name("head"), Group.OPERATIONS);
        people.add(name("auditor"), name("head"), Group.AUDITOR);
        as("admin").post("/api/v1/cost-centers", Map.of("code", costCenter(), "name", name, "owner", name("head")));
        as("admin")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                "S-" + name,
                                "name",
                                "Supplier of " + name,
                                "email",
                                "s@supplier.example",
                                "status",
                                "APPROVED"));
    }

    String name(String who) {
        return name + "-" + who;
    }

    TestDoor.Caller as(String who) {
        return door.as(name(who));
    }

    /** A requisition of one line, submitted. @return its number */
    String submitted(String title, String price, Map<String, String> more) {
        return submittedBy("anna", title, price, more);
    }

    String submittedBy(String who, String title, String price, Map<String, String> more) {
        Map<String, Object> line = new HashMap<>(more);
        line.putAll(Map.of("description", "Thing", "quantity", "1", "unitPrice", price));
        var number = as(who).post(
                        "/api/v1/requisitions",
                        Map.of("title", title, "costCenter", costCenter(), "lines", List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        as(who).post("/api/v1/requisitions/" + number + "/submission", null).expect(202);
        jobs.runDue(number);
        return number;
    }

    /** The task in which a person may answer about a document, as their list shows it; empty where it does not. */
    String task(String who, String number) {
        return waiting(who, number).path("task").asText();
    }

    JsonNode waiting(String who, String number) {
        var found = as(who).get("/api/v1/approvals?size=200&q=" + number)
                .expect(200)
                .json()
                .path("content");
        return StreamSupport.stream(found.spliterator(), false)
                .filter(one -> one.path("document").asText().equals(number))
                .findFirst()
                .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
    }

    TestDoor.Answer approve(String who, String comment, String... tasks) {
        return as(who).post("/api/v1/approvals/batch", Map.of("tasks", List.of(tasks), "comment", comment));
    }

    TestDoor.Answer complete(String who, String task, String decision) {
        return as(who).post(
                        "/engine-rest/task/" + task + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", decision), "comment", Map.of("value", "Because"))));
    }

    JsonNode approvals(String number) {
        return as("auditor").get("/api/v1/requisitions/" + number).json().path("approvals");
    }

    String status(String number) {
        return as("auditor")
                .get("/api/v1/requisitions/" + number)
                .json()
                .path("status")
                .asText();
    }

    String audit(String number) {
        return as("auditor").get("/api/v1/audit/" + number).text();
    }

    private String costCenter() {
        return "CC-" + name;
    }
}
