package org.countersign.operations;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From when on something counts as stuck. Set with {@code countersign.operations.*}.
 *
 * @param jobLate a job that is due and not begun for so long
 * @param jobHeld a job that is due and with a server for so long
 * @param taskLate a task whose time to answer passed so long ago
 * @param taskOld a task without such a time, this old
 * @param eventOld a process that has waited for a message for so long
 * @param invoiceOld an invoice that has waited for a receipt or an answer for so long
 * @param settling how long document and process may disagree, for what has just happened
 * @param lookedAt how long what was found is shown before it is looked for again
 * @param counting how long it is counted, once in half a minute, how long steps took
 * @param digest the mail of the day to operations
 */
@ConfigurationProperties("countersign.operations")
public record OperationsSettings(
        @DefaultValue("10m") Duration jobLate,
        @DefaultValue("30m") Duration jobHeld,
        @DefaultValue("3d") Duration taskLate,
        @DefaultValue("30d") Duration taskOld,
        @DefaultValue("60d") Duration eventOld,
        @DefaultValue("14d") Duration invoiceOld,
        @DefaultValue("10m") Duration settling,
        @DefaultValue("30s") Duration lookedAt,
        @DefaultValue("5s") Duration counting,
        @DefaultValue Digest digest) {

    /**
     * The mail of the day.
     *
     * @param enabled whether it is written at all
     * @param at from when on, by the organisation's clock, on its business days
     */
    public record Digest(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("07:30") LocalTime at) {}
}
