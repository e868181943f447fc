package org.countersign.people;

import org.jspecify.annotations.Nullable;

/**
 * A department as clients write and read it.
 *
 * @param code its key; cannot be changed later
 * @param name its name
 * @param head sign-in name of its head
 */
public record DepartmentDetails(
        @Nullable String code,
        @Nullable String name,
        @Nullable String head) {

    /** What is kept of a department. */
    public static DepartmentDetails of(Department department) {
        return new DepartmentDetails(department.code(), department.name(), department.head());
    }
}
