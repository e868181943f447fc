package org.countersign.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where links in mails lead. Set with {@code countersign.*}.
 *
 * @param baseUrl where people reach this server, without a slash at the end
 */
@ConfigurationProperties("countersign")
record NotificationSettings(
        @DefaultValue("http://localhost:8080") String baseUrl) {}
