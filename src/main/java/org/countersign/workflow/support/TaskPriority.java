package org.countersign.workflow.support;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The priority of a task: by urgency first, then by the amount at stake. Tasklist calls 75 and above urgent. */
public final class TaskPriority {

    private static final BigDecimal LARGE = new BigDecimal(10_000);
    private static final BigDecimal VERY_LARGE = new BigDecimal(100_000);

    private TaskPriority() {}

    /**
     * From 25 to 95.
     *
     * @param urgency as the requester gave it: {@code low}, {@code normal} or {@code high}
     * @param baseAmount in base currency; null where no rate is known
     */
    public static int of(String urgency, @Nullable BigDecimal baseAmount) {
        var byUrgency = switch (urgency) {
            case "high" -> 75;
            case "low" -> 25;
            default -> 50;
        };
        return byUrgency + byAmount(baseAmount);
    }

    // Never so much that an amount alone overtakes somebody's urgency
    private static int byAmount(@Nullable BigDecimal amount) {
        if (amount == null || amount.compareTo(LARGE) < 0) {
            return 0;
        }
        return amount.compareTo(VERY_LARGE) < 0 ? 10 : 20;
    }
}
