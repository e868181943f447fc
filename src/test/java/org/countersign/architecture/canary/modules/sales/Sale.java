package org.countersign.architecture.canary.modules.sales;

import org.countersign.architecture.canary.modules.stock.shelf.Shelf;

/** Reaches into another module. */
public record Sale(Shelf from) {}
