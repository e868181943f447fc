package org.countersign.notification;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.invoicing.CreditMissing;
import org.countersign.invoicing.InvoiceExceptionAsked;
import org.countersign.invoicing.ReceiptMissing;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.CreditOverdue;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the handler of a difference that an invoice waits for it (R20). */
@Component
class ExceptionMails {

    private static final String PERSON = "person:";

    private final StaffMails mails;
    private final Organization organization;
    private final SupplierDirectory suppliers;
    private final InvoiceTerms invoices;

    ExceptionMails(StaffMails mails, Organization organization, SupplierDirectory suppliers, InvoiceTerms invoices) {
        this.mails = mails;
        this.organization = organization;
        this.suppliers = suppliers;
        this.invoices = invoices;
    }

    @EventListener
    void on(InvoiceExceptionAsked asked) {
        for (var person : handlers(asked.handler())) {
            mails.write(
                    "exception-asked/" + asked.exception() + "/" + asked.round(),
                    asked.invoice().document(),
                    person,
                    reader -> letter(reader, asked));
        }
    }

    @EventListener
    void on(CreditMissing missing) {
        for (var person : handlers(missing.handler())) {
            mails.write(
                    "credit-missing/" + missing.exception() + "/"
                            + missing.since().toEpochMilli() + "/" + missing.reminder(),
                    missing.invoice().document(),
                    person,
                    reader -> letter(reader, missing));
        }
    }

    private Letter letter(Reader reader, CreditMissing missing) {
        var supplier = nameOf(reader, missing.supplier());
        var expected = Money.of(missing.expected().toPlainString(), missing.currency());
        return new Letter(
                mails.text(reader, "creditMissing.subject", missing.invoice(), supplier),
                mails.text(reader, "creditMissing.intro", supplier, missing.number(), reader.date(missing.since())),
                mails.sender(),
                missing.invoice().toString(),
                mails.text(reader, "creditMissing.headline"),
                List.of(
                        mails.text(
                                reader,
                                "creditMissing.intro",
                                supplier,
                                missing.number(),
                                reader.date(missing.since())),
                        mails.text(reader, "creditMissing.ask")),
                new Gist(
                        new Named(
                                mails.text(reader, "fact.difference"),
                                mails.textOr(
                                        reader,
                                        "exceptionType." + missing.type().name(),
                                        missing.type().label())),
                        new Named(mails.text(reader, "creditMissing.expected"), StaffMails.amount(reader, expected)),
                        null,
                        null),
                missing.comment() == null ? null : new Quote(mails.text(reader, "fact.note"), missing.comment()),
                new Button(
                        mails.text(reader, "creditMissing.button"),
                        mails.invoiceLink(missing.invoice().document())),
                new Facts()
                        .add(mails.text(reader, "fact.supplier"), supplier)
                        .add(mails.text(reader, "fact.invoice"), missing.number() + " (" + missing.invoice() + ")")
                        .all(),
                List.of(),
                mails.footer(reader, "handler"));
    }

    @EventListener
    void on(CreditOverdue overdue) {
        for (var person : handlers(Group.ACCOUNTS_PAYABLE.id())) {
            mails.write(
                    "credit-overdue/" + overdue.order() + "/" + overdue.since().toEpochMilli() + "/"
                            + overdue.reminder(),
                    overdue.order().document(),
                    person,
                    reader -> letter(reader, overdue));
        }
    }

    private Letter letter(Reader reader, CreditOverdue overdue) {
        var supplier = nameOf(reader, overdue.supplier());
        var intro = mails.text(reader, "creditOverdue.intro", overdue.order(), supplier, reader.date(overdue.since()));
        var all = overdue.lines().stream()
                .map(CreditOverdue.Line::amount)
                .reduce(Money::plus)
                .orElseThrow();
        return new Letter(
                mails.text(reader, "creditOverdue.subject", overdue.order(), supplier),
                intro,
                mails.sender(),
                overdue.order().toString(),
                mails.text(reader, "creditOverdue.headline"),
                List.of(intro, mails.text(reader, "creditOverdue.ask")),
                new Gist(
                        new Named(
                                mails.text(reader, "fact.order"),
                                overdue.order().toString()),
                        new Named(mails.text(reader, "creditMissing.expected"), StaffMails.amount(reader, all)),
                        mails.text(reader, "fact.netOfTax"),
                        null),
                null,
                new Button(mails.text(reader, "creditOverdue.button"), mails.orderLink(overdue.order())),
                new Facts()
                        .lines(
                                mails.text(reader, "fact.lines"),
                                mails.shortened(
                                        reader,
                                        overdue.lines().stream()
                                                .map(line -> mails.quantity(
                                                                reader,
                                                                line.quantity().quantity(),
                                                                line.quantity().unit())
                                                        + " " + line.description() + ", "
                                                        + StaffMails.amount(reader, line.amount()))
                                                .toList()))
                        .add(mails.text(reader, "fact.supplier"), supplier)
                        .all(),
                List.of(),
                mails.footer(reader, "handler"));
    }

    @EventListener
    void on(ReceiptMissing missing) {
        var people = new TreeSet<>(handlers(missing.handler()));
        people.addAll(missing.requesters());
        for (var person : people) {
            mails.write(
                    "receipt-missing/" + missing.invoice() + "/"
                            + missing.since().toEpochMilli() + "/" + missing.reminder(),
                    missing.invoice().document(),
                    person,
                    reader -> letter(reader, missing));
        }
    }

