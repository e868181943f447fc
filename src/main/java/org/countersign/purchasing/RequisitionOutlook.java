package org.countersign.purchasing;

import java.util.Collections;
import java.util.List;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a requisition that is still being written would come to.
 *
 * @param total net total of the lines that can be read
 * @param amounts net amount of each line as written, null where one cannot be read yet
 * @param approval who would have to approve; null while no line or no cost centre can be read
 */
public record RequisitionOutlook(
        Money total,
        List<@Nullable Money> amounts,
        @Nullable ApprovalForecast approval) {

    public RequisitionOutlook {
        amounts = Collections.unmodifiableList(amounts);
    }

    /** The lines that cannot be read yet. */
    public long unread() {
        return amounts.stream().filter(amount -> amount == null).count();
    }
}
