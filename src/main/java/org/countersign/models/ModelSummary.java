package org.countersign.models;

/**
 * A model in a list.
 *
 * @param newest its newest version, by which the server runs
 * @param sentence the first of its documentation, empty where nobody wrote it
 * @param running how many instances run, of any version; 0 for what is no process
 */
public record ModelSummary(ModelVersion newest, String sentence, long running) {}
