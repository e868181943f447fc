package org.countersign.support;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** What the mail server of the tests received since the test began. */
public class Mailbox {

    private static final GreenMail SERVER = started();

    /** All mails, in the order of their arrival. */
    public List<MimeMessage> received() {
        return List.of(SERVER.getReceivedMessages());
    }

    /** The mails to this address. */
    public List<MimeMessage> to(String address) {
        return received().stream().filter(mail -> isTo(mail, address)).toList();
    }

    /** Forgets all mails. */
    public void clear() {
        try {
            SERVER.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a mail says as text and as HTML, the one after the other, without its files. */
    public static String textOf(Part mail) {
        try {
            if (mail.getContent() instanceof Multipart parts) {
                var all = new StringBuilder();
                for (int i = 0; i < parts.getCount(); i++) {
                    all.append(textOf(parts.getBodyPart(i)));
                }
                return all.toString();
            }
            return mail.isMimeType("text/*") && mail.getFileName() == null ? mail.getContent() + "\n" : "";
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            var recipients = mail.getRecipients(RecipientType.TO);
            return recipients != null
                    && Arrays.stream(recipients)
                            .anyMatch(to -> ((InternetAddress) to).getAddress().equalsIgnoreCase(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GreenMail started() {
        var server = new Prompt();
        server.start();
        return server;
    }

    /** As shipped, it answers in small pieces and waits between them for the other side's kernel, a tenth of a second a mail. */
    private static final class Prompt extends GreenMail {

        private Prompt() {
            super(ServerSetup.SMTP.dynamicPort());
        }

        @Override
        protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
            return Map.of(setups[0].getProtocol(), new SmtpServer(setups[0], managers) {
                @Override
                protected void handleClientSocket(Socket client) throws SocketException {
                    client.setTcpNoDelay(true);
                    super.handleClientSocket(client);
                }
            });
        }
    }

    /** Tells a context where the tests' mail server listens. */
    public static class Starter implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + SERVER.getSmtp().getPort())
                    .applyTo(context);
        }
    }
}
