package org.countersign.invoicing;

import java.time.Instant;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;

/**
 * Something that came to the mailbox of invoices could not become one, and waits for a person. Published in the transaction that
 * keeps it.
 *
 * @param document under which it is known
 * @param at when it was taken in
 * @param sender who sent it; null where the mail does not say so
 * @param subject what it is called; null where it is called nothing
 */
public record MailWaits(
        DocumentNumber document,
        Instant at,
        @Nullable String sender,
        @Nullable String subject) {}
