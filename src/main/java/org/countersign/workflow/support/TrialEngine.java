package org.countersign.workflow.support;

import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;

/** Port to an engine of its own for decision tables that are not deployed, so that nothing of them gets into the history. */
@FunctionalInterface
public interface TrialEngine {

    /** Makes one. @param heard what hears which rules fire */
    DmnEngine hearing(DmnDecisionTableEvaluationListener heard);
}
