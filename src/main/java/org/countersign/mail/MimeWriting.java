package org.countersign.mail;

import jakarta.activation.FileTypeMap;
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
        var helper = new WrittenMail(message, files.isEmpty());
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

    private static final class WrittenMail extends MimeMessageHelper {

        private static final FileTypeMap MEDIA_TYPES = FileTypeMap.getDefaultFileTypeMap();

        WrittenMail(MimeMessage message, boolean alone) throws MessagingException {
            super(
                    message,
                    alone ? MULTIPART_MODE_RELATED : MULTIPART_MODE_MIXED_RELATED,
                    StandardCharsets.UTF_8.name());
        }

        /** Each file says what it is; where nothing else is said, Spring reads its list of endings anew for each mail. */
        @Override
        protected FileTypeMap getDefaultFileTypeMap(MimeMessage message) {
            return MEDIA_TYPES;
        }
    }
}
