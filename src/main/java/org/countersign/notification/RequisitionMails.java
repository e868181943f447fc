package org.countersign.notification;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionEvent;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells requesters what became of their requisitions (R09), and purchasing agents what they have to name. */
@Component
class RequisitionMails {

    private final StaffMails mails;
    private final Organization organization;
    private final RequisitionManagement requisitions;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final Clock clock;

    RequisitionMails(
            StaffMails mails,
            Organization organization,
            RequisitionManagement requisitions,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            Clock clock) {
        this.mails = mails;
        this.organization = organization;
        this.requisitions = requisitions;
        this.orders = orders;
        this.suppliers = suppliers;
        this.clock = clock;
    }

    @EventListener
    void on(RequisitionEvent.Rejected rejected) {
        mails.write(
                "requisition-rejected/" + rejected.number(),
                rejected.number().document(),
                rejected.requester(),
                reader -> news(
                        reader,
                        rejected,
                        "rejected",
                        rejected.title(),
                        rejected.total(),
                        quote(mails.text(reader, "fact.reason"), said(reader, rejected.reason())),
                        new Button(
                                mails.text(reader, "requisition.button"), mails.requisitionLink(rejected.number()))));
    }

    @EventListener
    void on(RequisitionEvent.Returned returned) {
        mails.write(
                "requisition-returned/" + returned.number() + "/" + clock.millis(),
                returned.number().document(),
                returned.requester(),
                reader -> news(
                        reader,
                        returned,
                        "returned",
                        returned.title(),
                        returned.total(),
                        quote(mails.text(reader, "fact.note"), said(reader, returned.note())),
                        new Button(
                                mails.text(reader, "returned.button"),
                                mails.documentLink(returned.number().document()))));
    }

    private Letter news(
            Reader reader,
            RequisitionEvent event,
            String texts,
            String title,
            Money total,
            @Nullable Quote quote,
            Button button) {
        var intro = mails.text(reader, texts + ".intro");
        return new Letter(
                mails.text(reader, texts + ".subject", event.number(), title),
                quote == null ? intro : quote.text(),
                mails.sender(),
                event.number().value(),
                mails.text(reader, texts + ".headline"),
                List.of(intro),
                mails.gist(reader, title, total, true, null),
                quote,
                button,
                List.of(),
                List.of(),
                mails.footer(reader, "requester"));
    }

    @EventListener
    void on(RequisitionEvent.Ordered ordered) {
        var requisition = requisitions.requisition(ordered.number());
        var made = orders.ordersOf(ordered.number()).stream().map(orders::order).toList();
        mails.write(
                "requisition-ordered/" + ordered.number(),
                ordered.number().document(),
                requisition.requester(),
                reader -> ordered(reader, requisition, made));
    }

    private Letter ordered(Reader reader, Requisition requisition, List<PurchaseOrder> made) {
        var one = made.size() == 1;
        var intro = mails.text(reader, one ? "ordered.intro" : "ordered.introMany", made.size());
        return new Letter(
                mails.text(reader, "ordered.subject", requisition.number(), requisition.title()),
                intro,
                mails.sender(),
                requisition.number().value(),
                mails.text(reader, "ordered.headline"),
                List.of(intro),
                mails.gist(reader, requisition.title(), requisition.total(), true, null),
                null,
                new Button(mails.text(reader, "requisition.button"), mails.requisitionLink(requisition.number())),
                new Facts()
                        .lines(
                                mails.text(reader, one ? "fact.order" : "fact.orders"),
                                mails.shortened(
                                        reader,
                                        made.stream()
                                                .map(order -> order.number() + ", " + nameOf(order.supplier()))
                                                .toList()))
                        .lines(mails.text(reader, "fact.rejectedLines"), rejectedLines(requisition))
                        .add(
                                mails.text(reader, "fact.neededBy"),
                                requisition.neededBy() == null ? null : reader.date(requisition.neededBy()))
                        .add(
                                mails.text(reader, "kind.requisition"),
                                requisition.number().value())
                        .all(),
                List.of(),
                mails.footer(reader, "requester"));
    }

    private List<String> rejectedLines(Requisition requisition) {
        return requisition.lines().stream()
                .flatMap(line -> {
                    var why = line.rejection();
                    return why == null
                            ? Stream.<String>empty()
                            : Stream.of(line.description() + " – " + mails.nameOf(why.by()) + ": " + why.reason());
                })
                .toList();
    }

    @EventListener
    void on(RequisitionEvent.SupplierMissing missing) {
        var requisition = requisitions.requisition(missing.number());
        for (var person : organization.activeMembersOf(Group.PURCHASING_AGENT.id()).stream()
                .sorted()
                .toList()) {
            mails.write(
                    "supplier-missing/" + missing.number() + "/" + clock.millis(),
                    missing.number().document(),
                    person,
                    reader -> supplierMissing(reader, requisition));
        }
    }

    private Letter supplierMissing(Reader reader, Requisition requisition) {
        var lines = requisition.lines().stream()
                .filter(line -> line.supplier() == null && !line.isRejected())
                .map(line -> mails.quantity(reader, line.quantity(), line.unit()) + " " + line.description())
                .toList();
        var intro = mails.text(reader, "supplierMissing.intro", lines.size());
        return new Letter(
                mails.text(reader, "supplierMissing.subject", requisition.number(), requisition.title()),
                intro,
                mails.sender(),
                requisition.number().value(),
                mails.text(reader, "supplierMissing.headline"),
                List.of(intro),
                mails.gist(
                        reader,
                        requisition.title(),
                        requisition.total(),
                        true,
                        requisition.neededBy() == null
                                ? null
                                : new Letter.Named(
                                        mails.text(reader, "fact.neededBy"),
                                        reader.date(Objects.requireNonNull(requisition.neededBy())))),
                null,
                new Button(
                        mails.text(reader, "supplierMissing.button"),
                        mails.documentLink(requisition.number().document())),
                new Facts()
                        .lines(mails.text(reader, "fact.linesWithout"), mails.shortened(reader, lines))
                        .add(mails.text(reader, "fact.requester"), mails.nameOf(requisition.requester()))
                        .add(mails.text(reader, "fact.justification"), requisition.justification())
                        .all(),
                List.of(),
                mails.footer(reader, "purchasing"));
    }

    private @Nullable String said(Reader reader, @Nullable String comment) {
        return comment == null ? null : mails.said(reader, comment);
    }

    private String nameOf(String supplier) {
        return suppliers.supplier(supplier).map(Supplier::name).orElse(supplier);
    }

    private static @Nullable Quote quote(String label, @Nullable String text) {
        return text == null ? null : new Quote(label, text);
    }
}
