package org.countersign.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.countersign.shared.EnglishLetters;
import org.jspecify.annotations.Nullable;

/**
 * Writes each mail as an {@code .eml} file, which every mail program opens. Their names sort by time. A file is there as a
 * whole or not at all.
 */
class FileTransport implements MailTransport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSSSSS").withZone(ZoneOffset.UTC);
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Path directory;
    private final Clock clock;

    FileTransport(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public MimeMessage newMessage() {
        return new FixedIdMessage(SESSION);
    }

    @Override
    public void send(MimeMessage message) throws NotHandedOver {
        try {
            message.saveChanges();
            Files.createDirectories(directory);
            var name = TIME.format(clock.instant()) + "-" + plain(message.getSubject()) + "-"
                    + plain(message.getMessageID()).substring(0, 8);
            var draft = Files.createTempFile(directory, name, ".tmp");
            // Encoders write single bytes.
            try (var out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                message.writeTo(out);
            }
            Files.move(draft, directory.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | MessagingException e) {
            throw new NotHandedOver(true, "The mail cannot be written to " + directory + ": " + e.getMessage(), e);
        }
    }

    private static String plain(@Nullable String text) {
        var plain = EnglishLetters.of(text == null ? "" : text)
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.length() > 60 ? plain.substring(0, 60) : plain.isEmpty() ? "mail" : plain;
    }
}
