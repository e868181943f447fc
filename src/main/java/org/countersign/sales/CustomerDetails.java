package org.countersign.sales;

import org.jspecify.annotations.Nullable;

/**
 * A customer as clients write and read it.
 *
 * @param number its key; drawn if not given, cannot be changed later
 * @param name its name
 * @param email where it is written to
 */
public record CustomerDetails(
        @Nullable String number,
        @Nullable String name,
        @Nullable String email) {

    /** Everything that is kept of a customer, but the approval cycle, which is written by itself. */
    public static CustomerDetails of(Customer customer) {
        return new CustomerDetails(customer.number(), customer.name(), customer.email());
    }
}
