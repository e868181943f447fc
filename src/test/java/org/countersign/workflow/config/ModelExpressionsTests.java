package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.countersign.support.CountersignTest;
import org.countersign.workflow.support.ModelBean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("Expressions, when they are evaluated")
class ModelExpressionsTests {

    private final ModelExpressionManager expressions =
            new ModelExpressionManager(Map.of("questionGate", new QuestionGate()));

    @Autowired
    ProcessEngineConfigurationImpl configuration;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @ParameterizedTest
    @CsvSource({
        "${questionGate.isOpen('PO-1')}, true",
        "${questionGate.open}, true",
        "${questionGate.twice(2)}, 4",
        "${text.startsWith('ab')}, true",
        "${execution.processBusinessKey}, PO-1",
        "${execution.getVariable('text')}, abc",
    })
    void whatIsListedWorks(String expression, String expected) {
        assertThat(String.valueOf(valueOf(expression))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${''['class']}",
                "${text.class.forName('java.lang.Runtime')}",
                "${text.getClass().getClassLoader()}",
                "${questionGate.class}",
                "${questionGate.getClass()}",
                "${questionGate[text]}",
                "${execution.processEngineServices}",
                "${execution.getProcessEngineServices()}",
                "${execution['processEngine']}",
                "${execution.setVariable('text', 'x')}",
                "${dataSource.connection}",
                "${runtimeService.createProcessInstanceQuery()}",
            })
    void everythingElseIsRefused(String expression) {
        assertThatThrownBy(() -> valueOf(expression)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aVariableDoesNotHideABean() {
        assertThat(valueOf("${questionGate.open}", Map.of("text", "abc", "questionGate", "a text")))
                .isEqualTo(true);
    }

    private Object valueOf(String expression) {
        return valueOf(expression, Map.of("text", "abc"));
    }

    private Object valueOf(String expression, Map<String, Object> variables) {
        if (repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("expressions-example")
                        .count()
                == 0) {
            repository
                    .createDeployment()
                    .addModelInstance(
                            "expressions-example.bpmn",
                            Bpmn.createExecutableProcess("expressions-example")
                                    .startEvent()
                                    .userTask()
                                    .endEvent()
                                    .done())
                    .deploy();
        }
        var id = runtime.startProcessInstanceByKey("expressions-example", "PO-1", variables)
                .getId();
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> expressions
                        .createExpression(expression)
                        .getValue(context.getExecutionManager().findExecutionById(id)));
    }

    @ModelBean
    static class QuestionGate {

        boolean isOpen(String number) {
            return !number.isEmpty();
        }

        boolean getOpen() {
            return true;
        }

        int twice(int half) {
            return half * 2;
        }
    }
}
