package org.countersign.purchasing;

import java.util.List;
import org.countersign.shared.Money;

/**
 * What a change that is still being written would come to. Nothing of it is kept: proposing it asks the policy again.
 *
 * @param lines what it makes of the lines
 * @param oldTotal the order's net total now
 * @param newTotal the order's net total after it
 * @param forecast whether people have to agree, and who
 */
public record ChangeOutlook(
        List<ChangeOrderLine> lines, Money oldTotal, Money newTotal, ChangeOrderWorkflow.Forecast forecast) {

    public ChangeOutlook {
        lines = List.copyOf(lines);
    }
}
