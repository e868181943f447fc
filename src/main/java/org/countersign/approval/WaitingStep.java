package org.countersign.approval;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An open step with what its cycle says, as the database has it. */
record WaitingStep(
        String step,
        String task,
        String document,
        String kind,
        String title,
        String requester,
        BigDecimal total,
        String currency,
        @Nullable BigDecimal baseAmount,
        @Nullable UsedRate rate,
        String facts,
        int level,
        String reason,
        String rules,
        int policyVersion,
        Instant openedAt,
        @Nullable Instant decideBy,
        @Nullable String onBehalfOf) {}
