package org.countersign.people;

import java.util.Set;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A group as clients write and read it.
 *
 * @param id its key; cannot be changed later
 * @param name its name for people
 * @param members sign-in names of its members; only read, memberships are kept with the person
 */
public record GroupDetails(
        @Nullable String id,
        @Nullable String name,
        @Nullable Set<UserId> members) {}
