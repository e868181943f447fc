package org.countersign.notification;

import java.time.LocalDate;
import org.countersign.shared.Restores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the mail of the day to operations written; once it is, nothing more is asked of the database that day. */
@Component
class StuckDigestWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StuckDigestWatch.class);

    private final StuckDigest digest;
    private final Restores restores;
    private volatile @Nullable LocalDate through;

    StuckDigestWatch(StuckDigest digest, Restores restores) {
        this.digest = digest;
        this.restores = restores;
    }

    @Scheduled(cron = "45 0/5 * * * *")
    void lookAfter() {
        var today = digest.today();
        if (today.equals(through) || restores.isHeld() || !digest.isDue()) {
            return;
        }
        try {
            digest.write(today);
            through = today;
        } catch (RuntimeException e) {
            LOG.warn("What is stuck could not be told to operations; it is tried again later", e);
        }
    }
}
