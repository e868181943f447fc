package org.countersign.workflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RepositoryService;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestDoor.Answer;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("A deployment of an analyst, as a whole")
class ModelCheckTests {

    private static final String ANALYST = "check-process-analyst";

    @Autowired
    TestDoor door;

    @Autowired
    TestPeople people;

    @Autowired
    RepositoryService repository;

    private static boolean prepared;

    @BeforeEach
    void onePersonOfEachGroup() {
        if (!prepared) {
            for (var group : Group.values()) {
                people.add("check-" + group.id(), group);
            }
            prepared = true;
        }
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    @DisplayName("is checked for process analysts and administrators, and for nobody else")
    void rights(Group group) throws IOException {
        var may = group == Group.PROCESS_ANALYST || group == Group.ADMINISTRATOR;
        var answer = check("check-" + group.id(), Map.of("change-policy.dmn", shipped("dmn/change-policy.dmn")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(may ? 200 : 403);
    }

    @Test
    @DisplayName("of what the product itself brings finds nothing")
    void whatTheProductBrings() throws IOException {
        var files = new LinkedHashMap<String, String>();
        for (var folder : List.of("bpmn", "dmn", "forms")) {
            try (var all = Files.list(Path.of(folder))) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        var answer = check(ANALYST, files);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEmpty();
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bpmn/purchase-requisition.bpmn | ${createOrderDelegate}           | ${createOrdersDelegate}        | no-code-of-their-own
            bpmn/purchase-requisition.bpmn | formRef="name-supplier"          | formRef="name-suppliers"       | forms-exist
            bpmn/purchase-requisition.bpmn | formRef="name-supplier"          | versionTag="1"                 | forms-exist
            bpmn/purchase-requisition.bpmn | calledElement="document-approval"| calledElement="approval"       | called-processes-exist
            bpmn/purchase-requisition.bpmn | calledElementBinding="latest"    | calledElementBinding="deployment" | calls-take-the-newest-version
            bpmn/purchase-requisition.bpmn | <camunda:in businessKey="#{execution.processBusinessKey}" /> | <camunda:in variables="all" /> | calls-pass-the-business-key
            bpmn/purchase-requisition.bpmn | calledElement="document-approval"| calledElement="mail-delivery"  | orders-are-approved-first
            bpmn/purchase-requisition.bpmn | targetRef="callActivity_approveRequisition" | targetRef="serviceTask_createOrder" | orders-are-approved-first
            bpmn/purchase-requisition.bpmn | callActivity_approveRequisition  | callActivity_approve           | what-the-product-names-stays
            bpmn/purchase-requisition.bpmn | purchase-requisition.withdrawn   | purchase-requisition.taken-back| messages-are-sent
            bpmn/purchase-requisition.bpmn | purchase-requisition.withdrawn   | purchase-requisition.taken-back| what-the-product-names-stays
            bpmn/purchase-requisition.bpmn | <camunda:inputParameter name="decision"></camunda:inputParameter> | <camunda:inputParameter name="d"></camunda:inputParameter> | user-tasks-hide-earlier-answers
            bpmn/purchase-requisition.bpmn | event="complete"                 | event="assignment"             | user-tasks-hand-the-answer-on
            bpmn/purchase-requisition.bpmn | camunda:historyTimeToLive="P3650D" | camunda:versionTag="1"       | history-has-a-time-to-live
            bpmn/purchase-requisition.bpmn | camunda:historyTimeToLive="P3650D" | camunda:historyTimeToLive="P10Y" | history-has-a-time-to-live
            dmn/change-policy.dmn          | camunda:historyTimeToLive="P3650D" | camunda:versionTag="1"       | history-has-a-time-to-live
            dmn/change-policy.dmn          | camunda:historyTimeToLive="P3650D" | camunda:historyTimeToLive="P10Y" | history-has-a-time-to-live
            bpmn/purchase-order.bpmn       | ${dispatchOrderDelegate}" camunda:asyncBefore="true" | ${dispatchOrderDelegate}" | remote-steps-run-in-a-job-of-their-own
            bpmn/purchase-order.bpmn       | errorCode="TERMS_CHANGING"       | errorCode="TERMS_CHANGED"      | errors-are-constants
            bpmn/purchase-order.bpmn       | errorCode="TERMS_CHANGING"       | errorCode="SUPPLIER_UNREACHABLE" | errors-of-delegates-are-caught
            bpmn/purchase-order.bpmn       | ${orderGate.changeOpen(execution.processBusinessKey)} | ${changeOpen} | gateways-ask-gates-alone
            bpmn/purchase-requisition.bpmn | targetRef="event_requisitionOrdered" | targetRef="flow_completed"    | the-engine-reads-it
            bpmn/document-approval.bpmn    | cancelActivity="false"           | cancelActivity="true"          | people-are-reminded
            bpmn/purchase-order.bpmn       | candidateGroups="purchasing-agent" | candidateGroups="purchasing-agent, buyers" | who-is-asked-is-there
            bpmn/purchase-order.bpmn       | candidateGroups="purchasing-agent" | candidateUsers="check-nobody"  | who-is-asked-is-there
            bpmn/document-review.bpmn      | >userTask_reviewDocument</camunda:inputParameter> | >userTask_review</camunda:inputParameter> | steps-can-say-what-is-asked
            bpmn/purchase-order.bpmn       | orderGate.declined(execution.processBusinessKey) | orderGate.declined(order) | expressions-name-what-is-there
            src/docs/examples/legal-review/purchase-order.bpmn | "legal" target | "legall" target            | who-is-asked-is-there
            src/docs/examples/legal-review/purchase-order.bpmn | 'callActivity_legalReview' | 'callActivity_legal' | steps-can-say-what-is-asked
            src/docs/examples/legal-review/purchase-order.bpmn | 'callActivity_legalReview' | 'serviceTask_prepareDispatch' | steps-can-say-what-is-asked
            src/docs/examples/legal-review/purchase-order.bpmn | 'agree'              | 'agreed'                       | steps-can-say-what-is-asked
            src/docs/examples/legal-review/purchase-order.bpmn | 50000)               | abc)                           | expressions-name-what-is-there
            forms/approve.form             | "key": "comment"                 | "key": "remark"                | decision-and-comment-are-asked
            forms/approve.form             | "key": "comment"                 | "key": "remark"                | fields-are-read-by-workflow
            forms/approve.form             | "value": "reject"                | "value": "postpone"            | decisions-are-known-to-workflow
            forms/approve.form             | "value": "reject"                | "value": "done"                | forms-ask-what-is-read
            dmn/change-policy.dmn          | name="approval"                  | name="again"                   | what-the-product-reads-is-there
            dmn/change-policy.dmn          | <text>totalIncrease</text>       | <text>total</text>             | facts-are-known
            dmn/change-policy.dmn          | typeRef="double"                 | typeRef="number"               | no-code-of-their-own
            """)
    @DisplayName("finds what would break, and is refused for it")
    void whatWouldBreak(String file, String good, String bad, String rule) throws IOException {
        var text = shipped(file);
        assertThat(text).contains(good);

        refused(Path.of(file).getFileName().toString(), text.replace(good, bad), rule);
    }

    /** What the product's own models have no example of. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            decisions-exist                        | <bpmn:businessRuleTask id="step" camunda:decisionRef="weather-policy" camunda:decisionRefBinding="latest" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="weather" camunda:asyncBefore="true"/>
            decisions-exist                        | <bpmn:businessRuleTask id="step" camunda:asyncBefore="true"/>
            remote-steps-run-in-a-job-of-their-own | <bpmn:businessRuleTask id="step" camunda:decisionRef="change-policy" camunda:decisionRefBinding="latest" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="approval"/>
            errors-are-caught                      | <bpmn:endEvent id="step"><bpmn:errorEventDefinition errorRef="own"/></bpmn:endEvent>
            errors-are-constants                   | <bpmn:subProcess id="step"/><bpmn:boundaryEvent id="caught" attachedToRef="step"><bpmn:errorEventDefinition errorRef="own"/></bpmn:boundaryEvent>
            user-tasks-have-somebody-to-do-them    | <bpmn:userTask id="step" camunda:formRef="review-document" camunda:formRefBinding="latest"/>
            messages-are-sent                      | <bpmn:receiveTask id="step" messageRef="sunshine"/>
            no-code-of-their-own                   | <bpmn:scriptTask id="step" scriptFormat="javascript"><bpmn:script>1</bpmn:script></bpmn:scriptTask>
            no-code-of-their-own                   | <bpmn:serviceTask id="step" camunda:class="org.example.Anything"/>
            no-code-of-their-own                   | <bpmn:serviceTask id="step" camunda:expression="${''.getClass().forName('java.lang.Runtime')}"/>
            no-code-of-their-own                   | <bpmn:serviceTask id="step" camunda:expression="${repositoryService.createDeployment()}"/>
            delegates-are-beans                    | <bpmn:serviceTask id="step"/>
            delegates-are-beans                    | <bpmn:intermediateThrowEvent id="step"><bpmn:messageEventDefinition messageRef="sunshine"/></bpmn:intermediateThrowEvent>
            orders-are-approved-first              | <bpmn:serviceTask id="step" camunda:delegateExpression="${createOrderDelegate}" camunda:asyncBefore="true"/>
            """)
    @DisplayName("finds what would break in a process of one's own, and is refused for it")
    void whatWouldBreakInAProcessOfOnesOwn(String rule, String element) {
        var found = refused("own-step.bpmn", ownProcess(element), rule);

        assertThat(StreamSupport.stream(found.json().spliterator(), false)
                        .filter(finding -> finding.path("rule").asText().equals(rule))
                        .map(finding -> finding.path("element").asText("")))
                .as(found.toString())
                .allMatch(element.contains("errorRef") ? List.of("", "step", "own")::contains : "step"::equals);
    }

    @Test
    @DisplayName(
            "is found in the guide's legal review where the group is missing, and in nothing of it once it is there")
    void theLegalReviewOfTheGuide() throws IOException {
        var review = shipped("src/docs/examples/legal-review/purchase-order.bpmn")
                .replace("\"legal\" target", "\"check-legal\" target");
        assertThat(check(ANALYST, Map.of("purchase-order.bpmn", review))
                        .expect(200)
                        .json())
                .hasSize(1)
                .first()
                .satisfies(finding -> {
                    assertThat(finding.path("element").asText()).isEqualTo("callActivity_legalReview");
                    assertThat(finding.path("line").asInt()).isPositive();
                    assertThat(finding.path("message").asText()).contains("\"check-legal\"");
                });

        door.as("check-administrator")
                .post("/api/v1/groups", Map.of("id", "check-legal", "name", "Legal"))
                .expect(201);
        assertThat(check(ANALYST, Map.of("purchase-order.bpmn", review))
                        .expect(200)
                        .json())
                .isEmpty();
        assertThat(check(ANALYST, Map.of("purchase-order.bpmn", review.replace("check-legal", "Check-Legal")))
                        .expect(200)
                        .json())
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "may name in expressions what a step, a call, a loop or a form sets, and everything where programs elsewhere work")
    void variablesThatAreSet() {
        var named = "<bpmn:userTask id=\"step\" camunda:assignee=\"${%s}\" camunda:formRef=\"review-document\""
                + " camunda:formRefBinding=\"latest\"/>";
        var set = "<bpmn:serviceTask id=\"set\" camunda:delegateExpression=\"${writeAuditDelegate}\">"
                + "<bpmn:extensionElements><camunda:inputOutput><camunda:outputParameter name=\"whoever\">x"
                + "</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>";
        var elsewhere = "<bpmn:serviceTask id=\"set\" camunda:type=\"external\" camunda:topic=\"t\"/>";
        assertThat(unknownNames(named.formatted("whoever"))).isOne();
        assertThat(unknownNames(named.formatted("whoever") + set)).isZero();
        assertThat(unknownNames(named.formatted("whoever") + elsewhere)).isZero();
        assertThat(unknownNames(named.formatted("empty comment ? 'no.body' : execution.processBusinessKey")))
                .isZero();
        assertThat(unknownNames(named.formatted("empty comment ? nobody : supplier")))
                .isOne();
    }

    private long unknownNames(String element) {
        return errors(check(ANALYST, Map.of("own-step.bpmn", ownProcess(element)))).stream()
                .filter(finding -> finding.path("rule").asText().equals("expressions-name-what-is-there"))
                .count();
    }

    @Test
    @DisplayName("may ask a decision that is deployed, or that comes with it; days may be a bare number")
    void decisionsThatAreThere() throws IOException {
        var asks = ownProcess("<bpmn:businessRuleTask id=\"step\" camunda:decisionRef=\"change-policy\""
                        + " camunda:decisionRefBinding=\"latest\" camunda:mapDecisionResult=\"singleEntry\""
                        + " camunda:resultVariable=\"approval\" camunda:asyncBefore=\"true\"/>")
                .replace("P30D", "30");
        assertThat(errors(check(ANALYST, Map.of("own-step.bpmn", asks)))).isEmpty();

        var together = Map.of(
                "own-step.bpmn", asks.replace("change-policy", "weather-policy"),
                "weather-policy.dmn",
                        shipped("dmn/change-policy.dmn").replace("\"change-policy\"", "\"weather-policy\""));
        assertThat(errors(check(ANALYST, together))).isEmpty();
    }

    /** Said by the check, and by the door of Modeler, which deploys nothing of it. */
    private Answer refused(String name, String content, String rule) {
        var found = check(ANALYST, Map.of(name, content)).expect(200);
        var broken = errors(found).stream()
                .filter(finding -> finding.path("rule").asText().equals(rule))
                .findFirst();
        assertThat(broken).as(found.toString()).isPresent();
        var finding = broken.get();
        assertThat(finding.path("file").asText()).isEqualTo(name);
        assertThat(finding.path("message").asText()).isNotBlank();
        assertThat(finding.path("advice").asText()).isNotBlank();

        var before = repository.createDeploymentQuery().count();
        var answer = send(ANALYST, "/engine-rest/deployment/create", "data", Map.of(name, content));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().path("details").path(name).path("errors").findValuesAsText("message"))
                .as(answer.toString())
                .anyMatch(message -> message.startsWith(finding.path("message").asText()));
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
        return found;
    }

    private static List<JsonNode> errors(Answer found) {
        return StreamSupport.stream(found.expect(200).json().spliterator(), false)
                .filter(finding -> finding.path("severity").asText().equals("error"))
                .toList();
    }

    private static String ownProcess(String element) {
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
                <bpmn:process id="own-step" isExecutable="true" camunda:historyTimeToLive="P30D">
                <bpmn:startEvent id="start"/>%s<bpmn:sequenceFlow id="to" sourceRef="start" targetRef="step"/>
                </bpmn:process>%s</bpmn:definitions>""".formatted(
                        element,
                        (element.contains("\"own\"") ? "<bpmn:error id=\"own\" errorCode=\"OWN\"/>" : "")
                                + (element.contains("\"sunshine\"")
                                        ? "<bpmn:message id=\"sunshine\" name=\"weather.sunshine\"/>"
                                        : ""));
    }

    @Test
    @DisplayName("says where it is")
    void whereItIs() throws IOException {
        var found = check(
                        ANALYST,
                        Map.of(
                                "purchase-requisition.bpmn",
                                shipped("bpmn/purchase-requisition.bpmn")
                                        .replace("formRef=\"name-supplier\"", "formRef=\"other\"")))
                .expect(200)
                .json()
                .get(0);
        assertThat(found.path("element").asText()).isEqualTo("userTask_nameSupplier");
        var line = shipped("bpmn/purchase-requisition.bpmn")
                .lines()
                .toList()
                .get(found.path("line").asInt() - 1);
        assertThat(line).contains("userTask_nameSupplier");
    }

    @Test
    @DisplayName("looks at its files together, and at what is deployed beside them")
    void together() throws IOException {
        var process =
                shipped("bpmn/purchase-requisition.bpmn").replace("formRef=\"name-supplier\"", "formRef=\"name-one\"");
        var form = shipped("forms/name-supplier.form").replace("\"name-supplier\"", "\"name-one\"");
        assertThat(check(ANALYST, Map.of("purchase-requisition.bpmn", process, "name-one.form", form))
                        .expect(200)
                        .json())
                .isEmpty();
    }

    @Test
    @DisplayName("is refused at the door of Modeler as a whole, with element, reason and what to do")
    void refusedAtTheDoorOfModeler() throws IOException {
        var before = repository.createDeploymentQuery().count();
        var bad = shipped("bpmn/purchase-requisition.bpmn")
                .replace("calledElement=\"document-approval\"", "calledElement=\"mail-delivery\"");
        var answer = send(
                ANALYST,
                "/engine-rest/deployment/create",
                "data",
                Map.of("purchase-requisition.bpmn", bad, "change-policy.dmn", shipped("dmn/change-policy.dmn")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText())
                .contains("serviceTask_createOrder")
                .contains("without a completed call of document-approval")
                .contains("same business key");
        assertThat(answer.json()
                        .path("details")
                        .path("purchase-requisition.bpmn")
                        .path("errors"))
                .isNotEmpty();
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    @Test
    @DisplayName("is not looked at where it is made to bring the reader down")
    void bombs() {
        var deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);
        assertThat(check(ANALYST, Map.of("deep.bpmn", deep)).status()).isEqualTo(422);
        var doctype = "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assertThat(check(ANALYST, Map.of("laughs.dmn", doctype)).status()).isEqualTo(422);
        assertThat(check(ANALYST, Map.of("large.form", " ".repeat(2_200_000))).status())
                .isEqualTo(413);
        var heavy = " ".repeat(1_900_000);
        var together = check(ANALYST, Map.of("a.form", heavy, "b.form", heavy, "c.form", heavy));
        assertThat(together.status()).isEqualTo(422);
        assertThat(together.text()).contains("5120 kB are the most");
        var many = new LinkedHashMap<String, String>();
        for (int i = 0; i < 51; i++) {
            many.put("form-" + i + ".form", "{}");
        }
        assertThat(check(ANALYST, many).status()).isEqualTo(422);
    }

    private static String shipped(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private Answer check(String user, Map<String, String> files) {
        return send(user, "/api/v1/models/check", "files", files);
    }

    private Answer send(String user, String path, String part, Map<String, String> files) {
        var boundary = "----countersign";
        var body = new ArrayList<String>();
        // The engine takes one file of each part's name.
        files.forEach((name, content) -> body.add("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + (part.equals("data") ? name : part) + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n"));
        return door.as(user)
                .send(
                        "POST",
                        path,
                        BodyPublishers.ofString(
                                String.join("", body) + "--" + boundary + "--\r\n", StandardCharsets.UTF_8),
                        "Content-Type",
                        "multipart/form-data; boundary=" + boundary);
    }
}
