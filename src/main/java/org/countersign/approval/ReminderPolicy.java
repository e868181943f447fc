package org.countersign.approval;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Port to the reminder policy: the decision table {@code reminder-policy}, in its latest version (R07). */
public interface ReminderPolicy {

    /**
     * When somebody asked for this is reminded. Whatever goes wrong may be thrown: the shipped plan stands in then.
     *
     * @param kind kind of the document, see {@link ApprovalKind}
     * @param baseAmount its total in base currency, null where no rate is known
     * @param urgency as the requester gave it
     */
    ReminderPlan planFor(String kind, @Nullable BigDecimal baseAmount, String urgency);
}
