package org.countersign.receiving;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection found, as somebody wrote it down, not checked yet.
 *
 * @param lines one at least; those left out wait on
 * @param comment what is to be remembered of it beside the reasons
 */
public record InspectionDraft(
        @Nullable List<@Nullable Line> lines, @Nullable String comment) {

    /**
     * What was found of one order line.
     *
     * @param failed how much is refused; null for none
     * @param reason required where something failed
     */
    public record Line(
            @Nullable Integer line,
            @Nullable BigDecimal failed,
            @Nullable String reason) {}
}
