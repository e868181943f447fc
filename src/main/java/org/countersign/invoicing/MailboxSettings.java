package org.countersign.invoicing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox that suppliers send invoices to. Set with {@code countersign.invoices.mailbox.*}; without a host there is none.
 *
 * @param host of the IMAP server
 * @param port 993 with TLS, else 143, where it is not given
 * @param security how the connection is kept from strangers
 * @param user who signs in there
 * @param password of that user
 * @param folder that is read
 * @param interval how long after it was read it is read again; after a failure twice as long each time, up to
 *     {@code longestInterval}
 * @param longestInterval how long at the most
 */
@ConfigurationProperties("countersign.invoices.mailbox")
public record MailboxSettings(
        @Nullable String host,
        @Nullable Integer port,
        @DefaultValue("TLS") Security security,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("INBOX") String folder,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("30m") Duration longestInterval) {

    /** How a connection is kept from strangers. */
    public enum Security {
        /** Encrypted from its beginning. */
        TLS,
        /** Encrypted before anybody signs in, or given up. */
        STARTTLS,
        /** Not at all: only where the way there is safe by itself. */
        NONE
    }

    /** Whether there is such a mailbox. */
    public boolean isConfigured() {
        return host != null && !host.isBlank();
    }

    /** How people call it; never with its password. */
    public String address() {
        return user + "@" + host + "/" + folder;
    }

    /** The port that is given, or the usual one. */
    public int portOrUsual() {
        return port == null ? security == Security.TLS ? 993 : 143 : port;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return address();
    }
}
