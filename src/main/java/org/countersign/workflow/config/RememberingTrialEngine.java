package org.countersign.workflow.config;

import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.countersign.workflow.support.TrialEngine;
import org.springframework.stereotype.Component;

/** Makes engines for tables that are tried: each cell of theirs is read once. */
@Component
class RememberingTrialEngine implements TrialEngine {

    @Override
    public DmnEngine hearing(DmnDecisionTableEvaluationListener heard) {
        var configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(new RememberingFeelFactory());
        configuration.getCustomPostDecisionTableEvaluationListeners().add(heard);
        return configuration.buildEngine();
    }
}
