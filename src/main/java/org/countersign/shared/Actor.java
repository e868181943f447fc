package org.countersign.shared;

import java.util.Arrays;
import java.util.Set;

/**
 * Somebody who asks the product to do something, with the groups held at that moment. Services take an actor for every
 * call that a person can make, and check the right themselves, whatever door the call came through.
 *
 * @param user who
 * @param groups ids of the engine's groups, never null
 */
public record Actor(UserId user, Set<String> groups) {

    /** The product itself: jobs, timers, demo data. It passes every check of rights, and no rule of the domain. */
    public static final Actor SYSTEM = new Actor(UserId.SYSTEM, Set.of());

    public Actor {
        groups = Set.copyOf(groups);
    }

    /** Whether this is the product itself and no person. */
    public boolean isSystem() {
        return user.equals(UserId.SYSTEM);
    }

    /** Whether the actor is in one of these groups at least. */
    public boolean isIn(Group... anyOf) {
        return Arrays.stream(anyOf).anyMatch(group -> groups.contains(group.id()));
    }

    /** Whether the actor reads everything: auditors, administrators and operations do. */
    public boolean readsEverything() {
        return isSystem() || isIn(Group.AUDITOR, Group.ADMINISTRATOR, Group.OPERATIONS);
    }

    /**
     * Demands one of these groups.
     *
     * @throws NotAllowed naming the groups that may do it (403)
     */
    public void mustBeIn(Group... anyOf) {
        if (!isSystem() && !isIn(anyOf)) {
            throw new NotAllowed(anyOf);
        }
    }
}
