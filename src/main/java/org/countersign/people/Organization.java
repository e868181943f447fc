package org.countersign.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.shared.UserId;

/** Who is who: what other modules ask about people, cost centres and groups. Read only, needs no right. */
public interface Organization {

    /** The profile of a person, or empty for a user without one. */
    Optional<Person> person(UserId user);

    /** The profiles of these people, read together; nothing for users without one. */
    default List<Person> people(Collection<UserId> users) {
        return users.stream().flatMap(user -> person(user).stream()).toList();
    }

    /** The person's first and last name, or the user name where there is no profile. */
    String nameOf(UserId user);

    /**
     * The active people whom somebody means by a user name, an e-mail address or a full name. Whoever has the user name comes
     * alone; it may stand in brackets behind the name.
     */
    default List<UserId> named(String text) {
        var bracket = text.endsWith(")") ? text.lastIndexOf('(') : -1;
        var user = bracket < 0 ? text : text.substring(bracket + 1, text.length() - 1);
        return user.isBlank() || user.length() > 64 || !isActive(new UserId(user))
                ? List.of()
                : List.of(new UserId(user));
    }

    /** The person's line manager, whether active or not. */
    Optional<UserId> managerOf(UserId user);

    /** Whether the person exists and is active. A user without a profile (the first administrator) is active. */
    boolean isActive(UserId user);

    /** The cost centre of this code. */
    Optional<CostCenter> costCenter(String code);

    /** The cost centres of these codes, in no order. */
    default List<CostCenter> costCenters(Collection<String> codes) {
        return codes.stream().flatMap(code -> costCenter(code).stream()).toList();
    }

    /**
     * Cost centres that a person looks for, by code or a part of the name.
     *
     * @param most how many at the most
     */
    default List<CostCenter> searchCostCenters(String text, int most) {
        return List.of();
    }

    /** The names of these people; the user name where there is no profile. */
    default Map<UserId, String> namesOf(Collection<UserId> users) {
        var names = new HashMap<UserId, String>();
        users.forEach(user -> names.put(user, nameOf(user)));
        return names;
    }

    /** The department of this code. */
    Optional<Department> department(String code);

    /** The active members of a group; empty for an unknown group. */
    Set<UserId> activeMembersOf(String group);

    /** Ids of the groups that the user is in. */
    Set<String> groupsOf(UserId user);
}
