package org.countersign.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.OldRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Forgets what colleagues were told long ago: what they did stands in the audit trail. What went to suppliers is kept as the
 * orders are, and a kind of mail that is not named here as well.
 */
@Component
class OldMails implements NightlyWork {

    private static final Logger LOG = LoggerFactory.getLogger(OldMails.class);
    private static final List<String> TO_COLLEAGUES = List.of(
            "approval-asked",
            "approval-digest",
            "approval-escalated",
            "approval-handed-over",
            "approval-remark",
            "approval-reminder",
            "approval-stuck",
            "approval-unescalated",
            "approval-was-escalated",
            "credit-missing",
            "credit-overdue",
            "exception-asked",
            "mailbox-reminder",
            "mailbox-waits",
            "purchase-ended",
            "receipt-missing",
            "requisition-ordered",
            "requisition-rejected",
            "requisition-returned",
            "step-reminder",
            "stuck-digest",
            "stuck-reminder",
            "supplier-declined",
            "supplier-message",
            "supplier-missing",
            "supplier-proposed");

    private final NamedParameterJdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final Duration kept;
    private final Clock clock;

    OldMails(
            NamedParameterJdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            @Value("${countersign.mail.colleagues-kept:730d}") Duration kept,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "old-mails";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(3, 30);
    }

    /** Only what is through: what failed or is uncertain waits for a person, however long. */
    @Override
    public void work() {
        var forgotten = 0;
        for (var status : List.of(MailStatus.SENT, MailStatus.WITHHELD)) {
            forgotten += OldRows.delete(
                    transactions, () -> slice(status, clock.instant().minus(kept)));
        }
        if (forgotten > 0) {
            LOG.info("{} mails to colleagues were older than {} days, and are forgotten", forgotten, kept.toDays());
        }
    }

    private int slice(MailStatus status, Instant before) {
        var old = jdbc.queryForList(
                "select id from mails where status = :status and created_at < :before and kind in (:kinds)"
                        + " order by created_at limit " + OldRows.SLICE,
                Map.of(
                        "status",
                        status.name(),
                        "before",
                        LocalDateTime.ofInstant(before, ZoneOffset.UTC),
                        "kinds",
                        TO_COLLEAGUES),
                String.class);
        if (!old.isEmpty()) {
            jdbc.update("delete from mail_attachments where mail in (:old)", Map.of("old", old));
            jdbc.update("delete from mails where id in (:old)", Map.of("old", old));
        }
        return old.size();
    }
}
