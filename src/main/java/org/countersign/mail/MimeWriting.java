package org.countersign.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.countersign.shared.Company;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Writes a mail of the outbox in MIME: text and HTML as alternatives, files beside them. */
@Component
class MimeWriting {

    private final MailSettings settings;
    private final Company company;

    MimeWriting(MailSettings settings, Company company) {
        this.settings = settings;
        this.company = company;
    }

    void write(OutgoingMail mail, MimeMessage message) throws MessagingException, java.io.UnsupportedEncodingException {
        var files = mail.attachments();
        var helper = new MimeMessageHelper(
                message,
                files.isEmpty()
                        ? MimeMessageHelper.MULTIPART_MODE_RELATED
                        : MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED,
                StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from(), company.name());
        helper.setTo(mail.recipients().toArray(String[]::new));
        helper.setSubject(mail.subject());
        helper.setSentDate(Date.from(mail.createdAt()));
        helper.setText(mail.text(), mail.html());
        for (var file : files) {
            helper.addAttachment(file.name(), new ByteArrayResource(file.content()), file.mediaType());
        }
        message.setHeader("Message-ID", mail.messageId());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Countersign-Document", mail.document().value());
    }
}
