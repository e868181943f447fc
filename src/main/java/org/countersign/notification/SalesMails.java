package org.countersign.notification;

import java.util.List;
import java.util.Locale;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.sales.SalesOrderEvent;
import org.countersign.sales.SalesOrderStatus;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever raised a sales order what became of its approval (R09). */
@Component
class SalesMails {

    private final StaffMails mails;

    SalesMails(StaffMails mails) {
        this.mails = mails;
    }

    @EventListener
    void on(SalesOrderEvent event) {
        var outcome = event.outcome().name().toLowerCase(Locale.ROOT);
        mails.write(
                "sales-order-" + outcome + "/" + event.number() + "/"
                        + event.at().toEpochMilli(),
                event.number().document(),
                event.requester(),
                reader -> letter(reader, event, "salesOrder." + outcome));
    }

    private Letter letter(Reader reader, SalesOrderEvent event, String texts) {
        var intro = mails.text(reader, texts + ".intro");
        var said = event.note() == null ? null : mails.said(reader, event.note());
        var rejected = event.outcome() == SalesOrderStatus.REJECTED;
        return new Letter(
                mails.text(reader, texts + ".subject", event.number(), event.title()),
                said == null ? intro : said,
                mails.sender(),
                event.number().value(),
                mails.text(reader, texts + ".headline"),
                List.of(intro),
                mails.gist(reader, event.title(), event.total(), true, null),
                said == null ? null : new Quote(mails.text(reader, rejected ? "fact.reason" : "fact.note"), said),
                new Button(
                        mails.text(reader, texts + ".button"),
                        rejected
                                ? mails.salesOrderLink(event.number())
                                : mails.documentLink(event.number().document())),
                new Facts()
                        .add(
                                mails.text(reader, "kind.sales-order"),
                                event.number().value())
                        .add(mails.text(reader, "fact.customer"), event.customer())
                        .all(),
                List.of(),
                mails.footer(reader, "requester"));
    }
}
