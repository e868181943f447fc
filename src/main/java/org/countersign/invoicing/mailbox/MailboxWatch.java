package org.countersign.invoicing.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.MailboxSettings;
import org.countersign.invoicing.ReceivedMail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Reads the mailbox again and again, in a thread of its own: a server that answers slowly keeps nobody else waiting. While
 * it does not answer it is tried less and less often.
 */
final class MailboxWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);
    private static final Duration FIRST = Duration.ofSeconds(5);

    /** How often a mail may fail for a reason of ours before a person is asked to look at it. */
    private static final int MOST_ATTEMPTS = 5;

    private static final int MOST_DOUBLINGS = 16;

    private final InvoiceMailbox mailbox;
    private final MailboxSettings settings;
    private final Clock clock;
    private final BooleanSupplier held;
    private final Map<Long, Integer> attempts = new HashMap<>();
    /** What waits for a person, but could not be marked in the mailbox: a server may hang up on whoever asks for it. */
    private final Set<Long> givenUp = new HashSet<>();

    private volatile @Nullable ThreadPoolTaskScheduler thread;
    private volatile int failures;
    private volatile boolean more;

    MailboxWatch(InvoiceMailbox mailbox, MailboxSettings settings, Clock clock, BooleanSupplier held) {
        this.mailbox = mailbox;
        this.settings = settings;
        this.clock = clock;
        this.held = held;
    }

    @Override
    public void start() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("invoice-mailbox-");
        scheduler.setDaemon(true);
        scheduler.initialize();
        scheduler.schedule(this::pollUnlessHeld, context -> next(context.lastCompletion()));
        thread = scheduler;
    }

    @Override
    public void stop() {
        var scheduler = thread;
        thread = null;
        if (scheduler != null) {
            scheduler.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private Instant next(@Nullable Instant last) {
        return last == null ? clock.instant().plus(FIRST) : last.plus(pause());
    }

    /** How long until it is read again. */
    Duration pause() {
        if (more && failures == 0) {
            return Duration.ZERO;
        }
        var doubled = settings.interval().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return doubled.compareTo(settings.longestInterval()) > 0 && failures > 0 ? settings.longestInterval() : doubled;
    }

    private void pollUnlessHeld() {
        if (!held.getAsBoolean()) {
            poll();
        }
    }

    /** Reads what is new. */
    void poll() {
        try (var inbox = new ImapInbox(settings)) {
            var validity = inbox.validity();
            var last = mailbox.lastRead(settings.address(), validity);
            if (last.isEmpty()) {
                // What people had read before the product came is theirs; what comes from now on is not missed.
                mailbox.read(settings.address(), validity, inbox.lastNumber());
            }
            var mails = inbox.newMails(last.orElse(null));
            for (var mail : mails) {
                take(mail, inbox, validity);
            }
            mailbox.reached(settings.address());
            if (failures > 0) {
                LOG.info("The mailbox {} answers again", settings.address());
            }
            failures = 0;
            more = mails.size() >= ImapInbox.MOST_AT_ONCE;
        } catch (MessagingException | RuntimeException e) {
            failed(e);
        }
    }

    private void take(MimeMessage mail, ImapInbox inbox, long validity) throws MessagingException {
        var number = inbox.numberOf(mail);
        if (!givenUp.contains(number)) {
            ReceivedMail received = null;
            try {
                received = MailTaking.take(mail);
                mailbox.take(received);
            } catch (MessagingException | RuntimeException e) {
                if (attempts.merge(number, 1, Integer::sum) < MOST_ATTEMPTS) {
                    throw e;
                }
                LOG.warn("Mail {} could not be taken; it waits for a person", number, e);
                giveUp(mail, received, validity, number, String.valueOf(e.getMessage()));
                givenUp.add(number);
            }
        }
        inbox.markRead(mail);
        mailbox.read(settings.address(), validity, number);
        attempts.remove(number);
        givenUp.remove(number);
    }

    /** One mail that cannot be fetched, or not be kept as it is, never holds up those behind it. */
    private void giveUp(MimeMessage mail, @Nullable ReceivedMail received, long validity, long number, String why) {
        try {
            mailbox.giveUp(received == null ? MailTaking.headOf(mail) : received, why);
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("Mail {} cannot be kept as it is; only that it is there is kept", number, e);
            mailbox.giveUp(MailTaking.unnamed(settings.address(), validity, number), "UID " + number + ": " + why);
        }
    }

    private void failed(Exception e) {
        var cause = root(e);
        failures++;
        if (failures == 1) {
            LOG.warn("The mailbox {} cannot be read", settings.address(), e);
        } else {
            LOG.warn("The mailbox {} still cannot be read: {}", settings.address(), cause.getMessage());
        }
        try {
            mailbox.failed(settings.address(), cause.getClass().getSimpleName() + ": " + cause.getMessage());
        } catch (RuntimeException databaseIsAwayToo) {
            LOG.warn("That the mailbox cannot be read could not be noted", databaseIsAwayToo);
        }
    }

    private static Throwable root(Throwable e) {
        var root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
