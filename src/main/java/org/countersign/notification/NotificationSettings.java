package org.countersign.notification;

import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where links in mails lead, and when reminders come together. Set with {@code countersign.*}.
 *
 * @param baseUrl where people reach this server, without a slash at the end
 * @param digest the one mail a day that collects reminders
 */
@ConfigurationProperties("countersign")
record NotificationSettings(
        @DefaultValue("http://localhost:8080") String baseUrl,
        @DefaultValue Digest digest) {

    /** @param at from when it is written, by the clock of its reader */
    record Digest(@DefaultValue("07:00") LocalTime at) {}
}
