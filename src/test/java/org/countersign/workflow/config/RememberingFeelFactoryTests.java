package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEEL that reads each cell once, against the engine's own. */
class RememberingFeelFactoryTests {

    private static final FeelEngine OWN = new ScalaFeelEngineFactory().createInstance();
    private static final FeelEngine REMEMBERING = new RememberingFeelFactory().createInstance();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "< 5000",
                "[1000..5000.001]",
                "not(2500)",
                "< limit",
                "amount * 2",
                "limit",
                "\"a\", \"b\"",
                "-",
                "if amount > 10 then \"many\" else null",
                "date(\"2026-11-23\")",
                "some(",
                "",
                "1 +"
            })
    @DisplayName("a cell means the same when it is read, when it is remembered, and to the engine itself")
    void meansTheSame(String cell) {
        for (var facts : new Object[][] {{2500, 3000}, {new BigDecimal("5000.001"), 10}, {null, null}, {"a", "b"}}) {
            for (int time = 0; time < 2; time++) {
                assertThat(answer(REMEMBERING, cell, facts[0], facts[1]))
                        .isEqualTo(answer(OWN, cell, facts[0], facts[1]));
            }
        }
    }

    @Test
    @DisplayName("the same text is one thing as a test of an input and another as an expression")
    void testsAreNotExpressions() {
        var facts = Variables.createVariables().putValue("amount", 7).asVariableContext();
        assertThat(REMEMBERING.evaluateSimpleUnaryTests("7", "amount", facts)).isTrue();
        assertThat(REMEMBERING.<Object>evaluateSimpleExpression("7", facts).toString())
                .isEqualTo("7");
    }

    @Test
    @DisplayName("what cannot be read cannot be read the second time either")
    void refusesAgain() {
        var facts = Variables.createVariables().asVariableContext();
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> REMEMBERING.evaluateSimpleExpression("1 +", facts))
                    .isInstanceOf(FeelException.class)
                    .hasMessageContaining("1 +");
        }
    }

    @Test
    @DisplayName("more cells than are remembered are read all the same")
    void readsMoreThanItRemembers() {
        var facts = Variables.createVariables().asVariableContext();
        for (int number = 0; number < RememberingFeelFactory.MOST_REMEMBERED + 100; number++) {
            assertThat(REMEMBERING.<Object>evaluateSimpleExpression(String.valueOf(number), facts))
                    .hasToString(String.valueOf(number));
        }
    }

    private static Object answer(FeelEngine engine, String cell, Object amount, Object limit) {
        var named = new HashMap<String, Object>();
        named.put("amount", amount);
        named.put("limit", limit);
        var facts = Variables.fromMap(named).asVariableContext();
        return attempt(() -> engine.evaluateSimpleUnaryTests(cell, "amount", facts)) + " "
                + attempt(() -> engine.evaluateSimpleExpression(cell, facts));
    }

    private static Object attempt(Supplier<Object> asked) {
        try {
            return String.valueOf(asked.get());
        } catch (FeelException e) {
            return e.getMessage();
        }
    }
}
