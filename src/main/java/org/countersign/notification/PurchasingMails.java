package org.countersign.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.countersign.dispatch.AcknowledgedLine;
import org.countersign.dispatch.Acknowledgement;
import org.countersign.dispatch.ChannelMissing;
import org.countersign.dispatch.OrderPaper;
import org.countersign.dispatch.SupplierAnswered;
import org.countersign.dispatch.SupplierMessageReceived;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderEnded;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells purchasing agents what suppliers say, and requesters when an order of theirs comes to nothing. */
@Component
class PurchasingMails {

    private final StaffMails mails;
    private final Organization organization;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;

    PurchasingMails(
            StaffMails mails, Organization organization, PurchaseOrderManagement orders, SupplierDirectory suppliers) {
        this.mails = mails;
        this.organization = organization;
        this.orders = orders;
        this.suppliers = suppliers;
    }

    /** An acceptance needs nobody's attention; a refusal and a proposal wait for a decision. */
    @EventListener
    void on(SupplierAnswered answered) {
        var order = orders.order(answered.order());
        var answer = answered.answer();
        switch (answer.response()) {
            case ACCEPTED -> {}
            case DECLINED ->
                purchasingAgents(
                        "supplier-declined/" + answer.id(),
                        order,
                        reader -> answer(
                                reader, order, "declined", quote(reader, "fact.reason", answer.note()), new Facts()));
            case CHANGES_PROPOSED ->
                purchasingAgents(
                        "supplier-proposed/" + answer.id(),
                        order,
                        reader -> answer(
                                reader,
                                order,
                                "proposed",
                                new Quote(
                                        mails.text(reader, "fact.proposal"),
                                        String.join("\n", proposed(reader, order, answer))),
                                new Facts().add(mails.text(reader, "fact.note"), answer.note())));
        }
    }

    @EventListener
    void on(ChannelMissing missing) {
        var order = orders.order(missing.order());
        purchasingAgents(
                "dispatch-by-hand/" + order.number(),
                order,
                reader -> answer(reader, order, "byHand", null, new Facts()));
    }

    @EventListener
    void on(SupplierMessageReceived message) {
        var order = orders.order(message.order());
        purchasingAgents(
                "supplier-message/" + message.id(),
                order,
                reader -> letter(
                        reader,
                        order,
                        "message",
                        mails.text(reader, "supplierSays.message.intro", nameOf(order.supplier())),
                        new Quote(mails.text(reader, "fact.message"), message.text()),
                        new Button(mails.text(reader, "order.button"), mails.orderLink(order.number())),
                        new Facts(),
                        List.of(mails.text(reader, "supplierSays.message.reply", addressOf(order.supplier()))),
                        "purchasing"));
    }

    @EventListener
    void on(PurchaseOrderEnded ended) {
        var order = orders.order(ended.number());
        if (order.requester().equals(ended.by())) {
            return;
        }
        var texts = ended.declined() ? "endedByDecline" : "cancelled";
        mails.write(
                "purchase-ended/" + ended.number(),
                ended.number().document(),
                order.requester(),
                reader -> letter(
                        reader,
                        order,
                        texts,
                        mails.text(reader, "supplierSays." + texts + ".intro", nameOf(order.supplier())),
                        quote(reader, "fact.reason", ended.reason()),
                        new Button(mails.text(reader, "order.button"), mails.orderLink(order.number())),
                        new Facts().add(mails.text(reader, "fact.by"), mails.nameOf(ended.by())),
                        List.of(),
                        "requester"));
    }

    private void purchasingAgents(String key, PurchaseOrder order, Function<Reader, Letter> content) {
        organization.activeMembersOf(Group.PURCHASING_AGENT.id()).stream()
                .sorted()
                .forEach((UserId person) -> mails.write(key, order.number().document(), person, content));
    }

    private Letter answer(Reader reader, PurchaseOrder order, String texts, @Nullable Quote quote, Facts facts) {
        return letter(
                reader,
                order,
                texts,
                mails.text(reader, "supplierSays." + texts + ".intro", nameOf(order.supplier())),
                quote,
                new Button(
                        mails.text(reader, "supplierSays." + texts + ".button"),
                        mails.documentLink(order.number().document())),
                facts,
                List.of(),
                "purchasing");
    }

    private Letter letter(
            Reader reader,
            PurchaseOrder order,
            String texts,
            String intro,
            @Nullable Quote quote,
            Button button,
            Facts facts,
            List<String> closing,
            String role) {
        var supplier = nameOf(order.supplier());
        return new Letter(
                mails.text(reader, "supplierSays." + texts + ".subject", order.number(), supplier, order.title()),
                quote == null ? intro : quote.text(),
                mails.sender(),
                order.number().value(),
                mails.text(reader, "supplierSays." + texts + ".headline"),
                List.of(intro),
                mails.gist(reader, order.title(), order.total(), true, null),
                quote,
                button,
                facts.add(mails.text(reader, "fact.supplier"), supplier + " (" + order.supplier() + ")")
                        .add(mails.text(reader, "fact.order"), order.number().value())
                        .add(
                                mails.text(reader, "kind.requisition"),
                                order.requisition().value())
                        .add(mails.text(reader, "fact.requester"), mails.nameOf(order.requester()))
                        .all(),
                closing,
                mails.footer(reader, role));
    }

    /** What would be different, line by line. */
    private List<String> proposed(Reader reader, PurchaseOrder order, Acknowledgement answer) {
        return mails.shortened(
                reader,
                answer.lines().stream()
                        .map(said -> proposed(reader, order, said))
                        .toList());
    }

    private String proposed(Reader reader, PurchaseOrder order, AcknowledgedLine said) {
        var ordered = order.line(said.line());
        var changes = new ArrayList<String>();
        var date = said.promisedDate();
        var wanted = ordered.requestedDate();
        if (date != null && !date.equals(wanted)) {
            changes.add(
                    wanted == null
                            ? mails.text(reader, "change.date", reader.date(date))
                            : mails.text(reader, "change.dateFor", reader.date(date), reader.date(wanted)));
        }
        var quantity = said.quantity();
        if (quantity != null && quantity.compareTo(ordered.ordered()) != 0) {
            changes.add(mails.text(
                    reader,
                    "change.quantity",
                    mails.quantity(reader, quantity, ordered.unit()),
                    mails.quantity(reader, ordered.ordered(), ordered.unit())));
        }
        var price = said.unitPrice();
        if (price != null && price.compareTo(ordered.unitPrice()) != 0) {
            changes.add(mails.text(
                    reader,
                    "change.price",
                    OrderPaper.price(price, reader.language()) + " "
                            + order.currency().getCurrencyCode(),
                    OrderPaper.price(ordered.unitPrice(), reader.language()) + " "
                            + order.currency().getCurrencyCode()));
        }
        return mails.text(reader, "change.line", said.line(), ordered.description(), String.join(", ", changes));
    }

    private @Nullable Quote quote(Reader reader, String label, @Nullable String text) {
        return text == null || text.isBlank() ? null : new Quote(mails.text(reader, label), text);
    }

    private String nameOf(String supplier) {
        return suppliers.supplier(supplier).map(Supplier::name).orElse(supplier);
    }

    private String addressOf(String supplier) {
        return suppliers.supplier(supplier).map(Supplier::email).orElse(nameOf(supplier));
    }
}
