package org.countersign.people;

import org.countersign.shared.UserId;

/**
 * Somebody joined or left, or is in other groups now: what waits for them may have to go to others. Published in the
 * transaction of the change.
 */
public record PersonChanged(UserId user) {}
