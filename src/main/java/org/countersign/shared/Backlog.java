package org.countersign.shared;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work on what was there before a new version: once for each, and a few at a time beside the work of the day, each time in a
 * transaction of its own. Somebody has to call it now and again.
 */
public final class Backlog {

    private final String unfinished;
    private final IntSupplier some;
    private final TransactionTemplate transaction;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * @param unfinished what is not as it should be until the work is done, for the log
     * @param some does some of it, and says how many; zero when none is left
     */
    public Backlog(String unfinished, PlatformTransactionManager transactions, IntSupplier some) {
        this.unfinished = unfinished;
        this.some = some;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Goes on with some of them; once none is left, or one resists, no more until the next start. */
    public void goOn() {
        if (over.get()) {
            return;
        }
        try {
            over.set(doSome() == 0);
        } catch (RuntimeException e) {
            over.set(true);
            LoggerFactory.getLogger(Backlog.class).error("{}; this goes on at the next start", unfinished, e);
        }
    }

    /** Does some of it now. @return how many were done; zero when none is left */
    public int doSome() {
        return Objects.requireNonNullElse(transaction.execute(status -> some.getAsInt()), 0);
    }
}
