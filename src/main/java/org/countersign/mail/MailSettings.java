package org.countersign.mail;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails go out. Set with {@code countersign.mail.*}; the server itself with {@code spring.mail.*}.
 *
 * @param from the address that mails come from; suppliers answer to it
 * @param directory where mails are written as files while no mail server is configured
 */
@ConfigurationProperties("countersign.mail")
record MailSettings(
        @DefaultValue("purchasing@example.org") String from,
        @DefaultValue("./data/mail") Path directory) {

    /** The part behind the @, for Message-IDs. */
    String domain() {
        var at = from.lastIndexOf('@');
        return at < 0
                ? "countersign.invalid"
                : from.substring(at + 1).replace(">", "").trim();
    }
}