    private Letter letter(Reader reader, ReceiptMissing missing) {
        var supplier = nameOf(reader, missing.supplier());
        var terms = invoices.of(missing.invoice().document()).orElse(null);
        var due = terms == null ? null : terms.dueDate();
        var discount = terms == null ? null : terms.discountUntil();
        var orders = missing.orders().stream()
                .map(PurchaseOrderNumber::value)
                .sorted()
                .toList();
        var intro = mails.text(
                reader,
                "receiptMissing.intro",
                missing.number(),
                supplier,
                reader.date(missing.since()),
                String.join(", ", orders));
        return new Letter(
                mails.text(reader, "receiptMissing.subject", String.join(", ", orders), supplier, missing.reminder()),
                intro,
                mails.sender(),
                missing.invoice().toString(),
                mails.text(reader, "receiptMissing.headline"),
                List.of(intro, mails.text(reader, "receiptMissing.ask")),
                new Gist(
                        new Named(mails.text(reader, "fact.orders"), String.join(", ", orders)),
                        null,
                        null,
                        due == null ? null : new Named(mails.text(reader, "fact.due"), reader.date(due))),
                null,
                orders.isEmpty()
                        ? null
                        : new Button(
                                mails.text(reader, "receiptMissing.button"),
                                mails.receivingLink(new PurchaseOrderNumber(orders.get(0)))),
                new Facts()
                        .lines(
                                mails.text(reader, "fact.lines"),
                                mails.shortened(
                                        reader,
                                        missing.lines().stream()
                                                .map(line -> quantity(reader, line) + line.description())
                                                .toList()))
                        .add(mails.text(reader, "fact.supplier"), supplier)
                        .add(mails.text(reader, "fact.invoice"), missing.number() + " (" + missing.invoice() + ")")
                        .add(mails.text(reader, "fact.discountUntil"), discount == null ? null : reader.date(discount))
                        .all(),
                List.of(),
                mails.footer(reader, "receiver"));
    }

    private String quantity(Reader reader, ReceiptMissing.Line line) {
        return line.ordered() == null || line.unit() == null
                ? ""
                : mails.quantity(reader, line.ordered(), line.unit()) + " ";
    }

    private String nameOf(Reader reader, @Nullable String supplier) {
        return Optional.ofNullable(supplier)
                .flatMap(suppliers::supplier)
                .map(Supplier::name)
                .orElseGet(() -> supplier == null ? mails.text(reader, "unknownSupplier") : supplier);
    }

    private List<UserId> handlers(String handler) {
        return handler.startsWith(PERSON)
                ? List.of(new UserId(handler.substring(PERSON.length())))
                : organization.activeMembersOf(handler).stream().sorted().toList();
    }

    private Letter letter(Reader reader, InvoiceExceptionAsked asked) {
        var difference = mails.textOr(
                        reader,
                        "exceptionType." + asked.type().name(),
                        asked.type().label())
                + (asked.count() == 1 ? "" : " (" + asked.count() + ")");
        var supplier = nameOf(reader, asked.supplier());
        var terms = invoices.of(asked.invoice().document()).orElse(null);
        var due = terms == null ? null : terms.dueDate();
        var discount = terms == null ? null : terms.discountUntil();
        var facts = new Facts()
                .add(mails.text(reader, "fact.supplier"), supplier)
                .add(mails.text(reader, "fact.invoice"), asked.number() + " (" + asked.invoice() + ")")
                .add(
                        mails.text(reader, "fact.order"),
                        asked.orders().stream()
                                .map(PurchaseOrderNumber::value)
                                .sorted()
                                .collect(Collectors.joining(", ")))
                .add(mails.text(reader, "fact.discountUntil"), discount == null ? null : reader.date(discount))
                .add(mails.text(reader, "fact.why"), mails.text(reader, "exception.why"));
        var reply = asked.reply();
        if (reply != null) {
            facts.add(
                    mails.text(reader, "question.reply"),
                    mails.text(reader, "supplierSays." + reply.says().name()));
        }
        var until = due == null ? null : new Named(mails.text(reader, "fact.due"), reader.date(due));
        var explanation = mails.explained(reader, asked.explanation());
        return new Letter(
                mails.text(
                        reader,
                        reply == null ? "exception.subject" : "exception.replied.subject",
                        asked.invoice(),
                        difference,
                        supplier),
                explanation,
                mails.sender(),
                asked.invoice().toString(),
                mails.text(reader, reply == null ? "exception.headline" : "exception.replied.headline"),
                List.of(
                        reply == null
                                ? mails.text(reader, "exception.intro")
                                : mails.text(
                                        reader,
                                        "exception.replied." + reply.says().name(),
                                        supplier)),
                new Gist(
                        new Named(mails.text(reader, "fact.difference"), difference),
                        new Named(
                                mails.text(reader, "fact.amount"),
                                StaffMails.amount(
                                        reader, Money.of(asked.amount().toPlainString(), asked.currency()))),
                        null,
                        until),
                reply == null || reply.text() == null
                        ? new Quote(mails.text(reader, "fact.explanation"), explanation)
                        : new Quote(mails.text(reader, "question.reply"), reply.text()),
                new Button(mails.text(reader, "exception.button"), mails.taskLink(asked.task())),
                facts.all(),
                List.of(),
                mails.footer(reader, "handler"));
    }
}
