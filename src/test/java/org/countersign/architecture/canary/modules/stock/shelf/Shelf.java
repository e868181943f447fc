package org.countersign.architecture.canary.modules.stock.shelf;

/** Nobody's business but the module's own. */
public record Shelf(String place) {}
