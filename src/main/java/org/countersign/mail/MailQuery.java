package org.countersign.mail;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which mails are asked for; what is null filters nothing.
 *
 * @param document number of the document that they are about
 * @param recipient a part of an address that they go to
 * @param standing where they stand
 */
public record MailQuery(
        @Nullable String document,
        @Nullable String recipient,
        @Nullable Standing standing) {

    /** Where a mail stands for who looks after mails. */
    public enum Standing {
        /** Did not go out, or nobody knows whether it did: somebody has to look at it. */
        TROUBLE,
        /** It certainly did not go out. */
        FAILED,
        /** Nobody knows whether it went out (R26). */
        UNCERTAIN,
        /** It waits, or goes out at this moment. */
        UNDER_WAY,
        /** The mail server took it. */
        SENT,
        /** It is not needed any more. */
        WITHHELD
    }

    /** Mails about a document, at a status, and of such kinds; what is null filters nothing. */
    static Specification<OutgoingMail> exactly(
            @Nullable String document, @Nullable MailStatus status, @Nullable String kinds) {
        // Conditions that are left out, not made true by a parameter: else no index is used.
        return (mail, query, builder) -> {
            var conditions = new ArrayList<Predicate>();
            if (kinds != null) {
                conditions.add(builder.like(mail.get("kind"), kinds));
            }
            if (document != null) {
                conditions.add(builder.equal(mail.get("document"), document));
            }
            if (status != null) {
                conditions.add(builder.equal(mail.get("status"), status));
            }
            return builder.and(conditions.toArray(Predicate[]::new));
        };
    }

    Specification<OutgoingMail> toSpecification(@Nullable String kinds, Instant unknownSince) {
        return exactly(document, null, kinds).and((mail, query, builder) -> {
            var conditions = new ArrayList<Predicate>();
            if (recipient != null) {
                conditions.add(builder.like(
                        builder.lower(mail.get("recipients")),
                        "%" + recipient.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%",
                        '!'));
            }
            if (standing != null) {
                conditions.add(stands(standing, mail, builder, unknownSince));
            }
            return builder.and(conditions.toArray(Predicate[]::new));
        });
    }

    /** Each names the statuses it takes from first: nearly all mails are sent, and the others are found by their index. */
    private static Predicate stands(
            Standing standing, Root<OutgoingMail> mail, CriteriaBuilder builder, Instant unknownSince) {
        var status = mail.<MailStatus>get("status");
        var sending = builder.equal(status, MailStatus.SENDING);
        var unknown = builder.or(
                builder.isNotNull(mail.get("lastError")),
                builder.isNull(mail.get("attemptedAt")),
                builder.lessThan(mail.<Instant>get("attemptedAt"), unknownSince));
        var failed = builder.equal(status, MailStatus.FAILED);
        return switch (standing) {
            case TROUBLE ->
                builder.and(
                        status.in(MailStatus.FAILED, MailStatus.SENDING),
                        builder.or(failed, builder.and(sending, unknown)));
            case FAILED -> failed;
            case UNCERTAIN -> builder.and(sending, unknown);
            case UNDER_WAY ->
                builder.and(
                        status.in(MailStatus.PENDING, MailStatus.SENDING),
                        builder.or(
                                builder.equal(status, MailStatus.PENDING), builder.and(sending, builder.not(unknown))));
            case SENT -> builder.equal(status, MailStatus.SENT);
            case WITHHELD -> builder.equal(status, MailStatus.WITHHELD);
        };
    }
}
