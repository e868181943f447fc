package org.countersign.invoicing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the handler of a difference answers.
 *
 * @param answer what becomes of it
 * @param comment required for accepting and rejecting; what is asked where the supplier is
 * @param expectedCredit what the credit note should come to that is awaited; null or zero for what the difference is about
 * @param tellSupplier whether the supplier is told of a rejection, with the reason
 */
public record HandlerAnswer(
        ExceptionAnswer answer,
        @Nullable String comment,
        @Nullable BigDecimal expectedCredit,
        boolean tellSupplier) {}
