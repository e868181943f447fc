package org.countersign.notification;

import java.time.Clock;
import java.util.List;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.purchasing.RequisitionEvent;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells requesters what became of their requisitions (R09). */
@Component
class RequisitionMails {

    private final StaffMails mails;
    private final Clock clock;

    RequisitionMails(StaffMails mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    @EventListener
    void on(RequisitionEvent.Rejected rejected) {
        mails.write(
                "requisition-rejected/" + rejected.number(),
                rejected.number().document(),
                rejected.requester(),
                reader -> letter(
                        reader,
                        rejected,
                        "rejected",
                        rejected.title(),
                        rejected.total(),
                        rejected.reason() == null
                                ? null
                                : new Quote(mails.text(reader, "fact.reason"), rejected.reason()),
                        null));
    }

    @EventListener
    void on(RequisitionEvent.Returned returned) {
        mails.write(
                "requisition-returned/" + returned.number() + "/" + clock.millis(),
                returned.number().document(),
                returned.requester(),
                reader -> letter(
                        reader,
                        returned,
                        "returned",
                        returned.title(),
                        returned.total(),
                        returned.note() == null ? null : new Quote(mails.text(reader, "fact.note"), returned.note()),
                        new Button(
                                mails.text(reader, "returned.button"),
                                mails.documentLink(returned.number().document()))));
    }

    private Letter letter(
            Reader reader,
            RequisitionEvent event,
            String texts,
            String title,
            Money total,
            @Nullable Quote quote,
            @Nullable Button button) {
        var amount = StaffMails.amount(reader, total);
        var facts = new Facts()
                .add(mails.text(reader, "kind.requisition"), event.number().value())
                .add(mails.text(reader, "fact.what"), title)
                .strong(mails.text(reader, "fact.amount"), mails.text(reader, "fact.amountNet", amount));
        var intro = mails.text(reader, texts + ".intro");
        return new Letter(
                mails.text(reader, texts + ".subject", event.number(), title),
                quote == null ? intro : quote.text(),
                mails.sender(),
                event.number().value(),
                mails.text(reader, texts + ".headline"),
                List.of(intro),
                facts.all(),
                quote,
                button,
                List.of(),
                mails.footer(reader));
    }
}
