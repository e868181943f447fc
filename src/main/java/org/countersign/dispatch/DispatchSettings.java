package org.countersign.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How suppliers are asked for their answer. Set with {@code countersign.*}.
 *
 * @param baseUrl where people reach this server, without a slash at the end
 * @param supplierLink the link in mails to suppliers
 * @param supplierReminder when a supplier is reminded
 * @param letterhead what stands on top of what suppliers get
 */
@ConfigurationProperties("countersign")
record DispatchSettings(
        @DefaultValue("http://localhost:8080") String baseUrl,
        @DefaultValue Link supplierLink,
        @DefaultValue Reminder supplierReminder,
        @DefaultValue Letterhead letterhead) {

    /** @param logo path of a PNG or JPEG file of up to 300 kB; null where there is none */
    record Letterhead(@Nullable String logo) {}

    /** @param validity how long a link works from the mail that brings it */
    record Link(@DefaultValue("P30D") Duration validity) {}

    /**
     * @param first from the dispatch to the first reminder
     * @param repeat from one reminder to the next
     */
    record Reminder(
            @DefaultValue("P3D") Duration first,
            @DefaultValue("P3D") Duration repeat) {}
}
