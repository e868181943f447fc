package org.countersign.shared;

/** This server has learnt that what was held after a restore goes on. */
public record HoldEnded() {}
