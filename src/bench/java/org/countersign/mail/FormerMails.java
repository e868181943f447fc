package org.countersign.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Mails as they were written to files before: each byte that an encoder writes goes to the disk by itself. */
public final class FormerMails {

    @Bean
    @Primary
    static MailTransport formerTransport(MailSettings settings) {
        return new MailTransport() {
            @Override
            public MimeMessage newMessage() {
                return new FixedIdMessage(Session.getInstance(new Properties()));
            }

            @Override
            public void send(MimeMessage message) throws NotHandedOver {
                try {
                    message.saveChanges();
                    Files.createDirectories(settings.directory());
                    try (var out = Files.newOutputStream(settings.directory().resolve(UUID.randomUUID() + ".eml"))) {
                        message.writeTo(out);
                    }
                } catch (IOException | MessagingException e) {
                    throw new NotHandedOver(true, "The mail cannot be written", e);
                }
            }
        };
    }
}
