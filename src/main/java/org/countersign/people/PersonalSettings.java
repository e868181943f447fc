package org.countersign.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person chooses for themselves, as clients write and read it.
 *
 * @param language {@code en} or {@code de}, of pages and mails
 * @param mails what the person wants mails about
 * @param digest whether reminders come together, in one mail a day
 */
public record PersonalSettings(
        @Nullable String language,
        @Nullable Set<MailTopic> mails,
        @Nullable Boolean digest) {}
