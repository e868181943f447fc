package org.countersign.people;

import org.jspecify.annotations.Nullable;

/**
 * Which people are asked for; what is null filters nothing. E-mail, manager, cost centre and group filter only for those
 * who may see them.
 *
 * @param user sign-in name
 * @param name a part of first or last name
 * @param email e-mail address
 * @param manager sign-in name of the line manager
 * @param department code of the department
 * @param costCenter code of the cost centre
 * @param group id of a group
 * @param active whether active or not
 */
public record PersonQuery(
        @Nullable String user,
        @Nullable String name,
        @Nullable String email,
        @Nullable String manager,
        @Nullable String department,
        @Nullable String costCenter,
        @Nullable String group,
        @Nullable Boolean active) {}
