package org.countersign.notification;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderEnded;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells what became of a change order: whoever proposed it, whoever asked for the order, and who has to act. */
@Component
class ChangeMails {

    private final StaffMails mails;
    private final Organization organization;
    private final PurchaseOrderManagement orders;
    private final ChangeOrderManagement changes;
    private final SupplierDirectory suppliers;

    ChangeMails(
            StaffMails mails,
            Organization organization,
            PurchaseOrderManagement orders,
            ChangeOrderManagement changes,
            SupplierDirectory suppliers) {
        this.mails = mails;
        this.organization = organization;
        this.orders = orders;
        this.changes = changes;
        this.suppliers = suppliers;
    }

    @EventListener
    void on(ChangeOrderEnded ended) {
        var order = orders.order(ended.order());
        var change = changes.change(ended.order(), ended.change());
        switch (ended.status()) {
            case PROPOSED -> {}
            case UNFIT -> agents().forEach(agent -> write(agent, "unfit", order, change, ended, "purchasing"));
            case REJECTED, RETURNED, WITHDRAWN -> {
                if (!change.proposedBy().equals(ended.by())) {
                    var texts = ended.status().name().toLowerCase(Locale.ROOT);
                    write(change.proposedBy(), texts, order, change, ended, "purchasing");
                }
            }
            case APPLIED -> applied(order, change, ended);
        }
    }

    private void applied(PurchaseOrder order, ChangeOrder change, ChangeOrderEnded ended) {
        if (order.dispatchedAt() == null) {
            if (change.approvalNeeded()) {
                write(change.proposedBy(), "appliedUnsent", order, change, ended, "purchasing");
            }
        } else if (suppliers
                .supplier(order.supplier())
                .map(Supplier::email)
                .filter(email -> !email.isBlank())
                .isEmpty()) {
            agents().forEach(agent -> write(agent, "byHand", order, change, ended, "purchasing"));
        } else if (change.approvalNeeded()) {
            write(change.proposedBy(), "applied", order, change, ended, "purchasing");
        }
        if (!order.requester().equals(change.proposedBy())) {
            write(order.requester(), "changed", order, change, ended, "requester");
        }
    }

    private Iterable<UserId> agents() {
        return new TreeSet<>(organization.activeMembersOf(Group.PURCHASING_AGENT.id()));
    }

    private void write(
            UserId person, String texts, PurchaseOrder order, ChangeOrder change, ChangeOrderEnded ended, String role) {
        mails.write(
                "change-" + texts.toLowerCase(Locale.ROOT) + "/" + order.number() + "/" + change.number(),
                order.number().document(),
                person,
                reader -> letter(reader, texts, order, change, ended, role));
    }

    private Letter letter(
            Reader reader, String texts, PurchaseOrder order, ChangeOrder change, ChangeOrderEnded ended, String role) {
        var key = "changeOrder." + texts;
        var intro = mails.text(reader, key + ".intro");
        var misfit = change.misfit();
        var said = ended.status() == ChangeOrderStatus.UNFIT && misfit != null
                ? mails.explained(reader, misfit)
                : ended.note() == null ? null : mails.said(reader, ended.note());
        var quote = said == null ? reason(reader, change) : new Quote(mails.text(reader, "fact.reason"), said);
        var title = mails.text(reader, "title.changeOrder", change.number(), order.number(), order.title());
        return new Letter(
                mails.text(reader, key + ".subject", order.number(), order.title(), change.number()),
                intro,
                mails.sender(),
                order.number().value(),
                mails.text(reader, key + ".headline"),
                List.of(intro),
                mails.gist(reader, title, change.newTotal(), true, null),
                quote,
                new Button(mails.text(reader, "order.button"), mails.orderLink(order.number())),
                new Facts()
                        .add(mails.text(reader, "fact.totalBefore"), StaffMails.amount(reader, change.oldTotal()))
                        .add(
                                mails.text(reader, "fact.supplier"),
                                suppliers
                                        .supplier(order.supplier())
                                        .map(Supplier::name)
                                        .orElse(order.supplier()))
                        .add(mails.text(reader, "fact.proposedBy"), mails.nameOf(change.proposedBy()))
                        .add(mails.text(reader, "fact.by"), by(ended))
                        .all(),
                List.of(),
                mails.footer(reader, role));
    }

    private @Nullable String by(ChangeOrderEnded ended) {
        return ended.by().equals(UserId.SYSTEM) || ended.status() == ChangeOrderStatus.APPLIED
                ? null
                : mails.nameOf(ended.by());
    }

    private Quote reason(Reader reader, ChangeOrder change) {
        return new Quote(mails.text(reader, "fact.reason"), change.reason());
    }
}
