package org.countersign.mail;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails are sent where a server is configured, and written to files where none is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {

    private static final Logger log = LoggerFactory.getLogger(MailConfiguration.class);

    static {
        // Otherwise both are looked for in every library again with every part of every mail.
        provided("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        provided(
                "jakarta.activation.spi.MimeTypeRegistryProvider",
                "org.eclipse.angus.activation.MimeTypeRegistryProviderImpl");
    }

    private static void provided(String service, String by) {
        if (System.getProperty(service) == null) {
            System.setProperty(service, by);
        }
    }

    @Bean
    MailTransport mailTransport(ObjectProvider<JavaMailSenderImpl> server, MailSettings settings, Clock clock) {
        var configured = server.getIfAvailable();
        if (configured != null) {
            return new SmtpTransport(configured);
        }
        log.info("No mail server is configured (spring.mail.host): mails are written to {}", settings.directory());
        return new FileTransport(settings.directory(), clock);
    }
}
