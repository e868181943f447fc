package org.countersign.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends by SMTP. It speaks with the server step by step, because only so it is known whether a failure came before the
 * server could have taken the mail: no connection, or an answer that refuses. Everything else is uncertain.
 */
class SmtpTransport implements MailTransport {

    private static final Logger log = LoggerFactory.getLogger(SmtpTransport.class);

    private final JavaMailSenderImpl server;

    SmtpTransport(JavaMailSenderImpl server) {
        this.server = server;
        server.getJavaMailProperties().putIfAbsent("mail.smtp.socketFactory", new PromptSockets());
        server.getJavaMailProperties().putIfAbsent("mail.smtp.socketFactory.fallback", "false");
    }

    @Override
    public MimeMessage newMessage() {
        return new FixedIdMessage(server.getSession());
    }

    @Override
    public void send(MimeMessage message) throws NotHandedOver {
        var transport = connect();
        try {
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
        } catch (SMTPSendFailedException e) {
            throw new NotHandedOver(e.getReturnCode() > 0, "The mail server answered: " + e.getMessage(), e);
        } catch (SendFailedException e) {
            throw new NotHandedOver(true, "The mail server refused the addresses: " + deepest(e), e);
        } catch (MessagingException e) {
            throw new NotHandedOver(false, "The connection to the mail server broke: " + deepest(e), e);
        } finally {
            close(transport);
        }
    }

    private Transport connect() throws NotHandedOver {
        try {
            var protocol = Objects.requireNonNullElse(server.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL);
            var transport = server.getSession().getTransport(protocol);
            transport.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
            return transport;
        } catch (MessagingException e) {
            throw new NotHandedOver(
                    true, "The mail server " + server.getHost() + " cannot be reached: " + deepest(e), e);
        }
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("The mail server did not say good-bye", e);
        }
    }

    private static String deepest(Exception fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == fault
                ? String.valueOf(fault.getMessage())
                : fault.getMessage() + " (" + cause.getMessage() + ")";
    }
}
