package org.countersign.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.countersign.workflow.models.DeploymentRule;
import org.countersign.workflow.models.MigrationWays;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.models.Violation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R01: no way leads around the approval")
class WayToApprovalTests {

    private static final List<ProcessFile> SHIPPED = ProcessFiles.shipped();

    private static final String APPROVE = "<callActivity id='ask' calledElement='document-approval'><extensionElements>"
            + "<camunda:in businessKey='#{execution.processBusinessKey}'/></extensionElements></callActivity>";
    private static final String ORDER = "<serviceTask id='order' camunda:delegateExpression='${createOrderDelegate}'/>";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            approval, then the order                    | s>ask ask>order order>e                           |
            the order alone                             | s>order order>e                                   | order
            the order first                             | s>order order>ask ask>e                           | order
            a gateway past the approval                 | s>x x>ask x>order ask>order order>e               | order
            both ways through the approval              | s>x x>ask x>y y>ask ask>order order>e             |
            back to the start after the approval        | s>ask ask>x x>ask x>order order>e                 |
            a fork beside the approval                  | s>p p>ask p>order ask>e order>e                   | order
            a fork that waits for the approval          | s>p p>ask p>q ask>q q>order order>e               |
            two tokens on one way to a join             | s>p p>x p>y p>ask x>y y>q ask>q q>order order>e   | order
            a fork after a way back waits nevertheless  | s>x x>p p>ask p>q ask>q q>y y>x y>order order>e   |
            a timer at the approval                     | s>ask ask>e late>order order>e                    | order
            """)
    void waysThroughOneProcess(String name, String flows, String found) {
        var late = flows.contains("late>")
                ? "<boundaryEvent id='late' attachedToRef='ask'><timerEventDefinition id='t'><timeDuration>P1D</timeDuration>"
                        + "</timerEventDefinition></boundaryEvent>"
                : "";
        assertThat(around(process("a", nodes(flows) + late, flows)))
                .containsExactlyElementsOf(found == null ? List.of() : List.of(found));
    }

    @Test
    @DisplayName("an approval that is repeated for a list may be passed without anybody being asked")
    void anApprovalForEachOfAList() {
        var forEach = APPROVE.replace(
                "</callActivity>", "<multiInstanceLoopCharacteristics camunda:collection='${step}'/></callActivity>");
        assertThat(around(process(
                        "a", "<startEvent id='s'/><endEvent id='e'/>" + forEach + ORDER, "s>ask ask>order order>e")))
                .containsExactly("order");
    }

    @Test
    @DisplayName("an approval of another document is none of this one")
    void anApprovalOfAnotherDocument() {
        var other = APPROVE.replace("#{execution.processBusinessKey}", "${execution.getVariable(&quot;other&quot;)}");
        assertThat(around(process(
                        "a", "<startEvent id='s'/><endEvent id='e'/>" + other + ORDER, "s>ask ask>order order>e")))
                .containsExactly("order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camunda:calledElementBinding='version'", "camunda:calledElementBinding='versionTag'"})
    @DisplayName(
            "a call that is bound to another version than the newest is no approval, for that one was not looked at")
    void anApprovalOfAnotherVersion(String binding) {
        var old = APPROVE.replace("calledElement=", binding + " calledElement=");
        assertThat(around(process(
                        "a", "<startEvent id='s'/><endEvent id='e'/>" + old + ORDER, "s>ask ask>order order>e")))
                .containsExactly("order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<serviceTask id='order' xmlns:a='http://activiti.org/bpmn' a:delegateExpression='${createOrderDelegate}'/>",
                "<businessRuleTask id='order' camunda:delegateExpression='${ createOrderDelegate }'/>",
                "<intermediateThrowEvent id='order'><messageEventDefinition id='m' camunda:delegateExpression="
                        + "'${(createOrderDelegate)}'/></intermediateThrowEvent>"
            })
    @DisplayName("what is done counts however it is written")
    void otherWaysToSayTheSame(String order) {
        assertThat(around(process("a", "<startEvent id='s'/><endEvent id='e'/>" + order, "s>order order>e")))
                .containsExactly("order");
    }

    @Test
    @DisplayName("of several keys that a call passes, each must be the document's own")
    void severalKeys() {
        var two = APPROVE.replace("</extensionElements>", "<camunda:in businessKey='PO-1'/></extensionElements>");
        assertThat(around(process(
                        "a", "<startEvent id='s'/><endEvent id='e'/>" + two + ORDER, "s>ask ask>order order>e")))
                .containsExactly("order");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exclusiveGateway id='x' default='f_x_ask'   |
            exclusiveGateway id='x' default='f_x_order' | order
            parallelGateway id='x'                      | order
            """)
    @DisplayName("a recorded approval is a proof where the engine asks for it")
    void proofs(String gateway, String found) {
        var proof = "<sequenceFlow id='f_x_order' sourceRef='x' targetRef='order'><conditionExpression>"
                + "${changeGate.approved(execution.processBusinessKey)}</conditionExpression></sequenceFlow>";
        assertThat(around(process(
                        "a",
                        "<startEvent id='s'/><endEvent id='e'/><" + gateway + "/>" + APPROVE + ORDER + proof,
                        "s>x x>ask ask>order order>e")))
                .containsExactlyElementsOf(found == null ? List.of() : List.of(found));
    }

    @Test
    @DisplayName("what is within a part of the process counts, and so does what an event of its own begins")
    void partsOfAProcess() {
        var inside = "<subProcess id='part'><startEvent id='ps'/><endEvent id='pe'/>" + APPROVE + flows("ps>ask ask>pe")
                + "</subProcess>";
        assertThat(around(process(
                        "a", "<startEvent id='s'/><endEvent id='e'/>" + inside + ORDER, "s>part part>order order>e")))
                .isEmpty();

        var event = "<subProcess id='on' triggeredByEvent='true'><startEvent id='os'><messageEventDefinition id='m'/>"
                + "</startEvent><endEvent id='oe'/>" + ORDER + flows("os>order order>oe") + "</subProcess>";
        assertThat(around(process("a", "<startEvent id='s'/><endEvent id='e'/>" + event + APPROVE, "s>ask ask>e")))
                .containsExactly("order");
    }

    @Test
    @DisplayName("a link leads on like a flow")
    void links() {
        var links = "<intermediateThrowEvent id='to'><linkEventDefinition id='l1' name='x'/></intermediateThrowEvent>"
                + "<intermediateCatchEvent id='from'><linkEventDefinition id='l2' name='x'/></intermediateCatchEvent>";
        assertThat(around(process(
                        "a", "<startEvent id='s'/><endEvent id='e'/>" + links + ORDER, "s>to from>order order>e")))
                .containsExactly("order");
    }

    @Test
    @DisplayName(
            "a called process counts with what came before it, and cannot hide behind processes that only call each other")
    void calledProcesses() {
        var making = process("making", "<startEvent id='s'/><endEvent id='e'/>" + ORDER, "s>order order>e");
        var call = "<startEvent id='s'/><endEvent id='e'/><callActivity id='make' calledElement='making'/>";

        assertThat(around(making)).containsExactly("order");
        assertThat(around(process("a", call + APPROVE, "s>ask ask>make make>e"), making))
                .isEmpty();
        assertThat(around(making, process("a", call + APPROVE, "s>ask ask>make make>e")))
                .isEmpty();
        assertThat(around(process("a", call, "s>make make>e"), making)).containsExactly("make");
        var circle = process(
                "making",
                "<startEvent id='s'/><endEvent id='e'/><callActivity id='c' calledElement='a'/>" + ORDER,
                "s>order order>c c>e");
        assertThat(around(circle, process("a", call, "s>make make>e"))).contains("order");
    }

    @Test
    @DisplayName("the approval itself ends nowhere without having applied the policy")
    void theApprovalItself() {
        assertThat(around(process("document-approval", "<startEvent id='s'/><endEvent id='e'/>", "s>e")))
                .containsExactly("e");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            two tokens before a join, the approval behind it   | s>p p>a p>b a>q b>q q>ask ask>order order>e | a b
            one of two ways approves, as it did                | s>p p>a p>ask p>b a>q b>q ask>q q>order order>e |
            both ways behind the approval, as they were        | s>ask ask>p p>a p>b a>q b>q q>order order>e |
            """)
    @DisplayName("who stands at several elements at once is not moved to where they meet behind the approval")
    void tokensThatMeet(String name, String flows, String found) {
        var halts = "<receiveTask id='a'/><receiveTask id='b'/>";
        var from = process("parted", nodes(flows) + halts, flows);
        var behind =
                name.startsWith("one of two ways approves") ? flows : "s>ask ask>p p>a p>b a>q b>q q>order order>e";
        var to = process("parted", nodes(behind) + halts, behind);
        var all = new ArrayList<>(SHIPPED);
        all.add(to);
        var moves = Stream.of("a", "b")
                .map(id -> new MigrationWays.Move(node(from, id), node(to, id)))
                .toList();
        assertThat(new MigrationWays(from, to, ProcessFiles.world(all))
                        .leadAround(moves).stream()
                                .map(move -> move.source().getId())
                                .sorted())
                .containsExactly(found == null ? new String[0] : found.split(" "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            what becomes of others may come to it          | s>p p>a p>ask p>b a>q ask>q b>e q>order order>e | q
            two become one                                 | s>p p>a p>b p>ask a>e b>e ask>order order>e     | a b
            behind the join nothing needs an approval      | s>p p>a p>ask p>b a>q ask>q b>e q>e             |
            """)
    @DisplayName(
            "who waits at a join already, and two that become one, are not moved to where they count for an approval")
    void tokensThatCount(String name, String flows, String found) {
        var halts = "<receiveTask id='a'/><receiveTask id='b'/>";
        var from = process("counted", nodes(flows) + halts, flows);
        var behind = "s>p p>a p>ask p>b a>q ask>q b>e q>" + (found == null ? "e" : "order order>e");
        var to = process("counted", nodes(behind) + halts, behind);
        var all = new ArrayList<>(SHIPPED);
        all.add(to);
        var moves = Stream.of("a a", "b " + (name.equals("two become one") ? "a" : "b"), "q q")
                .map(pair -> pair.split(" "))
                .filter(pair -> node(from, pair[0]) != null)
                .map(pair -> new MigrationWays.Move(node(from, pair[0]), node(to, pair[1])))
                .toList();
        assertThat(new MigrationWays(from, to, ProcessFiles.world(all))
                        .leadAround(moves).stream()
                                .map(move -> move.source().getId())
                                .sorted())
                .containsExactly(found == null ? new String[0] : found.split(" "));
    }

    private static FlowNode node(ProcessFile file, String id) {
        return file.model().getModelElementById(id);
    }

    private static List<String> around(ProcessFile file, ProcessFile... others) {
        var all = new ArrayList<>(SHIPPED);
        all.removeIf(one -> one.key().equals(file.key()));
        all.add(file);
        all.addAll(List.of(others));
        return DeploymentRule.ORDERS_ARE_APPROVED_FIRST
                .violations(file, ProcessFiles.world(all))
                .map(Violation::element)
                .toList();
    }

    private static String nodes(String flows) {
        var nodes = new StringBuilder("<startEvent id='s'/><endEvent id='e'/>");
        if (flows.contains("ask")) {
            nodes.append(APPROVE);
        }
        nodes.append(ORDER);
        for (var gateway : List.of("x", "y")) {
            if (flows.contains(">" + gateway)) {
                nodes.append("<exclusiveGateway id='").append(gateway).append("'/>");
            }
        }
        for (var gateway : List.of("p", "q")) {
            if (flows.contains(">" + gateway)) {
                nodes.append("<parallelGateway id='").append(gateway).append("'/>");
            }
        }
        return nodes.toString();
    }

    private static ProcessFile process(String key, String nodes, String flows) {
        return ProcessFile.of(key, """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
                <process id="%s" isExecutable="true">%s%s</process></definitions>""".formatted(key, nodes, flows(flows)));
    }

    private static String flows(String flows) {
        var text = new StringBuilder();
        for (var flow : flows.strip().split("\\s+")) {
            var ends = flow.split(">");
            text.append("<sequenceFlow id='f_%s_%s' sourceRef='%s' targetRef='%s'/>"
                    .formatted(ends[0], ends[1], ends[0], ends[1]));
        }
        return text.toString();
    }
}
