package org.countersign.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.xml.ModelParseException;
import org.countersign.workflow.models.DeploymentRule;
import org.countersign.workflow.models.FormFile;
import org.countersign.workflow.models.ModelWorld;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.models.ProcessHabit;
import org.countersign.workflow.models.ProcessRule;
import org.countersign.workflow.models.ProductContract;
import org.countersign.workflow.models.ProductContract.Answer;
import org.countersign.workflow.support.ProcessError;
import org.countersign.workflow.support.ThrowsErrors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The canaries of {@link ProcessRule}, {@link ProcessHabit} and {@link DeploymentRule}: one good model, broken in one place at a time. */
class ProcessRuleTests {

    @ParameterizedTest
    @EnumSource
    @DisplayName("A rule notices what breaks it, and nothing in a model that keeps it")
    void eachRuleNoticesItsCanary(ProcessRule rule) throws IOException {
        var good = Files.readString(Path.of("src/test/resources/canary/bpmn/coffee-order.bpmn"));
        assertThat(rule.violations(ProcessFile.of("coffee-order", good), Coffee.WORLD))
                .isEmpty();

        var canary = canary(rule);
        assertThat(good).contains(canary.replaced());
        var bad = good.replace(canary.replaced(), canary.replacement());
        assertThat(rule.violations(ProcessFile.of("coffee-order", bad), Coffee.WORLD))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A habit of the house notices what departs from it, and nothing in a model that keeps it")
    void eachHabitNoticesItsCanary(ProcessHabit habit) throws IOException {
        var good = Files.readString(Path.of("src/test/resources/canary/bpmn/coffee-order.bpmn"));
        assertThat(habit.violations(ProcessFile.of("coffee-order", good), Coffee.WORLD))
                .isEmpty();

        var canary = canary(habit);
        assertThat(good).contains(canary.replaced());
        var bad = good.replace(canary.replaced(), canary.replacement());
        assertThat(habit.violations(ProcessFile.of("coffee-order", bad), Coffee.WORLD))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:businessRuleTask id=\"step\" %s camunda:delegateExpression=\"${%s}\"/>",
                "<bpmn:sendTask id=\"step\" %s camunda:delegateExpression=\"${%s}\"/>",
                "<bpmn:intermediateThrowEvent id=\"step\" %s><bpmn:messageEventDefinition id=\"m\""
                        + " camunda:delegateExpression=\"${%s}\"/></bpmn:intermediateThrowEvent>",
                "<bpmn:endEvent id=\"step\" %s><bpmn:messageEventDefinition id=\"m\""
                        + " camunda:delegateExpression=\"${%s}\"/></bpmn:endEvent>"
            })
    @DisplayName(
            "A delegate is looked at wherever the engine takes one: what it is, whether it has a job, what it throws")
    void delegatesAreLookedAtWhereverTheyAreNamed(String step) {
        var inAJob = "camunda:asyncBefore=\"true\"";
        assertThat(brokenBy(step.formatted(inAJob, "deliverCoffeeDelegate"))).isEmpty();
        assertThat(brokenBy(step.formatted("", "deliverCoffeeDelegate")))
                .containsExactly(ProcessRule.REMOTE_STEPS_RUN_IN_A_JOB_OF_THEIR_OWN);
        assertThat(brokenBy(step.formatted(inAJob, "deliverMilkDelegate")))
                .containsExactly(ProcessRule.DELEGATES_ARE_BEANS);
        assertThat(brokenBy(step.formatted(inAJob, "recordCoffeeListener")))
                .containsExactly(ProcessRule.DELEGATES_ARE_BEANS);
        assertThat(DeploymentRule.ERRORS_OF_DELEGATES_ARE_CAUGHT.violations(
                        around(step.formatted(inAJob, "deliverTeaDelegate")), Coffee.WORLD))
                .hasSize(1);
    }

