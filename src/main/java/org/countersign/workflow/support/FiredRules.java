package org.countersign.workflow.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Overhears the engine's evaluations, because a decision's result names no rules: the history that does is written only
 * when the engine's command ends.
 */
@Component
public class FiredRules implements DmnDecisionTableEvaluationListener {

    private final ThreadLocal<@Nullable List<DecisionTables.Fired>> heard = new ThreadLocal<>();

    FiredRules() {}

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        var list = heard.get();
        if (list != null) {
            list.clear();
            event.getMatchingRules().forEach(rule -> list.add(fired(rule)));
        }
    }

    /** The rules that fired in the last table evaluated by the call. */
    List<DecisionTables.Fired> during(Runnable evaluation) {
        var list = new ArrayList<DecisionTables.Fired>();
        heard.set(list);
        try {
            evaluation.run();
            return List.copyOf(list);
        } finally {
            heard.remove();
        }
    }

    private static DecisionTables.Fired fired(DmnEvaluatedDecisionRule rule) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        rule.getOutputEntries()
                .forEach((name, output) -> outputs.put(
                        name,
                        output.getValue() == null ? null : output.getValue().getValue()));
        return new DecisionTables.Fired(rule.getId(), outputs);
    }
}
