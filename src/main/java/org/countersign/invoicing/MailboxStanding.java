package org.countersign.invoicing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the mailbox of invoices answers.
 *
 * @param address which mailbox
 * @param reachedAt when it last did, UTC; null where it never did
 * @param failingSince since when it does not, UTC; null while it does
 * @param lastError what it said, or what was said of it
 */
public record MailboxStanding(
        String address,
        @Nullable Instant reachedAt,
        @Nullable Instant failingSince,
        @Nullable String lastError) {

    /** Whether it does not answer. */
    public boolean isFailing() {
        return failingSince != null;
    }
}
