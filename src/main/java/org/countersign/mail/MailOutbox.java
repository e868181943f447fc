package org.countersign.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.mail.MailTransport.NotHandedOver;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox (R26), and what operations do with it. */
@Service
public class MailOutbox implements Outbox {

    private static final Logger log = LoggerFactory.getLogger(MailOutbox.class);
    private static final int LONGEST_REASON = 500;
    private static final String TO_SUPPLIERS = "order%";

    private final OutgoingMails mails;
    private final MailAttempts attempts;
    private final MailTransport transport;
    private final MimeWriting mime;
    private final MailSettings settings;
    private final MailWorkflow workflow;
    private final MailsAfterRestore afterRestore;
    private final ObjectProvider<MailGuard> guards;
    private final AuditTrail audit;
    private final Clock clock;

    MailOutbox(
            OutgoingMails mails,
            MailAttempts attempts,
            MailTransport transport,
            MimeWriting mime,
            MailSettings settings,
            MailWorkflow workflow,
            MailsAfterRestore afterRestore,
            ObjectProvider<MailGuard> guards,
            AuditTrail audit,
            Clock clock) {
        this.mails = mails;
        this.attempts = attempts;
        this.transport = transport;
        this.mime = mime;
        this.settings = settings;
        this.workflow = workflow;
        this.afterRestore = afterRestore;
        this.guards = guards;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public MailId queue(Message message) {
        var known = mails.findByKey(message.key());
        if (known.isPresent()) {
            return known.get().id();
        }
        var id = write(message);
        workflow.queued(id, message.document());
        return id;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public MailId store(Message message) {
        return mails.findByKey(message.key()).map(OutgoingMail::id).orElseGet(() -> write(message));
    }

    private MailId write(Message message) {
        var id = new MailId(UUID.randomUUID().toString());
        var mail = new OutgoingMail(id, message, settings.domain(), clock.instant());
        afterRestore.doubt(message.document()).ifPresent(why -> mail.doubted(why, clock.instant()));
        mails.saveAndFlush(mail);
        return id;
    }

    @Override
    public void deliver(MailId mail) {
        var message = transport.newMessage();
        switch (begin(mail, message)) {
            case OVER -> {}
            case WITHHELD -> log.info("Mail {} was held back", mail);
            case UNCERTAIN ->
                throw new MailNotSent("It is uncertain whether the mail " + mail
                        + " went out: an earlier attempt has no known end. Ask the recipient, then send it again with"
                        + " POST /api/v1/mails/" + mail + "/resend, or leave it (R26).");
            case SEND -> send(mail, message);
        }
    }

    private MailAttempts.Begin begin(MailId mail, MimeMessage message) {
        try {
            return attempts.begin(mail, this::objection, content -> write(content, message));
        } catch (Unwritable e) {
            attempts.unwritable(mail, "The mail cannot be written: " + e.getMessage());
            throw new MailNotSent("The mail " + mail + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void reconsider(DocumentNumber document) {
        for (var mail : mails.findByDocumentAndStatus(document.value(), MailStatus.FAILED)) {
            objection(mail).ifPresent(reason -> withhold(mail, reason, Actor.SYSTEM));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withhold(MailId id, String reason) {
        var mail = find(id);
        return switch (mail.status()) {
            case PENDING, FAILED -> {
                withhold(mail, reason, Actor.SYSTEM);
                mails.flush();
                yield true;
            }
            case WITHHELD -> true;
            case SENDING, SENT -> false;
        };
    }

    private void withhold(OutgoingMail mail, String reason, Actor actor) {
        var before = standing(mail);
        mail.withheld(reason);
        audit.record(AuditEvent.of(mail.document(), "mail.withheld", actor)
                .rule("R26")
                .with("mail", mail.id().value())
                .with("reason", reason)
                .changed("status", before, mail.status().name()));
        workflow.settled(mail.id(), mail.document());
    }

    private String standing(OutgoingMail mail) {
        return mail.isUncertain(clock.instant()) ? "UNCERTAIN" : mail.status().name();
    }

    private Optional<String> objection(OutgoingMail mail) {
        return guards.orderedStream()
                .flatMap(guard -> guard.objection(mail).stream())
                .findFirst();
    }

    private void send(MailId mail, MimeMessage message) {
        try {
            transport.send(message);
        } catch (NotHandedOver e) {
            if (e.certain()) {
                attempts.failed(mail, String.valueOf(e.getMessage()));
                throw new MailNotSent("The mail " + mail + " did not go out. " + e.getMessage(), e);
            }
            attempts.uncertain(mail, String.valueOf(e.getMessage()));
            throw new MailNotSent("It is uncertain whether the mail " + mail + " went out. " + e.getMessage(), e);
        }
        attempts.sent(mail);
        log.info("Mail {} was handed over", mail);
    }

    private void write(OutgoingMail mail, MimeMessage message) {
        try {
            mime.write(mail, message);
        } catch (MessagingException | UnsupportedEncodingException | RuntimeException e) {
            throw new Unwritable(e);
        }
    }

    /**
     * Takes note that an uncertain mail did arrive, by operations and administrators only: it does not go again, and what waits
     * for it goes on.
     *
     * @param reason how that is known
     * @throws RuleViolation for a mail that is not uncertain (409), and without a reason (422)
     */
    @Transactional
    public OutgoingMail confirm(MailId id, @Nullable String reason, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        new FieldCheck().text(reason, "reason", LONGEST_REASON).demand(MailRule.NO_REASON);
        var mail = mails.findById(id.value()).orElseThrow(() -> new NotFound("mail", id));
        RuleViolation.check(mail.isUncertain(clock.instant()), MailRule.NOT_UNCERTAIN, mail.document());
        mail.sent(clock.instant());
        mails.flush();
        audit.record(AuditEvent.of(mail.document(), "mail.confirmed", actor)
                .rule("R26")
                .with("mail", id.value())
                .with("reason", Objects.requireNonNull(reason).strip())
                .changed("status", "UNCERTAIN", mail.status().name()));
        workflow.confirmed(id, mail.document());
        return mail;
    }

    /**
     * Has a mail sent again, with the same Message-ID: by operations and administrators only, for it may reach somebody twice.
     *
     * @throws org.countersign.shared.RuleViolation when it waits already, may be going out at this moment, or must not go
     *     out any more (409); in the last case a mail that failed or is uncertain troubles nobody from now on
     */
    @Transactional(noRollbackFor = RuleViolation.class)
    public OutgoingMail resend(MailId id, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        var mail = mails.findById(id.value()).orElseThrow(() -> new NotFound("mail", id));
        objection(mail).ifPresent(sentence -> {
            if (mail.status() == MailStatus.FAILED || mail.isUncertain(clock.instant())) {
                withhold(mail, sentence, actor);
            }
            throw new RuleViolation(MailRule.NOT_ANY_MORE, sentence);
        });
        var before = standing(mail);
        mail.release(clock.instant());
        mails.flush();
        audit.record(AuditEvent.of(mail.document(), "mail.resent", actor)
                .rule("R26")
                .with("mail", id.value())
                .with("messageId", mail.messageId())
                .changed("status", before, mail.status().name()));
        workflow.released(id, mail.document());
        return mail;
    }

    /**
     * The mails of the outbox: all for those who read everything, those to suppliers for purchasing agents.
     *
     * @param document only mails about this document
     * @param status only mails that stand there
     */
    @Transactional(readOnly = true)
    public Page<OutgoingMail> search(
            @Nullable DocumentNumber document, @Nullable MailStatus status, Actor actor, Pageable page) {
        return mails.findAll(
                MailQuery.exactly(document == null ? null : document.value(), status, kindsFor(actor)), page);
    }

    /**
     * The mails of the outbox that match, as far as {@link #search(DocumentNumber, MailStatus, Actor, Pageable)} shows them.
     *
     * @param query what is asked for
     */
    @Transactional(readOnly = true)
    public Page<OutgoingMail> search(MailQuery query, Actor actor, Pageable page) {
        return mails.findAll(matching(query, actor), page);
    }

    /** A part of what {@link #search(MailQuery, Actor, Pageable) search} finds, uncounted. */
    @Transactional(readOnly = true)
    public Slice<OutgoingMail> part(MailQuery query, Actor actor, Pageable part) {
        return mails.findBy(matching(query, actor), found -> found.slice(part));
    }

    private Specification<OutgoingMail> matching(MailQuery query, Actor actor) {
        return query.toSpecification(kindsFor(actor), clock.instant().minus(OutgoingMail.LONGEST_ATTEMPT));
    }

    /** One mail of those that the actor may see. */
    @Transactional(readOnly = true)
    public OutgoingMail mail(MailId id, Actor actor) {
        var kinds = kindsFor(actor);
        return mails.findById(id.value())
                .filter(mail -> kinds == null || mail.kind().startsWith(kinds.replace("%", "")))
                .orElseThrow(() -> new NotFound("mail", id));
    }

    private static @Nullable String kindsFor(Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR, Group.PURCHASING_AGENT);
        return actor.readsEverything() ? null : TO_SUPPLIERS;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isKnown(String key) {
        return mails.findByKey(key).isPresent();
    }

    /** The mail as it stands, for the module that wrote it. */
    @Override
    @Transactional(readOnly = true)
    public OutgoingMail find(MailId id) {
        return mails.findById(id.value()).orElseThrow(() -> new NotFound("mail", id));
    }

    /** Content or files make no mail. */
    private static final class Unwritable extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unwritable(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
