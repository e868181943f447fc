package org.countersign.architecture.canary.workflow;

import org.camunda.bpm.engine.impl.context.Context;

/** Reaches into the engine outside of workflow.config. */
public class UsesEngineInternals {

    Object engine() {
        return Context.getProcessEngineConfiguration();
    }
}
