package org.countersign.mail;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.countersign.shared.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The steps of an attempt, each committed by itself: what a crash leaves behind tells how far it came. */
@Component
class MailAttempts {

    private final OutgoingMails mails;
    private final Clock clock;

    MailAttempts(OutgoingMails mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    /** How a mail may be treated now. */
    enum Begin {
        /** It is marked as going out, and is to be sent. */
        SEND,
        /** It went out before, or is not needed any more. */
        OVER,
        /** Something speaks against it, and it stays here. */
        WITHHELD,
        /** An earlier attempt has no known end. */
        UNCERTAIN
    }

    /**
     * Marks a mail as going out, if it may.
     *
     * @param objection why it must not go out any more; empty where nothing speaks against it
     * @param writer writes it from its content and files; where that fails, it is not marked
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Begin begin(MailId id, Function<OutgoingMail, Optional<String>> objection, Consumer<OutgoingMail> writer) {
        var mail = find(id);
        return switch (mail.status()) {
            case SENT, WITHHELD -> Begin.OVER;
            case SENDING -> Begin.UNCERTAIN;
            case PENDING, FAILED -> {
                var reason = objection.apply(mail);
                if (reason.isPresent()) {
                    mail.withheld(reason.get());
                    yield Begin.WITHHELD;
                }
                writer.accept(mail);
                mail.sending(clock.instant());
                yield Begin.SEND;
            }
        };
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void sent(MailId id) {
        find(id).sent(clock.instant());
    }

    /** The attempt ended before anything could go out: the mail cannot be written. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void unwritable(MailId id, String error) {
        var mail = find(id);
        mail.sending(clock.instant());
        mail.failed(error);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void failed(MailId id, String error) {
        find(id).failed(error);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void uncertain(MailId id, String error) {
        find(id).uncertain(error);
    }

    private OutgoingMail find(MailId id) {
        return mails.findById(id.value()).orElseThrow(() -> new NotFound("mail", id));
    }
}
