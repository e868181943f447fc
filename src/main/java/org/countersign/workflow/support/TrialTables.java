package org.countersign.workflow.support;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.countersign.policy.CellReader;
import org.countersign.policy.PolicyDocuments;
import org.countersign.policy.PolicyTable;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Evaluates decision tables that need not be deployed, by the engine's own evaluation and without its history. The file must
 * have been checked as one that is to be deployed: what the engine runs there, it runs here.
 */
@Component
public class TrialTables {

    private final PolicyDocuments documents;
    private final CellReader reader;
    private final TrialEngine engines;
    private final FiredRules fired = new FiredRules();
    private volatile @Nullable DmnEngine engine;

    TrialTables(PolicyDocuments documents, CellReader reader, TrialEngine engines) {
        this.documents = documents;
        this.reader = reader;
        this.engines = engines;
    }

    /**
     * Reads a table once, to be evaluated often.
     *
     * @throws RuntimeException when the file has no such table, or the engine cannot read it
     */
    public Trial of(String key, String xml) {
        var table = documents.read(xml, key);
        return new Trial(
                table,
                FactClasses.of(table, reader),
                engine().parseDecision(key, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    }

    /** Made when it is first needed: many servers never try a table. */
    private synchronized DmnEngine engine() {
        var made = engine;
        if (made == null) {
            made = engines.hearing(fired);
            engine = made;
        }
        return made;
    }

    /** A table that is tried. Facts that it cannot tell apart are evaluated once. For one thread. */
    public final class Trial {

        private static final int MOST_REMEMBERED = 20_000;

        private final PolicyTable table;
        private final FactClasses classes;
        private final DmnDecision decision;
        private int evaluations;
        private final Map<Object, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Answer> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };

        private Trial(PolicyTable table, FactClasses classes, DmnDecision decision) {
            this.table = table;
            this.classes = classes;
            this.decision = decision;
        }

        private record Answer(List<Fired> fired, @Nullable RuntimeException failure) {}

        /** What the table says. */
        public PolicyTable table() {
            return table;
        }

        /** How often the engine was asked so far. */
        public int evaluations() {
            return evaluations;
        }

        /**
         * The rules that fire, in their order; none where no rule applies.
         *
         * @throws RuntimeException of the engine's choice when a cell cannot be evaluated
         */
        public List<Fired> fired(Map<String, ? extends @Nullable Object> facts) {
            var answer = answers.computeIfAbsent(classes.classOf(facts), alike -> evaluated(facts));
            if (answer.failure() != null) {
                throw answer.failure();
            }
            return answer.fired();
        }

        private Answer evaluated(Map<String, ? extends @Nullable Object> facts) {
            evaluations++;
            try {
                return new Answer(
                        TrialTables.this.fired.during(
                                () -> engine().evaluateDecisionTable(decision, new LinkedHashMap<>(facts))),
                        null);
            } catch (RuntimeException whateverACellCanDo) {
                return new Answer(List.of(), whateverACellCanDo);
            }
        }
    }
}
