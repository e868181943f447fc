package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.exceptions.PersistenceException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.countersign.workflow.config.CallerMistakes.Mistake;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallerMistakesTests {

    private static final List<String> PATH = List.of("process-instance", "unknown", "variables");

    @Test
    void anIdThatNothingHasIsNotFound() {
        var failure = new NullValueException("execution unknown doesn't exist: execution is null");

        assertThat(in(failure)).contains(new Mistake(404, "execution unknown doesn't exist"));
    }

    @Test
    void whatTheEngineRefusesIsInvalid() {
        assertThat(in(new ProcessEngineException("groupId is null"))).contains(new Mistake(400, "groupId is missing."));
        assertThat(in(new ProcessEngineException("ENGINE-13054 The number must be positive")))
                .contains(new Mistake(400, "The number must be positive"));
    }

    @Test
    @DisplayName("What fails while a process runs is nobody’s mistake who calls")
    void whatFailsInARunningProcessIsOurs() {
        var failure = new NullValueException("no processes deployed with key 'next': processDefinition is null");
        failure.setStackTrace(new StackTraceElement[] {
            at("org.camunda.bpm.engine.impl.util.EnsureUtil"),
            at("org.camunda.bpm.engine.impl.bpmn.behavior.CallActivityBehavior")
        });

        assertThat(in(failure)).isEmpty();
    }

    @Test
    @DisplayName("What fails in our own code is ours, and so is a database that is away")
    void whatFailsHereIsOurs() {
        var ours = new NullPointerException();
        ours.setStackTrace(new StackTraceElement[] {at("java.util.Objects"), at("org.countersign.approval.Approvals")});

        assertThat(in(ours)).isEmpty();
        assertThat(in(new ProcessEngineException("Delegate failed", ours))).isEmpty();
        assertThat(in(new ProcessEngineException("x", new IllegalStateException("y"))))
                .isEmpty();
        assertThat(in(database("08001"))).isEmpty();
        assertThat(in(database("42S02"))).isEmpty();
    }

    @Test
    void aMissingPartIsMetInsideTheEngine() {
        var missing = new NullPointerException();
        missing.setStackTrace(new StackTraceElement[] {
            at("java.util.regex.Matcher"), at("org.camunda.bpm.engine.rest.sub.runtime.impl.JobResourceImpl")
        });

        assertThat(in(missing)).map(Mistake::status).contains(400);
    }

    @Test
    void whatTheDatabaseRefusesIsTooLongOrThereAlready() {
        assertThat(in(database("22001"))).map(Mistake::status).contains(400);
        assertThat(in(database("23505"))).map(Mistake::status).contains(409);
        assertThat(CallerMistakes.in(database("42S02"), List.of("case-instance", "x")))
                .map(Mistake::status)
                .contains(404);
    }

    private static Optional<Mistake> in(Throwable failure) {
        return CallerMistakes.in(failure, PATH);
    }

    private static ProcessEngineException database(String state) {
        return new ProcessEngineException("x", new PersistenceException("y", new SQLException("z", state)));
    }

    private static StackTraceElement at(String type) {
        return new StackTraceElement(type, "method", "File.java", 1);
    }
}
