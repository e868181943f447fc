package org.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.countersign.mail.Message.Attachment;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutgoingMailTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final OutgoingMail mail = new OutgoingMail(
            new MailId("0a1b2c3d"),
            new Message(
                    "order/PO-2026-000017/1",
                    new DocumentNumber("PO-2026-000017"),
                    List.of("a@example.org", "b@example.org"),
                    "A subject\r\nBcc: nobody@example.org",
                    "text",
                    "<p>html</p>",
                    List.of(new Attachment("a.pdf", "application/pdf", new byte[] {1}))),
            "example.org",
            NOW);

    @Test
    void itIsWrittenWithEverythingThatSendingNeeds() {
        assertThat(mail.status()).isEqualTo(MailStatus.PENDING);
        assertThat(mail.messageId()).isEqualTo("<0a1b2c3d@example.org>");
        assertThat(mail.kind()).isEqualTo("order");
        assertThat(mail.recipients()).containsExactly("a@example.org", "b@example.org");
        assertThat(mail.subject()).isEqualTo("A subject Bcc: nobody@example.org");
    }

    @Test
    @DisplayName("R26: what a crash leaves in SENDING is uncertain, and a person releases it with the same Message-ID")
    void aCrashLeavesItUncertain() {
        mail.sending(NOW);
        assertThat(mail.isUncertain(NOW.plus(Duration.ofMinutes(4)))).isFalse();
        assertThatThrownBy(() -> mail.release(NOW.plus(Duration.ofMinutes(4))))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("five minutes");

        var later = NOW.plus(Duration.ofMinutes(6));
        assertThat(mail.isUncertain(later)).isTrue();
        mail.release(later);
        assertThat(mail.status()).isEqualTo(MailStatus.PENDING);
        assertThat(mail.messageId()).isEqualTo("<0a1b2c3d@example.org>");
    }

    @Test
    @DisplayName("R26: a connection that breaks after the mail was handed over is uncertain at once")
    void aBrokenConnectionIsUncertain() {
        mail.sending(NOW);
        mail.uncertain("timeout");
        assertThat(mail.isUncertain(NOW)).isTrue();
    }

    @Test
    @DisplayName(
            "R26: a mail that is held back says why, is no failure, and forgets the reason once it goes out after all")
    void whatIsHeldBackSaysWhy() {
        mail.withheld("PO-2026-000017 is CANCELLED");
        assertThat(mail.status()).isEqualTo(MailStatus.WITHHELD);
        assertThat(mail.lastError()).isEqualTo("PO-2026-000017 is CANCELLED");

        mail.release(NOW);
        assertThat(mail.status()).isEqualTo(MailStatus.PENDING);
        mail.sending(NOW);
        assertThat(mail.lastError()).isNull();
    }

    @Test
    void whatWaitsIsNotReleasedTwice() {
        assertThatThrownBy(() -> mail.release(NOW)).isInstanceOf(RuleViolation.class);
    }

    @Test
    void aFailureKeepsItsReasonAndACountOfTheAttempts() {
        mail.sending(NOW);
        mail.failed("550 no such mailbox " + "x".repeat(2000));
        assertThat(mail.status()).isEqualTo(MailStatus.FAILED);
        assertThat(mail.lastError()).startsWith("550 no such mailbox").hasSize(1000);
        mail.sending(NOW);
        mail.sent(NOW);
        assertThat(mail.attempts()).isEqualTo(2);
        assertThat(mail.lastError()).isNull();
        assertThat(mail.sentAt()).isEqualTo(NOW);
    }
}
