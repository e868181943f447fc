package org.countersign.supplier;

import org.jspecify.annotations.Nullable;

/**
 * Which suppliers are asked for; what is null filters nothing.
 *
 * @param number its number
 * @param name a part of its name
 * @param email its address for orders
 * @param currency ISO 4217 code
 * @param taxId its tax registration, compared without blanks and punctuation
 * @param status what we think of it
 * @param country ISO 3166-1 alpha-2 code
 */
public record SupplierQuery(
        @Nullable String number,
        @Nullable String name,
        @Nullable String email,
        @Nullable String currency,
        @Nullable String taxId,
        @Nullable SupplierStatus status,
        @Nullable String country) {}
