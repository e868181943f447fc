package org.countersign.mail.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.countersign.mail.MailId;
import org.countersign.mail.MailOutbox;
import org.countersign.mail.MailStatus;
import org.countersign.mail.OutgoingMail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The outbox over HTTP. Texts are not shown: a supplier's link in them is a right to answer. */
@RestController
@RequestMapping("/api/v1/mails")
class MailController {

    private final MailOutbox outbox;
    private final Clock clock;

    MailController(MailOutbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @GetMapping
    PageAnswer<MailView> list(
            @RequestParam(required = false) @Nullable String document,
            @RequestParam(required = false) @Nullable MailStatus status,
            @Sortable(
                            value = {"id", "createdAt", "attemptedAt", "sentAt", "status", "document"},
                            byDefault = "createdAt,desc")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(
                outbox.search(
                        document == null || document.isBlank() ? null : new DocumentNumber(document),
                        status,
                        actor,
                        page.toPageable()),
                this::view);
    }

    @GetMapping("/{id}")
    MailView one(@PathVariable String id, Actor actor) {
        return view(outbox.mail(new MailId(id), actor));
    }

    @PostMapping("/{id}/resend")
    MailView resend(@PathVariable String id, Actor actor) {
        return view(outbox.resend(new MailId(id), actor));
    }

    /** An uncertain mail did arrive: it does not go again. */
    @PostMapping("/{id}/confirmation")
    MailView confirm(@PathVariable String id, @RequestBody Confirmation known, Actor actor) {
        return view(outbox.confirm(new MailId(id), known.reason(), actor));
    }

    private MailView view(OutgoingMail mail) {
        return new MailView(
                mail.id().value(),
                mail.kind(),
                mail.document().value(),
                mail.recipients(),
                mail.subject(),
                mail.status(),
                mail.isUncertain(clock.instant()),
                mail.attempts(),
                mail.lastError(),
                mail.messageId(),
                mail.createdAt(),
                mail.attemptedAt(),
                mail.sentAt());
    }

    /** How it is known that a mail arrived. */
    record Confirmation(@Nullable String reason) {}

    /**
     * A mail as operations see it.
     *
     * @param uncertain whether an attempt began and nobody knows how it ended; only a person sends it again (R26)
     */
    record MailView(
            String id,
            String kind,
            String document,
            List<String> to,
            String subject,
            MailStatus status,
            boolean uncertain,
            int attempts,
            @Nullable String lastError,
            String messageId,
            Instant createdAt,
            @Nullable Instant attemptedAt,
            @Nullable Instant sentAt) {}
}
