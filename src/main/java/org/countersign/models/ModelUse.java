package org.countersign.models;

/**
 * A step of a process that needs another model.
 *
 * @param kind of the model that is needed
 * @param key of the model that is needed
 * @param process key of the process
 * @param processName as its model has it
 * @param step id of the step
 * @param stepName as its model has it, empty where it has none
 */
public record ModelUse(ModelKind kind, String key, String process, String processName, String step, String stepName) {}
