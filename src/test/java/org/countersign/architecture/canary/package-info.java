/**
 * Classes that break the rules of the house on purpose: a gate that nobody has seen fail is not a gate. None of them is a
 * bean of the tests' servers.
 */
package org.countersign.architecture.canary;
