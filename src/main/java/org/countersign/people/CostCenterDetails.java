package org.countersign.people;

import org.jspecify.annotations.Nullable;

/**
 * A cost centre as clients write and read it.
 *
 * @param code its key; cannot be changed later
 * @param name its name
 * @param department code of its department
 * @param owner sign-in name of its owner, who approves what is spent there
 */
public record CostCenterDetails(
        @Nullable String code,
        @Nullable String name,
        @Nullable String department,
        @Nullable String owner) {

    /** What is kept of a cost centre. */
    public static CostCenterDetails of(CostCenter costCenter) {
        return new CostCenterDetails(costCenter.code(), costCenter.name(), costCenter.department(), costCenter.owner());
    }
}
