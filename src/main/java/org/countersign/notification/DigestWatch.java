package org.countersign.notification;

import org.countersign.shared.Restores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the mails of the day written; the morning comes at another time in each zone. */
@Component
public class DigestWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DigestWatch.class);

    private final ReminderDigest digest;
    private final Restores restores;

    DigestWatch(ReminderDigest digest, Restores restores) {
        this.digest = digest;
        this.restores = restores;
    }

    /** Writes what is due, each person's mail in a transaction of its own. */
    @Scheduled(cron = "15 0/5 * * * *")
    public void write() {
        if (restores.isHeld()) {
            return;
        }
        for (var person : digest.people()) {
            try {
                digest.write(person);
            } catch (RuntimeException e) {
                LOG.warn("The reminders of {} could not be collected; they are tried again later", person, e);
            }
        }
    }
}
