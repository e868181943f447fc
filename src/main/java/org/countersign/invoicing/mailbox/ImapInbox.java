package org.countersign.invoicing.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.countersign.invoicing.MailboxSettings;
import org.countersign.invoicing.MailboxSettings.Security;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the mailbox. New is what bears a higher number than the last mail that was read, whoever opened it
 * meanwhile, and what is unread: so a mail that a person looked at first is not lost.
 */
final class ImapInbox implements AutoCloseable {

    /** How many mails are read with one connection: then it is seen again whether the mailbox answers. */
    static final int MOST_AT_ONCE = 50;

    private static final String TIMEOUT = "30000";

    private final Store store;
    private final Folder folder;
    private final UIDFolder numbers;

    /** @throws MessagingException when the mailbox does not answer, or cannot be written to */
    ImapInbox(MailboxSettings settings) throws MessagingException {
        store = Session.getInstance(properties(settings)).getStore(protocol(settings));
        try {
            store.connect(settings.host(), settings.portOrUsual(), settings.user(), settings.password());
            folder = store.getFolder(settings.folder());
            folder.open(Folder.READ_WRITE);
            numbers = (UIDFolder) folder;
        } catch (MessagingException away) {
            store.close();
            throw away;
        }
    }

    private static String protocol(MailboxSettings settings) {
        return settings.security() == Security.TLS ? "imaps" : "imap";
    }

    private static Properties properties(MailboxSettings settings) {
        var properties = new Properties();
        var prefix = "mail." + protocol(settings) + ".";
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT);
        properties.setProperty(prefix + "timeout", TIMEOUT);
        properties.setProperty(prefix + "writetimeout", TIMEOUT);
        properties.setProperty(prefix + "fetchsize", Integer.toString(1024 * 1024));
        // What is looked at is not read yet: that is marked once it is kept.
        properties.setProperty(prefix + "peek", "true");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (settings.security() == Security.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }

    /**
     * What is new, the oldest first.
     *
     * @param last the number of the last mail that was read; null where this mailbox was never read
     */
    List<MimeMessage> newMails(@Nullable Long last) throws MessagingException {
        var found = new TreeMap<Long, Message>();
        var unread = new AndTerm(
                new FlagTerm(new Flags(Flags.Flag.SEEN), false), new FlagTerm(new Flags(Flags.Flag.DELETED), false));
        var waiting = folder.search(unread);
        // All their numbers with one question: after a long holiday there are many.
        var uids = new FetchProfile();
        uids.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(waiting, uids);
        for (var message : waiting) {
            found.put(numbers.getUID(message), message);
        }
        if (last != null) {
            for (var message : numbers.getMessagesByUID(last + 1, UIDFolder.LASTUID)) {
                // A server answers with its last mail where none bears a higher number.
                if (message != null && numbers.getUID(message) > last && !message.isSet(Flags.Flag.DELETED)) {
                    found.put(numbers.getUID(message), message);
                }
            }
        }
        var some = found.values().stream().limit(MOST_AT_ONCE).toArray(Message[]::new);
        var heads = new FetchProfile();
        // Not of what they are made of: a mail is fetched as a whole, and strangers decide how many parts it has.
        heads.add(FetchProfile.Item.ENVELOPE);
        folder.fetch(some, heads);
        return List.of(some).stream().map(MimeMessage.class::cast).toList();
    }

    /** What the server calls its numbers. */
    long validity() throws MessagingException {
        return numbers.getUIDValidity();
    }

    /** The number before that of the next mail which will come. */
    long lastNumber() throws MessagingException {
        var next = numbers.getUIDNext();
        if (next > 0) {
            return next - 1;
        }
        var count = folder.getMessageCount();
        return count == 0 ? 0 : numbers.getUID(folder.getMessage(count));
    }

    long numberOf(MimeMessage mail) throws MessagingException {
        return numbers.getUID(mail);
    }

    /** Whoever looks into the mailbox sees that it was read. */
    void markRead(MimeMessage mail) throws MessagingException {
        mail.setFlag(Flags.Flag.SEEN, true);
    }

    @Override
    public void close() throws MessagingException {
        try (store) {
            if (folder.isOpen()) {
                folder.close(false);
            }
        }
    }
}
