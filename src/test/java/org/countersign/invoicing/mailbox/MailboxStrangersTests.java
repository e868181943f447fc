package org.countersign.invoicing.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.MailboxSettings;
import org.countersign.invoicing.MailboxSettings.Security;
import org.countersign.invoicing.ReceivedMail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailboxStrangersTests {

    private static final String HEAD = "From: a@example.org\r\nMessage-ID: <1@x>\r\nSubject: S\r\n";
    private static final String SEVERAL = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

    @Test
    @DisplayName("A mail of endless parts, or of endless lines of a head, is not taken apart: it waits as a whole")
    void bombsAreNotTakenApart() throws Exception {
        var parts = taken(SEVERAL + "--b\n\nx\n".repeat(MailBomb.MOST_PARTS + 1));
        assertThat(parts.attachments()).isEmpty();
        assertThat(parts.text()).isNull();
        assertThat(Objects.requireNonNull(parts.trouble()).english()).contains("more than 100 attachments");
        assertThat(parts.messageId()).isEqualTo("<1@x>");
        assertThat(parts.senders()).containsExactly("a@example.org");
        var lines = taken(HEAD + "X: y\r\n".repeat(MailBomb.MOST_LINES + 1) + "\r\nText");
        assertThat(lines.trouble()).isNotNull();
        assertThat(lines.subject()).isEqualTo("S");
        var within = taken(SEVERAL + "--b\r\nContent-Type: message/rfc822\r\n\r\n" + HEAD
                + "X: y\n".repeat(MailBomb.MOST_LINES + 1) + "\r\nText\r\n--b--\r\n");
        assertThat(within.trouble()).isNotNull();
        assertThat(within.text()).isNull();
    }

    @Test
    @DisplayName("A long list in a mail is no bomb")
    void longListsAreTaken() throws Exception {
        var mail = taken(SEVERAL + "--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment\r\n\r\n"
                + "-- list\r\n\r\n".repeat(1000) + "a;b;c\r\n\r\n".repeat(200_000) + "--b--\r\n");
        assertThat(mail.trouble()).isNull();
        assertThat(mail.attachments()).hasSize(1);
    }

    @Test
    @DisplayName("A mail that cannot be kept as it is waits as one that is there, and holds up none behind it")
    void oneMailHoldsUpNone() throws Exception {
        var imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        imap.start();
        try {
            var box = imap.setUser("box@example.org", "box", "secret");
            box.deliver(mail(HEAD + "\r\nBad"));
            box.deliver(mail(HEAD.replace("<1@x>", "<2@x>") + "\r\nGood"));
            var mailbox = mock(InvoiceMailbox.class);
            when(mailbox.lastRead(anyString(), anyLong())).thenReturn(Optional.of(0L));
            doThrow(new IllegalStateException("refused")).when(mailbox).take(argThat(one -> is(one, "<1@x>")));
            doThrow(new IllegalStateException("refused"))
                    .when(mailbox)
                    .giveUp(argThat(one -> is(one, "<1@x>")), anyString());
            var watch = new MailboxWatch(
                    mailbox,
                    new MailboxSettings(
                            "127.0.0.1",
                            imap.getImap().getPort(),
                            Security.NONE,
                            "box",
                            "secret",
                            "INBOX",
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(30)),
                    Clock.systemUTC(),
                    () -> false);
            for (int times = 0; times < 4; times++) {
                watch.poll();
            }
            verify(mailbox, never()).take(argThat(one -> is(one, "<2@x>")));
            watch.poll();
            verify(mailbox).giveUp(argThat(one -> one != null && one.messageId() == null), anyString());
            verify(mailbox).take(argThat(one -> is(one, "<2@x>")));
            watch.poll();
            verify(mailbox).take(argThat(one -> is(one, "<2@x>")));
        } finally {
            imap.stop();
        }
    }

    private static boolean is(ReceivedMail mail, String messageId) {
        return mail != null && messageId.equals(mail.messageId());
    }

    private static ReceivedMail taken(String written) throws Exception {
        return MailTaking.take(mail(written));
    }

    private static MimeMessage mail(String written) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(written.getBytes(StandardCharsets.US_ASCII)));
    }
}
