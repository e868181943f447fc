package org.countersign.architecture.canary.modules;

/** Marks the package below which two modules lie, one of which reaches into the other. */
public interface CanaryModules {}
