package org.countersign.architecture.canary.modules.stock;

/** What other modules may know. */
public interface Stock {}