    @Test
    @DisplayName("An event that throws a message and names no delegate would send nothing")
    void aMessageThatNobodySendsIsNoticed() {
        assertThat(brokenBy("<bpmn:endEvent id=\"step\"><bpmn:messageEventDefinition id=\"m\"/></bpmn:endEvent>"))
                .containsExactly(ProcessRule.DELEGATES_ARE_BEANS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "versionTag", "deployment", "camunda"})
    @DisplayName(
            "A call of another version than the newest is refused, and is no approval; without a word it is the newest")
    void callsAreBoundToTheNewestVersion(String binding) {
        var call = "<bpmn:callActivity id=\"ask\" calledElement=\"document-approval\" %s><bpmn:extensionElements>"
                + "<camunda:in businessKey=\"#{execution.processBusinessKey}\"/></bpmn:extensionElements>"
                + "</bpmn:callActivity>";
        var bound = around(call.formatted("camunda:calledElementBinding=\"" + binding + "\""));
        assertThat(ProcessRule.CALLS_TAKE_THE_NEWEST_VERSION.violations(bound, Coffee.WORLD))
                .hasSize(1);
        assertThat(ProcessRule.CALLS_TAKE_THE_NEWEST_VERSION.violations(around(call.formatted("")), Coffee.WORLD))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(120)
    @DisplayName("The largest process that may be deployed is looked at in seconds, as a row and as a fan")
    void theLargestProcess(boolean isFan) {
        var steps = IntStream.range(0, 1_000).mapToObj(step ->
                """
                <bpmn:serviceTask id="serviceTask_%1$d" camunda:delegateExpression="${deliverTeaDelegate}"/>
                <bpmn:boundaryEvent id="event_%1$d" attachedToRef="serviceTask_%1$d">
                <bpmn:errorEventDefinition id="d_%1$d"/></bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="flow_%1$d" sourceRef="%2$s" targetRef="serviceTask_%1$d"/>
                <bpmn:sequenceFlow id="flow_error%1$d" sourceRef="event_%1$d" targetRef="event_end"/>
                """.formatted(step, step == 0 || isFan ? "event_start" : "serviceTask_" + (step - 1)));
        var file = around("<bpmn:startEvent id=\"event_start\"/><bpmn:endEvent id=\"event_end\"/>"
                + steps.collect(Collectors.joining()));

        assertThat(ProcessRule.EVERYTHING_IS_DRAWN.violations(file, Coffee.WORLD))
                .hasSize(4_002);
        assertThat(ProcessRule.values())
                .allSatisfy(
                        rule -> assertThat(rule.violations(file, Coffee.WORLD)).doesNotContainNull());
        assertThat(DeploymentRule.values())
                .allSatisfy(
                        rule -> assertThat(rule.violations(file, Coffee.WORLD)).doesNotContainNull());
        assertThat(DeploymentRule.ORDERS_ARE_APPROVED_FIRST.violations(file, Coffee.WORLD))
                .isEmpty();
    }

    /** The errors in a process with one step, as to what that step does. */
    private static Set<ProcessRule> brokenBy(String step) {
        var file = around(step);
        return Stream.of(
                        ProcessRule.DELEGATES_ARE_BEANS,
                        ProcessRule.DECISIONS_EXIST,
                        ProcessRule.REMOTE_STEPS_RUN_IN_A_JOB_OF_THEIR_OWN)
                .filter(rule -> rule.violations(file, Coffee.WORLD).findAny().isPresent())
                .collect(Collectors.toSet());
    }

    private static ProcessFile around(String step) {
        return ProcessFile.of(
                "tea-order",
                "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                        + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"t\">"
                        + "<bpmn:process id=\"tea-order\" isExecutable=\"true\">" + step
                        + "</bpmn:process></bpmn:definitions>");
    }

    @Test
    @DisplayName("A file that is no valid BPMN is not even read")
    void whatIsNotValidIsNotRead() throws IOException {
        var good = Files.readString(Path.of("src/test/resources/canary/bpmn/coffee-order.bpmn"));
        var bad = good.replace("<bpmn:process ", "<bpmn:process noSuchAttribute=\"\" ");
        assertThatThrownBy(() -> ProcessFile.of("coffee-order", bad)).isInstanceOf(ModelParseException.class);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A rule of deployments notices what breaks it, and nothing in a model that keeps it")
    void eachRuleOfDeploymentsNoticesItsCanary(DeploymentRule rule) throws IOException {
        var good = Files.readString(Path.of("src/test/resources/canary/bpmn/coffee-order.bpmn"));
        assertThat(rule.violations(ProcessFile.of("coffee-order", good), Coffee.WORLD))
                .isEmpty();

        var canary = canary(rule);
        assertThat(good).contains(canary.replaced());
        var bad = good.replace(canary.replaced(), canary.replacement());
        assertThat(rule.violations(ProcessFile.of("coffee-order", bad), Coffee.WORLD))
                .isNotEmpty();
    }

    private static Canary canary(DeploymentRule rule) {
        return switch (rule) {
            case ORDERS_ARE_APPROVED_FIRST -> new Canary("${deliverCoffeeDelegate}", "${createOrderDelegate}");
            case WHAT_THE_PRODUCT_NAMES_STAYS, MESSAGES_ARE_SENT ->
                new Canary("\"coffee-order.coffee-drunk\"", "\"coffee-order.tea-drunk\"");
            case ERRORS_OF_DELEGATES_ARE_CAUGHT -> new Canary("${deliverCoffeeDelegate}", "${deliverTeaDelegate}");
            case FORMS_ASK_WHAT_IS_READ -> new Canary("${recordCoffeeListener}", "${recordTeaListener}");
            case WHO_IS_ASKED_IS_THERE ->
                new Canary(
                        "camunda:assignee=\"${coffeeGate.drinker(execution.processBusinessKey)}\"",
                        "camunda:candidateGroups=\"tea-drinkers\"");
            case STEPS_CAN_SAY_WHAT_IS_ASKED ->
                new Canary(
                        "${coffeeGate.approved(execution.processBusinessKey)}",
                        "${stepGate.said(execution.processBusinessKey, 'callActivity_askForTea', 'agree')}");
            case EXPRESSIONS_NAME_WHAT_IS_THERE ->
                new Canary("coffeeGate.drinker(execution.processBusinessKey)", "coffeeGate.drinker(tea)");
            case PEOPLE_ARE_REMINDED -> new Canary("${recordCoffeeListener}", "${recordAnswerListener}");
        };
    }

    private record Canary(String replaced, String replacement) {}

    private static Canary canary(ProcessRule rule) {
        return switch (rule) {
            case HISTORY_HAS_A_TIME_TO_LIVE -> new Canary(" camunda:historyTimeToLive=\"P3650D\"", "");
            case EVERYTHING_IS_DRAWN ->
                new Canary("bpmnElement=\"event_coffeeCold\"", "bpmnElement=\"event_coffeeOver\"");
            case DELEGATES_ARE_BEANS -> new Canary("${deliverCoffeeDelegate}", "${deliverMilkDelegate}");
            case GATEWAYS_ASK_GATES_ALONE ->
                new Canary("${coffeeGate.approved(execution.processBusinessKey)}", "${decision == 'approve'}");
            case GATEWAYS_HAVE_ONE_WAY_FOR_EVERY_CASE -> new Canary(" default=\"flow_rejected\"", "");
            case DECISIONS_EXIST -> new Canary("\"coffee-beans\"", "\"tea-leaves\"");
            case FORMS_EXIST -> new Canary("camunda:formRef=\"approve\"", "camunda:formRef=\"approve-tea\"");
            case CALLED_PROCESSES_EXIST -> new Canary("\"coffee-brewing\"", "\"tea-brewing\"");
            case BINDINGS_ARE_LATEST -> new Canary("formRefBinding=\"latest\"", "formRefBinding=\"deployment\"");
            case CALLS_TAKE_THE_NEWEST_VERSION ->
                new Canary("calledElementBinding=\"latest\"", "calledElementBinding=\"deployment\"");
            case CALLS_PASS_THE_BUSINESS_KEY ->
                new Canary("businessKey=\"#{execution.processBusinessKey}\"", "variables=\"all\"");
            case ERRORS_ARE_CONSTANTS -> new Canary("errorCode=\"DRINKER_AWAY\"", "errorCode=\"AWAY\"");
            case ERRORS_ARE_CAUGHT ->
                new Canary(
                        "<bpmn:errorEventDefinition id=\"event_drinkerAway_definition\" errorRef=\"error_drinkerAway\" />",
                        "<bpmn:escalationEventDefinition id=\"event_drinkerAway_definition\" />");
            case JOBS_SAY_HOW_OFTEN_THEY_ARE_RETRIED ->
                new Canary("<camunda:failedJobRetryTimeCycle>R5/PT5M</camunda:failedJobRetryTimeCycle>", "");
            case REMOTE_STEPS_RUN_IN_A_JOB_OF_THEIR_OWN ->
                new Canary("${deliverCoffeeDelegate}\" camunda:asyncBefore=\"true\"", "${deliverCoffeeDelegate}\"");
            case USER_TASKS_HIDE_EARLIER_ANSWERS ->
                new Canary("<camunda:inputParameter name=\"decision\"></camunda:inputParameter>", "");
            case USER_TASKS_HAND_THE_ANSWER_ON -> new Canary("event=\"complete\"", "event=\"create\"");
            case USER_TASKS_HAVE_SOMEBODY_TO_DO_THEM ->
                new Canary(" camunda:assignee=\"${coffeeGate.drinker(execution.processBusinessKey)}\"", "");
        };
    }

    private static Canary canary(ProcessHabit habit) {
        return switch (habit) {
            case FILE_IS_NAMED_BY_THE_ONE_PROCESS_IN_IT -> new Canary("coffee-order\" name", "tea-order\" name");
            case FLOWS_RUN_STRAIGHT ->
                new Canary(
                        "y=\"320\" /></bpmndi:BPMNEdge>",
                        "y=\"320\" /><di:waypoint x=\"1\" y=\"1\" /></bpmndi:BPMNEdge>");
            case NO_CODE_IN_MODELS ->
                new Canary("camunda:delegateExpression=\"${deliverCoffeeDelegate}\"", "camunda:class=\"Coffee\"");
            case EXPRESSIONS_ASK_KNOWN_BEANS -> new Canary("coffeeGate.drinker", "coffeeGate.eater");
            case GATEWAYS_ARE_QUESTIONS_WITH_ANSWERS -> new Canary(" name=\"No\"", "");
            case IDS_FOLLOW_THE_NAMES -> new Canary("gateway_coffeeApproved", "Gateway_0x1y2z");
            case LABELS_ARE_IN_SENTENCE_CASE -> new Canary("Deliver coffee", "Deliver Coffee");
            case PROCESS_AND_USER_TASKS_ARE_DOCUMENTED ->
                new Canary("<bpmn:documentation>Somebody says whether there will be coffee.</bpmn:documentation>", "");
            case MESSAGES_ARE_NAMED_BY_PROCESS_AND_EVENT ->
                new Canary("\"coffee-order.coffee-drunk\"", "\"CoffeeDrunk\"");
        };
    }

    /** What the canary refers to. */
    static final class Coffee {

        private static final Map<String, Class<?>> BEANS = Map.of(
                "deliverCoffeeDelegate", DeliverCoffee.class,
                "deliverTeaDelegate", DeliverTea.class,
                "recordCoffeeListener", RecordAnswer.class,
                "coffeeGate", CoffeeGate.class);

        private static final ProductContract PRODUCT = new ProductContract(
                Map.of(
                        "recordCoffeeListener", new Answer(Set.of("yes", "no"), Set.of("cups"), Set.of()),
                        "recordTeaListener", new Answer(Set.of("yes", "no"), Set.of("milk"), Set.of("milk"))),
                Set.of(),
                Set.of("coffee-order.coffee-drunk"),
                Set.of("DRINKER_AWAY"));

        static final ModelWorld WORLD = new ModelWorld(
                BEANS::get,
                Map.of("coffee-brewing", ProcessFile.of("coffee-brewing", """
                        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                        <bpmn:process id="coffee-brewing" isExecutable="true"><bpmn:startEvent id="start"/></bpmn:process>
                        </bpmn:definitions>""")),
                Set.of("coffee-beans")::contains,
                id -> id.equals("approve")
                        ? FormFile.of(
                                "pour-coffee",
                                ProcessFiles.text(Path.of("src/test/resources/canary/forms/pour-coffee.form")))
                        : null,
                group -> false,
                user -> false,
                PRODUCT);

        interface CoffeeGate {

            boolean approved(String key);

            String drinker(String key);
        }

        static class DeliverCoffee implements JavaDelegate {

            @Override
            public void execute(DelegateExecution execution) {}
        }

        @ThrowsErrors(ProcessError.TERMS_CHANGING)
        static class DeliverTea extends DeliverCoffee {}

        static class RecordAnswer implements TaskListener {

            @Override
            public void notify(DelegateTask task) {}
        }
    }
}
