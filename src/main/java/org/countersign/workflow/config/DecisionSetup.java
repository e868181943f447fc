package org.countersign.workflow.config;

import java.util.List;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Lets the product's listeners hear which rules of a decision table fired, and reads each cell once. */
@Component
class DecisionSetup extends AbstractProcessEnginePlugin {

    private final List<DmnDecisionTableEvaluationListener> listeners;

    DecisionSetup(List<DmnDecisionTableEvaluationListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var decisions = engine.getDmnEngineConfiguration();
        if (decisions == null) {
            decisions = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
            engine.setDmnEngineConfiguration(decisions);
        }
        decisions.setFeelEngineFactory(new RememberingFeelFactory());
        decisions.getCustomPostDecisionTableEvaluationListeners().addAll(listeners);
    }
}
