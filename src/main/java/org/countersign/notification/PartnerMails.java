package org.countersign.notification;

import java.util.List;
import java.util.Locale;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.PartnerNews;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.shared.UserId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those whom the approval cycle of a supplier or a customer names what becomes of its documents. */
@Component
class PartnerMails {

    private final StaffMails mails;

    PartnerMails(StaffMails mails) {
        this.mails = mails;
    }

    @EventListener
    void on(PartnerNews news) {
        var stage = news.stage().name().toLowerCase(Locale.ROOT);
        for (var person : news.people()) {
            mails.write(
                    "partner-" + stage + "/" + news.document() + "/" + news.cycle(),
                    news.document(),
                    person,
                    reader -> letter(reader, news, "partnerNews." + stage));
        }
    }

    private Letter letter(Reader reader, PartnerNews news, String texts) {
        var sale = news.kind().equals(ApprovalKind.SALES_ORDER);
        var decided = !news.by().equals(UserId.SYSTEM);
        var said = news.comment() == null ? null : mails.said(reader, news.comment());
        var intro = mails.text(reader, texts + ".intro", mails.nameOf(news.requester()));
        return new Letter(
                mails.text(
                        reader,
                        texts + ".subject",
                        news.document(),
                        news.title(),
                        StaffMails.amount(reader, news.total())),
                intro,
                mails.sender(),
                news.document().value(),
                mails.text(reader, texts + ".headline"),
                List.of(intro),
                mails.gist(reader, news.title(), news.total(), true, null),
                said == null
                        ? null
                        : new Quote(
                                mails.text(
                                        reader,
                                        news.stage() == PartnerNews.Stage.REJECTED ? "fact.reason" : "fact.note"),
                                said),
                new Button(
                        mails.text(reader, sale ? "partnerNews.buttonSale" : "requisition.button"),
                        sale
                                ? mails.salesOrderLink(
                                        new SalesOrderNumber(news.document().value()))
                                : mails.requisitionLink(
                                        new RequisitionNumber(news.document().value()))),
                new Facts()
                        .add(
                                mails.textOr(reader, "kind." + news.kind(), mails.text(reader, "kind.other")),
                                news.document().value())
                        .add(mails.text(reader, "fact.requester"), mails.nameOf(news.requester()))
                        .add(mails.text(reader, "fact.by"), decided ? mails.nameOf(news.by()) : null)
                        .all(),
                List.of(),
                mails.footer(reader, sale ? "toldByCustomer" : "toldBySupplier"));
    }
}
