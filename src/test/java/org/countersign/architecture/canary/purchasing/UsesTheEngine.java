package org.countersign.architecture.canary.purchasing;

import org.camunda.bpm.engine.RuntimeService;

/** Knows the engine outside of workflow. */
public record UsesTheEngine(RuntimeService runtime) {}
