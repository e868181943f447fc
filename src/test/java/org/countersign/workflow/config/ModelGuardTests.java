package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.workflow.support.ModelBean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a model may hold")
class ModelGuardTests {

    private final Map<String, Class<?>> beans =
            Map.of("orderGate", OrderGate.class, "dispatchOrderDelegate", DispatchOrderDelegate.class);

    private final ModelGuard guard = new ModelGuard(name -> Optional.ofNullable(beans.get(name)));

    @Test
    @DisplayName("A process of more than 10,000 elements is refused and says what to do; a table may be larger")
    void tooLargeAProcess() {
        var most = "<a>" + "<b/>".repeat(9_999) + "</a>";
        assertThat(faults("a.bpmn", most, false)).isEmpty();
        assertThat(faults("a.bpmn", most.replace("</a>", "<b/></a>"), false))
                .singleElement()
                .asString()
                .contains("more than 10000 elements")
                .contains("part it into processes that call each other");
        assertThat(faults("a.dmn", "<a>" + "<b/>".repeat(20_000) + "</a>", false))
                .isEmpty();
        assertThat(faults("a.dmn", "<a>" + "<b/>".repeat(100_000) + "</a>", false))
                .singleElement()
                .asString()
                .contains("too many elements");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${orderGate.isRejected(execution.processBusinessKey)}",
                "${orderGate.rejected}",
                "#{execution.processBusinessKey}",
                "${execution.getVariable('supplier')}",
                "${task.execution.processBusinessKey}",
                "${loopCounter + 1}",
                "${step.name == 'finance' && !empty steps}",
                "${now()}",
                "${dateTime().plusDays(3).toDate()}",
                "${dueAt}",
                "PT${hours}H",
                "${JSON(viewLines).elements().size() > 0}",
            })
    void whatTheProductsModelsSayIsAccepted(String expression) {
        assertThat(inCondition(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.Runtime')}",
                "${''['class']}",
                "${''.class}",
                "${execution.processEngineServices.repositoryService}",
                "${execution.getProcessEngine().getIdentityService()}",
                "${execution['processEngineServices']}",
                "${execution[name]}",
                "${task.execution.processEngineServices}",
                "${task.complete()}",
                "${repositoryService.createDeployment()}",
                "${dataSource.getConnection()}",
                "${orderGate.getClass()}",
                "${orderGate.hidden()}",
                "${orderGate.noSuchQuestion(1)}",
                "${XML('<a/>')}",
                "${execution.setVariable('decision', 'approve')}",
                "${(true ? execution : task).processEngineServices.getRuntimeService()}",
                "${1 +}",
            })
    void whatReachesFurtherIsRefused(String expression) {
        assertThat(inCondition(expression)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id='x' scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:serviceTask id='x' camunda:class='org.example.Anything'/>",
                "<bpmn:serviceTask id='x' xmlns:activiti='http://activiti.org/bpmn' activiti:class='org.example.A'/>",
                "<bpmn:serviceTask id='x' camunda:type='shell'/>",
                "<bpmn:sendTask id='x' camunda:type='mail'/>",
                "<bpmn:serviceTask id='x' camunda:delegateExpression='${orderGate}'/>",
                "<bpmn:serviceTask id='x' camunda:delegateExpression='${runtimeService}'/>",
                "<bpmn:serviceTask id='x' camunda:expression='${System.exit()}'/>",
                "<camunda:executionListener event='start'><camunda:script>1</camunda:script></camunda:executionListener>",
                "<camunda:taskListener event='complete' class='org.example.Listener'/>",
                "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>",
                "<camunda:inputParameter name='a'><camunda:script scriptFormat='groovy'>1</camunda:script>"
                        + "</camunda:inputParameter>",
                "<camunda:inputParameter name='a'>${''.getClass()}</camunda:inputParameter>",
                "<bpmn:conditionExpression language='javascript'>true</bpmn:conditionExpression>",
                "<bpmn:userTask id='x' name='${\"\".getClass()}'/>",
                "<bpmn:userTask id='x'><bpmn:documentation>${''.getClass()}</bpmn:documentation></bpmn:userTask>",
                "<bpmn:userTask id='x' camunda:formKey='embedded:app:form.html'/>",
                "<bpmn:userTask id='x' camunda:formKey='https://example.org/form'/>",
                "<camunda:formData><camunda:formField id='a' type='string'/></camunda:formData>",
                "<bpmn:callActivity id='x' camunda:variableMappingClass='org.example.Mapping'/>",
                "<bpmn:startEvent id='x' camunda:formHandlerClass='org.example.Handler'/>",
            })
    void codeOfTheDeployersOwnIsRefused(String element) {
        assertThat(inProcess(element)).isNotEmpty();
    }

    @Test
    void aRefusalSaysWhereItIs() {
        assertThat(inProcess("<bpmn:serviceTask id='task_bad' camunda:class='org.example.Anything'/>"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.element()).isEqualTo("task_bad");
                    assertThat(fault.line()).isEqualTo(4);
                    assertThat(fault.message()).contains("org.example.Anything").contains("delegate expression");
                });
    }

    @Test
    void aDelegateOfTheProductAndACamundaFormAreAccepted() {
        assertThat(inProcess("<bpmn:serviceTask id='x' camunda:delegateExpression='${dispatchOrderDelegate}'/>"
                        + "<bpmn:userTask id='y' camunda:formRef='approve' camunda:formRefBinding='latest'/>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "http://www.java.com/java"})
    void aDecisionInAnotherLanguageThanFeelIsRefused(String language) {
        assertThat(inDecision("<inputExpression id='i' typeRef='string' expressionLanguage='" + language
                        + "'><text>${''.getClass()}</text></inputExpression>"))
                .isNotEmpty();
    }

    @Test
    void feelIsAcceptedWrittenOutOrNot() {
        assertThat(
                        inDecision(
                                "<inputExpression id='i' typeRef='double' expressionLanguage='FEEL'>"
                                        + "<text>amount</text></inputExpression><inputEntry id='e'><text>&gt;= 100</text></inputEntry>"))
                .isEmpty();
    }

    @Test
    @DisplayName("R03: a type that the engine does not know would silently match nothing, and is refused")
    void aTypeThatTheEngineDoesNotKnowIsRefused() {
        assertThat(inDecision("<inputExpression id='i' typeRef='number'><text>amount</text></inputExpression>"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("\"number\""));
    }

    @Test
    void pagesAndScriptsAreRefusedUnlessTheProductBringsThem() {
        assertThat(faults("form.html", "<p/>", false)).isNotEmpty();
        assertThat(faults("form.html", "<p/>", true)).isEmpty();
        assertThat(faults("code.js", "1", true)).isNotEmpty();
        assertThat(faults("old.cmmn", "<a/>", false)).isNotEmpty();
    }

    @Test
    void aDocumentTypeIsRefused() {
        assertThat(faults("a.bpmn", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", false))
                .isNotEmpty();
    }

    @Test
    void aFormNeedsToBeJsonWithAnId() {
        assertThat(faults("approve.form", "{\"id\": \"approve\"}", false)).isEmpty();
        assertThat(faults("approve.form", "{}", false)).isNotEmpty();
        assertThat(faults("approve.form", "<html>", false)).isNotEmpty();
    }

    private List<ModelGuard.Fault> inCondition(String expression) {
        return inProcess("<bpmn:conditionExpression>"
                + expression.replace("&", "&amp;").replace("<", "&lt;") + "</bpmn:conditionExpression>");
    }

    private List<ModelGuard.Fault> inProcess(String content) {
        return faults("process.bpmn", """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
                <bpmn:process id="p" isExecutable="true">
                """ + content + "\n</bpmn:process></bpmn:definitions>", false);
    }

    private List<ModelGuard.Fault> inDecision(String content) {
        return faults(
                "decision.dmn",
                "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'><decision id='d'><decisionTable>"
                        + content + "</decisionTable></decision></definitions>",
                false);
    }

    private List<ModelGuard.Fault> faults(String name, String content, boolean shipped) {
        return guard.faultsOf(name, content.getBytes(StandardCharsets.UTF_8), shipped);
    }

    @ModelBean
    static class OrderGate {
        boolean isRejected(String order) {
            return order.isEmpty();
        }

        boolean getRejected() {
            return hidden();
        }

        private boolean hidden() {
            return false;
        }
    }

    static class DispatchOrderDelegate implements JavaDelegate {
        @Override
        public void execute(DelegateExecution execution) {}
    }
}
