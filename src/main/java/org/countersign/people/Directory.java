package org.countersign.people;

import java.util.Set;
import java.util.SortedMap;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Port to the identities: users with their passwords, groups and memberships, which the engine keeps so that Tasklist,
 * Cockpit and Admin know them too. Called in the transaction of the profile's change.
 */
public interface Directory {

    /** Whether this user exists. */
    boolean hasUser(UserId user);

    /**
     * Creates or updates a user.
     *
     * @param password null leaves an existing password as it is; a new user without one cannot sign in
     * @throws org.countersign.shared.RuleViolation when the password breaks the password policy (422)
     */
    void saveUser(UserId user, String firstName, String lastName, @Nullable String email, @Nullable String password);

    /** Makes the user a member of exactly these groups. Groups that do not exist must have been refused before. */
    void assignGroups(UserId user, Set<String> groups);

    /** Ids of the groups that the user is in; empty for an unknown user. */
    Set<String> groupsOf(UserId user);

    /** The members of a group, active or not; empty for an unknown group. */
    Set<UserId> membersOf(String group);

    /** Whether a group of this id exists. */
    boolean hasGroup(String group);

    /** Names of all groups by their ids, in the order of the ids. */
    SortedMap<String, String> groups();

    /** Creates a group, or renames it. */
    void saveGroup(String group, String name);
}
