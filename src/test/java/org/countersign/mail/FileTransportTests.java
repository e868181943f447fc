package org.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTransportTests {

    @TempDir
    Path directory;

    @Test
    void aMailBecomesOneFileThatMailProgramsOpen() throws Exception {
        var transport = new FileTransport(directory.resolve("mail"), new TestClock());
        var message = transport.newMessage();
        message.setSubject("PO-2026-000017: please confirm our order, Bürostühle/€", "UTF-8");
        message.setText("Grüße", "UTF-8");
        message.setHeader("Message-ID", "<0a1b2c3d-1@example.org>");

        transport.send(message);

        try (var files = Files.list(directory.resolve("mail"))) {
            var file = files.toList();
            assertThat(file).hasSize(1);
            assertThat(file.get(0).getFileName().toString())
                    .startsWith("20260302-090000-000000-PO-2026-000017-please-confirm-our-order-Buerostuehle")
                    .endsWith("-0a1b2c3d.eml");
            try (var in = Files.newInputStream(file.get(0))) {
                var read = new MimeMessage(Session.getInstance(new Properties()), in);
                assertThat(read.getSubject()).contains("Bürostühle/€");
                assertThat(read.getMessageID()).isEqualTo("<0a1b2c3d-1@example.org>");
                assertThat(read.getContent().toString()).contains("Grüße");
            }
        }
    }

    @Test
    @DisplayName("R26: a mail that cannot be written is a known failure")
    void anUnwritableDirectoryIsAKnownFailure() throws Exception {
        var blocked = Files.writeString(directory.resolve("blocked"), "a file, no directory");
        var transport = new FileTransport(blocked, new TestClock());
        var message = transport.newMessage();
        message.setSubject("x");
        message.setText("x");
        message.setHeader("Message-ID", "<0a1b2c3d-1@example.org>");

        assertThatThrownBy(() -> transport.send(message))
                .isInstanceOfSatisfying(
                        MailTransport.NotHandedOver.class,
                        e -> assertThat(e.certain()).isTrue());
    }
}
