package org.countersign.models;

/**
 * What of a process is open on one of its versions.
 *
 * @param version the version, and how it came
 * @param newest whether new processes begin on it
 * @param suspended whether somebody suspended the version itself
 * @param instances how many run on it
 * @param called how many of these another process called
 * @param suspendedInstances how many of these are suspended
 * @param incidents how many open incidents these have
 */
public record RunningVersion(
        ModelVersion version,
        boolean newest,
        boolean suspended,
        long instances,
        long called,
        long suspendedInstances,
        long incidents) {}
