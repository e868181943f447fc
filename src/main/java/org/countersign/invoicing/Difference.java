package org.countersign.invoicing;

import java.math.BigDecimal;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * One typed difference that the match found.
 *
 * @param type its kind
 * @param position of the invoice's line, from 1; null where it is about the whole
 * @param order number of the order where it is about the whole of one; null otherwise
 * @param amount what it is about in the invoice's currency, never below zero
 * @param explanation in words that a clerk understands
 */
record Difference(
        ExceptionType type,
        @Nullable Integer position,
        @Nullable String order,
        BigDecimal amount,
        Explanation explanation) {}
